/**
 * Tables without lines: stretches of a page where words stand in the same columns line after line.
 *
 * Shape   A line falls into segments at wide gaps. Lines of two segments and more open a region; lines of one segment go on
 *         with it while they keep to a column. Gutters are where many lines have their gap and hardly any line has ink.
 *         Failing to see a table glues its cells together, and that cannot be mended later; so what is aligned is a table,
 *         and what is prose in columns or a list of points is refused by name (reasons).
 */
import type { Line, Page, Rule, Word } from "./geometry.js";
import { median } from "./geometry.js";
import { type Column, type Grid, type GridCell, markHeader } from "./grid.js";
import { baselines, makeLine } from "./lines.js";
import { type RowLine, rowStarts } from "./rows.js";

/** A gap of so many ems parts two segments of a line. */
const SEGMENT_GAP = 0.7;

/** In a line that was stretched. */
const STRETCHED_GAP = 1.8;

export interface Found {
  readonly grids: readonly Grid[];
  /** Lines that belong to no table, from top to bottom. */
  readonly rest: readonly Line[];
}

export interface SegmentLine {
  readonly segments: readonly Line[];
  readonly words: readonly Word[];
  readonly top: number;
  readonly bottom: number;
  readonly y: number;
  readonly size: number;
}

export function unruledTables(
  page: Page,
  words: readonly Word[],
  separators: readonly Rule[],
  open: Grid | null = null,
): Found {
  const all = baselines(words).map((line) => segmentLine(page, line));
  const grids: Grid[] = [];
  const rest: Line[] = [];
  const continued = open ? continuation(all, open.columns) : 0;
  if (open && continued > 0) {
    const grid = buildGrid(page, all.slice(0, continued), open.columns, separators, 1);
    if (grid) grids.push(grid);
  }
  const lines = grids.length > 0 ? all.slice(continued) : all;
  const keep = (line: SegmentLine) => rest.push(makeLine(page, line.words));
  const regions = regionsOf(lines);
  regions.forEach((region, at) => {
    const found = region.table ? gridOf(page, region, regions[at - 1], regions[at + 1], separators) : null;
    if (found) grids.push(found.grid);
    region.lines = found ? found.left : region.lines;
  });
  for (const region of regions) region.lines.forEach(keep);
  return { grids, rest: rest.sort((a, b) => a.y - b.y) };
}

/** How many lines at the top of a page keep to the columns of the table before it. */
function continuation(lines: readonly SegmentLine[], columns: readonly Column[]): number {
  let end = 0;
  let loose = 0;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const before = lines[at - 1];
    if (before && line.top - before.bottom > 2.6 * Math.max(line.size, before.size)) break;
    if (!line.segments.every((segment) => keepsTo(segment, columns))) break;
    const telling = line.segments.length > 1 || line.segments[0]!.x0 > columns[1]!.x0 - line.size;
    loose = telling ? 0 : loose + 1;
    if (telling) end = at + 1;
    if (loose > 3) break;
  }
  return end;
}

/** Whether words stand inside one column, a little wider than it was before. */
function keepsTo(segment: Line, columns: readonly Column[]): boolean {
  return columns.some((column, at) => {
    const left = at === 0 ? column.x0 - 2 * segment.size : columns[at - 1]!.x1;
    const right = at === columns.length - 1 ? column.x1 + 4 * segment.size : columns[at + 1]!.x0;
    return segment.x0 >= left - 1 && segment.x1 <= right + 1;
  });
}

export function segmentLine(page: Page, words: readonly Word[]): SegmentLine {
  const segments: Line[] = [];
  const least = isStretched(words) ? STRETCHED_GAP : SEGMENT_GAP;
  let run: Word[] = [];
  for (const word of words) {
    const before = run.at(-1);
    if (before && word.x0 - before.x1 > least * Math.max(word.size, before.size)) {
      segments.push(makeLine(page, run));
      run = [];
    }
    run.push(word);
  }
  if (run.length > 0) segments.push(makeLine(page, run));
  return {
    segments,
    words,
    top: Math.min(...segments.map((segment) => segment.top)),
    bottom: Math.max(...segments.map((segment) => segment.bottom)),
    y: segments[0]!.y,
    size: median(segments.map((segment) => segment.size)),
  };
}

