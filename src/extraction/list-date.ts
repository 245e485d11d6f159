/** When the list says that it was last changed. */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateRow } from "../model/candidate.js";
import type { Span } from "../model/span.js";
import { findDates } from "../normalization/date.js";
import type { View } from "./view.js";

/** The date on a line that says "last updated", nearest the list. */
export function updatedOf(view: View, vocabulary: Vocabulary, rows: readonly CandidateRow[]): Span | null {
  const at = rows[0]?.span.start ?? 0;
  let best: { span: Span; distance: number } | null = null;
  for (const item of view.items) {
    if (item.type !== "line" || item.text.length > 300 || !/\d{4}/u.test(item.text)) continue;
    const label = vocabulary.headers.firstOf("updated", item.words);
    const date = label && findDates(item.text).find(({ start }) => start >= label.start);
    if (!date || date.start - label.end > 40) continue;
    const span = { start: item.start + date.start, end: item.start + date.end };
    const distance = Math.abs(span.start - at);
    if (!best || distance < best.distance) best = { span, distance };
  }
  return best?.span ?? null;
}
