/**
 * From what a model points at to rows that stand in the document: names first, then each field inside its entry's own words.
 *
 * Shape   Spans are of the document's text; everything that did not stand is counted by reason.
 * Errors  None. Not found, found twice, of the wrong kind, in another row: a field is dropped. Without its name an entry is.
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { CandidateField } from "../../model/candidate.js";
import type { Document } from "../../model/document.js";
import { contains, overlaps, type Span, trimSpan } from "../../model/span.js";
import { foldName } from "../../normalization/name-folding.js";
import { stripMarks } from "../../normalization/name-parts.js";
import { type Answer, type FieldRef, readRef } from "./answer.js";
import { agreesWithHeader, fits, nameFault, statusOf } from "./fits.js";
import { findLongQuote } from "./fold.js";
import { namedOnlyIn } from "./named-only.js";
import type { Refusal } from "./options.js";
import type { Part, PartLine } from "./parts.js";
import { sentencesOf } from "./sentences.js";
import { cellAt, type PlacedName, windowsOf } from "./windows.js";

export interface GroundRules {
  readonly document: Document;
  readonly vocabulary: Vocabulary;
  readonly instructions: readonly Span[];
  readonly publisher: Span | null;
  readonly isRefused?: Refusal;
}

export interface GroundedRow {
  readonly fields: readonly CandidateField[];
  readonly span: Span;
}

export interface Grounded {
  readonly rows: readonly GroundedRow[];
  /** Reasons and how often: "name:not-found", "field:other-row" … */
  readonly dropped: ReadonlyMap<string, number>;
}

interface Entry {
  readonly line: number;
  readonly refs: readonly FieldRef[];
}
interface NamedEntry extends PlacedName {
  readonly refs: readonly FieldRef[];
}

const LONGEST_QUOTE = 800;
const ALSO: ReadonlySet<string> = new Set(["legal_entity", "aliases"]);

export function ground(part: Part, answer: Answer, rules: GroundRules): Grounded {
  const dropped = new Map<string, number>();
  const drop = (reason: string): void => void dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  const named = withoutDoubles(entriesOf(part, answer, drop).flatMap((entry) => nameOf(part, entry, rules, drop)));
  const windows = windowsOf(part, rules.document.text, named);
  return { rows: named.map((name, at) => rowOf(part, name, windows[at]!, rules, drop)), dropped };
}

/** Grids become one entry a line. */
function entriesOf(part: Part, answer: Answer, drop: (reason: string) => void): Entry[] {
  const refs = (written: readonly string[]): FieldRef[] =>
    written.slice(0, 40).flatMap((field) => {
      const ref = readRef(field);
      if (!ref) drop("field:unreadable");
      return ref ?? [];
    });
  const entries: Entry[] = answer.rows.map(({ line, fields }) => ({ line: line - 1, refs: refs(fields) }));
  for (const grid of answer.grids) {
    const columns = refs(grid.columns).filter(({ quote, line }) => quote === null && line !== null);
    const skip = new Set(grid.skip);
    for (let line = Math.max(1, grid.first); line <= Math.min(grid.last, part.lines.length); line++) {
      const own = part.lines[line - 1]!;
      if (skip.has(line) || own.header || own.context || own.cells.length < 2) continue;
      entries.push({
        line: line - 1,
        refs: columns
          .map((ref) => ({ ...ref, line, column: ref.line }))
          .filter(({ column }) => own.cells[(column ?? 0) - 1]),
      });
    }
  }
  return entries;
}

function nameOf(part: Part, entry: Entry, rules: GroundRules, drop: (reason: string) => void): NamedEntry[] {
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

function wholeOf(line: PartLine, column: number | null): Span | null {
  if (column !== null) return line.cells[column - 1] ?? null;
  return line.cells.length === 1 ? line.cells[0]! : null;
}

function quotesIn(part: Part, line: PartLine, quote: string, column: number | null): Span[] {
  return line.cells.flatMap((cell, at) =>
    cell && (column === null || at === column - 1) ? quoteIn(part, cell, quote) : [],
  );
}

function quoteIn(part: Part, { start, end }: Span, quote: string): Span[] {
  const { base, text } = part.searchable;
  const found = findLongQuote(text.slice(start - base, end - base), quote, LONGEST_QUOTE);
  return found.map((span) => ({ start: span.start + start, end: span.end + start }));
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
  if (vocabulary.phrase("not_subprocessor", wordsOf(document.text.slice(sentence.start, sentence.end))))
    return "negated";
  return isRefused?.(words, place) ?? null;
}

/** The same words at the same place are one entry; of two answers for it, the fuller one. Overlapping names: the longer one. */
function withoutDoubles(names: readonly NamedEntry[]): NamedEntry[] {
  const kept: NamedEntry[] = [];
  for (const name of [...names].sort((a, b) => a.start - b.start || b.end - a.end || b.refs.length - a.refs.length))
    if (kept.length === 0 || kept.at(-1)!.end <= name.start) kept.push(name);
  return kept;
}

function rowOf(
  part: Part,
  name: NamedEntry,
  window: readonly Span[],
  rules: GroundRules,
  drop: (reason: string) => void,
): GroundedRow {
  const fields: CandidateField[] = [{ field: "name", spans: [{ start: name.start, end: name.end }] }];
  for (const ref of name.refs) {
    const found = fieldOf(part, ref, name, window, rules);
    if (typeof found === "string") drop(`field:${found}`);
    else if (
      !fields.some(
        (field) => field.field === found.field && field.spans.some((span) => overlaps(span, found.spans[0]!)),
      )
    )
      add(fields, found);
  }
  const spans = fields.flatMap((field) => field.spans);
  return {
    fields,
    span: { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) },
  };
}