/** A line of words whose gaps are all alike was stretched to fill its column: its gaps part nothing. */
function isStretched(words: readonly Word[]): boolean {
  if (words.length < 4 || words.filter((word) => /\p{L}{2}/u.test(word.text)).length < 0.6 * words.length) return false;
  let [narrow, wide] = [Infinity, 0];
  for (let at = 1; at < words.length; at++) {
    const gap = (words[at]!.x0 - words[at - 1]!.x1) / words[at]!.size;
    narrow = Math.min(narrow, gap);
    wide = Math.max(wide, gap);
  }
  return wide < STRETCHED_GAP && wide < 1.4 * narrow + 0.1;
}

interface Region {
  lines: SegmentLine[];
  table: boolean;
}

/** Cuts the lines of a page into stretches that may be tables and stretches that are not. */
function regionsOf(lines: readonly SegmentLine[]): Region[] {
  const regions: Region[] = [];
  let at = 0;
  while (at < lines.length) {
    const end = isMulti(lines[at]!) ? regionEnd(lines, at) : at;
    if (end > at + 1) {
      const start = regionStart(lines, at, regions.at(-1));
      if (start < at) regions.at(-1)!.lines.splice(-(at - start));
      regions.push({ lines: lines.slice(start, end), table: true });
      at = end;
    } else {
      const last = regions.at(-1);
      if (last && !last.table) last.lines.push(lines[at]!);
      else regions.push({ lines: [lines[at]!], table: false });
      at++;
    }
  }
  return regions.filter((region) => region.lines.length > 0);
}

const isMulti = (line: SegmentLine): boolean => line.segments.length > 1 && !isListPoint(line);

/** A bullet or number and its text: two segments, and no table. */
function isListPoint(line: SegmentLine): boolean {
  const [first, second] = line.segments;
  return line.segments.length === 2 && MARKER.test(first!.text) && second!.x0 - first!.x1 < 4.5 * line.size;
}
export const MARKER =
  /^(?:[•◦▪‣●○■□➢✓✔–—*·§-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2})$/u;

/** The line after the last one of a region that begins at a line with several segments. */
function regionEnd(lines: readonly SegmentLine[], start: number): number {
  let [left, right] = [Infinity, -Infinity];
  // where the second column begins, as far as it is known
  let second = Infinity;
  let end = start;
  let before: SegmentLine | null = null;
  let loose = 0;
  for (let at = start; at < lines.length; at++) {
    const line = lines[at]!;
    if (before && line.top - before.bottom > 2.6 * Math.max(line.size, before.size)) break;
    if (isMulti(line)) {
      left = Math.min(left, line.segments[0]!.x0);
      right = Math.max(right, line.segments.at(-1)!.x1);
      second = Math.min(second, line.segments[1]!.x0);
      end = at + 1;
      loose = 0;
    } else {
      const only = line.segments[0]!;
      const close = before !== null && line.top - before.bottom < 0.9 * line.size;
      const inRight = only.x0 > second - line.size && line.segments.length === 1;
      if (inRight && close) end = loose === 0 ? at + 1 : end;
      else loose++;
      if (loose > 3) break;
    }
    before = line;
  }
  return end === start ? start + 1 : withTail(lines, end, left, second);
}

/** A first column that goes on below the last full line still belongs to the last row. */
function withTail(lines: readonly SegmentLine[], end: number, left: number, second: number): number {
  let at = end;
  while (at < lines.length && at < end + 3) {
    const [line, before] = [lines[at]!, lines[at - 1]!];
    const only = line.segments[0]!;
    const close = line.top - before.bottom < 0.45 * line.size;
    if (line.segments.length > 1 || !close || only.x0 < left - 1 || only.x1 > second - 0.3 * line.size) break;
    at++;
  }
  const next = lines[at];
  const last = lines[at - 1]!;
  // a paragraph that begins right below is no tail
  if (at > end && next && next.top - last.bottom < 0.45 * next.size) return end;
  return at;
}

/** Header lines that stand only over right columns, above the first line with several segments. */
function regionStart(lines: readonly SegmentLine[], at: number, before: Region | undefined): number {
  if (!before || before.table) return at;
  const second = lines[at]!.segments[1]!.x0;
  let start = at;
  while (start > 0 && at - start < 3 && at - start < before.lines.length - 0) {
    const line = lines[start - 1]!;
    const only = line.segments[0]!;
    const close = lines[start]!.top - line.bottom < 0.6 * line.size;
    if (!close || line.segments.length > 1 || only.x0 < Math.min(second - line.size, lines[at]!.segments[0]!.x1)) break;
    start--;
  }
  return start;
}

