/** kill -9 at random moments of a refresh, then again: the database says what an undisturbed run's says. */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startUnderlag, underlag } from "../cli/run.js";

/** The whole measure is 500 sources and 20 kills: UNDERLAG_KILLS=20 UNDERLAG_KILL_SOURCES=500. */
const SOURCES = Number(process.env.UNDERLAG_KILL_SOURCES ?? 60);
const KILLS = Number(process.env.UNDERLAG_KILLS ?? 3);
const HOSTS = 20;

const folder = mkdtempSync(join(tmpdir(), "underlag-refresh-kill-"));
let server: Server;
let version = 1;
beforeAll(async () => {
  server = createServer((request, response) => {
    const number = Number(/\d+$/u.exec(request.url ?? "")?.[0] ?? Number.NaN);
    if (Number.isNaN(number)) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "text/markdown; charset=utf-8" }).end(listOf(number));
  });
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** On the second night every third list has one row more, and every seventh lost one. */
function listOf(number: number): string {
  const from = version === 2 && number % 7 === 0 ? 1 : 0;
  const to = version === 2 && number % 3 === 0 ? 7 : 6;
  const rows = Array.from(
    { length: to - from },
    (_, row) => `| Firma ${number}-${from + row} ApS | Hosting af data | Danmark |`,
  );
  return `# Underdatabehandlere hos Kunde ${number} A/S\n\n| Navn | Formål | Land |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function watchList(): string {
  const { port } = server.address() as AddressInfo;
  const rows = Array.from(
    { length: SOURCES },
    (_, n) => `http://127.0.0.${1 + (n % HOSTS)}:${port}/liste-${n},Kunde ${n} A/S`,
  );
  const file = join(folder, "watch.csv");
  writeFileSync(file, `url,supplier\n${rows.join("\n")}\n`);
  return file;
}

/** What the database says, whatever the order it was written in. */
function contents(path: string): Record<string, unknown> {
  const database = new Database(path, { readonly: true });
  const ask = (sql: string): unknown => database.prepare(sql).raw().all();
  const found = {
    integrity: database.pragma("integrity_check", { simple: true }),
    orphans: database.pragma("foreign_key_check"),
    entries: ask("SELECT supplier, source, name, purpose, listed FROM subprocessor_history ORDER BY 1, 2, 3, 4, 5"),
    changes: ask("SELECT source, kind, name, field, before, after, cause FROM changes ORDER BY 1, 2, 3, 4"),
    health: ask("SELECT source, health, entries FROM source_health ORDER BY 1"),
    fetches: ask(
      "SELECT s.address, f.outcome, f.run_id, count(*) FROM fetch f JOIN source s ON s.id = f.source_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    ),
    readings: ask(
      "SELECT s.address, r.status, r.entries, count(*) FROM reading r JOIN source s ON s.id = r.source_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    ),
    snapshots: ask("SELECT hex(hash) FROM snapshot ORDER BY 1"),
    runs: ask("SELECT id, kind, ended_at IS NOT NULL FROM run ORDER BY 1"),
    leases: ask("SELECT name FROM lease"),
  };
  database.close();
  return found;
}

const night = (db: string): string[] => ["refresh", "--db", db, "--allow-private-network", "--quiet"];

test("a refresh that is killed again and again ends as if nothing had happened", { timeout: 300_000 }, async () => {
  const [calm, killed] = [join(folder, "calm.db"), join(folder, "killed.db")];
  const list = watchList();
  for (const db of [calm, killed]) expect(underlag(["watch", "import", list, "--db", db]).code).toBe(0);
  let hits = 0;
  for (version = 1; version <= 2; version++) {
    // The server runs in this process: nothing here may wait without letting it answer.
    const from = Date.now();
    const undisturbed = startUnderlag(night(calm));
    expect((await once(undisturbed, "exit"))[0]).toBe(0);
    const whole = Date.now() - from;
    for (let kill = 0; kill < KILLS; kill++) {
      const run = startUnderlag(night(killed));
      const ended = once(run, "exit");
      await Promise.race([wait(400 + Math.random() * (whole / 2)), ended]);
      if (run.exitCode === null && run.signalCode === null) hits += run.kill("SIGKILL") ? 1 : 0;
      await ended;
      // One that came to its end by itself would begin another night.
      if (run.exitCode !== null) break;
    }
    const last = new Database(killed, { readonly: true });
    const open = last.prepare("SELECT count(*) FROM run WHERE ended_at IS NULL").pluck().get();
    const begun = last.prepare("SELECT count(*) FROM run").pluck().get();
    last.close();
    if (open === 1 || begun !== version) expect((await once(startUnderlag(night(killed)), "exit"))[0]).toBe(0);
    expect(contents(killed)).toEqual(contents(calm));
  }
  expect(hits).toBeGreaterThan(0);
});
