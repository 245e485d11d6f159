/** The border between name and purpose (and data) where only a space stands between them. */
import { findKnownNames } from "../../knowledge/entities.js";
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { type Word, wordsOf } from "../../knowledge/phrases.js";
import { type Span, trimSpan } from "../../model/span.js";
import { findCompanies, findLegalForm } from "../../normalization/legal-form.js";
import { categorizePurpose } from "../../normalization/purpose.js";
import { splitWide } from "../units.js";

export interface FreeCells {
  readonly cells: { readonly field: HeaderField; readonly span: Span }[];
  /** 0 to 1. */
  readonly sureness: number;
}

/** Divides a stretch among free columns; null when it cannot be a row (a name that is a sentence). */
export function splitFree(
  words: string,
  span: Span,
  fields: readonly HeaderField[],
  vocabulary: Vocabulary,
): FreeCells | null {
  if (fields.length === 1) {
    const text = words.slice(span.start, span.end);
    if (fields[0] === "name" && (text.split(/\s+/u).length > 9 || (/[.!?]$/u.test(text) && !findLegalForm(text))))
      return null;
    return { cells: [{ field: fields[0]!, span }], sureness: 1 };
  }
  const wide = splitWide(words, span);
  if (wide.length === fields.length)
    return { cells: wide.map((piece, i) => ({ field: fields[i]!, span: piece })), sureness: 1 };
  if (fields[0] === "name") return splitName(words, span, fields, vocabulary);
  return splitSentences(words, span, fields);
}

function splitName(
  words: string,
  span: Span,
  fields: readonly HeaderField[],
  vocabulary: Vocabulary,
): FreeCells | null {
  const border = nameEnd(words, span, vocabulary);
  if (!border) return null;
  const name = { field: fields[0]!, span: trimSpan(words, { start: span.start, end: border.end }) };
  const rest = trimSpan(words, { start: border.end, end: span.end });
  if (rest.end === rest.start) return { cells: [name], sureness: 0.3 };
  const others = splitFree(words, rest, fields.slice(1), vocabulary);
  return others && { cells: [name, ...others.cells], sureness: Math.min(border.sureness, others.sureness) };
}

/** "Datasenter for tjenesten. Tilgang til data." under purpose and data; a place column that names no place takes the last sentence. */
function splitSentences(words: string, span: Span, fields: readonly HeaderField[]): FreeCells {
  const text = words.slice(span.start, span.end);
  const borders = [...text.matchAll(/[.;!?]\s+(?=\p{Lu})/gu)]
    .map((match) => match.index + match[0].length)
    .filter((at) => !ABBREVIATED.test(text.slice(Math.max(0, at - 8), at)));
  const placeLast = fields.at(-1) === "processing_countries" || fields.at(-1) === "countries";
  if (placeLast && borders.length === 0) return { cells: [{ field: fields[0]!, span }], sureness: 0.5 };
  const capital = [...text.matchAll(/(?<=\p{Ll}\)?)\s+(?=\p{Lu}\p{Ll})/gu)].map(
    (match) => match.index + match[0].length,
  );
  const border = placeLast
    ? borders.at(-1)
    : borders.length > 0
      ? borders[Math.floor((borders.length - 1) / 2)]!
      : capital[0];
  if (border === undefined) return { cells: [{ field: fields[0]!, span }], sureness: 0.4 };
  return {
    cells: [
      { field: fields[0]!, span: trimSpan(words, { start: span.start, end: span.start + border }) },
      { field: fields.at(-1)!, span: trimSpan(words, { start: span.start + border, end: span.end }) },
    ],
    sureness: borders.length > 0 ? 0.9 : 0.6,
  };
}

const ABBREVIATED = /(?:\b(?:inkl|ekskl|f\.eks|bl\.a|ca|m\.m|osv|evt|ev|t\.ex|e\.g|i\.e|nr|art|stk|esim|mm))\.\s+$/iu;

interface Border {
  readonly end: number;
  readonly sureness: number;
}

function nameEnd(words: string, span: Span, vocabulary: Vocabulary): Border | null {
  const text = words.slice(span.start, span.end);
  const tokens = wordsOf(text);
  if (tokens.length === 0) return null;
  const company = findCompanies(text).find(({ start }) => start === 0);
  if (company) return { end: span.start + withBracket(text, company.end), sureness: 1 };
  const known = findKnownNames(text)
    .filter(({ start }) => start === 0)
    .at(-1);
  let best: Border | null = null;
  for (let count = 1; count <= Math.min(8, tokens.length - 1); count++) {
    const end = withBracket(text, tokens[count - 1]!.end);
    const next = tokens.find(({ start }) => start >= end);
    if (!next) break;
    const sureness = borderScore(text, tokens, count, next, known?.end ?? -1, end, vocabulary);
    if (!best || sureness > best.sureness + 0.001) best = { end: span.start + end, sureness };
    if (/[.!?;]\s/u.test(text.slice(0, next.start))) break;
  }
  return best ?? (tokens.length <= 8 ? { end: span.end, sureness: 0.2 } : null);
}

function withBracket(text: string, end: number): number {
  const bracket = /^[.,]?\s?\([^()]{1,60}\)/u.exec(text.slice(end));
  return bracket ? end + bracket[0].length : end;
}

/** How likely the name ends after `count` words: what stands before is name-like, what follows begins a purpose. */
function borderScore(
  text: string,
  tokens: readonly Word[],
  count: number,
  next: Word,
  knownEnd: number,
  end: number,
  vocabulary: Vocabulary,
): number {
  const inside = tokens.slice(0, count);
  const nextText = text.slice(next.start, next.end);
  const rest = text.slice(next.start);
  let score = 0.35 - 0.04 * (count - 1);
  if (knownEnd >= 0)
    score +=
      tokens[count - 1]!.end === knownEnd || end === knownEnd ? 0.55 : tokens[count - 1]!.end < knownEnd ? -0.5 : -0.05;
  if (end > tokens[count - 1]!.end) score += 0.25;
  if (inside.some(({ start }) => text[start] !== text[start]!.toUpperCase())) score -= 0.2;
  score += isCommon(nextText, vocabulary) ? 0.25 : 0;
  score += 0.25 * wordAfter(rest);
  score -=
    0.15 * inside.slice(1).filter(({ start, end: stop }) => isCommon(text.slice(start, stop), vocabulary)).length;
  if (!/^[\p{Lu}\p{N}]/u.test(nextText)) score -= 0.45;
  if (/^(?:og|och|and|ja|for|til|av|&)$/iu.test(tokens[count - 1]!.word)) score -= 0.5;
  return score;
}

/** A word that says what is done and not who does it. */
function isCommon(word: string, vocabulary: Vocabulary): boolean {
  return (
    /[-/]\p{Ll}/u.test(word) || vocabulary.kinds.at(wordsOf(word), 0) !== null || categorizePurpose(word).length > 0
  );
}

/** A purpose goes on in small letters after its first word: 1; two capitals in a row look like a name: -1. */
function wordAfter(rest: string): number {
  const next = /^[^\s,;]+([,;]?)\s+(?:(?:og|och|and|ja|&|\/)\s+)?(\S)/u.exec(rest);
  if (next?.[1] !== "") return 0;
  return /\p{Ll}/u.test(next[2]!) ? 1 : /\p{Lu}/u.test(next[2]!) ? -1 : 0;
}
