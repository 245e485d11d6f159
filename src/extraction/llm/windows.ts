/**
 * The words that may speak of an entry: its row, its lines up to the next name, its part of a sentence. A right quote from anywhere
 * else belongs to somebody else.
 *
 * Shape   One list of spans a name, in the order of the names given. Names stand in text order and do not overlap.
 */
import { findKnownNames } from "../../knowledge/entities.js";
import { overlaps, type Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { sentencesOf } from "./instructions.js";
import type { Part, PartLine } from "./parts.js";

export interface PlacedName extends Span {
  /** Index into part.lines. */
  readonly line: number;
  /** Words that the model gave for it, to see whether they stand before or after the names. */
  readonly quotes: readonly string[];
}

/** An entry of lines reaches no further. */
const MOST_LINES = 10;

export function windowsOf(part: Part, text: string, names: readonly PlacedName[]): Span[][] {
  const layouts = tableLayouts(part, names);
  return names.map((name, at) => {
    const line = part.lines[name.line]!;
    const layout =
      line.kind === "table" ? (layouts.get(line.block) ?? "rows") : line.cells.length > 1 ? "rows" : "lines";
    if (layout === "columns") return columnOf(part, line, name);
    if (layout === "rows") return rowOf(part, text, line, names, at);
    return linesFrom(part, text, names, at);
  });
}

type TableLayout = "rows" | "columns" | "lines";

/** Entries stand in rows, side by side in columns, or one under the other as labels and values. */
function tableLayouts(part: Part, names: readonly PlacedName[]): Map<number, TableLayout> {
  const layouts = new Map<number, TableLayout>();
  const named = new Map<number, Set<number>>();
  for (const { line } of names) {
    const { block, kind } = part.lines[line]!;
    if (kind === "table") named.set(block, (named.get(block) ?? new Set()).add(line));
  }
  for (const [block, lines] of named) {
    const own = part.lines.filter((line) => line.block === block && !line.context && !line.header);
    const width = Math.max(...own.map(({ cells }) => cells.length));
    const inBlock = names.filter(({ line }) => part.lines[line]!.block === block);
    const cells = new Set(inBlock.map((name) => cellAt(part.lines[name.line]!, name)));
    if (lines.size === 1 && inBlock.length > 1 && cells.size === inBlock.length && own.length > 1)
      layouts.set(block, "columns");
    else if (width <= 2 && lines.size < own.length * 0.6) layouts.set(block, "lines");
    else layouts.set(block, "rows");
  }
  return layouts;
}

export const cellAt = (line: PartLine, span: Span): number =>
  line.cells.findIndex((cell) => cell !== null && overlaps(cell, span));

function columnOf(part: Part, own: PartLine, name: Span): Span[] {
  const column = cellAt(own, name);
  return part.lines.flatMap((line) =>
    line.block === own.block && !line.context ? present([line.cells[column] ?? null]) : [],
  );
}

/** The cells of the row; of a cell with several names, only the part that speaks of this one. */
function rowOf(part: Part, text: string, line: PartLine, names: readonly PlacedName[], at: number): Span[] {
  return present(line.cells).flatMap((cell) => {
    const inside = names.filter((name) => overlaps(cell, name));
    if (inside.length < 2) return [cell];
    return overlaps(cell, names[at]!) ? segmentsOf(part, text, cell, names, at) : [];
  });
}

const present = (cells: readonly (Span | null)[]): Span[] => cells.filter((cell): cell is Span => cell !== null);

function linesFrom(part: Part, text: string, names: readonly PlacedName[], at: number): Span[] {
  const name = names[at]!;
  const own = part.lines[name.line]!;
  const same = names.filter(({ line }) => line === name.line);
  const window =
    same.length > 1 || isProse(text, own)
      ? segmentsOf(part, text, own, names, at)
      : [own, ...linesBefore(part, names, name)];
  if (same.at(-1) !== name) return window;
  const next = names.find(({ line }) => line > name.line)?.line ?? part.lines.length;
  for (let line = name.line + 1; line < next && line - name.line < MOST_LINES; line++) {
    if (endsEntry(text, own, part.lines[line]!)) break;
    window.push(...present(part.lines[line]!.cells));
  }
  return window;
}

const isProse = (text: string, line: Span): boolean => sentencesOf(text, line).length > 1;

function endsEntry(text: string, own: PartLine, line: PartLine): boolean {
  if (line.context || (line.kind === "heading" && own.kind !== "heading")) return true;
  if ((line.kind === "table") !== (own.kind === "table")) return true;
  if (
    line.kind === "list-item" &&
    own.kind === "list-item" &&
    line.gap &&
    bulletOf(text, line) === bulletOf(text, own) &&
    indentOf(text, line) === indentOf(text, own)
  )
    return holdsCompany(text, line);
  return holdsCompany(text, { start: line.start, end: Math.min(line.end, line.start + 80) }, true);
}

const bulletOf = (text: string, { start }: Span): string => /[-*\u2022\u2013]/u.exec(text[start]!)?.[0] ?? "";
const indentOf = (text: string, { start }: Span): number => start - (text.lastIndexOf("\n", start - 1) + 1);

/** Whether another company is named there; at its beginning, where that is asked. */
function holdsCompany(text: string, span: Span, first = false): boolean {
  const words = text.slice(span.start, span.end);
  const found = [...findCompanies(words), ...findKnownNames(words)];
  return found.some(({ start }) => !first || start < 3);
}

/** Lines of the same group that stand before the name: "Purpose: hosting / Name: Acme". */
function linesBefore(part: Part, names: readonly PlacedName[], name: PlacedName): Span[] {
  const before: Span[] = [];
  for (let line = name.line; line > 0 && !part.lines[line]!.gap; line--) {
    const above = part.lines[line - 1]!;
    if (above.context || above.block !== part.lines[name.line]!.block || names.some((other) => other.line === line - 1))
      return [];
    before.unshift(above);
    if (before.length > 4) return [];
  }
  return before;
}

/** The clauses of a cell or line that speak of this name. */
function segmentsOf(part: Part, text: string, within: Span, names: readonly PlacedName[], at: number): Span[] {
  const name = names[at]!;
  const clauses = sentencesOf(text, within).flatMap((sentence) => clausesOf(text, sentence, names));
  const own = clauses.findIndex((clause) => overlaps(clause, name));
  if (own < 0) return [];
  const inside = names.filter((other) => overlaps(clauses[own]!, other));
  const window = inside.length > 1 ? shareOf(part, clauses[own]!, inside, name) : [clauses[own]!];
  if (inside.at(-1) !== name) return window;
  for (const clause of clauses.slice(own + 1)) {
    if (names.some((other) => overlaps(other, clause)) || holdsCompany(text, clause)) break;
    window.push(clause);
  }
  return window;
}

/** Semicolons divide a sentence where names stand on both sides. */
function clausesOf(text: string, sentence: Span, names: readonly Span[]): Span[] {
  const clauses: Span[] = [];
  let start = sentence.start;
  for (let at = text.indexOf(";", start); at >= 0 && at < sentence.end; at = text.indexOf(";", at + 1)) {
    if (!names.some((name) => overlaps(name, { start, end: at }))) continue;
    clauses.push({ start, end: at });
    start = at + 1;
  }
  return [...clauses, { start, end: sentence.end }];
}

/** Between two names of one clause: the words belong to the name before them, or all to the name after them. */
function shareOf(part: Part, clause: Span, names: readonly PlacedName[], name: PlacedName): Span[] {
  const { base, text } = part.searchable;
  const own = names.indexOf(name);
  const after = { start: name.end, end: names[own + 1]?.start ?? clause.end };
  const before = { start: names[own - 1]?.end ?? clause.start, end: name.start };
  const slice = ({ start, end }: Span): string => text.slice(start - base, end - base);
  if (/^\s{0,2}\(/u.test(slice(after))) {
    const close = slice(after).indexOf(")");
    if (close > 0) return [{ start: name.start, end: after.start + close + 1 }];
  }
  return votesAfter(slice, clause, names)
    ? [{ start: name.start, end: after.end }]
    : [{ start: before.start, end: name.end }];
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
