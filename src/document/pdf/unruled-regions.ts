/** Stretches of lines that may be a table without rules: where one begins, goes on and ends. */
import type { SegmentLine } from "./segments.js";

export interface Region {
  lines: SegmentLine[];
  table: boolean;
}

/** Cuts the lines of a page into stretches that may be tables and stretches that are not. */
export function regionsOf(lines: readonly SegmentLine[]): Region[] {
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

export const isMulti = (line: SegmentLine): boolean => line.segments.length > 1 && !isListPoint(line);

/** A bullet or number and its text: two segments, and no table. */
export function isListPoint(line: SegmentLine): boolean {
  const [first, second] = line.segments;
  return line.segments.length === 2 && MARKER.test(first!.text) && second!.x0 - first!.x1 < 4.5 * line.size;
}
export const MARKER =
  /^(?:[•◦▪‣●○■□➢✓✔–—*·§-]|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2})$/u;

/** The line after the last one of a region that begins at a line with several segments. */
export function regionEnd(lines: readonly SegmentLine[], start: number): number {
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
export function withTail(lines: readonly SegmentLine[], end: number, left: number, second: number): number {
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
export function regionStart(lines: readonly SegmentLine[], at: number, before: Region | undefined): number {
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
