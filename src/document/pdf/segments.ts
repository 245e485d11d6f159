/** A line of a page in its segments: the runs of words between gaps too wide for a space. */
import { type Line, median, type Page, type Word } from "./geometry.js";
import { makeLine } from "./lines.js";

/** A gap of so many ems parts two segments of a line. */
export const SEGMENT_GAP = 0.7;

/** In a line that was stretched. */
export const STRETCHED_GAP = 1.8;

export interface SegmentLine {
  readonly segments: readonly Line[];
  readonly words: readonly Word[];
  readonly top: number;
  readonly bottom: number;
  readonly y: number;
  readonly size: number;
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
export function isStretched(words: readonly Word[]): boolean {
  if (words.length < 4 || words.filter((word) => /\p{L}{2}/u.test(word.text)).length < 0.6 * words.length) return false;
  let [narrow, wide] = [Infinity, 0];
  for (let at = 1; at < words.length; at++) {
    const gap = (words[at]!.x0 - words[at - 1]!.x1) / words[at]!.size;
    narrow = Math.min(narrow, gap);
    wide = Math.max(wide, gap);
  }
  return wide < STRETCHED_GAP && wide < 1.4 * narrow + 0.1;
}
