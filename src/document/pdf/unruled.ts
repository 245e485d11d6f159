/**
 * Tables without lines: stretches of a page where words stand in the same columns line after line.
 *
 * Shape   A line falls into segments at wide gaps. Lines of two segments and more open a region; lines of one segment go on
 *         with it while they keep to a column. Gutters are where many lines have their gap and hardly any line has ink.
 *         Failing to see a table glues its cells together, and that cannot be mended later; so what is aligned is a table,
 *         and what is prose in columns or a list of points is refused by name (reasons).
 */
import { columnsOf, crosses, cutAtGutters, refused } from "./columns.js";
import type { Line, Page, Rule, Word } from "./geometry.js";
import type { Column, Grid } from "./grid.js";
import { baselines, makeLine } from "./lines.js";
import { type SegmentLine, segmentLine } from "./segments.js";
import { buildGrid } from "./unruled-grid.js";
import { isListPoint, type Region, regionsOf } from "./unruled-regions.js";

export interface Found {
  readonly grids: readonly Grid[];
  /** Lines that belong to no table, from top to bottom. */
  readonly rest: readonly Line[];
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
