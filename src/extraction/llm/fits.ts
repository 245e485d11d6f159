/**
 * Whether words can be what a model says they are: a country has a place in it, a date a date, a company does not look like a heading.
 * Meaning is read from the words by the same functions that read every other document.
 */
import { isKnownName } from "../../knowledge/entities.js";
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { CandidateFieldName } from "../../model/candidate.js";
import { findAddress, looksLikeAddress } from "../../normalization/address.js";
import { findDates } from "../../normalization/date.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import { findPlaces } from "../../normalization/place.js";
import { readNumberCell } from "../../normalization/registration-number/find.js";
import { readTransferCell } from "../../normalization/transfer.js";
import {
  isBlankValue,
  isDateOnly,
  isKind,
  isMechanismOnly,
  isNumberLine,
  isPlaceholder,
  isPlaceOnly,
  looksLikeName,
} from "../features.js";
import { BARRIER } from "./fold.js";

const LONGEST: Partial<Record<CandidateFieldName, number>> = {
  name: 140,
  legal_entity: 140,
  aliases: 100,
  service: 200,
  purpose: 800,
  data_categories: 800,
  address: 300,
};

export function fits(field: CandidateFieldName, words: string, vocabulary: Vocabulary): boolean {
  if (words.length > (LONGEST[field] ?? 300) || words.includes(BARRIER) || !/[\p{L}\p{N}]/u.test(words)) return false;
  switch (field) {
    case "legal_entity":
      return findLegalForm(words) !== null;
    case "registration_numbers":
      return readNumberCell(words).length > 0;
    case "address":
      return looksLikeAddress(words) || findAddress(words, { bare: true }) !== null || findPlaces(words).length > 0;
    case "countries":
    case "processing_countries":
      return findPlaces(words).some(({ negated }) => negated !== true);
    case "transfer_mechanisms": {
      const { mechanisms, noneNeeded } = readTransferCell(words);
      return mechanisms.length > 0 || noneNeeded;
    }
    case "updated":
    case "valid_from":
    case "valid_to":
      return findDates(words).length > 0;
    case "status":
      return statusOf(words, vocabulary) !== null;
    case "service":
    case "purpose":
    case "data_categories":
    case "data_subjects":
      return (
        /\p{L}{2}/u.test(words) &&
        !isBlankValue(words) &&
        !isPlaceOnly(words) &&
        !isMechanismOnly(words) &&
        !isDateOnly(words) &&
        !isNumberLine(words)
      );
    default:
      return /\p{L}/u.test(words);
  }
}

const STATUSES = ["planned", "optional", "ending", "ended"] as const;
export const statusOf = (words: string, vocabulary: Vocabulary): string | null =>
  STATUSES.find((kind) => vocabulary.phrase(kind, words) !== null) ?? null;

/** A header we know may say other words for what the model says, and not something else. */
const KIN: readonly (readonly string[])[] = [
  ["name", "legal_entity", "aliases", "service", "website"],
  ["countries", "processing_countries", "address"],
  ["service", "purpose", "data_categories", "status"],
  ["transfer_mechanisms", "legal_basis", "countries", "processing_countries", "status"],
  ["updated", "valid_from", "valid_to", "status"],
  ["address", "name", "registration_numbers", "legal_entity"],
  ["data_categories", "data_subjects"],
  ["ignore", "service", "purpose", "registration_numbers", "status", "transfer_mechanisms"],
];

export function agreesWithHeader(field: CandidateFieldName, header: string, vocabulary: Vocabulary): boolean {
  const known: HeaderField | undefined = vocabulary.headers.whole(wordsOf(header))?.value;
  return known === undefined || known === field || KIN.some((kin) => kin.includes(known) && kin.includes(field));
}

/** Why words are no company's name; null where they can be one. `alone`: they fill a line or cell. */
export function nameFault(words: string, alone: boolean, text: string, vocabulary: Vocabulary): string | null {
  if (words.length > LONGEST.name! || words.includes(BARRIER) || !/\p{L}/u.test(words)) return "not-a-name";
  if (/https?:|www\.|@|[{}<>\\]|\t|!\[|\]\(/iu.test(words)) return "not-a-name";
  if (isBlankValue(words) || isPlaceholder(words, vocabulary)) return "placeholder";
  if (isKnownName(words) || /^\p{Ll}{1,3}\p{Lu}[\p{L}\p{N}]*$/u.test(words)) return null;
  if (isPlaceOnly(words) || isMechanismOnly(words) || isDateOnly(words) || isNumberLine(words)) return "other-kind";
  if (isHeading(words, vocabulary) || isKind(words, vocabulary)) return "kind-or-heading";
  const { likely, certain } = looksLikeName(words, vocabulary);
  if (certain) return null;
  if (!likely && !(alone && isWritten(words))) return /^\p{Lo}/u.test(words) ? null : "not-a-name";
  return !alone && isCommonWord(words, text) ? "common-word" : null;
}

/** Up to four words that fill a line or cell, the first of them not as words of the language are written: "drift av servere" is a task. */
const isWritten = (words: string): boolean =>
  words.split(/\s+/u).length <= 4 && !/^\p{Ll}+(?![\p{L}\p{N}.&+-])/u.test(words);

function isHeading(words: string, vocabulary: Vocabulary): boolean {
  const list = wordsOf(words);
  return [vocabulary.headers, vocabulary.roles, vocabulary.listTitles, vocabulary.decoyTitles, vocabulary.kinds].some(
    (index) => index.whole(list) !== null,
  );
}

/** "Palvelun palvelimet": a sentence begins with a capital, and the word stands elsewhere without one. */
function isCommonWord(words: string, text: string): boolean {
  const first = /^[\p{L}\p{M}]+/u.exec(words)?.[0];
  return first !== undefined && smallWords(text).has(first.toLowerCase());
}

let lastText = "";
let lastWords: ReadonlySet<string> = new Set();

/** Words of the text that stand somewhere without a capital, and not inside an address. */
function smallWords(text: string): ReadonlySet<string> {
  if (text !== lastText) {
    const words = new Set<string>();
    for (const [word] of text.matchAll(/(?<![\p{L}\p{M}\p{N}.@/-])\p{Ll}[\p{L}\p{M}]*(?![\p{L}\p{M}\p{N}.@/-]\p{L})/gu))
      words.add(word);
    [lastText, lastWords] = [text, words];
  }
  return lastWords;
}
