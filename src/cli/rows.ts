/** Rows of a view to standard output, in the formats that every command knows. */
import type { Row } from "../store/store.js";
import { csvHeader, csvRows } from "../views/export/csv.js";
import { formatTable } from "../views/terminal/table.js";
import { bold, print, printStyled, terminalWidth } from "./output.js";

export const ROW_FORMATS = ["table", "json", "jsonl", "csv"] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** The table shows the chosen columns, the other formats all of them. */
export async function printRows(
  rows: readonly Row[],
  shown: readonly string[],
  format: RowFormat,
  all: readonly string[] = shown,
): Promise<void> {
  if (format === "json") return print(JSON.stringify(rows, null, 2));
  if (format === "jsonl") {
    for (const row of rows) await print(JSON.stringify(row));
    return;
  }
  if (format === "csv") return print(`${csvHeader(all)}${csvRows(rows, all)}`.replace(/\r\n$/u, "\r"));
  const cells = rows.map((row) => shown.map((column) => (row[column] === null ? "" : String(row[column]))));
  if (rows.length > 0) await printStyled(formatTable(shown, cells, { width: terminalWidth(), bold }));
}
