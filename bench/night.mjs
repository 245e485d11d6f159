/**
 * npm run bench:night [-- SOURCES [FOLDER]]: what a night costs. Writes bench/night.md; keeps its databases in FOLDER.
 *         A database that stands there is gone on with, and its first night is left out: set UNDERLAG_BENCH_PORT, the same each time.
 *
 * Unit    CPU seconds, user and system together, of the refreshing process from its start to its end (bench/usage.mjs); the
 *         server is another process. Memory is the peak of the process.
 * Shape   `underlag refresh` itself over a watch list of one page a host, the dearest there is: each host costs a lookup, a
 *         connection and, once a day, its robots.txt. Names are resolved to loopback. Lists of 41 rows in pages of 60 kB.
 * Source  Bars P-14 to P-17 of the shared BARS: a 304 at most 20 % of a full reading, the same bytes 30 %, the same words 80 %;
 *         10,000 sources of which 5 % changed 25 s; memory at 10,000 at most 1.3 times that at 1,000.
 */
import { execFileSync, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const FEW = 1000;
const many = Number(process.argv[2] ?? 10_000);
const kept = process.argv[3];
const folder = kept ?? mkdtempSync(join(tmpdir(), "underlag-night-"));
mkdirSync(folder, { recursive: true });
const server = fork(here("night-server.mjs"));
process.on("exit", () => {
  server.kill();
  if (!kept) rmSync(folder, { recursive: true, force: true });
});
const [{ port }] = await once(server, "message");

/** kind: what the server says to a page that did not change; changed: the share of those that did. */
const NIGHTS = [
  { name: "the first: everything is read", kind: "304", changed: 0 },
  { name: "nothing changed, told by 304", kind: "304", changed: 0 },
  { name: "nothing changed, told by the same bytes", kind: "bytes", changed: 0 },
  { name: "other bytes around the same words", kind: "words", changed: 0, few: true },
  { name: "5 % changed, the others 304", kind: "304", changed: 0.05 },
  { name: "5 % changed, the others 304, a day after robots.txt was read", kind: "304", changed: 0.05, robots: true },
];

const parts = [];
/** What a first reading of a source costs, where it was measured last. */
let full = 0;
for (const sources of new Set([Math.min(FEW, many), many])) parts.push(await nightsOf(sources));
const text = `# What a night costs

Written by \`npm run bench:night\`; do not edit. Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores.
CPU time (user and system) of \`underlag refresh\` from its start to its end, over one page a host; the server is another process.
Lists of 41 rows in pages of 60 kB. "A source" is what each costs beyond the start of the program, beside the first night.

${parts.join("\n")}`;
writeFileSync(here("night.md"), text);
process.stdout.write(text);
process.exit();

async function nightsOf(sources) {
  const db = join(folder, `${sources}.db`);
  const list = join(folder, "watch.csv");
  const known = existsSync(db);
  const rows = Array.from({ length: sources }, (_, n) => `http://www.kunde-${n}.example:${port}/liste-${n},Kunde ${n}`);
  writeFileSync(list, `url,supplier\n${rows.join("\n")}\n`);
  if (!known) underlag("watch", "import", list, "--db", db);
  // Newer rules read what is stored again, and what changed on the last night is changed back.
  if (known) await night(db);
  const start = (await night(db, "--due", "--source", "nobody")).cpu;
  const lines = [];
  for (const [at, { name, kind, changed, few, robots }] of NIGHTS.entries()) {
    if ((few && sources > FEW) || (known && at === 0)) continue;
    if (robots) forgetRobots(db);
    server.send({ kind, changed: Math.round(sources * changed), version: Date.now() });
    await once(server, "message");
    const { cpu, rss, report } = await night(db);
    const each = (cpu - start) / sources;
    if (at === 0) full = each;
    const counts = `${report.same} same, ${report.changed} read${report.failed > 0 ? `, ${report.failed} failed` : ""}`;
    lines.push(
      `| ${name} | ${cpu.toFixed(1)} s | ${(each * 1000).toFixed(2)} ms | ${((100 * each) / full).toFixed(1)} % | ${rss} MB | ${counts} |`,
    );
    process.stderr.write(`${sources} ${lines.at(-1)}\n`);
  }
  const size = sources.toLocaleString("en");
  return `## ${size} sources\n\n| night | CPU | a source | of a first reading | peak memory | sources |\n|---|---:|---:|---:|---:|---|\n${lines.join("\n")}\n`;
}

async function night(db, ...more) {
  const [usage, report] = [join(folder, "usage.json"), join(folder, "report.json")];
  const refresh = ["refresh", "--db", db, "--quiet", "--pause", "0", "--allow-private-network", "--report", report];
  const child = spawn(
    process.execPath,
    [...profiled(), "--import", here("usage.mjs"), here("../dist/cli/main.js"), ...refresh, ...more],
    {
      env: { ...process.env, UNDERLAG_BENCH_USAGE: usage, UNDERLAG_BENCH_LOOPBACK: "1" },
      stdio: ["ignore", "inherit", "ignore"],
    },
  );
  await once(child, "exit");
  return { ...JSON.parse(readFileSync(usage)), report: JSON.parse(readFileSync(report)) };
}

/** UNDERLAG_BENCH_PROFILE=folder writes a profile of every night there. */
function profiled() {
  const to = process.env.UNDERLAG_BENCH_PROFILE;
  return to ? ["--cpu-prof", `--cpu-prof-dir=${to}`] : [];
}

function underlag(...words) {
  execFileSync(process.execPath, [here("../dist/cli/main.js"), ...words], { stdio: "ignore" });
}

/** As if a day had gone by. */
function forgetRobots(db) {
  const database = new Database(db);
  if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'robots'").get()) database.exec("DELETE FROM robots");
  database.close();
}
