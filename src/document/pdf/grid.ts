/** A table as the finders hand it over: slots of lines with spans, on one page or stitched over several. */
import type { Line } from "./geometry.js";

export interface GridCell {
  row: number;
  column: number;
  rowSpan: number;
  columnSpan: number;
  lines: Line[];
  header: boolean;
}

export interface Column {
  readonly x0: number;
  readonly x1: number;
}

export interface Grid {
  readonly kind: "table";
  /** Drawn lines bound its columns, or only the alignment of its words does. */
  readonly ruled: boolean;
  readonly columns: readonly Column[];
  rows: number;
  cells: GridCell[];
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  bottom: number;
}

export function textOf(cell: GridCell): string {
  return cell.lines.map((line) => line.text).join(" ");
}

/** Cells of one row, from left to right. */
export function rowOf(grid: Grid, row: number): GridCell[] {
  return grid.cells.filter((cell) => cell.row === row).sort((a, b) => a.column - b.column);
}

export function headerRows(grid: Grid): number {
  let rows = 0;
  while (rows < grid.rows) {
    const cells = grid.cells.filter((cell) => cell.row === rows && cell.lines.length > 0);
    if (cells.length === 0 || !cells.every((cell) => cell.header)) break;
    rows++;
  }
  return rows;
}

/** Marks the first rows as header: all bold above a body that is not, or a spanning row and the one below it. */
export function markHeader(grid: Grid): void {
  const filled = (row: number) => grid.cells.filter((cell) => cell.row === row && cell.lines.length > 0);
  const bold = (row: number) => {
    const cells = filled(row);
    return cells.length > 0 && cells.every((cell) => cell.lines.every((line) => line.bold));
  };
  let last = -1;
  for (let row = 0; row < Math.min(4, grid.rows - 1) && bold(row); row++) last = row;
  if (last === grid.rows - 1) return;
  for (const cell of grid.cells) if (cell.row <= last) cell.header = true;
}
