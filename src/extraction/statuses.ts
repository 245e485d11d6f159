/** Planned, optional, ending, ended: what a phrase says of an entry's state. */
import type { PhraseKind, Vocabulary } from "../knowledge/lexicon.js";
import { wordsOf } from "../knowledge/phrases.js";

export type StatusValue = "planned" | "optional" | "ending" | "ended";
const ORDER: readonly StatusValue[] = ["ended", "ending", "planned", "optional"];

/** The first that a short text says; null in a long one, where such words speak of other things. */
export function statusOf(text: string, vocabulary: Vocabulary): StatusValue | null {
  if (text.length > 160) return null;
  const words = wordsOf(text);
  return ORDER.find((kind) => vocabulary.phrase(kind satisfies PhraseKind, words) !== null) ?? null;
}
