/**
 * One open SQLite file, set up as every writer and reader of ours needs it.
 *
 * Shape   WAL, synchronous FULL (what is committed survives a power cut), foreign keys on, waits for other writers.
 * Errors  store/not-a-database for a file that is none or another program's: it is looked at before it is opened, so that
 *         not one byte of it changes. store/unwritable where it cannot be made.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import BetterSqlite from "better-sqlite3";
import { UnderlagError } from "../../errors.js";
import { guarded } from "./failures.js";

export type Database = BetterSqlite.Database;
export type Statement = BetterSqlite.Statement;

export interface ConnectionOptions {
  readonly readOnly?: boolean;
  /** How long another process may keep us waiting. */
  readonly waitSeconds?: number;
}

/** "undl": tells our files from other programs' SQLite files. */
export const APPLICATION_ID = 0x756e646c;
const MAGIC = "SQLite format 3\0";

export function connect(path: string, { readOnly = false, waitSeconds = 30 }: ConnectionOptions = {}): Database {
  if (path !== ":memory:") refuseOtherFiles(path, readOnly);
  return guarded(path, () => {
    const database = new BetterSqlite(path, { readonly: readOnly, timeout: Math.round(waitSeconds * 1000) });
    try {
      refuseOtherPrograms(database, path);
      database.pragma("foreign_keys = ON");
      database.pragma("cache_size = -32000");
      if (readOnly) database.pragma("query_only = ON");
      else writeAheadLog(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** WAL is a property of the file: it is asked for once. Two processes that make one file at once wait for each other. */
function writeAheadLog(database: Database): void {
  if (database.pragma("journal_mode", { simple: true }) === "delete") database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  // Statements with triggers keep a small journal of their own; as a file each would cost more than the statement.
  database.pragma("temp_store = MEMORY");
}

function refuseOtherFiles(path: string, readOnly: boolean): void {
  if (!existsSync(path)) {
    const folder = dirname(path);
    if (readOnly)
      throw new UnderlagError("store/missing", `Cannot open the database "${path}": there is none`, { path });
    if (!existsSync(folder))
      throw new UnderlagError(
        "store/unwritable",
        `Cannot make the database "${path}": there is no folder "${folder}"`,
        { path },
      );
    return;
  }
  const stat = statSync(path);
  if (!stat.isFile())
    throw new UnderlagError("store/not-a-database", `Cannot use "${path}" as a database: it is no file`, { path });
  if (stat.size === 0 && !readOnly) return;
  if (firstBytes(path) !== MAGIC)
    throw new UnderlagError("store/not-a-database", `Cannot use "${path}" as a database: it is not an SQLite file`, {
      path,
    });
}

function firstBytes(path: string): string {
  const buffer = Buffer.alloc(MAGIC.length);
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw new UnderlagError(
      "store/unwritable",
      `Cannot open the database "${path}": access is refused`,
      { path },
      error,
    );
  }
  try {
    const read = readSync(file, buffer, 0, buffer.length, 0);
    return buffer.toString("latin1", 0, read);
  } finally {
    closeSync(file);
  }
}

function refuseOtherPrograms(database: Database, path: string): void {
  if (database.pragma("application_id", { simple: true }) === APPLICATION_ID) return;
  const tables = database.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
  if (tables !== 0)
    throw new UnderlagError("store/not-a-database", `Cannot use "${path}": it is another program's SQLite database`, {
      path,
    });
}