/** The table of a region, and the lines at its ends that turn out to be prose. */
function gridOf(
  page: Page,
  region: Region,
  above: Region | undefined,
  below: Region | undefined,
  separators: readonly Rule[],
): { grid: Grid; left: SegmentLine[] } | null {
  let lines = [...region.lines];
  const left: SegmentLine[] = [];
  for (;;) {
    const columns = columnsOf(lines);
    if (columns.length < 2 || refused(lines, columns)) return null;
    const proseAtEnd = crosses(page, lines.at(-1)!, columns);
    const proseAtStart = crosses(page, lines[0]!, columns);
    if (!proseAtEnd && !proseAtStart) {
      if (left.length === 0) lines = [...takeAbove(page, lines, above, columns), ...lines];
      if (left.length === 0) lines = [...lines, ...takeBelow(page, lines, below, columns)];
      const grid = buildGrid(page, lines, columns, separators);
      return grid && { grid, left };
    }
    if (proseAtEnd) left.push(lines.at(-1)!);
    if (proseAtStart) left.push(lines[0]!);
    lines = lines.slice(proseAtStart ? 1 : 0, proseAtEnd ? -1 : undefined);
    if (lines.length < 2) return null;
  }
}

/** Lines right above a table that turn out to fit its columns: headers whose words stand close. */
function takeAbove(
  page: Page,
  lines: readonly SegmentLine[],
  above: Region | undefined,
  columns: readonly Column[],
): SegmentLine[] {
  if (!above || above.table) return [];
  const count = fitting(page, above.lines.toReversed(), lines[0]!, columns, -1);
  return count === 0 ? [] : above.lines.splice(-count);
}

function takeBelow(
  page: Page,
  lines: readonly SegmentLine[],
  below: Region | undefined,
  columns: readonly Column[],
): SegmentLine[] {
  if (!below || below.table) return [];
  const count = fitting(page, below.lines, lines.at(-1)!, columns, 1);
  return count === 0 ? [] : below.lines.splice(0, count);
}

/** How many lines, going away from the table, have parts in several of its columns; a part in one column may stand between. */
function fitting(
  page: Page,
  lines: readonly SegmentLine[],
  edge: SegmentLine,
  columns: readonly Column[],
  step: 1 | -1,
): number {
  let [count, loose] = [0, 0];
  let near = edge;
  for (const [at, line] of lines.entries()) {
    const gap = step === 1 ? line.top - near.bottom : near.top - line.bottom;
    const parts = line.segments.flatMap((segment) => cutAtGutters(page, segment, columns));
    if (gap > 1.1 * line.size || isListPoint(line) || !parts.every((part) => keepsTo(part, columns))) break;
    const several = parts.length > 1;
    const right = step === -1 && parts[0]!.x0 > columns[1]!.x0 - line.size && gap < 0.6 * line.size;
    loose = several || right ? 0 : loose + 1;
    if (loose === 0) count = at + 1;
    if (loose > 3) break;
    near = line;
  }
  return count;
}

/** Whether a line runs on through the gutters as running text does. */
function crosses(page: Page, line: SegmentLine, columns: readonly Column[]): boolean {
  const width = columns.at(-1)!.x1 - columns[0]!.x0;
  const parts = line.segments.flatMap((segment) => cutAtGutters(page, segment, columns));
  return parts.some(
    (segment) =>
      segment.x1 - segment.x0 > 0.5 * width &&
      segment.words.length >= 5 &&
      columns.some((column, at) => {
        const next = columns[at + 1];
        return next !== undefined && segment.x0 < column.x1 - 1 && segment.x1 > next.x0 + 1;
      }),
  );
}

