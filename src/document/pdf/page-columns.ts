/**
 * Pages set in two or three columns: where they part, so that each is read from top to bottom.
 *
 * Shape   A gutter must part running text on both sides, over several lines; aligned short words are a table's columns.
 */
import { bottomOf, topOf, type Word } from "./geometry.js";

interface Segment {
  readonly words: Word[];
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly bottom: number;
}

const FEWEST_LINES = 6;

/** The words in groups to be read one after the other; one group when the page is set in one column. */
export function readingGroups(words: readonly Word[], depth = 0): Word[][] {
  if (words.length < 60 || depth > 3) return [[...words]];
  const segments = segmentsOf(words);
  const gutter = bestGutter(segments);
  if (!gutter) return [[...words]];
  const inside = segments.filter((segment) => segment.top >= gutter.top - 1 && segment.bottom <= gutter.bottom + 1);
  const chosen = new Set(inside);
  const pick = (test: (segment: Segment) => boolean) => segments.filter(test).flatMap((segment) => segment.words);
  const groups = [
    pick((segment) => !chosen.has(segment) && segment.top < gutter.top),
    pick((segment) => chosen.has(segment) && segment.x1 <= gutter.x),
    pick((segment) => chosen.has(segment) && segment.x1 > gutter.x),
    pick((segment) => !chosen.has(segment) && segment.top >= gutter.top),
  ];
  return groups.filter((group) => group.length > 0).flatMap((group) => readingGroups(group, depth + 1));
}

/** Runs of words without a wide gap. */
function segmentsOf(words: readonly Word[]): Segment[] {
  const sorted = [...words].sort((a, b) => Math.round(a.y) - Math.round(b.y) || a.x0 - b.x0);
  const segments: { words: Word[]; x0: number; x1: number; top: number; bottom: number; y: number }[] = [];
  for (const word of sorted) {
    const last = segments.at(-1);
    const near =
      last && Math.abs(last.y - word.y) < 0.3 * word.size && word.x0 - last.x1 < 0.85 * word.size && word.x0 > last.x0;
    if (near) {
      last.words.push(word);
      last.x1 = Math.max(last.x1, word.x1);
      last.top = Math.min(last.top, topOf(word));
      last.bottom = Math.max(last.bottom, bottomOf(word));
    } else
      segments.push({ words: [word], x0: word.x0, x1: word.x1, top: topOf(word), bottom: bottomOf(word), y: word.y });
  }
  return segments;
}

interface PageGutter {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly lines: number;
}

function bestGutter(segments: readonly Segment[]): PageGutter | null {
  let best: PageGutter | null = null;
  for (const x of candidates(segments)) {
    const gutter = gutterAt(segments, x);
    if (gutter && (!best || gutter.lines > best.lines)) best = gutter;
  }
  return best;
}

/** Left edges at which many lines of text begin. */
function candidates(segments: readonly Segment[]): number[] {
  const counts = new Map<number, number>();
  for (const segment of segments)
    if (segment.words.length >= 3) counts.set(Math.round(segment.x0), (counts.get(Math.round(segment.x0)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= FEWEST_LINES - 2)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([x]) => x - 3);
}

/** The longest stretch of the page that nothing crosses at x, when both sides of it are running text. */
function gutterAt(segments: readonly Segment[], x: number): PageGutter | null {
  const crossing = segments.filter((segment) => segment.x0 < x && segment.x1 > x).sort((a, b) => a.top - b.top);
  const edges = [-Infinity, ...crossing.flatMap((segment) => [segment.top, segment.bottom]), Infinity];
  let best: PageGutter | null = null;
  for (let at = 0; at < edges.length; at += 2) {
    const [from, to] = [edges[at]!, edges[at + 1]!];
    const inside = segments.filter(
      (segment) => segment.top >= from - 1 && segment.bottom <= to + 1 && !crossing.includes(segment),
    );
    const left = inside.filter((segment) => segment.x1 <= x);
    const right = inside.filter((segment) => segment.x0 >= x);
    if (!isText(left) || !isText(right)) continue;
    const lines = Math.min(left.length, right.length);
    const top = Math.max(Math.min(...left.map((one) => one.top)), Math.min(...right.map((one) => one.top)));
    if (!best || lines > best.lines)
      best = {
        x,
        top: Math.min(top, ...inside.map((one) => one.top)),
        bottom: Math.max(...inside.map((one) => one.bottom)),
        lines,
      };
  }
  return best;
}

/** Most lines are nearly as long as the longest, and of several words; a table in the column does not count. */
function isText(side: readonly Segment[]): boolean {
  if (side.length < FEWEST_LINES) return false;
  const width = Math.max(...side.map((one) => one.x1)) - Math.min(...side.map((one) => one.x0));
  const alone = side.filter((one, at) => !sharesLine(one, side[at - 1]) && !sharesLine(one, side[at + 1]));
  const full = alone.filter((one) => one.x1 - one.x0 > 0.7 * width && one.words.length >= 4);
  return full.length >= FEWEST_LINES - 1 && full.length >= 0.5 * alone.length;
}

/** Neighbours in reading order on one baseline. */
const sharesLine = (one: Segment, other: Segment | undefined): boolean =>
  other !== undefined && Math.abs(one.bottom - other.bottom) < 2;
