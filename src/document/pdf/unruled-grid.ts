/** The grid of a table without rules: rows from their starts, cells from their columns. */
import { placed } from "./columns.js";
import type { Page, Rule } from "./geometry.js";
import { type Column, type Grid, type GridCell, markHeader } from "./grid.js";
import { type RowLine, rowStarts } from "./rows.js";
import type { SegmentLine } from "./segments.js";

/** Lines into rows and columns. Used for open tables that go on over a page as well. */
export function buildGrid(
  page: Page,
  lines: readonly SegmentLine[],
  columns: readonly Column[],
  separators: readonly Rule[],
  fewestRows = 2,
): Grid | null {
  const rowLines: RowLine[] = lines.map((line) => ({ ...line, cells: placed(page, line, columns) }));
  const x0 = columns[0]!.x0;
  const x1 = columns.at(-1)!.x1;
  const cuts = separators
    .filter((rule) => Math.min(rule.to, x1) - Math.max(rule.from, x0) > 0.6 * (x1 - x0))
    .map((rule) => rule.at);
  const starts = rowStarts(rowLines, cuts);
  const cells: GridCell[] = [];
  let row = -1;
  rowLines.forEach((line, at) => {
    if (starts[at]) row++;
    for (const part of line.cells) {
      const home = cells.findLast((cell) => cell.row === row && cell.column === part.column);
      if (home) {
        home.lines.push(part.line);
        home.columnSpan = Math.max(home.columnSpan, part.columnSpan);
      } else
        cells.push({
          row,
          column: part.column,
          columnSpan: part.columnSpan,
          rowSpan: 1,
          lines: [part.line],
          header: false,
        });
    }
  });
  if (row + 1 < fewestRows) return null;
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const grid: Grid = {
    kind: "table",
    ruled: false,
    columns,
    rows: row + 1,
    cells: withoutOverlaps(cells),
    x0,
    x1,
    top: Math.min(...lines.map((line) => line.top)),
    bottom: Math.max(...lines.map((line) => line.bottom)),
  };
  markHeader(grid);
  return grid;
}

/** A cell that spans over a neighbour which has words of its own ends before it. */
export function withoutOverlaps(cells: GridCell[]): GridCell[] {
  cells.forEach((cell, at) => {
    const next = cells[at + 1];
    if (next && next.row === cell.row && cell.column + cell.columnSpan > next.column)
      cell.columnSpan = Math.max(1, next.column - cell.column);
  });
  return cells;
}
