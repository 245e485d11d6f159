/**
 * Rows of a sheet to blocks: titles and notes, and tables between blank rows.
 *
 * Shape   A stretch without a blank row is one piece. Its first rows with a single filled cell are a heading and notes, the
 *         rest is a table when a row has two cells. Hidden rows, columns and sheets are kept and marked.
 */
import type { Origin } from "../../model/span.js";
import type { DocumentBuilder } from "../builder.js";

export interface Merge {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Words by row and column, from 0; blank where empty. */
  readonly cells: readonly (readonly string[])[];
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
  readonly merges: readonly Merge[];
  /** Rows that the format itself marks as header. */
  readonly headers: ReadonlySet<number>;
}

export function writeSheet(builder: DocumentBuilder, sheet: Sheet, named: boolean): void {
  const writer = new SheetWriter(builder, sheet);
  if (named)
    builder.block({ kind: "heading", level: 1 }, sheet.hidden, () =>
      builder.write(sheet.name, originOf(sheet.name, 0, 0)),
    );
  let start = 0;
  for (let row = 0; row <= sheet.cells.length; row++) {
    if (row < sheet.cells.length && filledIn(sheet, row).length > 0) continue;
    if (row > start) writer.stretch(start, row);
    start = row + 1;
  }
}

const filledIn = (sheet: Sheet, row: number): number[] =>
  (sheet.cells[row] ?? []).flatMap((words, column) => (words === "" ? [] : [column]));

class SheetWriter {
  readonly #merges: ReadonlyMap<string, Merge>;

  constructor(
    readonly builder: DocumentBuilder,
    readonly sheet: Sheet,
  ) {
    this.#merges = new Map(sheet.merges.map((merge) => [`${merge.row},${merge.column}`, merge]));
  }

  stretch(start: number, end: number): void {
    let first = start;
    while (first < end && filledIn(this.sheet, first).length === 1) first++;
    // a list in one column: its rows are rows, not titles
    if (first === end && end - start > 2) first = start;
    for (let row = start; row < first; row++) this.#title(row, row === start);
    let last = end;
    while (last > first && filledIn(this.sheet, last - 1).length === 1 && this.#isNote(last - 1)) last--;
    if (last > first) this.#table(first, last);
    for (let row = Math.max(first, last); row < end; row++) this.#title(row, false);
  }

  /** A sentence below a table is a note to it; a name is a row. */
  #isNote(row: number): boolean {
    const [column] = filledIn(this.sheet, row);
    return this.sheet.cells[row]![column!]!.length > 60;
  }

  #title(row: number, heading: boolean): void {
    const [column] = filledIn(this.sheet, row);
    const words = this.sheet.cells[row]![column!]!;
    const hidden = this.#hidden(row, column!);
    const write = () => {
      this.#write(words, row, column!);
    };
    if (heading && words.length <= 90 && !words.endsWith("."))
      this.builder.block({ kind: "heading", level: 2 }, hidden, write);
    else this.builder.block({ kind: "paragraph" }, hidden, write);
  }

  #table(start: number, end: number): void {
    let [left, right] = [Infinity, -1];
    for (let row = start; row < end; row++)
      for (const column of filledIn(this.sheet, row)) {
        left = Math.min(left, column);
        right = Math.max(right, column);
      }
    const { hidden, headers } = this.sheet;
    const taken = new Set<string>();
    this.builder.table(hidden, (table) => {
      for (let row = start; row < end; row++)
        for (let column = left; column <= right; column++) {
          if (taken.has(`${row},${column}`)) continue;
          const merge = this.#merges.get(`${row},${column}`);
          const rowSpan = Math.min(merge?.rows ?? 1, end - row);
          const columnSpan = Math.min(merge?.columns ?? 1, right + 1 - column);
          if (merge) cover(taken, row, column, rowSpan, columnSpan);
          const shape = { row: row - start, column: column - left, rowSpan, columnSpan };
          table.cell({ ...shape, header: headers.has(row), hidden: this.#hidden(row, column) }, () => {
            this.#write(this.sheet.cells[row]?.[column] ?? "", row, column);
          });
        }
    });
  }

  #hidden(row: number, column: number): boolean {
    return this.sheet.hidden || this.sheet.hiddenRows.has(row) || this.sheet.hiddenColumns.has(column);
  }

  #write(words: string, row: number, column: number): void {
    this.builder.write(words.replaceAll(/\r\n?/gu, "\n").replaceAll("\t", " "), originOf(this.sheet.name, row, column));
  }
}

function cover(taken: Set<string>, row: number, column: number, rows: number, columns: number): void {
  for (let r = row; r < row + rows; r++) for (let c = column; c < column + columns; c++) taken.add(`${r},${c}`);
}

function originOf(sheet: string, row: number, column: number): Origin {
  return { kind: "sheet", sheet, cell: `${columnName(column)}${row + 1}` };
}

/** 0 is A, 25 is Z, 26 is AA. */
export function columnName(column: number): string {
  let name = "";
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    name = String.fromCharCode(65 + ((left - 1) % 26)) + name;
  return name;
}
