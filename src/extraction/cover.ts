/** Which stretches of a text are taken: asked for every sentence of a document, so it must not walk over all of them. */
import type { Span } from "../model/span.js";

/** Whether any of the spans overlaps the one that is asked for. */
export function coverOf(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  /** Furthest end of all spans up to each. */
  const ends: number[] = [];
  for (const { end } of sorted) ends.push(Math.max(ends.at(-1) ?? 0, end));
  return ({ start, end }) => {
    const last = lastBefore(sorted, end);
    return last >= 0 && ends[last]! > start;
  };
}

/** Index of the last span that starts before the offset; -1 where none does. */
export function lastBefore(sorted: readonly Pick<Span, "start">[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