function add(fields: CandidateField[], found: CandidateField): void {
  const at = fields.findIndex(({ field }) => field === found.field);
  if (at < 0 || found.value !== undefined) fields.push(found);
  else fields[at] = { ...fields[at]!, spans: [...fields[at]!.spans, ...found.spans] };
}

function fieldOf(
  part: Part,
  ref: FieldRef,
  name: NamedEntry,
  window: readonly Span[],
  { document, vocabulary }: GroundRules,
): CandidateField | string {
  if (ref.field === "name") return "second-name";
  const span = ref.quote === null ? pointedAt(part, ref, name, window) : quoted(part, ref, name, window);
  if (typeof span === "string") return span;
  const { base, text } = part.searchable;
  const words = text.slice(span.start - base, span.end - base);
  if (!fits(ref.field, words, vocabulary)) return "wrong-kind";
  if (insideName(ref, span, name)) return "only-the-name";
  if (!agreesWithHeader(ref.field, headerOf(document, part, span), vocabulary)) return "other-column";
  const value = ref.field === "status" ? statusOf(words, vocabulary) : null;
  return { field: ref.field, spans: [span], ...(value === null ? {} : { value }) };
}

/** A cell or line that the model names by its number. */
function pointedAt(part: Part, ref: FieldRef, name: NamedEntry, window: readonly Span[]): Span | string {
  const line = part.lines[ref.line === null ? name.line : ref.line - 1];
  const whole = line ? wholeOf(line, ref.column) : null;
  if (!line || !whole || line.context) return "not-found";
  if (!window.some((span) => contains(span, whole))) return "other-row";
  return withoutLabel(part, whole);
}

/** "Formål: drift" says "drift". */
function withoutLabel(part: Part, span: Span): Span {
  const { base, text } = part.searchable;
  const words = text.slice(span.start - base, span.end - base);
  const label = /^[^:\n]{2,40}:\s+(?=\S)/u.exec(words);
  return trimSpan(text, { start: span.start - base + (label?.[0].length ?? 0), end: span.end - base }).start >= 0
    ? moved(trimSpan(text, { start: span.start - base + (label?.[0].length ?? 0), end: span.end - base }), base)
    : span;
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

function quoted(part: Part, ref: FieldRef, name: Span, window: readonly Span[]): Span | string {
  const found = window.flatMap((span) => quoteIn(part, span, ref.quote!));
  if (found.length === 0)
    return part.lines.some((line) => !line.context && quotesIn(part, line, ref.quote!, null).length > 0)
      ? "other-row"
      : "not-found";
  if (found.length === 1) return found[0]!;
  const line = ref.line === null ? undefined : part.lines[ref.line - 1];
  const cell = line && ref.column !== null ? line.cells[ref.column - 1] : null;
  const there = found.filter((span) =>
    cell ? contains(cell, span) : line ? line.cells.some((own) => own && contains(own, span)) : false,
  );
  if (there.length === 1) return there[0]!;
  const whole = found.filter((span) => window.some(({ start, end }) => start === span.start && end === span.end));
  if (whole.length === 1) return whole[0]!;
  const beside = found.filter((span) => window.some((own) => contains(own, name) && contains(own, span)));
  if (beside.length === 1) return beside[0]!;
  const home = window.find((span) => found.every((place) => contains(span, place)));
  return home ? nearest(found, name) : "ambiguous";
}

/** The same words twice in one sentence or line say the same. */
function nearest(found: readonly Span[], name: Span): Span {
  const distance = ({ start, end }: Span): number => (start >= name.end ? start - name.end : name.start - end + 1_000);
  return [...found].sort((a, b) => distance(a) - distance(b))[0]!;
}

/** "Finland" of "Telia Finland Oyj" is no place. */
function insideName(ref: FieldRef, span: Span, name: Span): boolean {
  if (ref.field === "legal_entity" || ref.field === "aliases") return false;
  return contains(name, span) || (contains(span, name) && ref.field !== "purpose");
}

function headerOf(document: Document, part: Part, span: Span): string {
  const line = part.lines.find((own) => own.kind === "table" && own.cells.some((cell) => cell && contains(cell, span)));
  const block = line && document.blocks[line.block];
  if (!line || block?.kind !== "table") return "";
  const column = cellAt(line, span);
  const head = block.cells.find((cell) => cell.header && cell.row === 0 && cell.column === column && !cell.hidden);
  return head ? document.text.slice(head.span.start, head.span.end) : "";
}
