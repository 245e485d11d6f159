/**
 * Brings a database to the newest schema.
 *
 * Shape   schemas/sql/sqlite/000N-*.sql in order; user_version says which are in. Each step is one transaction, after a
 *         backup beside the file ("underlag.db.before-v3"). Views are no data: they are made anew whenever views.sql changed.
 * Errors  store/newer-schema for a file that a newer program wrote.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { UnderlagError } from "../../errors.js";
import { APPLICATION_ID, type Database } from "./connection.js";

const FOLDER = new URL("../../../schemas/sql/sqlite/", import.meta.url);

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export function migrations(folder: URL = FOLDER): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/u.test(file))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), sql: readFileSync(new URL(file, folder), "utf8") }));
}

export const schemaVersion = (database: Database): number => Number(database.pragma("user_version", { simple: true }));

/** Refuses what a newer program wrote; true when the file is as this program writes it. */
export function isCurrent(database: Database, path: string, steps: readonly Migration[] = migrations()): boolean {
  const newest = steps.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found > newest)
    throw new UnderlagError(
      "store/newer-schema",
      `Cannot use the database "${path}": its schema is version ${found}, this program knows ${newest}`,
      { path, found, newest },
    );
  return found === newest;
}

export function migrate(database: Database, path: string, steps: readonly Migration[] = migrations()): void {
  if (!isCurrent(database, path, steps)) {
    if (schemaVersion(database) > 0) backUp(database, path, schemaVersion(database));
    // Off while tables may be made anew; every step is checked as a whole before it is committed.
    database.pragma("foreign_keys = OFF");
    for (const step of steps) migrateOne(database, step);
    database.pragma("foreign_keys = ON");
  }
  renewViews(database);
}

/** The version is asked again inside the transaction: another process may have been first. */
function migrateOne(database: Database, { version, sql }: Migration): void {
  database
    .transaction(() => {
      if (schemaVersion(database) >= version) return;
      dropViews(database);
      database.exec(sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${version}`);
      database.prepare("DELETE FROM meta WHERE key = 'views'").run();
      const orphans = database.pragma("foreign_key_check") as unknown[];
      if (orphans.length > 0)
        throw new Error(`Cannot migrate to version ${version}: ${orphans.length} rows point nowhere`);
    })
    .immediate();
}

function backUp(database: Database, path: string, version: number): void {
  if (path === ":memory:") return;
  const target = `${path}.before-v${version + 1}`;
  // A backup that was cut short by a kill is not trusted: the file itself is still whole, so it is made again.
  if (existsSync(target)) rmSync(target);
  database.prepare("VACUUM INTO ?").run(target);
}

function renewViews(database: Database): void {
  const sql = readFileSync(new URL("views.sql", FOLDER), "utf8");
  const digest = createHash("sha256").update(sql).digest("hex");
  const known = database.prepare("SELECT value FROM meta WHERE key = 'views'").pluck();
  if (known.get() === digest) return;
  database
    .transaction(() => {
      dropViews(database);
      database.exec(sql);
      database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('views', ?)").run(digest);
    })
    .immediate();
}

function dropViews(database: Database): void {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'").pluck().all() as string[];
  for (const name of names) database.exec(`DROP VIEW "${name.replaceAll('"', '""')}"`);
}
