/**
 * The words that may speak of an entry: its row, its lines up to the next name, its part of a sentence. A right quote from anywhere
 * else belongs to somebody else.
 *
 * Shape   One list of spans a name, in the order of the names given. Names stand in text order and do not overlap.
 */
import { isKnownName } from "../../knowledge/entities.js";
import { overlaps, type Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { holdsCompany, isOther, type PlacedName, segmentsOf } from "./clauses.js";
import type { Part } from "./parts.js";
import type { PartLine } from "./render.js";
import { sentencesOf } from "./sentences.js";

/** An entry of lines reaches no further. */
const MOST_LINES = 10;

export function windowsOf(part: Part, text: string, names: readonly PlacedName[]): Span[][] {
  const layouts = tableLayouts(part, names);
  return names.map((name, at) => joinedSpans(text, windowOf(part, text, names, layouts, name, at)));
}

function windowOf(
  part: Part,
  text: string,
  names: readonly PlacedName[],
  layouts: ReadonlyMap<number, TableLayout>,
  name: PlacedName,
  at: number,
): Span[] {
  const line = part.lines[name.line]!;
  const layout = line.kind === "table" ? (layouts.get(line.block) ?? "rows") : line.cells.length > 1 ? "rows" : "lines";
  if (layout === "columns") return columnOf(part, line, name);
  if (layout === "rows") return rowOf(part, text, line, names, at);
  return linesFrom(part, text, names, at);
}

/** Sentences of one line that follow each other are one stretch: a quote may go over a full stop. */
function joinedSpans(text: string, spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    const between =
      last && span.start >= last.end && span.start - last.end < 4 ? text.slice(last.end, span.start) : null;
    if (last && between !== null && /^[ ;]*$/u.test(between))
      joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push(span);
  }
  return joined;
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
  const window = firstWords(part, text, own, names, at);
  if (same.at(-1) !== name) return window;
  const next = names.find(({ line }) => line > name.line)?.line ?? part.lines.length;
  for (let line = name.line + 1; line < next && line - name.line < MOST_LINES; line++) {
    const isOwnName = line - name.line <= 2 && name.also.some((also) => text.startsWith(also, part.lines[line]!.start));
    if (!isOwnName && endsEntry(text, own, part.lines[line]!, name)) break;
    window.push(...present(part.lines[line]!.cells));
  }
  return window;
}

const isProse = (text: string, line: Span): boolean => sentencesOf(text, line).length > 1;

/** What the name's own row or line says of it. */
function firstWords(part: Part, text: string, own: PartLine, names: readonly PlacedName[], at: number): Span[] {
  if (own.kind === "table") return rowOf(part, text, own, names, at);
  const several = names.filter(({ line }) => line === names[at]!.line).length > 1;
  return several || isProse(text, own)
    ? segmentsOf(part, text, own, names, at)
    : [own, ...linesBefore(part, names, names[at]!), ...itemAbove(part, text, names, own)];
}

function endsEntry(text: string, own: PartLine, line: PartLine, name: Span): boolean {
  if (line.context || line.kind === "heading" || (line.kind === "table") !== (own.kind === "table")) return true;
  const sibling =
    line.kind === "list-item" &&
    own.kind === "list-item" &&
    bulletOf(text, line) === bulletOf(text, own) &&
    indentOf(text, line) === indentOf(text, own);
  return sibling ? holdsCompany(text, line, name) : beginsWithCompany(text, line, name);
}

const bulletOf = (text: string, { start }: Span): string => /[-*\u2022\u2013]/u.exec(text[start]!)?.[0] ?? "";
const indentOf = (text: string, { start }: Span): number => start - (text.lastIndexOf("\n", start - 1) + 1);

function beginsWithCompany(text: string, { start, end }: Span, name: Span): boolean {
  const words = text.slice(start, Math.min(end, start + 120));
  const company = findCompanies(words).find((found) => found.start < 3);
  const known = end - start <= 60 && isKnownName(words) ? { start: 0, end: words.length } : undefined;
  return [company, known].some((found) => found !== undefined && isOther(words, found, text, name));
}

/** "- hosting / - Acme": the item that an item stands under, where it names nobody. */
function itemAbove(part: Part, text: string, names: readonly PlacedName[], own: PartLine): Span[] {
  if (own.kind !== "list-item") return [];
  for (let at = part.lines.indexOf(own) - 1; at >= 0; at--) {
    const above = part.lines[at]!;
    if (above.kind !== "list-item") return [];
    if (indentOf(text, above) >= indentOf(text, own)) continue;
    return names.some(({ line }) => line === at) || above.context ? [] : [above];
  }
  return [];
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
