/** Tables that the PDF's own structure states, with the columns of their cells found by place. */
import type { Page, Word } from "./geometry.js";
import type { Column, Grid, GridCell } from "./grid.js";
import { linesOf } from "./lines.js";
import type { TaggedCell, Tags } from "./tags.js";

interface PlacedCell {
  readonly words: readonly Word[];
  readonly header: boolean;
  readonly x0: number;
  readonly x1: number;
}

export function taggedTables(page: Page, tags: Tags, words: readonly Word[]): { grids: Grid[]; rest: Word[] } {
  const byMark = new Map<number, Word[]>();
  for (const word of words) {
    if (word.mark === null) continue;
    const same = byMark.get(word.mark);
    if (same) same.push(word);
    else byMark.set(word.mark, [word]);
  }
  const used = new Set<Word>();
  const grids: Grid[] = [];
  for (const table of tags.tables) {
    const grid = gridOf(page, table, byMark);
    if (!grid) continue;
    grids.push(grid);
    for (const cell of grid.cells) for (const line of cell.lines) for (const word of line.words) used.add(word);
  }
  return { grids, rest: words.filter((word) => !used.has(word)) };
}

function gridOf(
  page: Page,
  table: readonly (readonly TaggedCell[])[],
  byMark: ReadonlyMap<number, Word[]>,
): Grid | null {
  const rows = table
    .map((row) => row.map((cell) => placed(cell, byMark)).filter((cell) => cell.words.length > 0))
    .filter((row) => row.length > 0);
  const columns = columnsOf(rows);
  if (!columns || columns.length < 2 || rows.length === 0) return null;
  const cells = rows.flatMap((row, at) => cellsOf(page, row, at, columns));
  const all = rows.flat().flatMap((cell) => cell.words);
  return {
    kind: "table",
    ruled: false,
    columns,
    rows: rows.length,
    cells,
    x0: Math.min(...all.map((word) => word.x0)),
    x1: Math.max(...all.map((word) => word.x1)),
    top: Math.min(...all.map((word) => word.y - word.size)),
    bottom: Math.max(...all.map((word) => word.y)),
  };
}

function placed(cell: TaggedCell, byMark: ReadonlyMap<number, Word[]>): PlacedCell {
  const words = [...cell.marks].flatMap((mark) => byMark.get(mark) ?? []);
  return {
    words,
    header: cell.header,
    x0: Math.min(...words.map((word) => word.x0)),
    x1: Math.max(...words.map((word) => word.x1)),
  };
}

/** The columns of the rows with the most cells; null when they do not stand side by side. */
function columnsOf(rows: readonly (readonly PlacedCell[])[]): Column[] | null {
  const most = Math.max(0, ...rows.map((row) => row.length));
  const full = rows.filter((row) => row.length === most);
  const columns = Array.from({ length: most }, (_, at) => ({
    x0: Math.min(...full.map((row) => row[at]!.x0)),
    x1: Math.max(...full.map((row) => row[at]!.x1)),
  }));
  const inOrder = columns.every((column, at) => at === 0 || column.x0 > columns[at - 1]!.x0 + 1);
  return inOrder ? columns : null;
}

/** Cells of a row in their columns: one by one where the row is whole, by place where cells are missing. */
function cellsOf(page: Page, row: readonly PlacedCell[], at: number, columns: readonly Column[]): GridCell[] {
  let next = 0;
  return row.map((cell, index) => {
    const column = row.length === columns.length ? index : Math.max(next, bestColumn(cell, columns));
    const free = columns.length - (row.length - index);
    const own = Math.min(column, Math.max(next, free));
    let span = 1;
    const follower = row[index + 1]?.x0 ?? Infinity;
    while (
      row.length < columns.length &&
      own + span < columns.length &&
      columns[own + span]!.x0 + 2 < cell.x1 &&
      columns[own + span]!.x0 < follower
    )
      span++;
    next = own + span;
    return {
      row: at,
      column: own,
      rowSpan: 1,
      columnSpan: span,
      lines: linesOf(page, cell.words),
      header: cell.header,
    };
  });
}

function bestColumn(cell: PlacedCell, columns: readonly Column[]): number {
  let [best, most] = [0, -Infinity];
  columns.forEach((column, at) => {
    const shared = Math.min(column.x1, cell.x1) - Math.max(column.x0, cell.x0);
    const score = shared - 0.2 * Math.abs(column.x0 - cell.x0);
    if (score > most) [best, most] = [at, score];
  });
  return best;
}
