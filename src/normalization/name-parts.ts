/**
 * Pieces of a name cell: footnote marks, brackets, joined names, notes.
 *
 * Shape   A bracket that begins with a small letter or is a place is a note, and no name.
 */
import { type Span, trimSpan } from "../model/span.js";
import { findLegalForm } from "./legal-form.js";
import { findPlaces } from "./place.js";

/** Without bullets, numbering, stars, footnote marks and pictures at the edges. */
export function stripMarks(text: string, span: Span): Span {
  let { start, end } = trimSpan(text, span);
  const head =
    /^(?:[-*\u2022\u00b7\u2013\u25cf\u25aa>#|]+\s+|\(?\d{1,2}[.)]\s+|\p{Extended_Pictographic}\ufe0f?\s*|\*{1,3}|_{1,2}(?=\p{L})|`)/u;
  for (
    let match = head.exec(text.slice(start, end));
    match && match[0].length < end - start;
    match = head.exec(text.slice(start, end))
  ) {
    start += match[0].length;
  }
  const tail =
    /(?:[*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079\u2122\u00ae:;,|`\s]|\[\d{1,2}\]|\p{Extended_Pictographic}\ufe0f?|\s\d\))$/u;
  for (
    let match = tail.exec(text.slice(Math.max(start, end - 8), end));
    match && end - match[0].length > start;
    match = tail.exec(text.slice(Math.max(start, end - 8), end))
  ) {
    end -= match[0].length;
  }
  return trimSpan(text, { start, end });
}

export interface Bracket {
  readonly outer: Span;
  /** Without quotation marks. */
  readonly inner: Span;
  readonly quoted: boolean;
  readonly before: Span;
  readonly after: Span;
}

/** The first bracket that is no part of a legal form. */
export function bracketsOf(text: string, span: Span): Bracket | null {
  for (let open = text.indexOf("(", span.start); open >= 0 && open < span.end; open = text.indexOf("(", open + 1)) {
    const close = text.indexOf(")", open);
    if (close < 0 || close >= span.end) return null;
    const raw = trimSpan(text, { start: open + 1, end: close });
    if (IN_FORM.test(text.slice(raw.start, raw.end)) || raw.start === raw.end) continue;
    const quoted = QUOTES.includes(text[raw.start]!) && raw.end - raw.start > 2;
    const tail = quoted && QUOTES.includes(text[raw.end - 1]!) ? 1 : 0;
    return {
      outer: { start: open, end: close + 1 },
      inner: quoted ? { start: raw.start + 1, end: raw.end - tail } : raw,
      quoted,
      before: trimSpan(text, { start: span.start, end: open }),
      after: trimSpan(text, { start: close + 1, end: span.end }),
    };
  }
  return null;
}

const IN_FORM = /^(?:publ|haftungsbeschränkt|Pty|Pvt|SMC-Pvt|P)\.?$/iu;
const QUOTES = "\"'\u201c\u201d\u201e\u2019\u2018\u00ab\u00bb\u201a";

/** A condition, a remark or a place, and no other name. */
export function isNote(words: string): boolean {
  if (/^(?:inkl|incl|including|inklusive|herunder|m\.?\s?fl)\b/iu.test(words)) return false;
  if (/^\d/u.test(words) && findLegalForm(words)) return false;
  if (/^[\p{Ll}\d]/u.test(words) && !/^[\w-]+\.\p{Ll}{2,}$/u.test(words) && !/^\p{Ll}+\p{Lu}/u.test(words)) return true;
  const places = findPlaces(words).filter(({ kind }) => kind !== "adjective");
  const covered = places.reduce((sum, place) => sum + place.end - place.start, 0);
  return covered > 0 && covered >= words.replace(/[\s,/&-]/gu, "").length * 0.8;
}

/** Initials of the name beside it: "Amazon Web Services EMEA SARL (AWS)". */
export function isAbbreviation(words: string, name: string): boolean {
  if (!/^[\p{Lu}\p{N}&]{2,6}$/u.test(words)) return false;
  const initials = (name.match(/\p{Lu}|(?<=\s)\p{L}/gu) ?? []).join("").toUpperCase();
  let at = 0;
  for (const letter of words) {
    at = initials.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** Names with a slash or "dba" between them; one name where there is none. */
export function joinedNames(text: string, span: Span): Span[] {
  const inner = text.slice(span.start, span.end);
  const names: Span[] = [];
  let start = 0;
  for (const match of inner.matchAll(/\s\/\s|,?\s(?:dba|d\/b\/a|t\/a|trading as|aka|a\.k\.a\.)\s/giu)) {
    names.push(trimSpan(text, { start: span.start + start, end: span.start + match.index }));
    start = match.index + match[0].length;
  }
  names.push(trimSpan(text, { start: span.start + start, end: span.end }));
  return names.filter((name) => name.start < name.end);
}
