/** Runs, the lease that keeps two of them apart, and how far each reader of changes has been told. */
import type { RefreshStore, Run } from "../refresh-store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";

/** What a run did that was killed longer ago than this is done again: it is another night. */
const RESUME_MS = 12 * 3_600_000;

export function runStatements(database: Database, now: () => Date): Pick<RefreshStore, "beginRun" | "endRun"> {
  const unfinished = database.prepare(
    "SELECT id, started_at AS startedAt FROM run WHERE kind = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1",
  );
  const resume = database.prepare("UPDATE run SET process = ? WHERE id = ?");
  const visited = database.prepare("SELECT source_id FROM fetch WHERE run_id = ?").pluck();
  const insert = database.prepare("INSERT INTO run (kind, started_at, process) VALUES (?, ?, ?)");
  const end = database.prepare("UPDATE run SET ended_at = ?, summary = ? WHERE id = ?");
  return {
    beginRun: database.transaction((kind: string, process: string): Run => {
      // A run goes over the whole file once and comes back to little of it: pages kept would only fill with the sources.
      database.pragma("cache_size = -8000");
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

export function leaseStatements(database: Database, now: () => Date): Pick<RefreshStore, "takeLease" | "dropLease"> {
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

export function cursorStatements(database: Database): Pick<RefreshStore, "cursor" | "moveCursor" | "lastChangeId"> {
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
