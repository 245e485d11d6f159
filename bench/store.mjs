/**
 * The store at size: how big the file is for each entry, how fast documents go in, and how long the README's questions take.
 *
 *   npm run bench:store -- [entries] [folder]      100,000 entries by default
 *
 * Shape   Suppliers of fifty entries each; companies by Zipf's law, half of them in data/entities.json; every entry has about
 *         eight quotes with HTML paths, as a real one has. Seeded: the same figures of size every time.
 */
import { createHash } from "node:crypto";
import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { entityTable } from "../dist/knowledge/entities.js";
import { blankFields } from "../dist/record/values.js";
import { openSqliteStore } from "../dist/store/sqlite/sqlite-store.js";

const total = Number(process.argv[2] ?? 100_000);
const folder = process.argv[3] ?? join("/tmp", "underlag-bench");
const EACH = 50;
const TOGETHER = 100;
mkdirSync(folder, { recursive: true });
const path = join(folder, `store-${total}.db`);
for (const suffix of ["", "-wal", "-shm"]) rmSync(path + suffix, { force: true });
const random = seeded(7);
const known = knownSlugs();
const COUNTRIES = ["US", "US", "US", "IE", "DE", "DK", "SE", "NL", "GB", "FR", "FI", "IN", "CH"];
const WORDS =
  "drift af platform og database udsendelse beskeder til kunder support ved fejl overvågning af servere analyse af trafik sikkerhedskopi betaling faktura konto brugere".split(
    " ",
  );