/** Columns from the gutters that lines share. */
export function columnsOf(lines: readonly SegmentLine[]): Column[] {
  const multi = lines.filter((line) => line.segments.length > 1);
  if (multi.length < 2) return [];
  const gutters = guttersOf(multi);
  const x0 = Math.min(...lines.map((line) => line.segments[0]!.x0));
  const x1 = Math.max(...lines.map((line) => line.segments.at(-1)!.x1));
  const edges = [x0, ...gutters.map((gutter) => (gutter.from + gutter.to) / 2), x1 + 1];
  const inner: Column[] = [];
  for (let at = 1; at < edges.length; at++) {
    const from = at === 1 ? x0 : gutters[at - 2]!.to;
    const to = at === edges.length - 1 ? x1 : gutters[at - 1]!.from;
    if (to > from) inner.push({ x0: from, x1: to });
  }
  return inner;
}

interface Gutter {
  from: number;
  to: number;
}

function guttersOf(multi: readonly SegmentLine[]): Gutter[] {
  const edges = new Set<number>();
  for (const line of multi)
    for (const segment of line.segments) {
      edges.add(segment.x0);
      edges.add(segment.x1);
    }
  const xs = [...edges].sort((a, b) => a - b);
  const index = new Map(xs.map((x, at) => [x, at]));
  const ink = new Float64Array(xs.length + 1);
  const gap = new Float64Array(xs.length + 1);
  const add = (counts: Float64Array, from: number, to: number) => {
    counts[index.get(from)!]! += 1;
    counts[index.get(to)!]! -= 1;
  };
  for (const line of multi) {
    line.segments.forEach((segment, at) => {
      add(ink, segment.x0, segment.x1);
      const before = line.segments[at - 1];
      if (before && before.x1 < segment.x0) add(gap, before.x1, segment.x0);
    });
  }
  // a heading over several columns, now and then a cell that runs over
  const most = multi.length < 4 ? 0 : Math.max(1, Math.floor(0.15 * multi.length));
  const least = Math.max(2, 0.2 * multi.length);
  const size = median(multi.map((line) => line.size));
  const runs: { from: number; to: number; ink: number }[] = [];
  let [inks, gaps] = [0, 0];
  let open: { from: number; to: number; ink: number } | null = null;
  for (let at = 0; at < xs.length - 1; at++) {
    inks += ink[at]!;
    gaps += gap[at]!;
    const free = inks <= most && gaps >= least;
    if (!free) open = null;
    else if (!open || inks < open.ink) {
      if (open && runs.at(-1) === open) runs.pop();
      open = { from: xs[at]!, to: xs[at + 1]!, ink: inks };
      runs.push(open);
    } else if (inks === open.ink && open.to === xs[at]!) open.to = xs[at + 1]!;
  }
  return runs.filter((run) => run.to - run.from > 0.25 * size);
}

/** Why an aligned stretch is no table. */
function refused(lines: readonly SegmentLine[], columns: readonly Column[]): boolean {
  const multi = lines.filter((line) => line.segments.length > 1);
  if (columns.length === 2) {
    if (multi.length < 3) return true;
    const markers = multi.filter((line) => MARKER.test(line.segments[0]!.text)).length;
    if (markers > 0.6 * multi.length) return true;
    const leaders = multi.filter((line) => LEADER.test(line.words.map((word) => word.text).join(" "))).length;
    if (leaders > 0.4 * multi.length) return true;
  }
  return isProse(multi, columns);
}
const LEADER = /[.…_·]{4}|(?:\. ){4}/u;

/** Columns that are all full lines of running text are columns of a page. */
function isProse(multi: readonly SegmentLine[], columns: readonly Column[]): boolean {
  if (columns.length > 3 || multi.length < 6) return false;
  return columns.every((column) => {
    const inside = multi.flatMap((line) => line.segments.filter((one) => one.x0 < column.x1 && one.x1 > column.x0));
    const width = column.x1 - column.x0;
    const full = inside.filter((one) => one.x1 - one.x0 > 0.8 * width && one.words.length >= 4);
    return full.length > 0.7 * inside.length && inside.length > 0.8 * multi.length;
  });
}

