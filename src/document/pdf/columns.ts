/** Columns of a stretch without rules: the gutters that many lines share, and which words stand in which column. */

import { type Line, median, type Page, type Word } from "./geometry.js";
import type { Column } from "./grid.js";
import { makeLine } from "./lines.js";
import type { RowLine } from "./rows.js";
import type { SegmentLine } from "./segments.js";
import { MARKER } from "./unruled-regions.js";

/** Whether a line runs on through the gutters as running text does. */
export function crosses(page: Page, line: SegmentLine, columns: readonly Column[]): boolean {
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

export interface Gutter {
  from: number;
  to: number;
}

export function guttersOf(multi: readonly SegmentLine[]): Gutter[] {
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
export function refused(lines: readonly SegmentLine[], columns: readonly Column[]): boolean {
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
export const LEADER = /[.…_·]{4}|(?:\. ){4}/u;

/** Columns that are all full lines of running text are columns of a page. */
export function isProse(multi: readonly SegmentLine[], columns: readonly Column[]): boolean {
  if (columns.length > 3 || multi.length < 6) return false;
  return columns.every((column) => {
    const inside = multi.flatMap((line) => line.segments.filter((one) => one.x0 < column.x1 && one.x1 > column.x0));
    const width = column.x1 - column.x0;
    const full = inside.filter((one) => one.x1 - one.x0 > 0.8 * width && one.words.length >= 4);
    return full.length > 0.7 * inside.length && inside.length > 0.8 * multi.length;
  });
}

/** The first or last column that a stretch reaches into by more than a sliver. */
export function columnAt(columns: readonly Column[], x0: number, x1: number, side: 0 | 1): number {
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

export function isGutter(before: Word, word: Word, column: Column, next: Column | undefined): boolean {
  if (!next) return false;
  const aligned = Math.abs(word.x0 - next.x0) < 1.5 && before.x1 < next.x0 - 0.2 * word.size;
  return aligned || (before.x1 <= column.x1 + 1.5 && word.x0 >= next.x0 - 1.5);
}
