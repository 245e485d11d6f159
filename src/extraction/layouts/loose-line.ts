/**
 * A line of a block that has no label: its look says which field it is. An address, a number, a country, a web address or
 * the registered name under a brand; everything else says what the company does.
 */

import { isKnownName } from "../../knowledge/entities.js";
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { type Span, trimSpan } from "../../model/span.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import { findPlaces } from "../../normalization/place.js";
import {
  isAddressLine,
  isKind,
  isMechanismOnly,
  isNumberLine,
  isPlaceOnly,
  looksLikeName,
  looksLikeSentence,
} from "../features.js";
import type { RawCell } from "../row.js";
import { splitTyped, splitWide } from "../units.js";

/** A block's line is short; in longer ones a country or number is part of what is said. */
const LONGEST = 200;

export function looseCells(text: string, line: Span, vocabulary: Vocabulary): RawCell[] {
  const words = text.slice(line.start, line.end);
  const plain: RawCell[] = [{ field: "purpose", span: { start: line.start, end: line.end } }];
  if (words.length > LONGEST || (looksLikeSentence(words) && !isAddressLike(words))) return plain;
  const pieces = splitWide(text, line)
    .flatMap((piece) => splitTyped(text, piece))
    .flatMap((piece) => splitTag(text, piece, vocabulary));
  const cells = pieces.map((span) => {
    const inner = withoutComma(text, span);
    return { field: looseField(text.slice(inner.start, inner.end), vocabulary), span: inner };
  });
  return cells.some(({ field }) => field !== "purpose") ? cells : plain;
}

/** "Hosting Sverige": two tags of a card on one line. */
function splitTag(text: string, piece: Span, vocabulary: Vocabulary): Span[] {
  const words = text.slice(piece.start, piece.end);
  if (words.length > 60) return [piece];
  const last = findPlaces(words).at(-1);
  if (
    !last ||
    last.start < 3 ||
    last.kind === "adjective" ||
    last.end !== words.length ||
    words[last.start - 1] !== " "
  )
    return [piece];
  const before = words.slice(0, last.start);
  if (!isKind(before, vocabulary) && (before.trim().includes(" ") || isKnownName(before.trim()))) return [piece];
  return [
    trimSpan(text, { start: piece.start, end: piece.start + last.start }),
    { start: piece.start + last.start, end: piece.end },
  ];
}

function looseField(words: string, vocabulary: Vocabulary): HeaderField {
  if (isNumberLine(words)) return "registration_numbers";
  if (isMechanismOnly(words)) return "transfer_mechanisms";
  if (isPlaceOnly(words)) return "countries";
  if (isAddressLike(words)) return "address";
  if (WEBSITE.test(words)) return "website";
  return words.length < 80 && findLegalForm(words) && looksLikeName(words, vocabulary).certain
    ? "legal_entity"
    : "purpose";
}

const WEBSITE = /^(?:https?:\/\/|www\.)?[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}(?:\/\S{0,200})?$/u;

/** Also a line with a number and commas that ends in a country, where the street is written in a way that we do not know. */
export function isAddressLike(words: string): boolean {
  if (isAddressLine(words)) return true;
  const last = findPlaces(words).at(-1);
  return (
    words.length < 120 &&
    /\d/u.test(words) &&
    words.includes(", ") &&
    last !== undefined &&
    last.kind !== "adjective" &&
    last.end >= words.length - 1
  );
}

function withoutComma(text: string, span: Span): Span {
  let { start, end } = trimSpan(text, span);
  while (end > start && /[\s,;·|]/u.test(text[end - 1]!)) end--;
  while (start < end && /[\s,;·|]/u.test(text[start]!)) start++;
  return { start, end };
}
