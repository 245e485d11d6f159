/** What a piece of text looks like to the layouts that put pieces under columns, and what it costs to take it for a field. */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import {
  isAddressLine,
  isBlankValue,
  isDateOnly,
  isKind,
  isMechanismOnly,
  isNumberLine,
  isPlaceOnly,
  looksLikeName,
  looksLikeSentence,
} from "../features.js";
import type { Unit } from "../units.js";

export interface Look {
  readonly name: number;
  readonly certainName: boolean;
  readonly place: boolean;
  readonly mechanism: boolean;
  readonly date: boolean;
  readonly number: boolean;
  readonly address: boolean;
  readonly blank: boolean;
  readonly sentence: boolean;
  readonly short: boolean;
}

export function lookOf(text: string, vocabulary: Vocabulary): Look {
  const name = looksLikeName(text, vocabulary);
  const place = isPlaceOnly(text);
  return {
    name: name.certain
      ? 0
      : name.likely && !place
        ? 0.3
        : isKind(text, vocabulary)
          ? 0.5
          : place
            ? 2.5
            : text.length < 60 && !looksLikeSentence(text)
              ? 1.2
              : 3,
    certainName: name.certain,
    place,
    mechanism: isMechanismOnly(text),
    date: isDateOnly(text),
    number: isNumberLine(text),
    address: !place && isAddressLine(text),
    blank: isBlankValue(text),
    sentence: looksLikeSentence(text),
    short: text.length <= 40,
  };
}

/** What it costs to take a text of this look for a cell of the field: 0 fits, 1 is doubtful, 2.5 and more does not fit. */
export function costOf(field: HeaderField, look: Look, text: string): number {
  const typed = look.place || look.mechanism || look.date || look.number;
  switch (field) {
    case "name":
      return look.number || look.mechanism || look.date ? 3 : look.address ? 2.5 : look.name;
    case "countries":
    case "processing_countries":
      return look.place ? 0 : look.blank ? 0.2 : look.address ? 1 : look.certainName ? 2 : text.length > 120 ? 2 : 1.1;
    case "transfer_mechanisms":
    case "legal_basis":
      return look.mechanism ? 0 : look.blank ? 0.2 : look.place ? 0.5 : look.certainName ? 2 : look.sentence ? 1 : 1.1;
    case "registration_numbers":
      return look.number ? 0 : look.blank ? 0.2 : /^[\d\s.-]{5,20}$/u.test(text) ? 0.1 : 2;
    case "address":
      return look.address ? 0 : look.blank ? 0.2 : look.place ? 0.6 : look.sentence ? 2.5 : 1;
    case "updated":
    case "valid_from":
    case "valid_to":
      return look.date ? 0 : look.blank ? 0.2 : 2;
    case "ignore":
    case "status":
    case "website":
    case "decoy":
      return look.certainName ? 1 : 0.5;
    default:
      return typed ? 1.5 : look.blank ? 0.3 : look.address ? 1 : look.certainName ? 0.9 : 0.2;
  }
}

/** What it costs that a piece goes on the cell before it. */
export function appendCost(field: HeaderField, look: Look, unit: Unit): number {
  const far = unit.gap ? 0.5 : 0;
  switch (field) {
    case "name":
      return look.number ? 0 : look.address || look.place ? 0.35 : look.certainName && !unit.gap ? 0.3 : 1.6 + far;
    case "registration_numbers":
      return look.number ? 0.1 : 2;
    case "address":
      return look.address
        ? 0.05
        : look.place
          ? 0.3
          : look.sentence
            ? 2.5
            : look.certainName
              ? 1.5
              : look.short
                ? 0.25
                : 1;
    case "purpose":
    case "data_categories":
    case "service":
      return look.certainName || look.place
        ? 1.8 + far
        : look.sentence
          ? 0.3 + far / 2
          : unit.kind === "list-item"
            ? 0.1
            : 1 + far;
    default:
      return unit.gap ? 2 : 1.2;
  }
}
