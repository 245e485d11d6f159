/**
 * Words found again although they were written a little differently: white space, case, dashes, quotation marks, width.
 *
 * Shape   folded text with, for each of its units, where the unit it came from begins and ends. A quote stands where it begins and
 *         ends between words: "AS" is not found in "Gas".
 * Unit    UTF-16 units of the text given.
 */
import type { Span } from "../../model/span.js";

/** Stands for words that may not be found: hidden, masked, not sent. */
export const BARRIER = "\uFFFC";

export interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const SPACE = /\s/u;
/** Soft hyphens, zero-width signs, turns of writing direction, variation selectors, tag characters. */
export const INVISIBLE =
  /\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\ufeff|[\ufff9-\ufffb]|[\u{e0000}-\u{e01ef}]/u;
const DASH = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/u;
const QUOTE = /["'`\u00ab\u00b4\u00bb\u2018-\u201f\u2039\u203a\u2032\u2033]/u;

export function fold(text: string): Folded {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const sign of text) {
    const end = at + sign.length;
    const plain = foldSign(sign);
    if (plain === " " && units.at(-1) === " ") ends[ends.length - 1] = end;
    else
      for (const unit of plain.split("")) {
        units.push(unit);
        starts.push(at);
        ends.push(end);
      }
    at = end;
  }
  return { text: units.join(""), starts, ends };
}

function foldSign(sign: string): string {
  if (sign === BARRIER) return sign;
  if (SPACE.test(sign)) return " ";
  if (INVISIBLE.test(sign)) return "";
  if (DASH.test(sign)) return "-";
  if (QUOTE.test(sign)) return "'";
  return sign.normalize("NFKC").toLowerCase();
}

/** Every place of the quote in the text: as written where it stands so, else folded. */
export function findQuote(text: string, quote: string): Span[] {
  const wanted = quote.normalize("NFC").trim();
  if (wanted === "" || wanted.length > text.length * 2 + 8) return [];
  const exact = placesOf(text, wanted);
  return exact.length > 0 ? exact : findFolded(fold(text), wanted);
}

export function findFolded(folded: Folded, quote: string): Span[] {
  const wanted = fold(quote).text.trim();
  if (wanted === "") return [];
  return placesOf(folded.text, wanted).map(({ start, end }) => ({
    start: folded.starts[start]!,
    end: folded.ends[end - 1]!,
  }));
}

function placesOf(text: string, wanted: string): Span[] {
  const places: Span[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    if (!cutsWord(text, at) && !cutsWord(text, end)) places.push({ start: at, end });
  }
  return places;
}

const WORD_SIGN = /[\p{L}\p{M}\p{N}]/u;
function cutsWord(text: string, at: number): boolean {
  return at > 0 && at < text.length && WORD_SIGN.test(text[at - 1]!) && WORD_SIGN.test(text[at]!);
}

/** "from the first words … to the last": what stands between belongs to it. */
export function findLongQuote(text: string, quote: string, longest: number): Span[] {
  const parts = quote
    .split(/\u2026|\.\.\./u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2) return findQuote(text, quote.replace(/(?:\u2026|\.{3})$/u, ""));
  const heads = findQuote(text, parts[0]!);
  const tails = findQuote(text, parts.at(-1)!);
  return heads.flatMap(({ start, end }) => {
    const tail = tails.find((place) => place.start >= end && place.end - start <= longest);
    return tail && !text.slice(start, tail.end).includes(BARRIER) ? [{ start, end: tail.end }] : [];
  });
}
