/** robots.txt of every site that was asked, with when it was read; what is older than a night or two is of no use to anybody. */
import type { RefreshStore, RobotsFile } from "../refresh-store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";

const KEPT_MS = 3 * 86_400_000;

export interface RobotsStatements {
  readonly find: RefreshStore["robots"];
  /** Inside the caller's transaction. */
  readonly put: (file: RobotsFile) => void;
  readonly drop: () => void;
}

export function robotsStatements(database: Database, now: () => Date): RobotsStatements {
  const find = database.prepare("SELECT origin, words, read_at AS readAt FROM robots WHERE origin = ?");
  const put = database.prepare("INSERT OR REPLACE INTO robots (origin, words, read_at) VALUES (?, ?, ?)");
  const drop = database.prepare("DELETE FROM robots WHERE read_at < ?");
  return {
    find: (origin) => (find.get(origin) as RobotsFile | undefined) ?? null,
    put: ({ origin, words, readAt }) => void put.run(origin, words, seconds(readAt)),
    drop: () => void drop.run(seconds(new Date(now().getTime() - KEPT_MS))),
  };
}
