/**
 * Whether one list is the other in another language: then purposes read differently and mean the same, as far as we can tell.
 * Names, numbers and places are compared all the same.
 */
import type { Entry } from "../model/entry.js";
import type { Reading } from "../model/reading.js";
import { tellingWords, wordLikeness } from "./words.js";

/** In a translation few words stay. */
const MOST_SHARED = 0.4;

export function isTranslated(
  before: Reading,
  after: Reading,
  pairs: readonly (readonly [before: Entry, after: Entry])[],
): boolean {
  if (before.language === null || after.language === null || before.language === after.language) return false;
  const words = (entry: Entry): readonly string[] => tellingWords(`${entry.service ?? ""} ${entry.purpose ?? ""}`);
  const shares = pairs
    .map(([one, other]) => [words(one), words(other)] as const)
    .filter(([one, other]) => one.length > 0 && other.length > 0)
    .map(([one, other]) => wordLikeness(one, other));
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  return shares.length > 0 && mean < MOST_SHARED;
}
