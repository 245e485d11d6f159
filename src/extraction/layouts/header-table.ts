/**
 * A table with a header row: the commonest list. Also the same on its side, with suppliers as columns.
 *
 * Why     A header's words say what its column holds, so the score rests on them and on the heading above. Retention tables,
 *         cookie tables and contact tables have the same look and other header words.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import type { Table } from "../../model/document.js";
import type { Span } from "../../model/span.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import { looksLikeName } from "../features.js";
import { type Columns, readHeaderRow } from "../header.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import { filled, type Grid, gridOf, type Slot, transpose } from "./grid.js";
import { readHeaderless } from "./headerless-table.js";
import { findTableHeader, type TableHeader } from "./table-header.js";

export interface TableContext {
  readonly vocabulary: Vocabulary;
  /** -4 to 6: what the headings and sentences before the table make of it. */
  readonly listness: number;
}

export function readHeaderTable(text: string, table: Table, context: TableContext): Proposal | null {
  if (table.columns < 2 || table.rows < 1) return null;
  return readGrid(gridOf(text, table), table.span, context);
}

/** The best reading of a grid, whether it was a table or lines with separators. */
export function readGrid(grid: Grid, span: Span, context: TableContext): Proposal | null {
  const upright = readUpright(grid, span, context, "rule:header-table");
  const columns = grid[0]?.length ?? 0;
  const turned = columns <= 40 ? transpose(grid) : null;
  const clearlySideways =
    turned !== null &&
    grid.length <= 40 &&
    isWholeHeader(turned, context.vocabulary) &&
    !isWholeHeader(grid, context.vocabulary);
  if (upright && upright.score >= 5 && !clearlySideways) return upright;
  const sideways = turned ? readUpright(turned, span, context, "rule:sideways-table") : null;
  if (clearlySideways && sideways) return sideways;
  return best(best(upright, sideways), readHeaderless(grid, span, context));
}

/** Every cell of the first row is header words; a company called "Example Hosting" has one of them by chance. */
function isWholeHeader(grid: Grid, vocabulary: Vocabulary): boolean {
  const cells = filled(grid[0] ?? []);
  if (cells.length < 3 || cells.length < (grid[0]?.length ?? 0)) return false;
  const columns = readHeaderRow(
    vocabulary,
    cells.map(({ text }) => text),
  );
  return columns?.named === true && columns.known === cells.length;
}

function best(a: Proposal | null, b: Proposal | null): Proposal | null {
  if (!a || !b) return a ?? b;
  return b.score > a.score + 0.5 ? b : a;
}

function readUpright(grid: Grid, span: Span, context: TableContext, method: string): Proposal | null {
  const header = findTableHeader(grid, context.vocabulary);
  if (!header) return null;
  const rows = readRows(grid, header, context.vocabulary);
  if (rows.length === 0) return null;
  return {
    method,
    rows,
    span,
    score: scoreOf(header.columns, rows, context, method) + 1.5 * certainShare(rows, grid, context),
  };
}

function readRows(grid: Grid, header: TableHeader, vocabulary: Vocabulary): RawRow[] {
  const { fields } = header;
  const nameColumn = fields.findIndex((column) => column[0] === "name");
  const headings = grid.slice(header.row, header.row + header.rows).map(textOf);
  const rows: RawRow[] = [];
  let groups: Span[] = titleRows(grid, header.row);
  for (const slots of grid.slice(header.row + header.rows)) {
    if (headings.includes(textOf(slots))) continue;
    const words = filled(slots);
    if (words.length === 0) continue;
    if (isGroupRow(slots, words, nameColumn, vocabulary)) {
      groups = [words[0]!.span];
      continue;
    }
    const cells = cellsOf(slots, fields);
    const name = slots[nameColumn];
    if ((!name || name.text === "") && rows.length > 0 && words.length <= Math.max(1, slots.length / 2)) {
      rows[rows.length - 1] = continued(rows.at(-1)!, cells);
    } else if (cells.length > 0) {
      const hidden = words.every(({ cell }) => cell.hidden);
      for (const part of parallel(slots, nameColumn) ?? [slots]) {
        const own = cellsOf(part, fields);
        rows.push({ cells: own, span: rowSpan(own), hidden, groups });
      }
    }
  }
  return rows;
}

const textOf = (slots: readonly (Slot | null)[]): string => slots.map((slot) => slot?.text ?? "").join("|");

