/**
 * The HTML standard's table model: which cell stands at which row and column.
 *
 * Shape   Rows of thead first, of tfoot last. A cell with rowspan=0 goes to the end of its row group.
 * Unit    rows and columns from 0; colspan at most 1,000, rowspan at most 65,534, as the standard clamps them.
 * Errors  A table whose spans cover more than the cap of grid cells is read without spans, and says so.
 * Source  https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
 */

import type { Cell } from "../../model/document.js";
import { isStruckOut } from "./style-hides.js";
import { HtmlElement } from "./tree.js";

export interface GridCell extends Omit<Cell, "span"> {
  readonly element: HtmlElement;
}

export interface Grid {
  readonly cells: readonly GridCell[];
  readonly captions: readonly HtmlElement[];
  readonly rows: number;
  readonly columns: number;
  /** Spans covered too much and were not followed. */
  readonly spansIgnored: boolean;
}

interface Row {
  readonly element: HtmlElement;
  readonly header: boolean;
  readonly hidden: boolean;
  /** Number of the row after the last one of the group. */
  groupEnd: number;
}

const GROUP_ORDER: Readonly<Record<string, number>> = { thead: 0, tbody: 1, tr: 1, tfoot: 2 };

export function formGrid(table: HtmlElement, maxGridCells: number): Grid {
  const { rows, captions } = collectRows(table);
  const former = new GridFormer(maxGridCells);
  rows.forEach((row, index) => {
    former.row(row, index);
  });
  const { cells, columns, spansIgnored } = former;
  return { cells, captions, rows: rows.length, columns, spansIgnored };
}

function collectRows(table: HtmlElement): { rows: Row[]; captions: HtmlElement[] } {
  const parts = table.children.filter((child) => child instanceof HtmlElement);
  const captions = parts.filter((part) => part.name === "caption");
  const groups = parts
    .filter((part) => part.name in GROUP_ORDER)
    .sort((a, b) => GROUP_ORDER[a.name]! - GROUP_ORDER[b.name]!);
  const rows: Row[] = [];
  for (const group of groups) {
    const first = rows.length;
    const members = group.name === "tr" ? [group] : group.children.filter((child) => child instanceof HtmlElement);
    for (const element of members) {
      if (element.name !== "tr" || isStruckOut(element)) continue;
      rows.push({ element, header: group.name === "thead", hidden: group.hidden || element.hidden, groupEnd: 0 });
    }
    for (let index = first; index < rows.length; index++) rows[index]!.groupEnd = rows.length;
  }
  return { rows, captions };
}

class GridFormer {
  readonly cells: GridCell[] = [];
  columns = 0;
  spansIgnored = false;
  #budget: number;
  /** For each column the row from which on it is free. */
  #free: number[] = [];

  constructor(maxGridCells: number) {
    this.#budget = maxGridCells;
  }

  row(row: Row, number: number): void {
    let column = 0;
    for (const element of row.element.children) {
      if (!(element instanceof HtmlElement) || (element.name !== "td" && element.name !== "th")) continue;
      column = this.#skipTaken(column, number);
      column = this.#cell(element, row, number, column);
    }
  }

  #skipTaken(from: number, row: number): number {
    let column = from;
    while ((this.#free[column] ?? 0) > row) {
      column++;
      this.#spend(1);
    }
    return column;
  }

  #spend(slots: number): void {
    this.#budget -= slots;
    if (this.#budget >= 0 || this.spansIgnored) return;
    this.spansIgnored = true;
    this.#free = [];
  }

  #cell(element: HtmlElement, row: Row, number: number, column: number): number {
    const columnSpan = this.spansIgnored ? 1 : spanOf(element.attributes?.colspan, 1000) || 1;
    const asked = this.spansIgnored ? 1 : spanOf(element.attributes?.rowspan, 65_534);
    const rowSpan = asked === 0 ? row.groupEnd - number : Math.max(1, Math.min(asked, row.groupEnd - number));
    this.#spend(columnSpan);
    if (rowSpan > 1 && !this.spansIgnored) {
      for (let at = column; at < column + columnSpan; at++)
        this.#free[at] = Math.max(this.#free[at] ?? 0, number + rowSpan);
    }
    const header =
      element.name === "th" || row.header || element.role === "columnheader" || element.role === "rowheader";
    this.cells.push({
      element,
      row: number,
      column,
      rowSpan,
      columnSpan,
      header,
      hidden: row.hidden || element.hidden,
    });
    this.columns = Math.max(this.columns, column + columnSpan);
    return column + columnSpan;
  }
}

/** The number that an attribute begins with; 1 where it has none. */
function spanOf(value: string | undefined, most: number): number {
  if (value === undefined) return 1;
  const digits = /^\s{0,20}\+?(\d{1,9})/.exec(value)?.[1];
  return digits === undefined ? 1 : Math.min(Number(digits), most);
}
