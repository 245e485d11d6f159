/**
 * What a short text looks like: a name, a place, a kind of service, a sentence. Layouts decide with these which words are a cell.
 */
import { findKnownNames, isKnownName } from "../knowledge/entities.js";
import { placeWordIndex, type Vocabulary } from "../knowledge/lexicon.js";
import { wordsOf } from "../knowledge/phrases.js";
import { remember, rememberFor } from "../knowledge/remember.js";
import { isSpace, type Span } from "../model/span.js";
import { looksLikeAddress } from "../normalization/address.js";
import { findDates } from "../normalization/date.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { findPlaces } from "../normalization/place.js";
import { categorizePurpose } from "../normalization/purpose.js";
import { findRegistrationNumbers } from "../normalization/registration-number/find.js";
import { findMechanisms } from "../normalization/transfer.js";

const BLANK =
  /^(?:[-–—‒―./*·•…]{1,4}|n\/?a\.?|none|n\.a\.|ingen|inga|ei|ei ole|engin|eingin|nei|nej|no|–|\(?tom\)?|ikke relevant|ikke aktuelt|ej tillämpligt|ej relevant|ikke relevant|not applicable|ei sovellu|á ekki við|keine|geen|brak|ej aktuellt|inte tillämpligt|ikkje aktuelt)$/iu;

/** "—", "n/a", "Ej tillämpligt": a cell that says there is nothing. */
export function isBlankValue(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === "" || (trimmed.length <= 24 && BLANK.test(trimmed));
}

const PLACEHOLDER = /\[[^\]]{2,120}\]|\{\{?[^}]{1,80}\}?\}|<[^>]{2,60}>|_{3,}|\bX{3,}\b|\.{5,}|…{2,}/u;

/** "[HOSTING-LEVERANTÖR]", "{leverandør}", "____": a template that nobody filled in. */
export function isPlaceholder(text: string, vocabulary: Vocabulary): boolean {
  const match = PLACEHOLDER.exec(text);
  if (match && match[0].length * 2 >= text.trim().length && !isPlaceOnly(match[0].slice(1, -1))) return true;
  return text.length < 80 && vocabulary.phrase("placeholder", text) !== null;
}

export interface NameLook {
  readonly likely: boolean;
  /** A legal form, a known company or a domain: not only a capital letter. */
  readonly certain: boolean;
}

/** Whether a short text can be a company's or product's name. */
export const looksLikeName = rememberFor(lookOf);

function lookOf(text: string, vocabulary: Vocabulary): NameLook {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 140) return { likely: false, certain: false };
  const plain = trimmed.split("\n")[0]!;
  const bare = plain.replace(/\([^)]{0,500}\)\s*$/u, "").trimEnd();
  if (findLegalForm(bare) || isKnownName(plain) || DOMAIN.test(bare)) return { likely: true, certain: true };
  const words = wordsOf(plain);
  if (words.length === 0 || words.length > 9 || looksLikeSentence(plain)) return { likely: false, certain: false };
  const known = findKnownNames(plain);
  const leading = known.find(({ start }) => start === 0);
  if (leading && wordsOf(plain.slice(0, leading.end)).length * 2 >= words.length)
    return { likely: true, certain: true };
  // "hCaptcha" and "eBay" begin small and are names for their capital.
  const lower = words.filter(
    ({ word, start, end }) => !/^\d|\p{Lu}/u.test(plain.slice(start, end)) && !JOINING.has(word),
  ).length;
  const named =
    /^[\p{Lu}\p{N}"“(]|^[a-z]+[A-Z0-9]/u.test(plain) &&
    lower <= (words.length >= 4 ? 2 : 1) &&
    lower * 2 < words.length + 1;
  return {
    likely:
      named &&
      !isKind(plain, vocabulary) &&
      !isPlaceOnly(plain) &&
      findDates(plain)[0]?.start !== 0 &&
      findMechanisms(plain).length === 0,
    certain: false,
  };
}

const DOMAIN =
  /^[\p{L}\p{N}][\p{L}\p{N}-]{0,40}\.(?:com|io|ai|net|org|dk|se|no|fi|is|fo|eu|co|app|dev|cloud|de|nl|uk|tech|tv|me|so|gg)$/iu;

