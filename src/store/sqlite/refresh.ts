/** What the nightly refresh asks of SQLite, put together; each part knows its own tables. */
import type { RefreshStore } from "../refresh-store.js";
import type { Database } from "./connection.js";
import type { EntryStatements } from "./entries.js";
import type { Ingest } from "./ingest.js";
import { robotsStatements } from "./robots.js";
import { cursorStatements, leaseStatements, runStatements } from "./runs.js";
import { storedSnapshot } from "./snapshots.js";
import { stateStatement } from "./source-state.js";
import { visitStatements } from "./visits.js";
import { watchStatements } from "./watch-list.js";

export function refreshStatements(
  database: Database,
  entries: Pick<EntryStatements, "delistAll" | "listAll">,
  ingest: Ingest,
  now: () => Date,
): RefreshStore {
  const robots = robotsStatements(database, now);
  return {
    ...watchStatements(database, entries, now),
    state: stateStatement(database),
    snapshot: (hash, source) => storedSnapshot(database, hash, source),
    ...visitStatements(database, ingest, robots),
    robots: robots.find,
    ...runStatements(database, now),
    ...leaseStatements(database, now),
    ...cursorStatements(database),
  };
}
