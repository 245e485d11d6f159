/**
 * Where the name of a company begins, read backwards from its legal form.
 *
 * Shape   Words with a capital or a digit, small words between them, and one comma right before the form ("Stripe, Inc.").
 *         The name ends at a border of the line, a bracket, a slash, a colon, or a word that is no name.
 */

import { legalForms } from "../knowledge/legal-forms.js";
import type { Span } from "../model/span.js";

/** Names are no longer than this. */
const MOST_WORDS = 8;

/** Null where no name stands before the form. */
export function companyStart(text: string, form: number, floor: number): number | null {
  let edge = skipBack(text, form, floor);
  if (text[edge - 1] === "," && /\s/u.test(text[edge] ?? " ")) edge = skipBack(text, edge - 1, floor);
  edge = beforeBracket(text, edge, floor);
  let start: number | null = null;
  for (let words = 0; words < MOST_WORDS; words++) {
    const word = wordBefore(text, edge, floor);
    if (!word) break;
    const raw = text.slice(word.start, word.end);
    const isLast = start === null;
    if (isNameWord(raw) || (isLast && isStartOfPart(text, word.start))) start = word.start;
    else if (isLast || !connectors().has(raw.toLowerCase())) break;
    const gap = skipBack(text, word.start, floor);
    if (gap === word.start || word.start - gap > 1) break;
    edge = gap;
  }
  return start === null ? null : afterRoles(text, start, form);
}

/** "Example (UK) Limited": the bracket before the form is a part of the name. */
function beforeBracket(text: string, edge: number, floor: number): number {
  if (text[edge - 1] !== ")") return edge;
  const open = text.lastIndexOf("(", edge);
  const isPart = open > floor && edge - open < 30 && /^\(\p{Lu}[\p{L} .&-]{1,26}\)$/u.test(text.slice(open, edge));
  return isPart ? skipBack(text, open, floor) : edge;
}

/** Blanks of one line. */
function skipBack(text: string, from: number, floor: number): number {
  let at = from;
  while (at > floor && (text[at - 1] === " " || text[at - 1] === "\u00a0")) at--;
  return at;
}

function wordBefore(text: string, edge: number, floor: number): Span | null {
  let start = edge;
  while (start > floor && /[\p{L}\p{M}\p{N}&+.'\u2019\-\u2010\u2011!]/u.test(text[start - 1]!)) start--;
  if (
    start === edge ||
    (text[edge - 1] === "." && !/\p{L}\.\p{L}|^\p{Lu}\p{Ll}{0,2}\.$/u.test(text.slice(start, edge)))
  )
    return null;
  return { start, end: edge };
}

const isNameWord = (word: string): boolean =>
  /[\p{Lu}\p{N}]/u.test(word) || word.includes(".") || word === "&" || word === "+";

/** A name in small letters ("team.blue", "eesel") counts where it begins a line or a part. */
export function isStartOfPart(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  return start === 0 || /[\n\t(/|;:,\u2013\u2014•]\s?$/u.test(before) || /^[-*] $/u.test(before);
}

/** "Leverantören Fortnox AB": the role before the name is none of it. */
function afterRoles(text: string, start: number, form: number): number | null {
  let at = start;
  for (;;) {
    const match = /^[\p{L}\p{M}\d-]+[ \u00a0]+/u.exec(text.slice(at, form));
    const word = match?.[0].trim().toLowerCase() ?? "";
    const isCareOf = word === "o" && text[at - 1] === "/";
    if (!match || !(roles().has(word) || isCareOf || /^(?:19|20)\d\d$/u.test(word))) break;
    at += match[0].length;
  }
  return at < form && text.slice(at, form).trim() !== "" ? at : null;
}

const connectors = lowerSet(() => legalForms().connectors);
const roles = lowerSet(() => legalForms().not_a_name);

function lowerSet(make: () => readonly string[]): () => ReadonlySet<string> {
  let value: ReadonlySet<string> | undefined;
  return () => (value ??= new Set(make().map((word) => word.toLowerCase())));
}
