#!/usr/bin/env node
/**
 * npm run eval -- DIR [--verbose] [--json] [--input FILE] [--raise | --accept]
 *
 * Reads a folder of documents with the built command line (no model, no network), scores it against the labels, and checks
 * eval-floors.json. --input scores JSON Lines that were extracted before. --raise lifts floors that the scores have passed;
 * only --accept lowers one.
 * Exit codes: 0 at or above the floors, 1 below one, 2 wrong usage.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { belowFloors, measuresOf, readFloors, writeFloors } from "./eval/floors.mjs";
import { labelledDocuments } from "./eval/folder.mjs";
import { printTable } from "./eval/print.mjs";
import { scoreDocument, summarize } from "./eval/score.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const PROGRAM = join(ROOT, "dist/cli/main.js");
const FLOORS = join(ROOT, "eval-floors.json");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    verbose: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    input: { type: "string" },
    raise: { type: "boolean", default: false },
    accept: { type: "boolean", default: false },
  },
});
const dir = positionals[0];
if (!dir || positionals.length > 1)
  stop(2, "Usage: npm run eval -- DIR [--verbose] [--json] [--input FILE] [--raise | --accept]");
if (!existsSync(dir)) stop(2, `Cannot find the folder "${dir}"`);

const documents = labelledDocuments(dir);
const readings = readingsBySource(options.input ? readFileSync(options.input, "utf8") : extract(documents));
const unread = documents.filter(({ path }) => !path || !readings.has(resolve(path)));
if (unread.length > 0)
  console.error(`No reading of ${unread.length} of ${documents.length} documents: ${unread[0].id} …`);
const rows = documents.map(({ id, layout, label, path }) => ({
  id,
  layout,
  language: label.language,
  score: scoreDocument(path ? readings.get(resolve(path)) : undefined, label),
}));
const summary = summarize(rows.map((row) => row.score));
const groups = [groupBy("language", (row) => row.language ?? ""), groupBy("layout", (row) => row.layout)];
if (options.json) console.log(JSON.stringify({ ...summary, rows, groups: groups.map(([t, m]) => [t, [...m]]) }));
else printTable({ rows, groups, summary, verbose: options.verbose }, console.log);
process.exitCode = holdFloors(relative(ROOT, resolve(dir)), measuresOf(summary));

function groupBy(title, pick) {
  const parts = new Map();
  for (const row of rows) parts.set(pick(row), [...(parts.get(pick(row)) ?? []), row.score]);
  return [
    title,
    new Map([...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, scores]) => [name, summarize(scores)])),
  ];
}

function extract(documents) {
  if (!existsSync(PROGRAM)) stop(2, "Cannot find dist/cli/main.js; run npm run build first");
  const paths = documents.flatMap(({ path }) => (path ? [path] : []));
  const command = [PROGRAM, "extract", "--format", "jsonl", "--no-llm", ...paths];
  const run = spawnSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (run.status === null || run.status === 2) stop(2, `Cannot extract: ${run.stderr || run.error}`);
  return run.stdout;
}

function readingsBySource(jsonl) {
  const lines = jsonl.split("\n").filter((line) => line.trim() !== "");
  return new Map(lines.map((line) => JSON.parse(line)).map((reading) => [resolve(reading.source), reading]));
}

function holdFloors(folder, measures) {
  if (options.accept || options.raise) {
    if (unread.length > 0) stop(2, "Cannot write floors from a run that did not read every document");
    writeFloors(FLOORS, folder, measures, { accept: options.accept });
    return 0;
  }
  const floors = readFloors(FLOORS)[folder];
  if (!floors) {
    console.error(`No floors for "${folder}" yet; --accept writes them`);
    return 0;
  }
  const below = belowFloors(measures, floors);
  for (const line of below) console.error(`Below the floor: ${line}`);
  return below.length === 0 ? 0 : 1;
}

function stop(code, message) {
  console.error(message);
  process.exit(code);
}
