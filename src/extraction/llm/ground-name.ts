/**
 * Where the name of an entry stands, and why words that stand there are no name.
 *
 * Errors  None: a name that is not found, stands in several lines or is refused is counted by reason.
 */
import { negationWords } from "../../knowledge/countries.js";
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { overlaps, type Span } from "../../model/span.js";
import { foldName } from "../../normalization/name-folding.js";
import { stripMarks } from "../../normalization/name-parts.js";
import type { FieldRef } from "./answer.js";
import type { Entry } from "./answer-entries.js";
import type { PlacedName } from "./clauses.js";
import { nameFault } from "./fits.js";
import type { GroundRules } from "./ground.js";
import { namedOnlyIn } from "./named-only.js";
import type { Part } from "./parts.js";
import { quotesIn, wholeOf } from "./quotes.js";
import { sentencesOf } from "./sentences.js";
import { cellAt } from "./windows.js";

export interface NamedEntry extends PlacedName {
  readonly refs: readonly FieldRef[];
}

const ALSO: ReadonlySet<string> = new Set(["legal_entity", "aliases"]);

export function nameOf(part: Part, entry: Entry, rules: GroundRules, drop: (reason: string) => void): NamedEntry[] {
  const ref = entry.refs.find(({ field }) => field === "name");
  const found = ref ? placesOf(part, ref, entry.line, rules.document.text) : [];
  const fault = !ref
    ? "none"
    : found.length === 0
      ? "not-found"
      : found.length > 1 && found[0]!.line !== found.at(-1)!.line
        ? "ambiguous"
        : null;
  if (fault !== null) {
    drop(`name:${fault}`);
    return [];
  }
  const place = found[0]!;
  const refused = refusedName(part, place, rules);
  if (refused !== null) {
    drop(`name:${refused}`);
    return [];
  }
  const quotes = entry.refs.flatMap(({ field, quote }) => (field !== "name" && quote ? [quote] : []));
  const also = entry.refs.flatMap(({ field, quote }) => (ALSO.has(field) && quote ? [quote] : []));
  return [{ ...place, quotes, also, refs: entry.refs.filter((other) => other !== ref) }];
}

/** In the line that the model says; where it counted wrong, the only place in the part. */
function placesOf(part: Part, ref: FieldRef, entryLine: number, text: string): (Span & { line: number })[] {
  const said = ref.line === null ? entryLine : ref.line - 1;
  const line = part.lines[said];
  if (ref.quote === null) {
    const whole = line && !line.context ? wholeOf(line, ref.column) : null;
    const span = whole && stripMarks(text, whole);
    return span && span.end > span.start ? [{ ...span, line: said }] : [];
  }
  const near = line && !line.context ? quotesIn(part, line, ref.quote, ref.column) : [];
  if (near.length > 0) return near.map((span) => ({ ...span, line: said }));
  return part.lines.flatMap((other, at) =>
    other.context ? [] : quotesIn(part, other, ref.quote!, null).map((span) => ({ ...span, line: at })),
  );
}

function refusedName(
  part: Part,
  place: Span & { line: number },
  { document, vocabulary, instructions, publisher, isRefused }: GroundRules,
): string | null {
  const { base, text } = part.searchable;
  const words = text.slice(place.start - base, place.end - base);
  const line = part.lines[place.line]!;
  const cell = line.cells[cellAt(line, place)] ?? line;
  const fault = nameFault(words, place.end - place.start >= (cell.end - cell.start) * 0.8, document.text, vocabulary);
  if (fault !== null) return fault;
  if (instructions.some((span) => overlaps(span, place)) || namedOnlyIn(document.text, words, instructions))
    return "instruction";
  if (publisher && foldName(document.text.slice(publisher.start, publisher.end)) === foldName(words))
    return "publisher";
  const sentence = sentencesOf(document.text, cell).find((span) => overlaps(span, place)) ?? cell;
  if (isNegated(document.text, sentence, place, vocabulary)) return "negated";
  return isRefused?.(words, place) ?? null;
}

/** Said to be none; or a word that denies stands near the name, whatever it denies. */
function isNegated(text: string, sentence: Span, name: Span, vocabulary: Vocabulary): boolean {
  if (vocabulary.phrase("not_subprocessor", wordsOf(text.slice(sentence.start, sentence.end)))) return true;
  const { before, after } = negationWords();
  const ahead = wordsOf(text.slice(sentence.start, name.start)).slice(-4);
  const behind = wordsOf(text.slice(name.end, sentence.end)).slice(0, 2);
  return (
    ahead.some(({ word }) => before.includes(word)) ||
    behind.some(({ word }) => before.includes(word) || after.includes(word))
  );
}

/** The same words at the same place are one entry, with all that was said of it. Overlapping names: the longer one. */
export function withoutDoubles(names: readonly NamedEntry[]): NamedEntry[] {
  const kept: NamedEntry[] = [];
  for (const name of [...names].sort((a, b) => a.start - b.start || b.end - a.end || b.refs.length - a.refs.length)) {
    const last = kept.at(-1);
    if (!last || last.end <= name.start) kept.push(name);
    else if (last.start === name.start && last.end === name.end) kept[kept.length - 1] = joined(last, name);
  }
  return kept;
}

const joined = (one: NamedEntry, other: NamedEntry): NamedEntry => ({
  ...one,
  quotes: [...one.quotes, ...other.quotes],
  also: [...one.also, ...other.also],
  refs: [...one.refs, ...other.refs.filter((ref) => !one.refs.some((known) => isSame(known, ref)))],
});

const isSame = (one: FieldRef, other: FieldRef): boolean =>
  one.field === other.field && one.line === other.line && one.column === other.column && one.quote === other.quote;
