/**
 * The refresh's tables in SQLite: watch list, visits, runs and the lease. Tables: 0001-initial.sql and 0002-refresh.sql
 *
 * This file alone knows these columns. A visit is one transaction around the fetch's row, the source's row and the ingest.
 */
import type { Entry } from "../../model/entry.js";
import { foldName } from "../fold.js";
import type {
  ReadingHead,
  RefreshStore,
  Run,
  SourceState,
  Visit,
  VisitReading,
  WatchedSource,
  WatchRow,
} from "../refresh-store.js";
import type { IngestResult } from "../store.js";
import type { Database } from "./connection.js";
import type { EntryStatements } from "./entries.js";
import type { Ingest } from "./ingest.js";
import { snapshotBytes } from "./queries.js";

const DEFAULT_INTERVAL_HOURS = 24;
/** What a run did that was killed longer ago than this is done again: it is another night. */
const RESUME_MS = 12 * 3_600_000;

export function refreshStatements(
  database: Database,
  entries: Pick<EntryStatements, "delistAll" | "listAll">,
  ingest: Ingest,
  now: () => Date,
): RefreshStore {
  const visits = visitStatements(database, ingest);
  return {
    ...watchStatements(database, entries, now),
    state: stateStatement(database),
    snapshot: snapshotStatement(database),
    ...visits,
    ...runStatements(database, now),
    ...leaseStatements(database, now),
    ...cursorStatements(database),
  };
}

const seconds = (time: Date | string): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

// --- the watch list --------------------------------------------------------------------------------------------------------

function watchStatements(
  database: Database,
  entries: Pick<EntryStatements, "delistAll" | "listAll">,
  now: () => Date,
): Pick<RefreshStore, "watch" | "unwatch" | "watched"> {
  const find = database.prepare("SELECT id, watched, vendor_id AS vendorId FROM source WHERE address = ?");
  const vendor = database.prepare("SELECT id FROM vendor WHERE folded = ?").pluck();
  const addVendor = database.prepare("INSERT INTO vendor (name, folded, added_at) VALUES (?, ?, ?)");
  const insert = database.prepare(
    `INSERT INTO source (vendor_id, address, kind, vendor_given, watched, interval_hours, due_at, added_at)
     VALUES (@vendorId, @address, 'url', 1, 1, @hours, @at, @at)`,
  );
  const renew = database.prepare(
    "UPDATE source SET watched = 1, interval_hours = @hours, due_at = min(ifnull(due_at, @at), @at) WHERE id = @id",
  );
  const stop = database.prepare(
    `UPDATE source SET watched = 0, due_at = NULL WHERE watched = 1 AND (address = @given
       OR vendor_id = (SELECT id FROM vendor WHERE folded = @folded)) RETURNING address`,
  );
  const move = database.prepare("UPDATE source SET vendor_id = ?, vendor_given = 1 WHERE id = ?");
  const vendorId = (name: string): number =>
    (vendor.get(foldName(name)) as number | undefined) ??
    Number(addVendor.run(name.trim(), foldName(name), seconds(now())).lastInsertRowid);

  const addOne = ({ address, supplier, intervalHours }: WatchRow): boolean => {
    const known = find.get(address) as { id: number; watched: number; vendorId: number } | undefined;
    const row = { address, hours: intervalHours ?? null, at: seconds(now()) };
    const wanted = vendorId(supplier);
    if (!known) insert.run({ ...row, vendorId: wanted });
    else {
      if (known.vendorId !== wanted) moveTo(known, wanted);
      renew.run({ id: known.id, hours: row.hours, at: row.at });
    }
    return known?.watched !== 1;
  };
  /** The summaries count suppliers: a source leaves them under its old one and comes back under its new one. */
  const moveTo = (known: { id: number; vendorId: number }, wanted: number): void => {
    entries.delistAll(known.id, known.vendorId);
    move.run(wanted, known.id);
    entries.listAll(known.id, wanted);
  };
  return {
    watch: database.transaction((rows: readonly WatchRow[]) => {
      const added = rows.filter(addOne).length;
      return { added, renewed: rows.length - added };
    }).immediate,
    unwatch: (given) =>
      (stop.all({ given, folded: foldName(given) }) as { address: string }[]).map(({ address }) => address),
    watched: ({ dueBefore, only }) => watchedSources(database, dueBefore, only),
  };
}

