/** A table as rows and columns, with spanning cells standing in every slot that they cover. */
import type { Cell, Table } from "../../model/document.js";
import { type Span, trimSpan } from "../../model/span.js";

export interface Slot {
  readonly span: Span;
  readonly text: string;
  readonly cell: Cell;
}
export type Grid = readonly (readonly (Slot | null)[])[];

export function gridOf(text: string, table: Table): Grid {
  const grid: (Slot | null)[][] = Array.from({ length: table.rows }, () =>
    new Array<Slot | null>(table.columns).fill(null),
  );
  for (const cell of table.cells) {
    const span = trimSpan(text, cell.span);
    const slot = { span, text: text.slice(span.start, span.end), cell };
    for (let row = cell.row; row < Math.min(table.rows, cell.row + cell.rowSpan); row++) {
      for (let column = cell.column; column < Math.min(table.columns, cell.column + cell.columnSpan); column++)
        grid[row]![column] = slot;
    }
  }
  return grid;
}

/** Rows become columns. */
export function transpose(grid: Grid): Grid {
  const columns = grid[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) => grid.map((row) => row[column] ?? null));
}

/** The different cells of a row that hold words. */
export function filled(row: readonly (Slot | null)[]): Slot[] {
  const seen = new Set<Cell>();
  return row.filter((slot): slot is Slot => {
    if (!slot || slot.text === "" || seen.has(slot.cell)) return false;
    seen.add(slot.cell);
    return true;
  });
}
