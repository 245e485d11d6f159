/**
 * Whether two readings are two versions of one list at all. Where they are not, nothing was removed and nothing added.
 *
 * Shape   Each side must hold a list. A statement that no sub-processors are used is an empty list. A list that lost nearly all of
 *         its rows counts as broken only where the page speaks for it: another language, another title, much less text.
 */
import type { Reading } from "../model/reading.js";
import type { Matching } from "./match.js";

export interface Texts {
  readonly before: string;
  readonly after: string;
}

const FEWEST_ROWS = 4;
const KEPT_SHARE = 0.34;
const SHRUNK_SHARE = 0.5;

export function isList(reading: Reading): boolean {
  return (reading.status === "listed" && reading.entries.length > 0) || reading.status === "none_used";
}

export function isOneList(before: Reading, after: Reading, matching: Matching, texts: Texts | null): boolean {
  const rows = before.entries.length;
  if (rows < FEWEST_ROWS) return true;
  const kept = matching.pairs.length / rows;
  if (kept >= KEPT_SHARE) return true;
  if (matching.pairs.length === 0 && after.entries.length >= FEWEST_ROWS) return false;
  return !isOtherPage(before, after) && !isShrunk(texts);
}

function isOtherPage(before: Reading, after: Reading): boolean {
  return differ(before.language, after.language) || differ(before.title, after.title);
}

const differ = (one: string | null, other: string | null): boolean => one !== null && other !== null && one !== other;

const isShrunk = (texts: Texts | null): boolean =>
  texts !== null && texts.after.length < texts.before.length * SHRUNK_SHARE;