function watchedSources(
  database: Database,
  dueBefore: string | undefined,
  only: readonly string[] | undefined,
): WatchedSource[] {
  const terms = ["s.watched = 1"];
  if (dueBefore !== undefined) terms.push("ifnull(s.due_at, '') <= @dueBefore");
  if (only !== undefined) {
    terms.push(
      "(s.address IN (SELECT value FROM json_each(@only)) OR v.folded IN (SELECT value FROM json_each(@folded)))",
    );
  }
  const values = {
    ...(dueBefore === undefined ? {} : { dueBefore: seconds(dueBefore) }),
    ...(only === undefined ? {} : { only: JSON.stringify(only), folded: JSON.stringify(only.map(foldName)) }),
  };
  return database
    .prepare(
      `SELECT s.id, s.address, v.name AS supplier FROM source s JOIN vendor v ON v.id = s.vendor_id
       WHERE ${terms.join(" AND ")} ORDER BY s.id`,
    )
    .all(values) as WatchedSource[];
}

// --- one source ------------------------------------------------------------------------------------------------------------

type StateRow = Omit<SourceState, "held" | "suspected"> & { heldId: number | null; lastId: number | null };

function stateStatement(database: Database): RefreshStore["state"] {
  const select = database.prepare(
    `SELECT s.id, s.address, v.name AS supplier, ifnull(s.interval_hours, ${DEFAULT_INTERVAL_HOURS}) AS intervalHours,
       s.validators, s.page, s.body_at AS bodyAt, s.failures, s.reread_rules AS rereadRules,
       s.held_reading_id AS heldId, s.last_reading_id AS lastId
     FROM source s JOIN vendor v ON v.id = s.vendor_id WHERE s.id = ?`,
  );
  const reading = database.prepare(
    `SELECT r.id, r.rules, r.status, r.language, r.suspected, r.held_entries AS heldEntries,
       CASE WHEN b.id IS NULL THEN NULL ELSE 'sha256:' || lower(hex(b.hash)) END AS snapshot
     FROM reading r LEFT JOIN snapshot b ON b.id = r.snapshot_id WHERE r.id = ?`,
  );
  type Found = ReadingHead & { suspected: number; heldEntries: string | null };
  const head = ({ id, snapshot, rules, status, language }: Found): ReadingHead => ({
    id,
    snapshot,
    rules,
    status,
    language,
  });
  return (sourceId) => {
    const { heldId, lastId, ...row } = select.get(sourceId) as StateRow;
    const held = heldId === null ? null : (reading.get(heldId) as Found);
    const last = lastId === null || lastId === heldId ? null : (reading.get(lastId) as Found);
    const waits = last !== null && last.suspected === 1 && last.heldEntries !== null;
    return {
      ...row,
      held: held && head(held),
      suspected: waits ? { ...head(last), entries: JSON.parse(last.heldEntries!) as Entry[] } : null,
    };
  };
}

function snapshotStatement(database: Database): RefreshStore["snapshot"] {
  const facts = database.prepare(
    "SELECT content_type AS contentType, retrieved_at AS retrievedAt FROM snapshot WHERE hash = ?",
  );
  return (hash, source) => {
    const bytes = snapshotBytes(database, hash);
    const found = facts.get(Buffer.from(hash.slice("sha256:".length), "hex")) as
      | { contentType: string | null; retrievedAt: string }
      | undefined;
    return bytes && found ? { source, bytes, hash, fileName: source, ...found } : null;
  };
}

// --- visits ----------------------------------------------------------------------------------------------------------------

