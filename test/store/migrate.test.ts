/** A database of every earlier schema version opens, keeps its rows, and leaves a backup beside it. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { migrate, migrations, schemaVersion } from "../../src/store/sqlite/migrate.js";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-migrate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const steps = migrations();
const rows = readFileSync(new URL("fixtures/rows-v1.sql", import.meta.url), "utf8");

/** A file as the program of that version left it: its schema, and the rows that every version could hold. */
function fileOfVersion(version: number): string {
  const path = join(folder, `v${version}.db`);
  const database = new Database(path);
  database.pragma("journal_mode = WAL");
  migrate(
    database,
    path,
    steps.filter((step) => step.version <= version),
  );
  database.exec(rows);
  database.close();
  return path;
}

const TABLES = ["vendor", "source", "snapshot", "reading", "entry", "evidence", "entry_country", "review", "change"];
const count = (path: string): unknown[] => {
  const database = new Database(path, { readonly: true });
  const counts = TABLES.map((table) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  database.close();
  return counts;
};

describe("migrate()", () => {
  test("numbers its steps one after another", () => {
    expect(steps.map(({ version }) => version)).toEqual(steps.map((_, at) => at + 1));
  });

  for (const { version } of steps.slice(0, -1))
    test(`takes a database of version ${version} to the newest, with a backup`, async () => {
      const path = fileOfVersion(version);
      const before = count(path);
      const store = openSqliteStore(path);
      const shown = await store.show("Gammel A/S");
      expect(shown.listed.map(({ entry }) => entry.name)).toEqual(["Ældre Drift ApS"]);
      expect((await store.check()).integrity).toEqual([]);
      await store.close();
      expect(count(path)).toEqual(before);
      expect(existsSync(`${path}.before-v${version + 1}`)).toBe(true);
      const backup = new Database(`${path}.before-v${version + 1}`, { readonly: true });
      expect(schemaVersion(backup)).toBe(version);
      backup.close();
    });

  test("leaves the file as it was when a step fails", () => {
    const path = join(folder, "fails.db");
    const database = new Database(path);
    migrate(database, path);
    database.exec(rows);
    const bad = [...steps, { version: steps.length + 1, sql: "DROP TABLE evidence; CREATE TABLE oops (;" }];
    expect(() => migrate(database, path, bad)).toThrow(/syntax/u);
    expect(schemaVersion(database)).toBe(steps.length);
    expect(database.prepare("SELECT count(*) FROM evidence").pluck().get()).toBe(1);
    database.close();
  });
});
