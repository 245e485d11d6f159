/**
 * The words of a sentence, line or cell that speak of one of the names in it.
 *
 * Shape   Spans in order; clauses end at full stops, and at semicolons between two names.
 */
import { findKnownNames } from "../../knowledge/entities.js";
import { overlaps, type Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { foldName } from "../../normalization/name-folding.js";
import type { Part } from "./parts.js";
import { sentencesOf } from "./sentences.js";

export interface PlacedName extends Span {
  /** Index into part.lines. */
  readonly line: number;
  /** Words that the model gave for it, to see whether they stand before or after the names. */
  readonly quotes: readonly string[];
  /** Other names that the model gives for it. */
  readonly also: readonly string[];
}

/** The clauses of a cell or line that speak of this name. */
export function segmentsOf(part: Part, text: string, within: Span, names: readonly PlacedName[], at: number): Span[] {
  const name = names[at]!;
  const clauses = sentencesOf(text, within).flatMap((sentence) => clausesOf(text, sentence, names));
  const own = clauses.findIndex((clause) => overlaps(clause, name));
  if (own < 0) return [];
  const inside = names.filter((other) => overlaps(clauses[own]!, other));
  const window = inside.length > 1 ? shareOf(part, clauses[own]!, inside, name) : [clauses[own]!];
  if (inside.at(-1) !== name) return window;
  for (const clause of clauses.slice(own + 1)) {
    if (names.some((other) => overlaps(other, clause)) || holdsCompany(text, clause, name)) break;
    window.push(clause);
  }
  return window;
}

/** Semicolons divide a sentence where names stand on both sides. */
function clausesOf(text: string, sentence: Span, names: readonly Span[]): Span[] {
  const clauses: Span[] = [];
  let start = sentence.start;
  for (let at = text.indexOf(";", start); at >= 0 && at < sentence.end; at = text.indexOf(";", at + 1)) {
    if (!names.some((name) => overlaps(name, { start, end: at })) || insideBracket(text, start, at)) continue;
    clauses.push({ start, end: at });
    start = at + 1;
  }
  return [...clauses, { start, end: sentence.end }];
}

function insideBracket(text: string, start: number, at: number): boolean {
  const before = text.slice(start, at);
  return before.lastIndexOf("(") > before.lastIndexOf(")");
}

/** Between two names of one clause: the words belong to the name before them, or all to the name after them. */
function shareOf(part: Part, clause: Span, names: readonly PlacedName[], name: PlacedName): Span[] {
  const { base, text } = part.searchable;
  const slice = ({ start, end }: Span): string => text.slice(start - base, end - base);
  const [first, last] = chainOf(slice, names, names.indexOf(name));
  const after = { start: names[last]!.end, end: names[last + 1]?.start ?? clause.end };
  const before = { start: names[first - 1]?.end ?? clause.start, end: names[first]!.start };
  if (first === last && /^\s{0,2}\(/u.test(slice(after))) {
    const close = slice(after).indexOf(")");
    if (close > 0) return [{ start: name.start, end: after.start + close + 1 }];
  }
  return votesAfter(slice, clause, names)
    ? [{ start: names[first]!.start, end: after.end }]
    : [{ start: before.start, end: names[last]!.end }];
}

/** "A, B and C, hosting": names with nothing between them share what is said. */
function chainOf(slice: (span: Span) => string, names: readonly PlacedName[], own: number): [number, number] {
  const touch = (at: number): boolean => {
    const [left, right] = [names[at], names[at + 1]];
    return (
      left !== undefined &&
      right !== undefined &&
      /^[\s,/&+]{0,3}(?:\p{L}{1,4})?[\s,/&+]{1,3}$/u.test(slice({ start: left.end, end: right.start }))
    );
  };
  let first = own;
  let last = own;
  while (first > 0 && touch(first - 1)) first--;
  while (touch(last)) last++;
  return [first, last];
}

function votesAfter(slice: (span: Span) => string, clause: Span, names: readonly PlacedName[]): boolean {
  let votes = 0;
  names.forEach((name, at) => {
    const after = slice({ start: name.end, end: names[at + 1]?.start ?? clause.end });
    const before = slice({ start: names[at - 1]?.end ?? clause.start, end: name.start });
    for (const quote of name.quotes) votes += Number(after.includes(quote)) - Number(before.includes(quote));
  });
  return votes >= 0;
}

/** Whether a company other than this one is named there. */
export function holdsCompany(text: string, span: Span, name: Span): boolean {
  const words = text.slice(span.start, span.end);
  return [...findCompanies(words), ...findKnownNames(words)].some((found) => isOther(words, found, text, name));
}

/** "Exampla is used for mail" goes on about Exampla. */
export function isOther(words: string, found: Span, text: string, name: Span): boolean {
  const other = foldName(words.slice(found.start, found.end));
  const own = foldName(text.slice(name.start, name.end));
  return !own.includes(other) && !other.includes(own);
}
