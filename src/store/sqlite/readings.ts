/** Readings: what was read of a source at one time, with its warnings, and what changed from the list in force before it. */
import type { Change } from "../../model/change.js";
import type { Reading } from "../../model/reading.js";
import type { IngestOptions } from "../store.js";
import { SNAPSHOT_HASH } from "./columns.js";
import type { Database } from "./connection.js";
import type { SourceRow } from "./sources.js";

export interface ReadingRow {
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

export function readingStatements(database: Database) {
  const select = database.prepare(
    `SELECT r.id, ${SNAPSHOT_HASH} AS snapshot, r.rules, r.reader,
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
