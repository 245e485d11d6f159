/**
 * One document into the database, as one transaction.
 *
 * Shape   source → snapshot → reading → entries. Where the reading holds, the current list becomes what it states: the same
 *         values keep their row, other values end one row and begin another, what is gone ends.
 * Errors  Those of SQLite, translated by the caller; the transaction then leaves nothing behind.
 */

import type { Entry } from "../../model/entry.js";
import type { Reading } from "../../model/reading.js";
import type { Snapshot } from "../../model/snapshot.js";
import { holdsByItself, type IngestOptions, type IngestResult } from "../store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";
import type { EntryHead, EntryStatements, Place } from "./entries.js";
import { type ReadingRow, readingStatements } from "./readings.js";
import { type Packed, pack, snapshotStatement } from "./snapshots.js";
import { type SourceRow, sourceStatements } from "./sources.js";
import { contentHash } from "./values.js";

export type Ingest = (reading: Reading, snapshot: Snapshot | null, options: IngestOptions) => IngestResult;

const NOTHING = { added: 0, ended: 0, kept: 0 };

const nowhere = ({ source }: Reading): IngestResult => ({
  outcome: "failed",
  sourceId: null,
  readingId: null,
  supplier: source,
  entries: NOTHING,
});

export function ingestStatements(database: Database, entries: EntryStatements, now: () => Date): Ingest {
  const sources = sourceStatements(database, entries, now);
  const putSnapshot = snapshotStatement(database);
  const readings = readingStatements(database);

  const write = (
    reading: Reading,
    snapshot: Snapshot | null,
    packed: Packed | null,
    options: IngestOptions,
  ): IngestResult => {
    // A path that never gave any bytes is a slip of the pen and no source.
    if (reading.status === "failed" && snapshot === null && !sources.knows(reading.source)) return nowhere(reading);
    const source = sources.find(reading, options);
    const last = readings.get(source.last_reading_id);
    const held = readings.get(source.held_reading_id);
    const confirms = options.holds === true && last?.holds === 0;
    const facts = { sourceId: source.id, supplier: source.vendor };
    if (last && says(last, reading) && !confirms)
      return {
        outcome: reading.status === "failed" ? "failed" : "unchanged",
        ...facts,
        readingId: last.id,
        entries: NOTHING,
      };

    const at = seconds(snapshot?.retrievedAt ?? now());
    const unread = held?.status === "needs_review" && held.entries === 0;
    const holds = options.holds ?? holdsByItself(reading, unread ? null : (held?.status ?? null));
    const snapshotId = snapshot && packed ? putSnapshot(snapshot, packed, reading.media_type, at) : null;
    const readingId = readings.insert(reading, {
      source,
      snapshotId,
      at,
      readAt: seconds(now()),
      holds,
      options,
    });
    const reread = held !== null && held.snapshot === reading.snapshot;
    const counts = holds ? replaceList(entries, reading, { source, readingId, at, reread }) : NOTHING;
    sources.point(source.id, readingId, holds);
    readings.insertChanges(options.changes ?? [], {
      source,
      readingId,
      previousId: held?.id ?? null,
      at,
      suspected: options.suspected === true,
    });
    return { outcome: outcomeOf(reading, held, holds, counts), ...facts, readingId, entries: counts };
  };
  const transaction = database.transaction(write);
  // Packing takes longer than writing, so it happens before the database is locked.
  return (reading, snapshot, options) =>
    transaction.immediate(reading, snapshot, snapshot && pack(snapshot.bytes), options);
}

/** Whether a stored reading already says all that the new one would. */
function says(last: ReadingRow, reading: Reading): boolean {
  return (
    last.snapshot === reading.snapshot &&
    last.rules === reading.rules &&
    last.reader === reading.reader &&
    last.status === reading.status &&
    last.method === reading.method &&
    last.entries === reading.entries.length &&
    last.failure_code === (reading.failure?.code ?? null) &&
    last.failure_message === (reading.failure?.message ?? null)
  );
}

interface ListPlace {
  readonly source: SourceRow;
  readonly readingId: number;
  readonly at: string;
  /** The same bytes read by other rules: what differs is our doing and no news. */
  readonly reread: boolean;
}

function replaceList(statements: EntryStatements, reading: Reading, list: ListPlace): IngestResult["entries"] {
  const counts = { added: 0, ended: 0, kept: 0 };
  const current = new Map(statements.current(list.source.id).map((head) => [head.key, head]));
  const by = list.reread ? "reader" : "source";
  let firstNew: number | undefined;
  uniqueKeys(reading.entries).forEach((entry, ordinal) => {
    const head = current.get(entry.key);
    current.delete(entry.key);
    const place = placeOf(list, ordinal, head);
    if (head && head.content_hash === contentHash(entry)) {
      statements.keep(head, entry, place);
      counts.kept++;
      return;
    }
    if (head) statements.end(head, list.source.vendor_id, list.at, by);
    const entryId = statements.insert(entry, place);
    firstNew ??= entryId;
    counts.added++;
  });
  if (firstNew !== undefined) statements.indexFrom(firstNew);
  for (const head of current.values()) {
    statements.end(head, list.source.vendor_id, list.at, by);
    counts.ended++;
  }
  return counts;
}

/** A re-read version takes the place of the one before it in history; a new version follows it. */
function placeOf({ source, readingId, at, reread }: ListPlace, ordinal: number, head: EntryHead | undefined): Place {
  return {
    sourceId: source.id,
    vendorId: source.vendor_id,
    readingId,
    ordinal,
    seenFrom: reread && head ? head.seen_from : at,
    followsId: head ? (reread ? head.follows_id : head.id) : null,
  };
}

/** Two rows of one key stay two. */
function uniqueKeys(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const times = (seen.get(entry.key) ?? 0) + 1;
    seen.set(entry.key, times);
    return times === 1 ? entry : { ...entry, key: `${entry.key}#${times}` };
  });
}

function outcomeOf(
  reading: Reading,
  held: ReadingRow | null,
  holds: boolean,
  counts: IngestResult["entries"],
): IngestResult["outcome"] {
  if (reading.status === "failed") return "failed";
  if (!holds) return "not-held";
  if (held === null) return "added";
  return counts.added + counts.ended > 0 ? "changed" : "read";
}