/** Lines into rows and columns. Used for open tables that go on over a page as well. */
export function buildGrid(
  page: Page,
  lines: readonly SegmentLine[],
  columns: readonly Column[],
  separators: readonly Rule[],
  fewestRows = 2,
): Grid | null {
  const rowLines: RowLine[] = lines.map((line) => ({ ...line, cells: placed(page, line, columns) }));
  const x0 = columns[0]!.x0;
  const x1 = columns.at(-1)!.x1;
  const cuts = separators
    .filter((rule) => Math.min(rule.to, x1) - Math.max(rule.from, x0) > 0.6 * (x1 - x0))
    .map((rule) => rule.at);
  const starts = rowStarts(rowLines, cuts);
  const cells: GridCell[] = [];
  let row = -1;
  rowLines.forEach((line, at) => {
    if (starts[at]) row++;
    for (const part of line.cells) {
      const home = cells.findLast((cell) => cell.row === row && cell.column === part.column);
      if (home) {
        home.lines.push(part.line);
        home.columnSpan = Math.max(home.columnSpan, part.columnSpan);
      } else
        cells.push({
          row,
          column: part.column,
          columnSpan: part.columnSpan,
          rowSpan: 1,
          lines: [part.line],
          header: false,
        });
    }
  });
  if (row + 1 < fewestRows) return null;
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const grid: Grid = {
    kind: "table",
    ruled: false,
    columns,
    rows: row + 1,
    cells: withoutOverlaps(cells),
    x0,
    x1,
    top: Math.min(...lines.map((line) => line.top)),
    bottom: Math.max(...lines.map((line) => line.bottom)),
  };
  markHeader(grid);
  return grid;
}

/** A cell that spans over a neighbour which has words of its own ends before it. */
function withoutOverlaps(cells: GridCell[]): GridCell[] {
  cells.forEach((cell, at) => {
    const next = cells[at + 1];
    if (next && next.row === cell.row && cell.column + cell.columnSpan > next.column)
      cell.columnSpan = Math.max(1, next.column - cell.column);
  });
  return cells;
}

/** Segments of a line in their columns; one that runs over a gutter is cut where a gap between words lies on it. */
export function placed(page: Page, line: SegmentLine, columns: readonly Column[]): RowLine["cells"] {
  const out: { column: number; columnSpan: number; line: Line }[] = [];
  for (const segment of line.segments)
    for (const part of cutAtGutters(page, segment, columns)) {
      const first = columnAt(columns, part.x0, part.x1, 0);
      const last = Math.max(first, columnAt(columns, part.x0, part.x1, 1));
      const home = out.at(-1);
      if (home && home.column + home.columnSpan > first && home.column <= first)
        out[out.length - 1] = { ...home, line: makeLine(page, [...home.line.words, ...part.words]) };
      else out.push({ column: first, columnSpan: last - first + 1, line: part });
    }
  return out;
}

/** The first or last column that a stretch reaches into by more than a sliver. */
function columnAt(columns: readonly Column[], x0: number, x1: number, side: 0 | 1): number {
  const reached = columns.flatMap((column, at) => {
    const shared = Math.min(column.x1, x1) - Math.max(column.x0, x0);
    return shared > Math.min(4, 0.3 * (x1 - x0), 0.5 * (column.x1 - column.x0)) ? [at] : [];
  });
  const found = side === 0 ? reached[0] : reached.at(-1);
  if (found !== undefined) return found;
  let best = 0;
  const middle = (x0 + x1) / 2;
  columns.forEach((column, at) => {
    const away = (one: Column) => Math.max(one.x0 - middle, middle - one.x1, 0);
    if (away(column) < away(columns[best]!)) best = at;
  });
  return best;
}

/** Parts of a segment, cut where a word begins at the left edge of a column, or where the gap is the gutter itself. */
export function cutAtGutters(page: Page, segment: Line, columns: readonly Column[]): Line[] {
  const parts: Word[][] = [[]];
  for (const word of segment.words) {
    const before = parts.at(-1)!.at(-1);
    if (
      before &&
      word.x0 - before.x1 > 0.2 * word.size &&
      columns.some((column, at) => isGutter(before, word, column, columns[at + 1]))
    )
      parts.push([]);
    parts.at(-1)!.push(word);
  }
  return parts.filter((part) => part.length > 0).map((part) => makeLine(page, part));
}

function isGutter(before: Word, word: Word, column: Column, next: Column | undefined): boolean {
  if (!next) return false;
  const aligned = Math.abs(word.x0 - next.x0) < 1.5 && before.x1 < next.x0 - 0.2 * word.size;
  return aligned || (before.x1 <= column.x1 + 1.5 && word.x0 >= next.x0 - 1.5);
}