function titleRows(grid: Grid, header: number): Span[] {
  return grid.slice(0, header).flatMap((row) => filled(row).map(({ span }) => span));
}

/** One cell with words, short, and no company: it heads the rows below. */
function isGroupRow(
  slots: readonly (Slot | null)[],
  words: readonly Slot[],
  nameColumn: number,
  vocabulary: Vocabulary,
): boolean {
  if (words.length !== 1 || slots.length < 3) return false;
  const only = words[0]!;
  if (only.text.length > 160) return false;
  if (only.cell.columnSpan >= slots.length - 1) return true;
  return slots[nameColumn] === only ? !looksLikeName(only.text, vocabulary).certain : slots[0] === only;
}

function cellsOf(slots: readonly (Slot | null)[], fields: Columns["fields"]): RawCell[] {
  const seen = new Set<unknown>();
  return slots.flatMap((slot, column) => {
    if (!slot || slot.text === "" || seen.has(slot.cell)) return [];
    seen.add(slot.cell);
    return (fields[column] ?? [])
      .filter((field) => field !== "ignore" && field !== "decoy")
      .map((field) => ({ field, span: slot.span, labelled: true }));
  });
}

/** Two rows in one: every cell has as many lines as the name, and each line of the name is a company with its legal form. */
function parallel(slots: readonly (Slot | null)[], name: number): (Slot | null)[][] | null {
  const count = slots[name]?.text.split("\n").length ?? 1;
  if (count < 2 || count > 6 || filled(slots).some(({ text }) => text.split("\n").length !== count)) return null;
  if (filled(slots).length < 2 || !slots[name]!.text.split("\n").every((line) => findLegalForm(line))) return null;
  return Array.from({ length: count }, (_, i) => slots.map((slot) => slot && lineOf(slot, i)));
}

function lineOf(slot: Slot, line: number): Slot {
  const lines = slot.text.split("\n");
  const start = slot.span.start + lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
  const span = { start, end: start + lines[line]!.length };
  return { span, text: lines[line]!, cell: { ...slot.cell, span } };
}

/** A row whose name stands in the row before: its words go on there. */
function continued(row: RawRow, cells: readonly RawCell[]): RawRow {
  const all = [...row.cells, ...cells];
  return { ...row, cells: all, span: rowSpan(all) };
}

/** How many of the names are companies beyond doubt. */
function certainShare(rows: readonly RawRow[], grid: Grid, context: TableContext): number {
  const words = new Map(grid.flat().flatMap((slot) => (slot ? [[slot.span.start, slot.text] as const] : [])));
  const names = rows.flatMap((row) =>
    row.cells.filter(({ field }) => field === "name").map(({ span }) => words.get(span.start) ?? ""),
  );
  return names.length === 0
    ? 0
    : names.filter((name) => looksLikeName(name, context.vocabulary).certain).length / names.length;
}

const TYPICAL: readonly HeaderField[] = [
  "purpose",
  "service",
  "countries",
  "processing_countries",
  "transfer_mechanisms",
  "data_categories",
  "registration_numbers",
  "address",
];

/** A table of partners or dealers has names, what they do and countries as well, and none of these; no heading calls it a list. */
const PROCESSING: readonly HeaderField[] = [
  "processing_countries",
  "transfer_mechanisms",
  "legal_basis",
  "data_categories",
  "data_subjects",
];

function scoreOf(columns: Columns, rows: readonly RawRow[], context: TableContext, method: string): number {
  const present = new Set(columns.fields.flat());
  const typical = TYPICAL.filter((field) => present.has(field)).length;
  const names = rows.filter((row) => row.cells.some(({ field }) => field === "name")).length;
  const said = columns.strong ? 3 : columns.processor ? 2 : 1;
  const half = names * 2 < rows.length ? 2 : 0;
  const sideways = method === "rule:sideways-table" ? 0.5 : 0;
  const bare = typical === 0 ? 1 : 0;
  const silent = context.listness <= 0 && said === 1 && !PROCESSING.some((field) => present.has(field)) ? 1 : 0;
  return (
    said +
    0.75 * Math.min(4, typical) +
    (present.has("transfer_mechanisms") ? 0.75 : 0) +
    context.listness -
    2 * columns.decoys -
    half -
    sideways -
    bare -
    silent
  );
}
