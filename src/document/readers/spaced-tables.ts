/**
 * Tables set with spaces whose cells go on over several lines, as programs and people print them.
 *
 * Shape   A line of three and more pieces with wide gaps sets the columns; every piece below begins at one of them and ends before
 *         the next. Blank lines divide the rows where they do so throughout; else a row begins where its first cells are filled.
 *         A page's number between two rows is a row of its own over all columns.
 * Why     Where no cell goes on, a line is a row and the layouts of lines read it with its text as it stands. So only tables
 *         with wrapped cells are told here: their words cannot be read line by line.
 */
import { isBlank, type Line } from "../lines.js";
import { isAnnex } from "./text-headings.js";

export interface Part {
  readonly words: string;
  readonly number: number;
}
export interface SpacedCell {
  readonly column: number;
  readonly span: number;
  readonly parts: Part[];
}
export interface SpacedTable {
  readonly rows: readonly (readonly SpacedCell[])[];
  /** Index of the line after the last row. */
  readonly end: number;
}

interface Piece {
  readonly words: string;
  readonly at: number;
}
/** A line under the columns: its pieces by column, or null for a line such as a page's number. */
interface Laid {
  readonly index: number;
  readonly cells: ReadonlyMap<number, Part> | null;
  readonly line: Line;
  readonly gap: boolean;
}

const MOST_BLANKS = 3;
const LONGEST = 400;

export function findSpacedTables(lines: readonly Line[]): ReadonlyMap<number, SpacedTable> {
  const tables = new Map<number, SpacedTable>();
  for (let index = 0; index < lines.length; index++) {
    const pieces = lines[index]!.text.includes("  ") ? piecesOf(lines[index]!.text) : [];
    if (pieces.length < 3) continue;
    const laid = under(
      lines,
      index,
      pieces.map(({ at }) => at),
    );
    const table = laid.length < 4 ? null : tableOf(laid, pieces.length);
    if (table) tables.set(index, table);
    // a line that heads no table is laid under no other header either, so each is looked at once or twice
    if (table || laid.length > 1) index = laid.at(-1)!.index;
  }
  return tables;
}

/** Runs of words with two and more spaces between; none in a line with tabs. */
function piecesOf(text: string): Piece[] {
  if (text.length > LONGEST || text.includes("\t") || !/\S {2,}\S/u.test(text)) {
    const words = text.trim();
    return words === "" ? [] : [{ words, at: text.indexOf(words) }];
  }
  return [...text.matchAll(/\S+(?: \S+)*/gu)].map((match) => ({ words: match[0], at: match.index }));
}

/** The header and the lines that keep to its columns. */
function under(lines: readonly Line[], start: number, columns: readonly number[]): Laid[] {
  const laid: Laid[] = [];
  let kept = 0;
  let blanks = 0;
  for (let index = start; index < lines.length && blanks <= MOST_BLANKS; index++) {
    const line = lines[index]!;
    if (isBlank(line.text)) {
      blanks++;
      continue;
    }
    const cells = cellsOf(line, columns);
    if (isTitle(lines, index, blanks, cells)) break;
    if (!cells && !(blanks > 0 && isPageLine(line.text, columns))) break;
    laid.push({ index, cells, line, gap: blanks > 0 });
    if (cells) kept = laid.length;
    blanks = 0;
  }
  return laid.slice(0, kept);
}

/** The next annex, or a line alone in the first column after a wider gap. */
function isTitle(
  lines: readonly Line[],
  index: number,
  blanks: number,
  cells: ReadonlyMap<number, Part> | null,
): boolean {
  if (blanks === 0 || cells?.size !== 1 || !cells.has(0)) return false;
  return isAnnex(lines[index]!.text.trim()) || (blanks > 1 && isBlank(lines[index + 1]?.text ?? ""));
}

function cellsOf(line: Line, columns: readonly number[]): Map<number, Part> | null {
  const cells = new Map<number, Part>();
  for (const { words, at } of piecesOf(line.text)) {
    const column = columns.findIndex((from) => Math.abs(from - at) <= 1);
    const next = columns[column + 1];
    if (column < 0 || cells.has(column) || (next !== undefined && at + words.length >= next)) return null;
    cells.set(column, { words, number: line.number });
  }
  return cells;
}

/** "Page 3 of 8", out of the columns. */
const isPageLine = (text: string, columns: readonly number[]): boolean =>
  text.trim().length <= 40 && /\d/u.test(text) && piecesOf(text).length === 1 && text.search(/\S/u) > (columns[1] ?? 0);

function tableOf(laid: readonly Laid[], width: number): SpacedTable | null {
  const records = withoutTail(byGaps(laid, width) ?? byCells(laid));
  const full = records.filter((record) => filledOf(record) >= 2).length;
  const wrapped = records.some((record) => record.length > 1);
  const last = records.at(-1)?.at(-1);
  if (!last || !wrapped || full < 3 || full * 3 < records.length * 2) return null;
  return { rows: records.map((record) => rowOf(record, width)), end: last.index + 1 };
}

/** Rows between blank lines; null where many of them hold two rows, or blank lines hardly divide anything. */
function byGaps(laid: readonly Laid[], width: number): Laid[][] | null {
  const groups: Laid[][] = [];
  for (const line of laid) {
    if (groups.length === 0 || line.gap || !line.cells) groups.push([]);
    groups.at(-1)!.push(line);
  }
  const whole = ({ cells }: Laid): boolean => cells?.has(0) === true && cells.size * 2 > width;
  const single = groups.filter((group) => group.filter(whole).length <= 1).length;
  return single * 4 >= groups.length * 3 && groups.length > 3 && groups.length * 4 > laid.length ? groups : null;
}

/** A row begins where its first cell and another are filled. */
function byCells(laid: readonly Laid[]): Laid[][] {
  const records: Laid[][] = [];
  for (const line of laid) {
    const begins = !line.cells || (line.cells.has(0) && line.cells.size > 1) || line.gap;
    if (records.length === 0 || begins) records.push([]);
    records.at(-1)!.push(line);
  }
  return records;
}

/** Titles and text in the first column behind the last row are no rows. */
function withoutTail(records: Laid[][]): Laid[][] {
  let end = records.length;
  while (end > 0 && filledOf(records[end - 1]!) < 2) end--;
  return records.slice(0, end);
}

const filledOf = (record: readonly Laid[]): number =>
  new Set(record.flatMap(({ cells }) => [...(cells?.keys() ?? [])])).size;

function rowOf(record: readonly Laid[], width: number): SpacedCell[] {
  const alone = record.find(({ cells }) => cells === null);
  if (alone) return [{ column: 0, span: width, parts: [{ words: alone.line.text.trim(), number: alone.line.number }] }];
  return Array.from({ length: width }, (_, column) => ({
    column,
    span: 1,
    parts: record.flatMap(({ cells }) => (cells!.has(column) ? [cells!.get(column)!] : [])),
  }));
}
