/**
 * Cards that stand beside each other and were taken for a table: a name on top of each column, and in every row below the
 * same label at the front of each cell.
 */
import type { Cell, Table } from "../model/document.js";
import { type Span, trimSpan } from "../model/span.js";

/** Lines of the cards, one card after the other, with each label on a line of its own; null where the table is none of cards. */
export function cardLines(text: string, table: Table): readonly Span[] | null {
  if (table.columns < 2 || table.columns > 4 || table.rows < 3) return null;
  const labels = labelsOf(text, table);
  if (!labels) return null;
  return [...table.cells]
    .sort((a, b) => a.column - b.column || a.row - b.row)
    .flatMap((cell) => {
      const span = trimSpan(text, cell.span);
      const label = labels.get(cell.row);
      if (span.end <= span.start) return [];
      if (!label) return [span];
      const end = span.start + label.length;
      return [{ start: span.start, end }, trimSpan(text, { start: end, end: span.end })];
    });
}

/** The label of each row but the first; null where a row has none, or cells span others. */
function labelsOf(text: string, table: Table): Map<number, string> | null {
  const rows = new Map<number, Cell[]>();
  for (const cell of table.cells) {
    if (cell.rowSpan > 1 || cell.columnSpan > 1) return null;
    if (text.slice(cell.span.start, cell.span.end).trim() !== "")
      rows.set(cell.row, [...(rows.get(cell.row) ?? []), cell]);
  }
  const labels = new Map<number, string>();
  for (const [row, cells] of rows) {
    const words = cells.map(({ span }) => /^\S{2,30}(?=\s)/u.exec(text.slice(span.start, span.end).trim())?.[0]);
    const shared = words[0] !== undefined && words.every((word) => word === words[0]);
    if (row === 0 ? shared || cells.length < table.columns : !shared) return null;
    if (row > 0) labels.set(row, words[0]!);
  }
  return labels.size >= 2 && new Set(labels.values()).size === labels.size ? labels : null;
}