async function fill() {
  const store = openSqliteStore(path);
  const started = process.cpuUsage();
  const vendors = Math.ceil(total / EACH);
  for (let vendor = 0; vendor < vendors; vendor += TOGETHER)
    await store.batch(async () => {
      for (let at = vendor; at < Math.min(vendor + TOGETHER, vendors); at++) {
        const snapshot = snapshotOf(at);
        await store.ingest(readingOf(at, snapshot), snapshot);
      }
    });
  await store.close();
  const cpu = process.cpuUsage(started);
  print(
    "documents in",
    `${vendors}, ${((cpu.user + cpu.system) / 1000 / vendors).toFixed(2)} ms of CPU each, ${Math.round(total / ((cpu.user + cpu.system) / 1e6))} entries/s`,
  );
  print("peak memory", `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
}
/** A year of nights: five changes a supplier, and one source in a hundred that failed last night. */
function addNews() {
  const database = new Database(path);
  database.exec(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${Math.ceil(total / 10)} - 1)
    INSERT INTO change (source_id, reading_id, at, kind, name, key, field, before, after, cause, severity, evidence_before, evidence_after)
    SELECT s.id, s.held_reading_id, date('2026-11-20', '-' || (i % 365) || ' days') || 'T02:00:00Z', 'changed', 'Hale' || i, 'hale',
      'processing_countries', '["DK"]', '["DK","US"]', 'source', 'high', '[{"quote":"Danmark"}]', '[{"quote":"Danmark, USA"}]'
    FROM n JOIN source s ON s.id = 1 + i % (SELECT count(*) FROM source);
    INSERT INTO fetch (source_id, at, outcome, failure_code, failure_message)
    SELECT id, strftime('%Y-%m-%dT02:00:00Z', 'now'), 'failed', 'source/timeout', 'Cannot fetch within 30 s' FROM source WHERE id % 100 = 0;
    UPDATE source SET last_fetch_id = (SELECT max(id) FROM fetch WHERE source_id = source.id) WHERE id % 100 = 0;
  `);
  database.close();
}
function measure() {
  const database = new Database(path, { readonly: true });
  const content = Number(
    database.prepare("SELECT ifnull(sum(pgsize), 0) FROM dbstat WHERE name = 'snapshot_content'").pluck().get(),
  );
  const size = statSync(path).size - content;
  print("bytes an entry", `${Math.round(size / total)} (file ${Math.round(size / 1e6)} MB without snapshots)`);
  const parts = database
    .prepare("SELECT name, sum(pgsize) AS bytes FROM dbstat GROUP BY name ORDER BY bytes DESC LIMIT 14")
    .all();
  for (const { name, bytes } of parts) print(`  ${name}`, `${(bytes / total).toFixed(0)} bytes an entry`);
  for (const [question, sql] of QUESTIONS) {
    const times = Array.from({ length: 9 }, () => timed(() => database.prepare(sql).all()));
    const rows = database.prepare(sql).all().length;
    times.sort((a, b) => a - b);
    print(question, `${times[4].toFixed(1)} ms at the median, ${times[8].toFixed(1)} at most, ${rows} rows`);
  }
}
const supplier = "Leverandør 77 A/S";
const QUESTIONS = [
  ["who uses Microsoft", "SELECT DISTINCT supplier FROM company_use WHERE entity = 'microsoft'"],
  ["who uses Microsoft (subprocessors)", "SELECT DISTINCT supplier FROM subprocessors WHERE entity = 'microsoft'"],
  [
    "who uses, by words",
    "SELECT DISTINCT supplier FROM subprocessors WHERE entry_id IN (SELECT rowid FROM subprocessor_search('hale900'))",
  ],
  [
    "USA without a stated mechanism",
    "SELECT DISTINCT supplier FROM transfers_outside_eea WHERE country = 'US' AND mechanism_stated = 0",
  ],
  [
    "USA without a mechanism, counted",
    "SELECT supplier, entries FROM transfers_by_supplier WHERE country = 'US' AND mechanism_stated = 0",
  ],
  ["changed since 1 October", "SELECT * FROM changes WHERE at >= '2026-10-01'"],
  [
    "lists older than a year",
    "SELECT supplier, source, list_updated FROM source_health WHERE list_updated < date('now', '-1 year')",
  ],
  ["single points of failure", "SELECT company, suppliers FROM concentration ORDER BY suppliers DESC LIMIT 20"],
  ["wrong check digits", "SELECT supplier, name, scheme, value FROM registration_checks WHERE valid = 0"],
  ["nobody has looked at", "SELECT supplier, name FROM subprocessors WHERE reviewed = 0 LIMIT 100"],
  ["how many nobody has looked at", "SELECT count(*) FROM unreviewed"],
  ["needs review", "SELECT * FROM needs_review LIMIT 100"],
  [
    "list of one supplier on 1 January",
    `SELECT name FROM subprocessor_history WHERE supplier = '${supplier}' AND valid_from <= '2026-01-01' AND (valid_to IS NULL OR valid_to > '2026-01-01')`,
  ],
  ["one supplier's list, all columns", `SELECT * FROM subprocessors WHERE supplier = '${supplier}'`],
  [
    "where is the quote",
    `SELECT field, quote, path, line FROM quotes WHERE supplier = '${supplier}' AND name LIKE 'Hale%'`,
  ],
  [
    "which sources failed last night",
    "SELECT source, failure_message FROM source_health WHERE health = 'failed' AND checked_at >= date('now', '-1 day')",
  ],
  [
    "one company's legal entities",
    "SELECT legal_entity, count(DISTINCT supplier) FROM subprocessors WHERE entity = 'microsoft' GROUP BY legal_entity",
  ],
];
// --- made-up lists -----------------------------------------------------------------------------------------------------------
function snapshotOf(vendor) {
  const source = `https://leverandoer-${vendor}.example/databehandling/underdatabehandlere`;
  const bytes = Buffer.from(`page ${vendor}`);
  return {
    source,
    bytes,
    hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    contentType: "text/html",
    fileName: source,
    retrievedAt: "2025-11-20T02:00:00Z",
  };
}
function readingOf(vendor, snapshot) {
  const used = new Set();
  while (used.size < EACH) used.add(zipf());
  const entries = [...used].map((company, row) => entryOf(company, row));
  return {
    source: snapshot.source,
    snapshot: snapshot.hash,
    media_type: "text/html",
    reader: "html/1",
    rules: "1",
    language: "da",
    publisher: `Leverandør ${vendor} A/S`,
    title: "Underdatabehandlere",
    status: "listed",
    list_updated: `202${4 + (vendor % 3)}-0${1 + (vendor % 9)}-1${vendor % 10}`,
    method: "rule",
    confidence: 0.9,
    entries,
    warnings: [],
    failure: null,
  };
}
function entryOf(company, row) {
  const slug = company < known.length ? known[company] : null;
  const name = slug
    ? slug.replace(/(^|-)./gu, (part) => part.replace("-", " ").toUpperCase())
    : `Hale${company} Systems`;
  const legal = `${name} ${company % 3 === 0 ? "ApS" : "Inc."}`;
  const country = COUNTRIES[company % COUNTRIES.length];
  const purpose = words(9);
  const address = `${company % 200} Industrivej, ${1000 + (company % 8000)} Eksempelby, ${country}`;
  const stated = random() < 0.6;
  const values = {
    name,
    legal_entity: legal,
    address,
    countries: [country],
    processing_countries: random() < 0.7 ? [country] : ["EU", country],
    purpose,
    service: random() < 0.3 ? words(2) : null,
    purpose_categories: ["hosting"],
    data_categories: random() < 0.4 ? words(5) : null,
    transfer_mechanisms: country === "US" && stated ? ["scc"] : [],
    registration_numbers:
      random() < 0.3 ? [{ scheme: "dk-cvr", value: String(10_000_000 + company * 13), valid: random() > 0.002 }] : [],
  };
  const path = (column) =>
    `html>body>div:nth-of-type(2)>main>section:nth-of-type(3)>table>tbody>tr:nth-of-type(${row + 2})>td:nth-of-type(${column})`;
  const quote = (field, words, column) => ({
    field,
    quote: words,
    start: 5000 + row * 300 + column * 20,
    end: 5000 + row * 300 + column * 20 + words.length,
    page: null,
    box: null,
    path: path(column),
    line: null,
    hidden: false,
    ocr: false,
  });
  const evidence = [
    quote("name", name, 1),
    quote("legal_entity", legal, 1),
    quote("address", address, 2),
    quote("countries", "Danmark", 2),
    quote("processing_countries", "EU/EØS", 3),
    quote("purpose", purpose, 4),
    ...(values.service ? [quote("service", values.service, 4)] : []),
    ...(values.data_categories ? [quote("data_categories", values.data_categories, 5)] : []),
    ...(values.transfer_mechanisms.length > 0
      ? [quote("transfer_mechanisms", "EU's standardkontraktbestemmelser", 6)]
      : []),
    ...(values.registration_numbers.length > 0
      ? [quote("registration_numbers", String(10_000_000 + company * 13), 1)]
      : []),
  ];
  return {
    ...blankFields(),
    key: name.toLowerCase().replaceAll(" ", "-"),
    purpose_categories: [],
    entity: slug,
    method: "rule:header-table",
    confidence: random() < 0.01 ? 0.7 : 0.95,
    hidden: false,
    provenance: null,
    unresolved:
      random() < 0.01 ? [{ field: "purpose", reason: "not-understood", quote: "jf. bilag", start: 1, end: 10 }] : [],
    ...values,
    evidence,
  };
}
/** Ids of the companies of data/entities.json, the hot ones first. */
function knownSlugs() {
  const ids = entityTable().entities.map(({ id }) => id);
  const hot = ["microsoft", "google", "aws"].filter((id) => ids.includes(id));
  return [...hot, ...ids.filter((id) => !hot.includes(id))];
}
function words(count) {
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");
}
/** 0 is the commonest; 20,000 companies. */
function zipf() {
  return Math.floor(Math.exp(random() * Math.log(20_000))) - 1;
}
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
function timed(work) {
  const from = performance.now();
  work();
  return performance.now() - from;
}
function print(what, result) {
  process.stdout.write(`${what.padEnd(40)} ${result}\n`);
}

await fill();
addNews();
measure();
