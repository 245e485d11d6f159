/**
 * One document into the database, as one transaction.
 *
 * Shape   source → snapshot → reading → entries. Where the reading holds, the current list becomes what it states: the same
 *         values keep their row, other values end one row and begin another, what is gone ends.
 * Errors  Those of SQLite, translated by the caller; the transaction then leaves nothing behind.
 */

import { normalize } from "node:path";
import { gzipSync } from "node:zlib";
import type { Change } from "../../model/change.js";
import type { Entry } from "../../model/entry.js";
import type { Reading } from "../../model/reading.js";
import type { Snapshot } from "../../model/snapshot.js";
import { foldName } from "../fold.js";
import { holdsByItself, type IngestOptions, type IngestResult } from "../store.js";
import type { Database } from "./connection.js";
import type { EntryHead, EntryStatements, Place } from "./entries.js";
import { contentHash } from "./values.js";

interface SourceRow {
  readonly id: number;
  readonly vendor_id: number;
  readonly vendor: string;
  readonly vendor_given: number;
  readonly address: string;
  readonly last_reading_id: number | null;
  readonly held_reading_id: number | null;
}
interface ReadingRow {
  readonly id: number;
  readonly snapshot: string | null;
  readonly rules: string;
  readonly reader: string | null;
  readonly status: Reading["status"];
  readonly method: Reading["method"];
  readonly entries: number;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly holds: number;
}

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
  const putSnapshot = snapshotStatements(database);
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

    const at = seconds(snapshot?.retrievedAt ?? now().toISOString());
    const unread = held?.status === "needs_review" && held.entries === 0;
    const holds = options.holds ?? holdsByItself(reading, unread ? null : (held?.status ?? null));
    const snapshotId = snapshot && packed ? putSnapshot(snapshot, packed, reading.media_type, at) : null;
    const readingId = readings.insert(reading, {
      source,
      snapshotId,
      at,
      readAt: seconds(now().toISOString()),
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

/** Whole seconds: "2026-11-22T08:30:00Z". */
const seconds = (time: string): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

// --- sources and suppliers -------------------------------------------------------------------------------------------------

interface Sources {
  knows(source: string): boolean;
  find(reading: Reading, options: IngestOptions): SourceRow;
  point(sourceId: number, readingId: number, holds: boolean): void;
}

function sourceStatements(database: Database, entries: EntryStatements, now: () => Date): Sources {
  const select = database.prepare(
    "SELECT s.*, v.name AS vendor FROM source s JOIN vendor v ON v.id = s.vendor_id WHERE s.address = ?",
  );
  const insert = database.prepare(
    "INSERT INTO source (vendor_id, address, kind, vendor_given, added_at) VALUES (?, ?, ?, ?, ?)",
  );
  const move = database.prepare("UPDATE source SET vendor_id = ?, vendor_given = ? WHERE id = ?");
  const pointLast = database.prepare("UPDATE source SET last_reading_id = ? WHERE id = ?");
  const pointBoth = database.prepare("UPDATE source SET last_reading_id = ?, held_reading_id = ? WHERE id = ?");
  const vendor = database.prepare("SELECT id FROM vendor WHERE folded = ?").pluck();
  const addVendor = database.prepare("INSERT INTO vendor (name, folded, added_at) VALUES (?, ?, ?)");

  const vendorId = (name: string): number =>
    (vendor.get(foldName(name)) as number | undefined) ??
    Number(addVendor.run(name, foldName(name), seconds(now().toISOString())).lastInsertRowid);

  return {
    knows: (source) => select.get(sourceAddress(source)) !== undefined,
    find(reading, options) {
      const address = sourceAddress(reading.source);
      const wanted = options.vendor ?? reading.publisher ?? address;
      const known = select.get(address) as SourceRow | undefined;
      if (!known) {
        insert.run(
          vendorId(wanted),
          address,
          kindOf(address),
          Number(options.vendor !== undefined),
          seconds(now().toISOString()),
        );
        return select.get(address) as SourceRow;
      }
      // A person's word for the supplier stays; a reading's publisher only fills in for a source that had none.
      const better =
        options.vendor ?? (known.vendor_given === 0 && known.vendor === known.address ? wanted : known.vendor);
      if (foldName(better) === foldName(known.vendor)) return known;
      entries.delistAll(known.id, known.vendor_id);
      move.run(vendorId(better), Number(options.vendor !== undefined || known.vendor_given === 1), known.id);
      const moved = select.get(address) as SourceRow;
      entries.listAll(moved.id, moved.vendor_id);
      return moved;
    },
    point(sourceId, readingId, holds) {
      if (holds) pointBoth.run(readingId, readingId, sourceId);
      else pointLast.run(readingId, sourceId);
    },
  };
}

/** "./lists/a.html" and "lists/a.html" are one source. */
export function sourceAddress(source: string): string {
  return kindOf(source) === "file" ? normalize(source) : source;
}

function kindOf(address: string): "file" | "url" | "stdin" {
  if (address === "-") return "stdin";
  return /^[a-z][a-z0-9+.-]+:\/\//iu.test(address) ? "url" : "file";
}

// --- snapshots -------------------------------------------------------------------------------------------------------------

interface Packed {
  readonly encoding: "none" | "gzip";
  readonly bytes: Uint8Array;
}

/** PDF and office files are packed already; packing them again would only cost time on the way out. */
function pack(bytes: Uint8Array): Packed {
  const packed = gzipSync(bytes, { level: 6 });
  return packed.length < bytes.length * 0.9 ? { encoding: "gzip", bytes: packed } : { encoding: "none", bytes };
}

function snapshotStatements(database: Database) {
  const find = database.prepare("SELECT id FROM snapshot WHERE hash = ?").pluck();
  const insert = database.prepare(
    "INSERT INTO snapshot (hash, size, media_type, content_type, retrieved_at) VALUES (?, ?, ?, ?, ?)",
  );
  const insertContent = database.prepare(
    "INSERT INTO snapshot_content (snapshot_id, encoding, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  return (snapshot: Snapshot, packed: Packed, mediaType: string | null, at: string): number => {
    const hash = Buffer.from(snapshot.hash.replace(/^sha256:/u, ""), "hex");
    const id =
      (find.get(hash) as number | undefined) ??
      Number(insert.run(hash, snapshot.bytes.length, mediaType, snapshot.contentType, at).lastInsertRowid);
    insertContent.run(id, packed.encoding, Buffer.from(packed.bytes));
    return id;
  };
}

// --- readings --------------------------------------------------------------------------------------------------------------

interface ReadingFacts {
  readonly source: SourceRow;
  readonly snapshotId: number | null;
  readonly at: string;
  readonly readAt: string;
  readonly holds: boolean;
  readonly options: IngestOptions;
}
interface ChangeFacts {
  readonly source: SourceRow;
  readonly readingId: number;
  readonly previousId: number | null;
  readonly at: string;
  readonly suspected: boolean;
}

function readingStatements(database: Database) {
  const select = database.prepare(
    `SELECT r.id, CASE WHEN b.id IS NULL THEN NULL ELSE 'sha256:' || lower(hex(b.hash)) END AS snapshot, r.rules, r.reader,
       r.status, r.method, r.entries, r.failure_code, r.failure_message, r.holds
     FROM reading r LEFT JOIN snapshot b ON b.id = r.snapshot_id WHERE r.id = ?`,
  );
  const insert = database.prepare(
    `INSERT INTO reading (source_id, snapshot_id, run_id, at, read_at, rules, reader, status, language, publisher, title,
       list_updated, method, confidence, entries, holds, suspected, held_entries, failure_code, failure_message, failure_remedy, failure_retry)
     VALUES (@sourceId, @snapshotId, @runId, @at, @readAt, @rules, @reader, @status, @language, @publisher, @title,
       @list_updated, @method, @confidence, @entries, @holds, @suspected, @heldEntries, @code, @message, @remedy, @retry)`,
  );
  const insertWarning = database.prepare(
    "INSERT INTO reading_warning (reading_id, ordinal, code, message) VALUES (?, ?, ?, ?)",
  );
  const insertChange = database.prepare(
    `INSERT INTO change (source_id, reading_id, previous_reading_id, at, kind, name, key, field, before, after, cause, severity,
       reason, suspected, evidence_before, evidence_after)
     VALUES (@sourceId, @readingId, @previousId, @at, @kind, @name, @key, @field, @before, @after, @cause, @severity,
       @reason, @suspected, @evidence_before, @evidence_after)`,
  );
  return {
    get: (id: number | null): ReadingRow | null => (id === null ? null : (select.get(id) as ReadingRow)),
    insert(reading: Reading, { source, snapshotId, at, readAt, holds, options }: ReadingFacts): number {
      const { entries, warnings, failure, source: _, snapshot: __, media_type: ___, ...columns } = reading;
      const row = {
        ...columns,
        sourceId: source.id,
        snapshotId,
        runId: options.runId ?? null,
        at,
        readAt,
        entries: entries.length,
        holds: Number(holds),
        suspected: Number(options.suspected === true),
        heldEntries: options.suspected === true ? JSON.stringify(entries) : null,
        code: failure?.code ?? null,
        message: failure?.message ?? null,
        remedy: failure?.remedy ?? null,
        retry: failure?.retry ?? null,
      };
      const id = Number(insert.run(row).lastInsertRowid);
      for (const [ordinal, { code, message }] of warnings.entries()) insertWarning.run(id, ordinal, code, message);
      return id;
    },
    insertChanges(changes: readonly Change[], { source, readingId, previousId, at, suspected }: ChangeFacts): void {
      for (const change of changes)
        insertChange.run({
          ...change,
          sourceId: source.id,
          readingId,
          previousId,
          at,
          suspected: Number(suspected),
          before: JSON.stringify(change.before),
          after: JSON.stringify(change.after),
          evidence_before: JSON.stringify(change.evidence_before),
          evidence_after: JSON.stringify(change.evidence_after),
        });
    },
  };
}
