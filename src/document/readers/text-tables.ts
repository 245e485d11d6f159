/**
 * Tables whose cells are divided by tabs, as they arrive by copy and paste.
 *
 * Shape   Two or more lines with the same number of tabs, one more or one less for an empty cell at the end; blank lines
 *         between rows are allowed. After a table, one line with its number of tabs is a table again (a group heading stood between).
 *         A row whose first cells are empty is a row: whether it goes on from the one above is not decided here.
 */
import { isBlank, type Line } from "../lines.js";
import { readMark } from "./text-lists.js";

export interface TabRow {
  readonly line: Line;
  readonly cells: readonly string[];
}
export interface TabTable {
  readonly rows: readonly TabRow[];
  /** Index of the line after the last row. */
  readonly end: number;
}

/** Blank lines that may stand between two rows. */
const MOST_BLANKS = 2;

export function findTabTables(lines: readonly Line[]): ReadonlyMap<number, TabTable> {
  const tables = new Map<number, TabTable>();
  let known = 0;
  for (let index = 0; index < lines.length; index++) {
    const tabs = countTabs(lines[index]!);
    if (tabs === 0) continue;
    const table = tableFrom(lines, index, tabs);
    if (table.rows.length < 2 && !(tabs >= 2 && tabs === known)) continue;
    tables.set(index, table);
    known = tabs;
    index = table.end - 1;
  }
  return tables;
}

function tableFrom(lines: readonly Line[], start: number, tabs: number): TabTable {
  const rows: TabRow[] = [];
  let end = start;
  let blanks = 0;
  for (let index = start; index < lines.length && blanks <= MOST_BLANKS; index++) {
    const line = lines[index]!;
    if (isBlank(line.text)) {
      blanks++;
      continue;
    }
    const count = countTabs(line) || (line.text.startsWith("\t") ? 1 : 0);
    const fits = blanks > 0 ? Math.abs(count - tabs) <= 1 : count <= tabs + 1;
    if (count === 0 || !fits) break;
    rows.push({ line, cells: line.text.split("\t") });
    [end, blanks] = [index + 1, 0];
  }
  return { rows, end };
}

/** Tabs that divide cells: not those that indent a line or follow a list mark. */
function countTabs({ text }: Line): number {
  if (!text.includes("\t") || isBlank(text)) return 0;
  const tabs = text.split("\t").length - 1;
  if (tabs > 1) return text.trimStart().includes("\t") || tabs > 2 ? tabs : 0;
  return readMark(text) || /^\s{0,20}\d{1,2}(?:\.\d{1,2}){0,4}\.?\t/u.test(text) || text.startsWith("\t") ? 0 : 1;
}
