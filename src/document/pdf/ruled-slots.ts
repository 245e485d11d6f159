/**
 * The slots between a network's edges: cells where no line parts them, and the cell that a place lies in.
 */
import { middleOf, type Rule, type Word } from "./geometry.js";
import type { GridCell } from "./grid.js";
import { type Network, SNAP } from "./rule-networks.js";

/** The slots of a grid, joined where no line parts them. */
export class Slots {
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
