/**
 * What SQLite says, in our words. Anything it says that is not listed here is a bug and goes on as it is.
 *
 * Source  Result codes: https://sqlite.org/rescode.html
 */
import { type FailureCode, UnderlagError } from "../../errors.js";

const FAILURES: readonly (readonly [prefix: string, code: FailureCode, words: string])[] = [
  ["SQLITE_BUSY", "store/locked", "another process is writing to it"],
  ["SQLITE_LOCKED", "store/locked", "another process is writing to it"],
  ["SQLITE_FULL", "store/full", "the disk is full"],
  ["SQLITE_IOERR_WRITE", "store/full", "the disk refuses to write"],
  ["SQLITE_NOTADB", "store/not-a-database", "it is not an SQLite database"],
  ["SQLITE_CORRUPT", "store/corrupt", "its contents are damaged"],
  ["SQLITE_READONLY", "store/unwritable", "it may not be written to"],
  ["SQLITE_CANTOPEN", "store/unwritable", "it cannot be opened"],
  ["SQLITE_PERM", "store/unwritable", "access is refused"],
  ["SQLITE_IOERR", "store/unwritable", "the disk reports an error"],
];

export function storeFailure(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (code === null) return error;
  const found = FAILURES.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  if (!found) return error;
  return new UnderlagError(found[1], `Cannot use the database "${path}": ${found[2]}`, { path, sqlite: code }, error);
}

/** Runs and translates; better-sqlite3 is synchronous, so one try holds everything. */
export function guarded<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw storeFailure(error, path);
  }
}

function sqliteCode(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" && error.code.startsWith("SQLITE_") ? error.code : null;
}
