/**
 * A stretch of a document as numbered lines: a row of a table, or a line of any other block. Hidden blocks, rows and cells are not here.
 *
 * Shape   A line has cells. A row of a table has one for each column, null where the column is empty; a spanning cell stands in every
 *         row it reaches. A line with tabs has one for each tab; any other line is one cell.
 */
import type { Block, Cell, Document, Table } from "../../model/document.js";
import { overlaps, type Span, trimSpan } from "../../model/span.js";
import { sentencesOf } from "./sentences.js";

export interface SourceLine extends Span {
  readonly cells: readonly (Span | null)[];
  readonly block: number;
  readonly kind: Block["kind"];
  /** A header row or a caption of a table, a heading: it says what the lines after it are. */
  readonly header: boolean;
  /** A block begins here, or a blank line stands before. */
  readonly gap: boolean;
}

/** Longer lines are cut at the ends of sentences. */
const LONGEST_LINE = 6_000;

export function linesIn(document: Document, span: Span): SourceLine[] {
  const lines: SourceLine[] = [];
  for (let index = firstBlock(document.blocks, span.start); index < document.blocks.length; index++) {
    const block = document.blocks[index]!;
    if (block.span.start >= span.end) break;
    if (!block.hidden) lines.push(...linesOf(document.text, block, index).filter((line) => overlaps(line, span)));
  }
  return lines;
}

export function linesOf(text: string, block: Block, index: number): SourceLine[] {
  return block.kind === "table" ? rowsOf(text, block, index) : plainLines(text, block, index);
}

function rowsOf(text: string, table: Table, block: number): SourceLine[] {
  const rows = new Map<number, Cell[]>();
  for (const cell of table.cells) {
    if (cell.hidden) continue;
    const last = Math.min(cell.row + cell.rowSpan, table.rows);
    for (let row = cell.row; row < last; row++) rows.set(row, [...(rows.get(row) ?? []), cell]);
  }
  const lines: SourceLine[] = [];
  if (table.caption)
    lines.push({ ...table.caption, cells: [table.caption], block, kind: "table", header: true, gap: true });
  for (const [row, cells] of [...rows].sort(([a], [b]) => a - b)) {
    const line = rowLine(text, cells, row, block);
    if (line) lines.push({ ...line, gap: lines.length === 0 });
  }
  return lines;
}

function rowLine(text: string, cells: readonly Cell[], row: number, block: number): SourceLine | null {
  const slots: (Span | null)[] = [];
  for (const cell of cells) {
    const span = trimSpan(text, cell.span);
    while (slots.length <= cell.column) slots.push(null);
    if (span.end > span.start) slots[cell.column] = span;
  }
  const own = cells.filter((cell) => cell.row === row);
  if (own.length === 0 || slots.every((slot) => slot === null)) return null;
  const start = Math.min(...own.map(({ span }) => span.start));
  const end = Math.max(...own.map(({ span }) => span.end));
  return { start, end, cells: slots, block, kind: "table", header: own.every(({ header }) => header), gap: false };
}

function plainLines(text: string, block: Exclude<Block, Table>, index: number): SourceLine[] {
  const lines: SourceLine[] = [];
  let gap = true;
  for (let start = block.span.start; start < block.span.end; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 || newline > block.span.end ? block.span.end : newline;
    const span = trimSpan(text, { start, end });
    if (span.end > span.start)
      for (const piece of shortened(text, span)) {
        lines.push({
          ...piece,
          cells: tabbed(text, piece),
          block: index,
          kind: block.kind,
          header: block.kind === "heading",
          gap,
        });
        gap = false;
      }
    else gap = true;
    start = end + 1;
  }
  return lines;
}

function shortened(text: string, span: Span): Span[] {
  if (span.end - span.start <= LONGEST_LINE) return [span];
  const pieces: Span[] = [];
  for (const sentence of sentencesOf(text, span)) {
    const last = pieces.at(-1);
    if (last && sentence.end - last.start <= LONGEST_LINE)
      pieces[pieces.length - 1] = { start: last.start, end: sentence.end };
    else pieces.push(...chopped(sentence));
  }
  return pieces;
}

function chopped({ start, end }: Span): Span[] {
  const pieces: Span[] = [];
  for (let at = start; at < end; at += LONGEST_LINE) pieces.push({ start: at, end: Math.min(end, at + LONGEST_LINE) });
  return pieces;
}

function tabbed(text: string, line: Span): (Span | null)[] {
  const cells: (Span | null)[] = [];
  let start = line.start;
  for (const words of text.slice(line.start, line.end).split("\t")) {
    const span = trimSpan(text, { start, end: start + words.length });
    cells.push(span.end > span.start ? span : null);
    start += words.length + 1;
  }
  return cells;
}

export function firstBlock(blocks: readonly Block[], start: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.span.end <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}
