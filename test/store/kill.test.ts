/** kill -9 at twenty random moments of an ingest, then again: the database equals that of an undisturbed run. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { startUnderlag, underlag } from "../cli/run.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const DOCUMENTS = 200;
const KILLS = 20;
/** Columns that say when something was done: two runs may differ in these and in nothing else. */
const TIMES = new Set(["added_at", "retrieved_at", "at", "read_at", "seen_from", "seen_to", "decided_at"]);

function writeLists(): string {
  const lists = join(folder, "lists");
  mkdirSync(lists);
  for (let at = 0; at < DOCUMENTS; at++) {
    const rows = Array.from(
      { length: 5 },
      (_, row) => `| Firma ${at % 50}-${row} ApS | Hosting af data | ${row % 2 ? "Danmark" : "USA"} |`,
    );
    const head = `# Underdatabehandlere hos Kunde ${at} A/S\n\n| Navn | Formål | Land |\n|---|---|---|\n`;
    writeFileSync(join(lists, `liste-${String(at).padStart(3, "0")}.md`), `${head}${rows.join("\n")}\n`);
  }
  return lists;
}

/** Every row of every table, times left out. */
function contents(path: string): Record<string, unknown[]> {
  const database = new Database(path, { readonly: true });
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'subprocessor_search%' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .pluck()
    .all() as string[];
  const found = Object.fromEntries(
    tables.map((table) => {
      const columns = (database.pragma(`table_info(${table})`) as { name: string }[])
        .map(({ name }) => name)
        .filter((name) => !TIMES.has(name));
      return [
        table,
        database.prepare(`SELECT ${columns.map((name) => `"${name}"`).join(", ")} FROM ${table} ORDER BY 1, 2`).all(),
      ];
    }),
  );
  found.search = database.prepare("SELECT rowid FROM subprocessor_search('firma') ORDER BY rowid").all();
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(database.pragma("foreign_key_check")).toEqual([]);
  database.close();
  return found;
}

test("an ingest that is killed twenty times ends as if nothing had happened", { timeout: 180_000 }, async () => {
  const lists = writeLists();
  const calm = join(folder, "calm.db");
  const killed = join(folder, "killed.db");
  const from = Date.now();
  expect(underlag(["ingest", lists, "--db", calm]).code).toBe(0);
  const whole = Date.now() - from;
  let hits = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const run = startUnderlag(["ingest", lists, "--db", killed]);
    const ended = once(run, "exit");
    // From the start of the program to a little past its first commits; each run goes on where the last was stopped.
    await Promise.race([ended, wait(whole * (0.1 + 0.35 * Math.random()))]);
    if (run.exitCode === null) hits++;
    run.kill("SIGKILL");
    await ended;
  }
  expect(underlag(["ingest", lists, "--db", killed]).code).toBe(0);
  expect(hits).toBeGreaterThan(KILLS / 4);
  expect(contents(killed)).toEqual(contents(calm));
});
