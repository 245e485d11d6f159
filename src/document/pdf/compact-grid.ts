/**
 * A ruled grid without its empty rows and columns.
 *
 * Shape   What falls away are gaps between double lines; spanning cells shrink with them and keep their words.
 */
import type { Grid, GridCell } from "./grid.js";

/** Drops rows and columns that hold no words at all and begin no cell with words: gaps between double lines. */
export function compacted(cells: GridCell[], xs: readonly number[], ys: readonly number[]): Grid {
  const rows = ys.length - 1;
  const columns = xs.length - 1;
  const keepRow = new Array<boolean>(rows).fill(false);
  const keepColumn = new Array<boolean>(columns).fill(false);
  for (const cell of cells) {
    const narrow = cell.rowSpan === 1 && ys[cell.row + 1]! - ys[cell.row]! > 6;
    if (cell.lines.length > 0 && (cell.rowSpan === 1 || narrow)) keepRow[cell.row] = true;
    if (cell.lines.length > 0 && cell.columnSpan === 1) keepColumn[cell.column] = true;
  }
  for (const cell of cells) {
    if (cell.lines.length === 0) continue;
    if (!keepRow.slice(cell.row, cell.row + cell.rowSpan).includes(true)) keepRow[cell.row] = true;
    if (!keepColumn.slice(cell.column, cell.column + cell.columnSpan).includes(true)) keepColumn[cell.column] = true;
  }
  const rowAt = ranks(keepRow);
  const columnAt = ranks(keepColumn);
  const kept = cells.flatMap((cell) => {
    const rowSpan = rowAt[cell.row + cell.rowSpan]! - rowAt[cell.row]!;
    const columnSpan = columnAt[cell.column + cell.columnSpan]! - columnAt[cell.column]!;
    if (rowSpan === 0 || columnSpan === 0) return [];
    return [{ ...cell, row: rowAt[cell.row]!, column: columnAt[cell.column]!, rowSpan, columnSpan }];
  });
  const bounds: { x0: number; x1: number }[] = [];
  for (let column = 0; column < columns; column++)
    if (keepColumn[column]) bounds.push({ x0: xs[column]!, x1: xs[column + 1]! });
  kept.sort((a, b) => a.row - b.row || a.column - b.column);
  return {
    kind: "table",
    ruled: true,
    columns: bounds,
    rows: rowAt[rows]!,
    cells: kept,
    x0: xs[0]!,
    x1: xs.at(-1)!,
    top: ys[0]!,
    bottom: ys.at(-1)!,
  };
}

/** For every index the number of kept ones before it. */
function ranks(keep: readonly boolean[]): number[] {
  const out = [0];
  for (const kept of keep) out.push(out.at(-1)! + (kept ? 1 : 0));
  return out;
}