/** A run of words that ends like a sentence or is too long for a cell of a name. */
export function looksLikeSentence(text: string): boolean {
  const words = wordCount(text);
  return words > 14 || (words > 6 && /[.!?:;]["”)]?$/u.test(text));
}

function wordCount(text: string): number {
  let count = 1;
  for (let i = 0; i < text.length; i++) if (isSpace(text.charCodeAt(i)) && !isSpace(text.charCodeAt(i + 1))) count++;
  return count;
}

/** A kind of service instead of a company: "IT Drift", "SMS", "Partner för systemutveckling". */
export const isKind = rememberFor(namesKind);

function namesKind(text: string, vocabulary: Vocabulary): boolean {
  const plain = text
    .trim()
    .replace(/\([^)]{0,500}\)\s*$/u, "")
    .trimEnd();
  if (findLegalForm(plain) || isKnownName(plain) || DOMAIN.test(plain)) return false;
  const words = wordsOf(plain).filter(({ word, end }) => !JOINING.has(word) && plain[end] !== "-");
  if (words.length === 0 || words.length > 9) return false;
  if (
    words.length >= 2 &&
    words.slice(1).every(({ start }) => plain[start] === plain[start]!.toLowerCase()) &&
    categorizePurpose(plain).length > 0
  )
    return true;
  const hits = vocabulary.kinds.all(words);
  const lower = words.filter(({ start }, i) => i > 0 && plain[start] === plain[start]!.toLowerCase());
  const covered = new Set(
    hits.flatMap((hit) => Array.from({ length: hit.to - hit.from }, (_, i) => words[hit.from + i]!.start)),
  );
  for (const word of lower) covered.add(word.start);
  const capitals = words.length - covered.size;
  const last = words.at(-1)!;
  if (words.length > 1 && lower.length === words.length - 1 && hits.at(-1)?.to === words.length && lower.includes(last))
    return true;
  return hits.length > 0 && (capitals === 0 || (lower.length >= 2 && capitals <= 1));
}

const JOINING = new Set([
  "og",
  "och",
  "and",
  "ja",
  "för",
  "for",
  "til",
  "till",
  "av",
  "af",
  "i",
  "of",
  "the",
  "und",
  "en",
  "a",
  "fra",
  "från",
  "med",
  "with",
  "samt",
  "eller",
  "or",
  "fyri",
  "vegna",
]);

/** Nothing but places, their brackets and words such as "within" and "region". */
export const isPlaceOnly = remember(namesPlaces);

function namesPlaces(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 120) return false;
  const places = findPlaces(trimmed);
  if (!places.some(({ kind }) => kind !== "adjective")) return false;
  return (
    remainder(trimmed, [
      ...places.map((place) => withSuffix(trimmed, place)),
      ...placeWordIndex().all(wordsOf(trimmed)),
    ]) <= 3
  );
}

/** A place, a ground for the transfer to it, and little else: "USA under the EU-US DPF". */
export function isPlaceWithGround(text: string): boolean {
  const places = findPlaces(text);
  const grounds = findMechanisms(text);
  if (places.length === 0 || grounds.length === 0 || text.length > 160) return false;
  return (
    remainder(text, [
      ...places.map((place) => withSuffix(text, place)),
      ...grounds,
      ...placeWordIndex().all(wordsOf(text)),
    ]) <= 20
  );
}

/** "EU-region", "EU-hosted" */
function withSuffix(text: string, span: Span): Span {
  const suffix = /^[-‑]\p{L}{2,20}/u.exec(text.slice(span.end, span.end + 24));
  return { start: span.start, end: span.end + (suffix ? suffix[0].length : 0) };
}

/** Letters of a text that stand outside the spans. */
export function remainder(text: string, spans: readonly Span[]): number {
  let rest = 0;
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start > at) rest += letters(text, at, start);
    at = Math.max(at, end);
  }
  return rest + letters(text, at, text.length);
}

function letters(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (/[\p{L}\p{N}]/u.test(text[i]!)) count++;
  return count;
}

export const isMechanismOnly = remember((text: string): boolean => {
  const found = findMechanisms(text);
  if (found.length === 0 || remainder(text, found) > 12) return false;
  if (
    findPlaces(text).some(
      ({ kind, start, end }) =>
        kind !== "adjective" && !found.some((ground) => ground.start <= start && end <= ground.end),
    )
  )
    return false;
  return !/[,;]/u.test(text) || text.split(/[,;]/u).every((piece) => findMechanisms(piece).length > 0);
});
export const isDateOnly = remember((text: string): boolean => {
  const found = findDates(text);
  return found.length > 0 && remainder(text, found) <= 8;
});
export const isNumberLine = remember((text: string): boolean => {
  const found = findRegistrationNumbers(text);
  return (
    found.length > 0 &&
    remainder(
      text,
      found.map(({ labelStart, end }) => ({ start: labelStart, end })),
    ) <= 6
  );
});
export const isAddressLine = remember(looksLikeAddress);
