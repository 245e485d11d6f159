/**
 * Tables that are no <table>: ARIA roles, display:table, and rows of divs with the same classes.
 *
 * Shape   A run of three or more siblings alike, each with the same two to twelve children, is a table; so is an element that
 *         says that it is one. A sibling before the run with as many children and another class is its header.
 */
import type { GridCell } from "./tables.js";
import { HtmlElement, type HtmlNode, HtmlText } from "./tree.js";
import { plainText } from "./words.js";

export interface FoundGrid {
  readonly owner: HtmlElement;
  readonly cells: readonly GridCell[];
  /** Index of the last child that belongs to the grid. */
  readonly last: number;
}

const FEWEST_ROWS = 3;
const MOST_COLUMNS = 12;
const LONGEST_ROW = 6000;

export type Part = HtmlNode | FoundGrid;

/** Children in their order, with a grid in the place of those that make it up. */
export function partsOf(children: readonly HtmlNode[]): readonly Part[] {
  const grids = children.length >= FEWEST_ROWS ? findGrids(children) : null;
  if (grids === null) return children;
  const parts: Part[] = [];
  for (let index = 0; index < children.length; index++) {
    const grid = grids.get(index);
    parts.push(grid ?? children[index]!);
    if (grid) index = grid.last;
  }
  return parts;
}

export const isGrid = (part: Part): part is FoundGrid => "owner" in part;

/** Index of the first child of each grid → the grid. */
function findGrids(children: readonly HtmlNode[]): ReadonlyMap<number, FoundGrid> | null {
  let found: Map<number, FoundGrid> | null = null;
  for (let index = 0; index < children.length; index++) {
    const first = children[index]!;
    if (!(first instanceof HtmlElement) || !mayBeRow(first)) continue;
    const rows = alikeFrom(children, index);
    if (rows.length < FEWEST_ROWS) continue;
    const header = headerBefore(children, index, rows[0]!.row);
    const grid = makeGrid(
      header?.row ?? null,
      rows.map(({ row }) => row),
      rows.at(-1)!.index,
    );
    if (grid) (found ??= new Map()).set(header?.index ?? index, grid);
    index = rows.at(-1)!.index;
  }
  return found;
}

interface Placed {
  readonly row: HtmlElement;
  readonly index: number;
}

function mayBeRow(element: HtmlElement): boolean {
  if (
    !element.tag.block ||
    element.structured ||
    element.children.length < 2 ||
    element.end - element.start > LONGEST_ROW
  )
    return false;
  return ROW_NAMES.has(element.name) && (element.classes !== "" || element.role === "row");
}

const ROW_NAMES = new Set(["div", "li", "section", "article"]);

function alikeFrom(children: readonly HtmlNode[], start: number): Placed[] {
  const first = children[start] as HtmlElement;
  const signature = signatureOf(first);
  if (signature === null) return [];
  const rows: Placed[] = [{ row: first, index: start }];
  for (let index = start + 1; index < children.length; index++) {
    const child = children[index]!;
    if (child instanceof HtmlText && child.text.trim() === "") continue;
    if (!(child instanceof HtmlElement) || child.name !== first.name || child.classes !== first.classes) break;
    if (!mayBeRow(child) || signatureOf(child) !== signature) break;
    rows.push({ row: child, index });
  }
  return rows;
}

/** Names and classes of a row's cells; null where words stand outside them or there are too few or too many. */
function signatureOf(row: HtmlElement): string | null {
  const cells = cellsOf(row);
  if (cells === null || cells.length < 2 || cells.length > MOST_COLUMNS) return null;
  return cells.map((cell) => `${cell.name}.${cell.classes}`).join("|");
}

function cellsOf(row: HtmlElement): HtmlElement[] | null {
  const cells: HtmlElement[] = [];
  for (const child of row.children) {
    if (child instanceof HtmlElement) {
      if (child.name === "br") return null;
      if (child.name !== "img" && child.name !== "hr") cells.push(child);
    } else if (child.text.trim() !== "") return null;
  }
  return cells;
}

function headerBefore(children: readonly HtmlNode[], index: number, row: HtmlElement): Placed | null {
  for (let at = index - 1; at >= 0; at--) {
    const child = children[at]!;
    if (child instanceof HtmlText && child.text.trim() === "") continue;
    if (!(child instanceof HtmlElement) || child.structured || child.name !== row.name) return null;
    return cellsOf(child)?.length === cellsOf(row)?.length ? { row: child, index: at } : null;
  }
  return null;
}

function makeGrid(header: HtmlElement | null, rows: readonly HtmlElement[], last: number): FoundGrid | null {
  const owner = rows[0]!.parent!;
  if (isNested(rows[0]!) || !hasWords(rows[0]!)) return null;
  const cells: GridCell[] = [];
  if (header) addRow(cells, header, 0, true);
  for (const row of rows) addRow(cells, row, cells.length === 0 ? 0 : cells.at(-1)!.row + 1, isHeaderRow(row));
  return { owner, cells, last };
}

/** Rows of rows: the inner ones are the table. */
function isNested(row: HtmlElement): boolean {
  const [first, second] = cellsOf(row)!;
  const inner = cellsOf(first!);
  if (inner === null || inner.length < 2 || !inner[0]!.tag.block) return false;
  return signatureOf(first!) === signatureOf(second!);
}

const hasWords = (row: HtmlElement): boolean =>
  cellsOf(row)!.filter((cell) => plainText(cell, 4).trim() !== "").length >= 2;
const isHeaderRow = (row: HtmlElement): boolean => cellsOf(row)!.every((cell) => cell.role === "columnheader");

function addRow(cells: GridCell[], row: HtmlElement, number: number, header: boolean): void {
  cellsOf(row)!.forEach((element, column) => {
    const hidden = row.hidden || element.hidden;
    cells.push({
      element,
      row: number,
      column,
      rowSpan: 1,
      columnSpan: 1,
      header: header || element.role === "columnheader",
      hidden,
    });
  });
}
