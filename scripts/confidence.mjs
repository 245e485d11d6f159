#!/usr/bin/env node
/**
 * node scripts/confidence.mjs DIR…   (npm run confidence reads the sets named in package.json)
 *
 * How often a reading of each layout is right, counted on labelled folders: of the entries that a layout gave, how many name a
 * sub-processor that is there, and how many are right in every field. Writes data/confidence.json, which the program reads.
 */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { labelledDocuments } from "./eval/folder.mjs";
import { scoreDocument } from "./eval/score.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const folders = process.argv.slice(2).filter((folder) => existsSync(folder));
if (folders.length === 0) {
  console.error("Usage: node scripts/confidence.mjs DIR… (folders with labels)");
  process.exit(2);
}

const methods = {};
for (const folder of folders) {
  const documents = labelledDocuments(folder).filter(({ path }) => path);
  const readings = extract(documents.map(({ path }) => path));
  for (const { label, path } of documents)
    for (const entry of readings.get(resolve(path))?.entries ?? []) count(entry, label);
}
const source = `Counted by scripts/confidence.mjs over ${folders.map((folder) => folder.replace(/^\.\.\//u, "")).join(", ")}. The rules were tuned on most of these documents: on others expect a little less.`;
const sorted = Object.fromEntries(Object.entries(methods).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(ROOT, "data/confidence.json"), `${JSON.stringify({ source, methods: sorted }, null, 1)}\n`);
console.table(sorted);

function count(entry, label) {
  const { entries, whole } = scoreDocument({ entries: [entry] }, label);
  const own = (methods[entry.method] ??= { entries: 0, named: 0, whole: 0 });
  own.entries += 1;
  own.named += entries.right;
  own.whole += whole;
}

function extract(paths) {
  const run = spawnSync(
    process.execPath,
    [join(ROOT, "dist/cli/main.js"), "extract", ...paths, "--format", "jsonl", "--no-llm", "--quiet"],
    { encoding: "utf8", maxBuffer: 1 << 30 },
  );
  return new Map(
    run.stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line))
      .map((reading) => [resolve(reading.source), reading]),
  );
}
