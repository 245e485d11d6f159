/**
 * The tables of a document as plain grids, for people who wonder why a row is missing and for table benchmarks.
 * Shape   A spanning cell's words stand in its top left slot; the other slots that it covers are blank.
 */
import { type Document, originAt, type Table } from "../model/document.js";

export interface PageTables {
  /** From 1. Formats without pages have one page. */
  readonly page: number;
  readonly tables: readonly (readonly (readonly string[])[])[];
}

export function tablesOf(document: Document): { pages: PageTables[] } {
  const pages = new Map<number, string[][][]>();
  for (const block of document.blocks) {
    if (block.kind !== "table") continue;
    const origin = originAt(document, block.span.start);
    const page = origin?.kind === "pdf" ? origin.page : 1;
    const tables = pages.get(page) ?? [];
    tables.push(gridOf(document, block));
    pages.set(page, tables);
  }
  return { pages: [...pages].map(([page, tables]) => ({ page, tables })).sort((a, b) => a.page - b.page) };
}

function gridOf(document: Document, table: Table): string[][] {
  const grid = Array.from({ length: table.rows }, () => new Array<string>(table.columns).fill(""));
  for (const cell of table.cells) {
    const row = grid[cell.row];
    if (row) row[cell.column] = document.text.slice(cell.span.start, cell.span.end);
  }
  return grid;
}
