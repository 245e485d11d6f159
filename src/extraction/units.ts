/**
 * Lines cut into the pieces that may each be a cell: at wide gaps, before a registration number, before an address, and
 * between a leading place and the sentence after it.
 */
import { isSpace, type Span, trimSpan } from "../model/span.js";
import { findAddress } from "../normalization/address.js";
import { findCompanies } from "../normalization/legal-form.js";
import { findPlaces } from "../normalization/place.js";
import { findRegistrationNumbers } from "../normalization/registration-number/find.js";

export interface Unit extends Span {
  readonly text: string;
  /** First of its line, and a blank line stands before it. */
  readonly gap: boolean;
  readonly lineStart: boolean;
  readonly kind: string;
}

/** Pieces divided by tabs or by two and more spaces. */
export function splitWide(text: string, span: Span): Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  let i = span.start;
  while (i < span.end) {
    if (!isSpace(text.charCodeAt(i))) {
      i++;
      continue;
    }
    let j = i;
    while (j < span.end && isSpace(text.charCodeAt(j))) j++;
    if (j - i >= 2 || text.charCodeAt(i) === 9) {
      if (i > start) pieces.push({ start, end: i });
      start = j;
    }
    i = j;
  }
  if (start < span.end) pieces.push({ start, end: span.end });
  return pieces;
}

/** Cuts a piece where its words change from name to number to address, or from place to sentence. */
export function splitTyped(text: string, span: Span): Span[] {
  const words = text.slice(span.start, span.end);
  const cuts = [...nameCuts(words), ...placeCuts(words)].filter((cut) => cut > 0 && cut < words.length);
  const borders = [0, ...[...new Set(cuts)].sort((a, b) => a - b), words.length];
  return borders
    .slice(1)
    .map((end, i) => trimSpan(text, { start: span.start + borders[i]!, end: span.start + end }))
    .filter(({ start, end }) => end > start);
}

/** "Example Cloud SARL LU26888617 38 avenue …": after the legal name, after the number, before the address. */
function nameCuts(words: string): number[] {
  if (words.length > 400) return [];
  const company = findCompanies(words).find(({ start }) => start === 0);
  const numbers = findRegistrationNumbers(words);
  if (!company && numbers.length === 0) return [];
  const cuts: number[] = [];
  let at = company ? company.end + (/^\s*\([^()]{1,40}\)/u.exec(words.slice(company.end))?.[0].length ?? 0) : 0;
  const bare = company && numbers.length === 0 ? /^\s+(\d{5,9})(?=\s)/u.exec(words.slice(at)) : null;
  if (bare) {
    cuts.push(at, at + bare[0].length);
    at += bare[0].length;
  }
  for (const number of numbers.filter(({ labelStart }) => labelStart > 2)) {
    cuts.push(number.labelStart, number.end);
    at = Math.max(at, number.end);
  }
  const address = at > 2 ? findAddress(words.slice(at)) : null;
  if (address && at + address.end >= words.length - 3 && words.slice(at, at + address.start).trim().length < 3)
    cuts.push(at + address.start);
  return cuts;
}

/** "Danmark Aiia er en platform …": after the leading places. */
function placeCuts(words: string): number[] {
  let end = 0;
  for (const place of findPlaces(words.slice(0, 120))) {
    if (place.kind === "adjective") break;
    if (place.start > 0 && !/^[\s,/+()&]*(?:og|och|and|ja)?[\s,/+()&]*$/u.test(words.slice(end, place.start))) break;
    end = place.end;
  }
  if (end === 0) return [];
  const rest = /^\)?\s+(?=\p{Lu})/u.exec(words.slice(end));
  return rest && words.length - end > 25 ? [end + rest[0].length] : [];
}
