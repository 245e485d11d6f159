/**
 * Elements that say that they are a table: ARIA roles, display:table, and CSS grids with their columns in the style.
 */
import type { GridCell } from "./tables.js";
import { HtmlElement } from "./tree.js";

const TABLE_ROLES = new Set(["table", "grid", "treegrid"]);
const CELL_ROLES = new Set(["cell", "gridcell", "columnheader", "rowheader"]);
/** Wrappers that may stand between a table and its rows, and between a row and its cells. */
const DEEPEST = 4;

export function declaredCells(element: HtmlElement): GridCell[] | null {
  if (element.attributes === null) return null;
  const style = element.attributes.style ?? "";
  if (TABLE_ROLES.has(element.role) || displayOf(element) === "table") return fromRows(element);
  const columns = style.includes("grid-template-columns") ? gridColumns(style) : 0;
  return columns >= 2 ? fromFlow(element, columns) : null;
}

function displayOf(element: HtmlElement): string {
  const style = element.attributes?.style?.toLowerCase() ?? "";
  if (!style.includes("table")) return "";
  return /display:(?:inline-)?(table[a-z-]*)/.exec(style.replace(/\s/g, ""))?.[1] ?? "";
}

const isRow = (element: HtmlElement): boolean => element.role === "row" || displayOf(element) === "table-row";
const isCell = (element: HtmlElement): boolean => CELL_ROLES.has(element.role) || displayOf(element) === "table-cell";

function fromRows(table: HtmlElement): GridCell[] | null {
  const rows: HtmlElement[] = [];
  find(table, isRow, DEEPEST, rows);
  const cells: GridCell[] = [];
  rows.forEach((row, number) => {
    const found: HtmlElement[] = [];
    find(row, isCell, DEEPEST - 1, found);
    const header = displayOf(row.parent!) === "table-header-group";
    const hidden = row.hidden || row.parent!.hidden;
    found.forEach((element, column) => {
      cells.push(cellAt(element, number, column, hidden, header));
    });
  });
  return rows.length > 0 && cells.length > rows.length ? cells : null;
}

function find(
  element: HtmlElement,
  wanted: (element: HtmlElement) => boolean,
  depth: number,
  found: HtmlElement[],
): void {
  for (const child of element.children) {
    if (!(child instanceof HtmlElement)) continue;
    if (wanted(child)) found.push(child);
    else if (depth > 0) find(child, wanted, depth - 1, found);
  }
}

/** "1fr 2fr 1fr" or "repeat(4, 1fr)"; automatic columns depend on the window and say nothing. */
function gridColumns(style: string): number {
  const value = /grid-template-columns\s{0,5}:([^;]{1,200})/i.exec(style)?.[1]?.trim() ?? "";
  const repeated = /^repeat\(\s{0,5}(\d{1,2})\s{0,5},[^()]{1,60}\)$/i.exec(value)?.[1];
  if (repeated !== undefined) return Number(repeated);
  return value.includes("(") ? 0 : value.split(/\s+/).length;
}

function fromFlow(grid: HtmlElement, columns: number): GridCell[] | null {
  const children = grid.children.filter((child) => child instanceof HtmlElement);
  if (grid.structured || children.length < columns * 2 || children.length % columns !== 0) return null;
  return children.map((element, index) => cellAt(element, Math.floor(index / columns), index % columns, false, false));
}

function cellAt(element: HtmlElement, row: number, column: number, hidden: boolean, header: boolean): GridCell {
  const isHeader = header || element.role === "columnheader" || element.role === "rowheader";
  return { element, row, column, rowSpan: 1, columnSpan: 1, header: isHeader, hidden: hidden || element.hidden };
}
