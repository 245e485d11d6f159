/**
 * Tables that go on over a page: joined when the columns stand in the same places, a repeated header said once.
 */
import { type Column, type Grid, type GridCell, rowOf, textOf } from "./grid.js";

/** Whether the columns of both tables stand in the same places, within a few points. */
export function sameColumns(a: readonly Column[], b: readonly Column[], ruled: boolean, shift = 0): boolean {
  if (a.length !== b.length) return false;
  const slack = ruled ? 6 : 14;
  return a.every((column, at) => {
    const other = { x0: b[at]!.x0 - shift, x1: b[at]!.x1 - shift };
    const left = Math.abs(column.x0 - other.x0) < slack;
    const right = Math.abs(column.x1 - other.x1) < slack;
    const overlap = Math.min(column.x1, other.x1) - Math.max(column.x0, other.x0);
    return ruled
      ? left && right
      : left || right || overlap > 0.7 * Math.min(column.x1 - column.x0, other.x1 - other.x0);
  });
}

/** Adds the second table's rows to the first, without a repeated header; a row that the page cut in two becomes one. */
export function stitch(first: Grid, second: Grid): void {
  const repeated = repeatedRows(first, second);
  const cutRow = isRest(first, second, repeated) ? 1 : 0;
  const offset = first.rows - repeated - cutRow;
  for (const cell of second.cells) {
    if (cell.row < repeated) continue;
    const row = cell.row + offset;
    const home =
      cutRow === 1 && cell.row === repeated
        ? first.cells.findLast((one) => one.row === row && one.column === cell.column)
        : undefined;
    if (home) home.lines.push(...cell.lines);
    else first.cells.push({ ...cell, row, header: cell.header && repeated === 0 && first.rows === 0 });
  }
  first.rows += second.rows - repeated - cutRow;
  first.bottom = second.bottom;
  first.cells.sort((a, b) => a.row - b.row || a.column - b.column);
}

/** How many of the second table's first rows say what the first table's first rows say. */
function repeatedRows(first: Grid, second: Grid): number {
  let rows = 0;
  while (
    rows < Math.min(4, second.rows) &&
    rows < first.rows &&
    words(rowOf(first, rows)) === words(rowOf(second, rows))
  )
    rows++;
  return rows;
}

const words = (cells: readonly GridCell[]): string =>
  cells.map((cell) => textOf(cell).replaceAll(/\s+/gu, "")).join("\t");

/** Whether the first row carries on the row that the page cut: it fills few columns, and no row above is so empty. */
function isRest(first: Grid, second: Grid, row: number): boolean {
  const lead = filled(second, row);
  if (lead.length === 0 || lead.some((cell) => cell.columnSpan > 1)) return false;
  const few = lead[0]!.column > 0 || lead.length <= 0.5 * first.columns.length;
  if (!few) return false;
  for (let above = 0; above < first.rows; above++) {
    const cells = filled(first, above);
    if (cells.some((cell) => cell.header || cell.columnSpan > 1)) continue;
    if (lead[0]!.column > 0 ? cells[0] && cells[0].column > 0 : cells.length <= lead.length) return false;
  }
  return true;
}

const filled = (grid: Grid, row: number): GridCell[] => rowOf(grid, row).filter((cell) => cell.lines.length > 0);
