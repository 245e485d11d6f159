/**
 * Drawn tables whose lines do not part everything: columns without a line between them, rows without a line below them.
 *
 * Shape   A column is parted where most of its cells show the same gutter. A row is parted where its lines are plainly rows:
 *         numbers below numbers, or nearly all cells filled line after line in a table that has hardly any row lines.
 */

import { columnsOf, placed } from "./columns.js";
import type { Line, Page } from "./geometry.js";
import type { Column, Grid, GridCell } from "./grid.js";
import { baselines } from "./lines.js";
import { isNumericRow, type RowLine, rowStarts } from "./rows.js";
import { segmentLine } from "./segments.js";

export function refine(page: Page, grid: Grid): Grid {
  return splitRows(page, splitColumns(page, grid));
}

function splitColumns(page: Page, grid: Grid): Grid {
  let refined = grid;
  for (let column = grid.columns.length - 1; column >= 0; column--) {
    const parts = innerColumns(page, refined, column);
    if (parts) refined = withColumns(page, refined, column, parts);
  }
  return refined;
}

/** The columns inside a drawn column, when most of its cells are one line in the same parts. */
function innerColumns(page: Page, grid: Grid, column: number): Column[] | null {
  const cells = grid.cells.filter((cell) => cell.column === column && cell.columnSpan === 1 && cell.lines.length > 0);
  const lines = cells.flatMap((cell) => cell.lines).map((line) => segmentLine(page, line.words));
  const multi = lines.filter((line) => line.segments.length > 1);
  if (multi.length < 3 || multi.length < 0.7 * lines.length) return null;
  const parts = columnsOf(lines);
  return parts.length > 1 ? parts : null;
}

function withColumns(page: Page, grid: Grid, column: number, parts: readonly Column[]): Grid {
  const more = parts.length - 1;
  const { x0, x1 } = grid.columns[column]!;
  const inner = parts.map((part, at) => ({
    x0: at === 0 ? x0 : part.x0 - 2,
    x1: at === more ? x1 : parts[at + 1]!.x0 - 2,
  }));
  const cells = grid.cells.flatMap((cell): GridCell[] => {
    if (cell.column > column) return [{ ...cell, column: cell.column + more }];
    if (cell.column + cell.columnSpan <= column) return [cell];
    if (cell.column < column || cell.columnSpan > 1) return [{ ...cell, columnSpan: cell.columnSpan + more }];
    return cellParts(page, cell, parts);
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...grid, cells, columns: [...grid.columns.slice(0, column), ...inner, ...grid.columns.slice(column + 1)] };
}

function cellParts(page: Page, cell: GridCell, parts: readonly Column[]): GridCell[] {
  const found: GridCell[] = [];
  for (const line of cell.lines)
    for (const part of placed(page, segmentLine(page, line.words), parts)) {
      const column = cell.column + part.column;
      const home = found.find((one) => one.column === column);
      if (home) home.lines.push(part.line);
      else found.push({ ...cell, column, columnSpan: part.columnSpan, lines: [part.line] });
    }
  return found.length > 0 ? found : [{ ...cell, columnSpan: parts.length }];
}

function splitRows(page: Page, grid: Grid): Grid {
  let refined = grid;
  for (let row = grid.rows - 1; row >= 0; row--) {
    const starts = innerRows(page, refined, row);
    if (starts) refined = withRows(refined, row, starts);
  }
  return refined;
}

/** Baselines at which rows begin inside one drawn row; null when it is one row. */
function innerRows(page: Page, grid: Grid, row: number): number[] | null {
  const cells = grid.cells.filter((cell) => cell.row === row && cell.rowSpan === 1 && cell.lines.length > 0);
  if (
    cells.length < 2 ||
    grid.cells.some((cell) => cell.rowSpan > 1 && cell.row <= row && cell.row + cell.rowSpan > row)
  )
    return null;
  const lines = rowLines(page, cells);
  if (lines.length < 2) return null;
  const numeric = lines.filter((line, at) => at > 0 && isNumericRow(line, lines[at - 1]!)).length;
  const whole = lines.filter((line) => line.cells.length >= Math.max(2, 0.7 * grid.columns.length)).length;
  const plain = grid.rows <= 3 && whole >= 4 && whole >= 0.6 * lines.length;
  if (numeric < Math.max(1, 0.4 * (lines.length - 1)) && !plain) return null;
  const starts = rowStarts(lines, []);
  const rows = lines.filter((_, at) => starts[at]);
  return rows.length > 1 ? rows.map((line) => line.top) : null;
}

function rowLines(page: Page, cells: readonly GridCell[]): RowLine[] {
  const columnOf = new Map(
    cells.flatMap((cell) => cell.lines.flatMap((line) => line.words.map((word) => [word, cell] as const))),
  );
  return baselines([...columnOf.keys()]).map((words) => {
    const whole = segmentLine(page, words);
    const parts: { column: number; columnSpan: number; line: Line }[] = [];
    for (const segment of whole.segments) {
      const cell = columnOf.get(segment.words[0]!)!;
      if (parts.at(-1)?.column !== cell.column)
        parts.push({ column: cell.column, columnSpan: cell.columnSpan, line: segment });
    }
    return { cells: parts, top: whole.top, bottom: whole.bottom, size: whole.size };
  });
}

function withRows(grid: Grid, row: number, tops: readonly number[]): Grid {
  const more = tops.length - 1;
  const cells = grid.cells.flatMap((cell): GridCell[] => {
    if (cell.row > row) return [{ ...cell, row: cell.row + more }];
    if (cell.row < row) return [cell];
    const parts = tops.map((top, at) => ({
      ...cell,
      row: row + at,
      lines: cell.lines.filter((line) => line.top >= top - 1 && (at === more || line.top < tops[at + 1]! - 1)),
    }));
    return parts.filter((part) => part.lines.length > 0);
  });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  return { ...grid, rows: grid.rows + more, cells };
}
