/**
 * Which differences are too much to believe at once: they wait for a second fetch that shows the same.
 *
 * Shape   Doubted are: many rows gone at once, a row gone whose name the page still writes, one field empty or other in most
 *         rows at once. Single new, gone and changed rows are believed on the first night.
 * Errors  None. What is doubted wrongly is reported a night later; what is believed wrongly is a false removal.
 */
import type { Change } from "../model/change.js";
import type { Reading } from "../model/reading.js";

export interface Doubt {
  readonly reason: string;
  readonly detail: string;
}

/** A list of three may lose one row in a night, a list of thirty not ten. */
const REMOVED_AT_LEAST = 2;
const REMOVED_SHARE = 0.3;
const CHANGED_AT_LEAST = 4;
const CHANGED_SHARE = 0.6;
const BLANKED_AT_LEAST = 2;
const BLANKED_SHARE = 0.5;

export function doubtChanges(changes: readonly Change[], before: Reading, after: Reading, text: string): Doubt | null {
  if (before.entries.length > 0 && after.entries.length === 0) {
    return { reason: "list-lost", detail: `The list of ${before.entries.length} was not found` };
  }
  return manyRemoved(changes, before) ?? stillWritten(changes, text) ?? oneField(changes, before);
}

function manyRemoved(changes: readonly Change[], before: Reading): Doubt | null {
  const removed = changes.filter(({ kind }) => kind === "removed").length;
  if (removed < REMOVED_AT_LEAST || removed < before.entries.length * REMOVED_SHARE) return null;
  return { reason: "list-shrunk", detail: `${removed} of ${before.entries.length} rows are gone at once` };
}

function stillWritten(changes: readonly Change[], text: string): Doubt | null {
  const removed = changes.filter(({ kind, name }) => kind === "removed" && name !== null && name.length >= 4);
  if (removed.length === 0) return null;
  const words = folded(text);
  const found = removed.find(({ name }) => words.includes(folded(name!)));
  return found
    ? { reason: "still-written", detail: `"${found.name}" is gone from the list and still stands on the page` }
    : null;
}

function oneField(changes: readonly Change[], before: Reading): Doubt | null {
  const byField = new Map<string, { changed: number; blanked: number }>();
  for (const { kind, field, after } of changes) {
    if (kind !== "changed" || field === null) continue;
    const count = byField.get(field) ?? { changed: 0, blanked: 0 };
    count.changed++;
    if (after === null || after === "" || (Array.isArray(after) && after.length === 0)) count.blanked++;
    byField.set(field, count);
  }
  const rows = before.entries.length;
  for (const [field, { changed, blanked }] of byField) {
    if (blanked >= BLANKED_AT_LEAST && blanked >= rows * BLANKED_SHARE) {
      return { reason: "field-lost", detail: `${blanked} of ${rows} rows lost their ${field} at once` };
    }
    if (changed >= CHANGED_AT_LEAST && changed >= rows * CHANGED_SHARE) {
      return { reason: "field-changed", detail: `${changed} of ${rows} rows have another ${field} at once` };
    }
  }
  return null;
}

/** Whether what is doubted now had all been there in the fetch that was doubted before. */
export function confirms(now: readonly Change[], waited: readonly Change[]): boolean {
  const known = new Set(waited.map(signature));
  return now.filter(({ kind }) => kind !== "added").every((change) => known.has(signature(change)));
}

const signature = ({ kind, key, name, field, after }: Change): string =>
  JSON.stringify(kind === "removed" ? [kind, key ?? name] : [kind, key ?? name, field, after]);

function folded(words: string): string {
  return words.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ");
}
