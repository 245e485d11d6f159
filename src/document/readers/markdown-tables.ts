/**
 * Pipe tables: rows of cells divided by "|", under a header and a row of dashes.
 * A pipe that is escaped or stands inside a code span divides nothing.
 */
import type { TableBuilder } from "../builder.js";
import type { Line } from "../lines.js";

/** Whether a table begins at a line: a row over a delimiter row, or two rows in a frame of pipes without one. */
export function startsTable(text: string, next: string): boolean {
  if (!text.includes("|")) return false;
  if (isDelimiterRow(next)) return true;
  return isRow(text) && isRow(next);
}

/** A row that begins with a pipe. */
export const isRow = (text: string): boolean => /^\s{0,20}\|/.test(text) && splitRow(text).length >= 2;

export function isDelimiterRow(text: string): boolean {
  if (!text.includes("-") || !text.includes("|")) return false;
  const cells = splitRow(text);
  return cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell));
}

export function splitRow(line: string): string[] {
  const text = line.trim();
  const cells: string[] = [];
  let cell = "";
  let inCode = false;
  for (let index = text.startsWith("|") ? 1 : 0; index < text.length; index++) {
    const mark = text[index]!;
    if (mark === "\\" && text[index + 1] === "|") {
      cell += "|";
      index++;
    } else if (mark === "|" && !inCode) {
      cells.push(cell.trim());
      cell = "";
    } else {
      if (mark === "`") inCode = !inCode && text.indexOf("`", index + 1) !== -1;
      cell += mark;
    }
  }
  if (cell.trim() !== "" || !text.endsWith("|")) cells.push(cell.trim());
  return cells;
}

/** Rows as a table's cells; under a delimiter row the first is the header. */
export function writeRows(
  table: TableBuilder,
  rows: readonly Line[],
  header: boolean,
  write: (cell: string, line: Line) => void,
): void {
  rows.forEach((line, row) => {
    splitRow(line.text).forEach((cell, column) => {
      table.cell({ row, column, header: header && row === 0 }, () => write(cell, line));
    });
  });
}
