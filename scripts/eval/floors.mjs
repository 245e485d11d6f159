/**
 * The floors: what a folder's scores may not fall below.
 *
 * Shape   eval-floors.json: { "<folder>": { "<measure>": number } }. Counts of faults (false_lists, decoys_taken) are ceilings.
 * Unit    Rates in per cent with one decimal, so that the file reads like the table.
 * Errors  A floor falls only by --accept, which is a deliberate act with a commit message; --raise only lifts.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const CEILINGS = ["false_lists", "decoys_taken"];
const RATES = [
  "entry_precision",
  "entry_recall",
  "macro_f1",
  "documents_perfect",
  "records_whole",
  "language_accuracy",
];

/** The measures of a summary that floors speak of. */
export function measuresOf(summary) {
  const measures = {};
  for (const name of RATES) measures[name] = perCent(summary[name]);
  for (const [name, field] of Object.entries(summary.fields)) measures[name] = perCent(field.f1);
  for (const name of CEILINGS) measures[name] = summary[name];
  return measures;
}

/** One line for each measure that is worse than its floor. */
export function belowFloors(measures, floors) {
  return Object.entries(floors)
    .filter(([name, floor]) => isWorse(name, measures[name], floor))
    .map(
      ([name, floor]) =>
        `${name} is ${measures[name]}, and its ${CEILINGS.includes(name) ? "ceiling" : "floor"} ${floor}`,
    );
}

export function readFloors(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}

/** Writes a folder's measures: all of them when accepted, else only those that got better. */
export function writeFloors(path, folder, measures, { accept }) {
  const all = readFloors(path);
  const known = all[folder] ?? {};
  const kept = Object.entries(measures).map(([name, value]) => [
    name,
    !accept && name in known && isWorse(name, value, known[name]) ? known[name] : value,
  ]);
  all[folder] = Object.fromEntries(kept);
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(sorted, null, 2)}\n`);
}

const perCent = (rate) => Math.round(rate * 1000) / 10;
const isWorse = (name, value, floor) => (CEILINGS.includes(name) ? value > floor : value < floor);