function visitStatements(database: Database, ingest: Ingest): Pick<RefreshStore, "record" | "recordAll" | "reread"> {
  const insertFetch = database.prepare(
    `INSERT INTO fetch (source_id, run_id, at, outcome, http_status, final_url, etag, last_modified, milliseconds, bytes,
       snapshot_id, failure_code, failure_message, headers, hops, attempts)
     VALUES (@sourceId, @runId, @at, @outcome, @status, @finalUrl, @etag, @lastModified, @milliseconds, @bytes,
       (SELECT snapshot_id FROM reading WHERE id = @readingId), @code, @message, @headers, @hops, @attempts)`,
  );
  const pointSource = database.prepare(
    `UPDATE source SET last_fetch_id = @fetchId, due_at = @dueAt,
       failures = CASE WHEN @failed THEN failures + 1 ELSE 0 END,
       failing_since = CASE WHEN @failed THEN ifnull(failing_since, @at) ELSE NULL END,
       validators = CASE WHEN @setValidators THEN @validators ELSE validators END,
       page = CASE WHEN @setPage THEN @page ELSE page END,
       body_at = ifnull(@bodyAt, body_at),
       last_reading_id = CASE WHEN @dropSuspicion THEN held_reading_id ELSE last_reading_id END
     WHERE id = @sourceId`,
  );
  const markReread = database.prepare("UPDATE source SET reread_rules = ? WHERE id = ?");

  const take = (read: VisitReading | undefined, runId: number): IngestResult | null =>
    read === undefined
      ? null
      : ingest(read.reading, read.snapshot, {
          changes: read.changes,
          holds: read.holds,
          suspected: read.suspected,
          runId,
        });

  const write = (visit: Visit): IngestResult | null => {
    const taken = take(visit.read, visit.runId);
    const { fetch, failure } = visit;
    const at = seconds(visit.at);
    const { lastInsertRowid } = insertFetch.run({
      sourceId: visit.sourceId,
      runId: visit.runId,
      at,
      outcome: visit.outcome,
      status: fetch.status,
      finalUrl: fetch.finalUrl,
      etag: fetch.etag,
      lastModified: fetch.lastModified,
      milliseconds: fetch.milliseconds,
      bytes: fetch.bytes,
      attempts: fetch.attempts,
      headers: Object.keys(fetch.headers).length === 0 ? null : JSON.stringify(fetch.headers),
      hops: fetch.hops.length < 2 ? null : JSON.stringify(fetch.hops),
      readingId: taken?.readingId ?? null,
      code: failure?.code ?? null,
      message: failure?.message ?? null,
    });
    pointSource.run({
      sourceId: visit.sourceId,
      fetchId: lastInsertRowid,
      at,
      dueAt: seconds(visit.dueAt),
      failed: Number(visit.outcome === "failed"),
      setValidators: Number(visit.validators !== undefined),
      validators: visit.validators ?? null,
      setPage: Number(visit.page !== undefined),
      page: visit.page ?? null,
      bodyAt: visit.bodyAt === undefined ? null : seconds(visit.bodyAt),
      dropSuspicion: Number(visit.dropSuspicion === true),
    });
    return taken;
  };
  const reread = (sourceId: number, runId: number, rules: string, read: VisitReading | null): IngestResult | null => {
    const taken = take(read ?? undefined, runId);
    markReread.run(rules, sourceId);
    return taken;
  };
  return {
    record: database.transaction(write).immediate,
    recordAll: database.transaction((visits: readonly Visit[]) => {
      for (const visit of visits) write(visit);
    }).immediate,
    reread: database.transaction(reread).immediate,
  };
}

// --- runs and the lease ----------------------------------------------------------------------------------------------------

function runStatements(database: Database, now: () => Date): Pick<RefreshStore, "beginRun" | "endRun"> {
  const unfinished = database.prepare(
    "SELECT id, started_at AS startedAt FROM run WHERE kind = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1",
  );
  const resume = database.prepare("UPDATE run SET process = ? WHERE id = ?");
  const visited = database.prepare("SELECT source_id FROM fetch WHERE run_id = ?").pluck();
  const insert = database.prepare("INSERT INTO run (kind, started_at, process) VALUES (?, ?, ?)");
  const end = database.prepare("UPDATE run SET ended_at = ?, summary = ? WHERE id = ?");
  return {
    beginRun: database.transaction((kind: string, process: string): Run => {
      const open = unfinished.get(kind) as { id: number; startedAt: string } | undefined;
      const recent = open !== undefined && open.startedAt > seconds(new Date(now().getTime() - RESUME_MS));
      if (open && recent) {
        resume.run(process, open.id);
        return { id: open.id, visited: new Set(visited.all(open.id) as number[]) };
      }
      if (open) end.run(seconds(now()), null, open.id);
      return { id: Number(insert.run(kind, seconds(now()), process).lastInsertRowid), visited: new Set() };
    }).immediate,
    endRun: (runId, summary) => void end.run(seconds(now()), JSON.stringify(summary), runId),
  };
}

function leaseStatements(database: Database, now: () => Date): Pick<RefreshStore, "takeLease" | "dropLease"> {
  const find = database.prepare("SELECT holder, until FROM lease WHERE name = ?");
  const put = database.prepare("INSERT OR REPLACE INTO lease (name, holder, until) VALUES (?, ?, ?)");
  const drop = database.prepare("DELETE FROM lease WHERE name = ? AND holder = ?");
  return {
    takeLease: database.transaction(
      (name: string, holder: string, forSeconds: number, isDead: (holder: string) => boolean) => {
        const found = find.get(name) as { holder: string; until: string } | undefined;
        const alive = found && found.holder !== holder && found.until > seconds(now()) && !isDead(found.holder);
        if (alive) return found.holder;
        put.run(name, holder, seconds(new Date(now().getTime() + forSeconds * 1000)));
        return null;
      },
    ).immediate,
    dropLease: (name, holder) => void drop.run(name, holder),
  };
}

function cursorStatements(database: Database): Pick<RefreshStore, "cursor" | "moveCursor" | "lastChangeId"> {
  const find = database.prepare("SELECT value FROM meta WHERE key = ?").pluck();
  const put = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)");
  const last = database.prepare("SELECT ifnull(max(id), 0) FROM change").pluck();
  return {
    cursor: (reader) => {
      const value = find.get(`told:${reader}`) as string | undefined;
      return value === undefined ? null : Number(value);
    },
    moveCursor: (reader, changeId) => void put.run(`told:${reader}`, String(changeId)),
    lastChangeId: () => last.get() as number,
  };
}
