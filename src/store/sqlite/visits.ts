/** Visits: the row of a fetch, what the source's row says after it, and the reading where it brought one; one transaction each. */
import type { RefreshStore, RobotsFile, Visit, VisitReading } from "../refresh-store.js";
import type { IngestResult } from "../store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";
import type { Ingest } from "./ingest.js";
import type { RobotsStatements } from "./robots.js";

export function visitStatements(
  database: Database,
  ingest: Ingest,
  robots: Pick<RobotsStatements, "put" | "drop">,
): Pick<RefreshStore, "record" | "recordAll" | "reread"> {
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
    recordAll: database.transaction((visits: readonly Visit[], files: readonly RobotsFile[]) => {
      for (const visit of visits) write(visit);
      for (const file of files) robots.put(file);
      if (files.length > 0) robots.drop();
    }).immediate,
    reread: database.transaction(reread).immediate,
  };
}
