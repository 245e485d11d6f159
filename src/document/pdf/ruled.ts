/**
 * Tables whose lines are drawn: the lines cut a grid, a missing piece of line joins two slots into a spanning cell.
 *
 * Shape   network of rules (rule-networks) → slots and cells (ruled-slots) → words in their cells → grid (compact-grid).
 *         A network with columns but no row lines inside, or with row lines but no columns, cuts no grid: its words are
 *         left for the tables without lines (unruled).
 */
import { compacted } from "./compact-grid.js";
import { middleOf, type Page, type Word } from "./geometry.js";
import { type Grid, type GridCell, markHeader } from "./grid.js";
import { linesOf } from "./lines.js";
import type { Network } from "./rule-networks.js";
import { Slots } from "./ruled-slots.js";

/** The table that a network cuts, with the words inside it; null when it is no grid of at least two by two. */
export function ruledTable(page: Page, net: Network, words: readonly Word[]): { grid: Grid; used: Set<Word> } | null {
  const edges = { xs: net.xs, ys: net.ys };
  const columns = edges.xs.length - 1;
  const rows = edges.ys.length - 1;
  if (columns < 2 || rows < 2 || columns > 100 || rows > 2000) return null;
  const slots = new Slots(net, rows, columns);
  if (slots.regularity() < 0.5) return null;
  const used = new Set<Word>();
  const inCell = new Map<GridCell, Word[]>();
  for (const [cell, word] of homes(slots, words)) {
    used.add(word);
    const home = inCell.get(cell);
    if (home) home.push(word);
    else inCell.set(cell, [word]);
  }
  for (const [cell, inside] of inCell) cell.lines = linesOf(page, inside);
  const filled = [...inCell.keys()];
  if (filled.length < 3 || slots.cells.length < 3) return null;
  if (new Set(filled.map((cell) => cell.column)).size < 2) return null;
  const grid = compacted(slots.cells, net.xs, net.ys);
  if (grid.rows < 1 || grid.columns.length < 2) return null;
  markHeader(grid);
  return { grid, used };
}

/** Each word with its cell. Words that were drawn in one go over a line stay in the cell where they begin: they overflow it. */
function* homes(slots: Slots, words: readonly Word[]): Generator<[GridCell, Word]> {
  const place = (word: Word) => slots.cellAt((word.x0 + word.x1) / 2, middleOf(word));
  for (const run of runsOf(words)) {
    const first = slots.cellAt(Math.min(run[0]!.x0 + 1, run[0]!.x1), middleOf(run[0]!));
    const several = first !== null && run.some((word) => place(word) !== first);
    const outside = run.some((word) => word.x0 > slots.right - 1);
    const overflows = several && (outside || run.some((word) => slots.straddles(word)) || collides(run, words));
    for (const word of run) {
      const cell = overflows ? first : place(word);
      if (cell) yield [cell, word];
    }
  }
}

/** Whether words of the run lie over words that were drawn elsewhere. */
function collides(run: readonly Word[], words: readonly Word[]): boolean {
  return run.some((word) =>
    words.some(
      (other) =>
        other.run !== word.run &&
        Math.abs(other.y - word.y) < 0.5 * word.size &&
        Math.min(other.x1, word.x1) - Math.max(other.x0, word.x0) > 0.2 * word.size,
    ),
  );
}

function runsOf(words: readonly Word[]): Word[][] {
  const runs = new Map<number, Word[]>();
  for (const word of words) {
    const run = runs.get(word.run);
    if (run) run.push(word);
    else runs.set(word.run, [word]);
  }
  return [...runs.values()];
}
