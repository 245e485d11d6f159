/**
 * Tables whose lines are drawn: the lines cut a grid, a missing piece of line joins two slots into a spanning cell.
 *
 * Shape   Rules that touch are one network. Its distinct x and y are the candidate edges. A network with columns but no row
 *         lines inside, or with row lines but no columns, is half ruled: it is handed on as bands (halfRuled).
 */
import type { Page, Rule, Rules, Word } from "./geometry.js";
import { middleOf } from "./geometry.js";
import { type Grid, type GridCell, markHeader } from "./grid.js";
import { linesOf } from "./lines.js";

/** Rules this close are one line, in points: double borders, borders of neighbouring cells. */
const SNAP = 3;

export interface Network {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/** Networks of touching rules, from top to bottom. */
export function networksOf(rules: Rules): Network[] {
  const horizontal = mergeRules(rules.horizontal);
  const vertical = mergeRules(rules.vertical);
  const all = [...horizontal, ...vertical];
  const parent = all.map((_, at) => at);
  const find = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  const byX = vertical.map((rule, at) => ({ rule, at: at + horizontal.length })).sort((a, b) => a.rule.at - b.rule.at);
  horizontal.forEach((across, at) => {
    for (const down of byX) {
      if (down.rule.at < across.from - SNAP) continue;
      if (down.rule.at > across.to + SNAP) break;
      if (down.rule.from <= across.at + SNAP && down.rule.to >= across.at - SNAP) parent[find(down.at)] = find(at);
    }
  });
  const groups = new Map<number, { horizontal: Rule[]; vertical: Rule[] }>();
  all.forEach((rule, at) => {
    const root = find(at);
    const group = groups.get(root) ?? { horizontal: [], vertical: [] };
    groups.set(root, group);
    (at < horizontal.length ? group.horizontal : group.vertical).push(rule);
  });
  return [...groups.values()].map(network).sort((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0));
}

function network(group: { horizontal: Rule[]; vertical: Rule[] }): Network {
  const xs = snapped(group.vertical.map((rule) => rule.at));
  const ys = snapped(group.horizontal.map((rule) => rule.at));
  // lines that run out past the last crossing line close an open side
  const left = Math.min(...group.horizontal.map((rule) => rule.from));
  const right = Math.max(...group.horizontal.map((rule) => rule.to));
  const top = Math.min(...group.vertical.map((rule) => rule.from));
  const bottom = Math.max(...group.vertical.map((rule) => rule.to));
  if (Number.isFinite(left) && xs.length > 0) {
    if (left < xs[0]! - 2 * SNAP) xs.unshift(left);
    if (right > xs.at(-1)! + 2 * SNAP) xs.push(right);
  }
  if (Number.isFinite(top) && ys.length > 0) {
    if (top < ys[0]! - 2 * SNAP) ys.unshift(top);
    if (bottom > ys.at(-1)! + 2 * SNAP) ys.push(bottom);
  }
  return { ...group, xs, ys };
}

/** Rules on one line that touch or nearly touch become one. */
export function mergeRules(rules: readonly Rule[]): Rule[] {
  const sorted = [...rules].filter((rule) => rule.to - rule.from > 1).sort((a, b) => a.at - b.at || a.from - b.from);
  const merged: { at: number; from: number; to: number }[] = [];
  let group: { at: number; from: number; to: number }[] = [];
  const flush = () => {
    group.sort((a, b) => a.from - b.from);
    for (const rule of group) {
      const last = merged.at(-1);
      if (last && group.includes(last) && rule.from <= last.to + SNAP + 1) last.to = Math.max(last.to, rule.to);
      else merged.push(rule);
    }
    group = [];
  };
  for (const rule of sorted) {
    const first = group[0];
    if (first && rule.at - first.at > SNAP) flush();
    group.push({ at: group[0]?.at ?? rule.at, from: rule.from, to: rule.to });
  }
  flush();
  return merged;
}

function snapped(values: readonly number[]): number[] {
  const out: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (out.length === 0 || value - out.at(-1)! > SNAP) out.push(value);
  return out;
}

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

/** Drops rows and columns that hold no words at all and begin no cell with words: gaps between double lines. */
function compacted(cells: GridCell[], xs: readonly number[], ys: readonly number[]): Grid {
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

/** The slots of a grid, joined where no line parts them. */
class Slots {
  readonly cells: GridCell[] = [];
  readonly #at: (GridCell | null)[][];
  /** Rules by the edge that they lie on. */
  readonly #down: Rule[][];
  readonly #across: Rule[][];

  constructor(
    readonly net: Network,
    readonly rows: number,
    readonly columns: number,
  ) {
    this.#down = net.xs.map((x) => net.vertical.filter((rule) => Math.abs(rule.at - x) <= SNAP + 0.5));
    this.#across = net.ys.map((y) => net.horizontal.filter((rule) => Math.abs(rule.at - y) <= SNAP + 0.5));
    this.#at = Array.from({ length: rows }, () => new Array<GridCell | null>(columns).fill(null));
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) if (!this.#at[row]![column]) this.#open(row, column);
  }

  /** Opens a cell at a free slot and lets it grow to the right, then down, while no line stops it. */
  #open(row: number, column: number): void {
    let right = column + 1;
    while (right < this.columns && !this.#at[row]![right] && !this.#lineDown(right, row)) right++;
    let bottom = row + 1;
    while (bottom < this.rows && this.#free(bottom, column, right)) bottom++;
    const cell: GridCell = { row, column, rowSpan: bottom - row, columnSpan: right - column, lines: [], header: false };
    this.cells.push(cell);
    for (let r = row; r < bottom; r++) for (let c = column; c < right; c++) this.#at[r]![c] = cell;
  }

  #free(row: number, column: number, right: number): boolean {
    for (let c = column; c < right; c++) if (this.#at[row]![c] || this.#lineAcross(row, c)) return false;
    for (let c = column + 1; c < right; c++) if (this.#lineDown(c, row)) return false;
    if (right < this.columns && !this.#lineDown(right, row)) return false;
    return true;
  }

  #lineDown(edge: number, row: number): boolean {
    return covered(this.#down[edge]!, this.net.ys[row]!, this.net.ys[row + 1]!);
  }

  #lineAcross(edge: number, column: number): boolean {
    return covered(this.#across[edge]!, this.net.xs[column]!, this.net.xs[column + 1]!);
  }

  get right(): number {
    return this.net.xs.at(-1)!;
  }

  /** How much of the lines between slots is drawn: a table's are, those of scattered boxes are not. */
  regularity(): number {
    let [drawn, all] = [0, 0];
    for (let row = 0; row < this.rows; row++)
      for (let edge = 1; edge < this.columns; edge++, all++) if (this.#lineDown(edge, row)) drawn++;
    for (let edge = 1; edge < this.rows; edge++)
      for (let column = 0; column < this.columns; column++, all++) if (this.#lineAcross(edge, column)) drawn++;
    return all === 0 ? 1 : drawn / all;
  }

  /** Whether a word lies across a line between two cells, or across the right edge. */
  straddles(word: Word): boolean {
    const { xs } = this.net;
    const slack = 0.25 * word.size;
    const y = middleOf(word);
    const cut = xs.some((x, at) => at > 0 && word.x0 + slack < x && word.x1 - slack > x);
    return cut && this.cellAt(word.x0 + 0.5, y) !== this.cellAt(word.x1 - 0.5, y);
  }

  cellAt(x: number, y: number): GridCell | null {
    const { xs, ys } = this.net;
    if (x < xs[0]! || x > xs.at(-1)! || y < ys[0]! || y > ys.at(-1)!) return null;
    return this.#at[slotOf(ys, y)]?.[slotOf(xs, x)] ?? null;
  }
}

function slotOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (edges[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether the rules of one edge cover more than half of the stretch. */
function covered(rules: readonly Rule[], from: number, to: number): boolean {
  let sum = 0;
  for (const rule of rules) sum += Math.max(0, Math.min(rule.to, to) - Math.max(rule.from, from));
  return sum > 0.5 * (to - from);
}
