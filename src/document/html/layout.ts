/**
 * Whether a table lays out a page and holds no data: its cells are then read as parts of the page.
 * A data table that is taken for layout loses its columns; a layout table that is taken for data hides the table inside it.
 */
import type { Grid } from "./tables.js";
import { HtmlElement } from "./tree.js";

/** Words of markup in one cell, from which on a single row of cells is columns of a page. */
const LONG_CELL = 1500;

export function isLayout(table: HtmlElement, grid: Grid): boolean {
  if (table.role === "presentation" || table.role === "none") return !isPlainGrid(grid);
  if (grid.cells.length === 1) return true;
  if (grid.captions.length > 0 || grid.cells.some(({ header }) => header)) return false;
  const nested = nestedLength(grid);
  if (nested > (table.end - table.start) * 0.5) return true;
  return (
    grid.rows === 1 && grid.cells.some(({ element }) => element.structured || element.end - element.start > LONG_CELL)
  );
}

/** Help centres mark every table as layout: rows of short cells, as many in each, are data all the same. */
const isPlainGrid = (grid: Grid): boolean =>
  grid.rows >= 3 &&
  grid.columns >= 2 &&
  grid.cells.length === grid.rows * grid.columns &&
  nestedLength(grid) === 0 &&
  grid.cells.every(({ element }) => element.end - element.start <= LONG_CELL);

/** Source length of the tables that stand in the cells. */
function nestedLength(grid: Grid): number {
  let length = 0;
  for (const { element } of grid.cells) if (element.structured) length += tablesIn(element, 12);
  return length;
}

function tablesIn(element: HtmlElement, depth: number): number {
  let length = 0;
  for (const child of element.children) {
    if (!(child instanceof HtmlElement) || !(child.structured || child.name === "table")) continue;
    if (child.name === "table") length += child.end - child.start;
    else if (depth > 0) length += tablesIn(child, depth - 1);
  }
  return length;
}
