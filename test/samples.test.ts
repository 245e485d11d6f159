/**
 * Every sample is read as its expected.json says, and every value stands where its evidence says.
 *
 * Shape   One test a sample. Faults are collected as lines, so that a failing sample shows all that is wrong with it.
 *         Expected quotes are matched by words: evidence may be cut finer or coarser than the words a person noted.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readSample, type SampleReading } from "./read-sample.js";

const href = (path: string): string => new URL(`../${path}`, import.meta.url).href;
const { compareField, FIELDS } = await import(href("scripts/eval/fields.mjs"));
const { fold, nameKey } = await import(href("scripts/eval/words.mjs"));

// biome-ignore lint/suspicious/noExplicitAny: labels as JSON holds them
type Json = any;

const SAMPLES = new URL(href("samples")).pathname;
const folders = readdirSync(SAMPLES, { recursive: true })
  .map(String)
  .filter((path) => basename(path) === "expected.json")
  .map((path) => dirname(path))
  .sort();

/** Samples that the rules do not read yet, each with the reason; a sample that reads again must leave this list. */
const UNREAD: Readonly<Record<string, string>> = {
  "en/cards": "the last card has two rows of label and value only, and the HTML reader glues their words together",
  "fi/front-matter": "the Markdown reader leaves front matter out of the text, so its date can have no evidence",
};

/** While the other stages are being built there is nothing to compare. */
const hasPipeline = readFileSync(new URL(href("src/pipeline.ts")), "utf8").includes('"./extraction/');

test("samples cover the languages and layouts that the issue names", () => {
  const languages = new Set(folders.map((folder) => folder.split("/")[0]));
  expect([...languages].sort()).toEqual(["da", "de", "en", "et", "fi", "fo", "is", "nb", "nl", "nn", "pl", "sv"]);
  const withoutList = folders.filter((folder) => expectedOf(folder).entries.length === 0);
  expect(withoutList.length).toBeGreaterThanOrEqual(8);
});

for (const folder of folders) {
  const run = !hasPipeline ? test.skip : folder in UNREAD ? test.fails : test;
  run(`${folder} is read as its label says`, async () => {
    const source = readdirSync(join(SAMPLES, folder)).find((name) => name.startsWith("source."))!;
    const read = await readSample(join(SAMPLES, folder, source));
    const faults = [...documentFaults(read, expectedOf(folder)), ...entryFaults(read, expectedOf(folder))];
    expect(faults, faults.join("\n")).toEqual([]);
  });
}

for (const folder of folders)
  test.skipIf(!hasPipeline)(`${folder} has each quote at its place`, async () => {
    const source = readdirSync(join(SAMPLES, folder)).find((name) => name.startsWith("source."))!;
    const { reading, text } = await readSample(join(SAMPLES, folder, source));
    for (const entry of reading.entries)
      for (const { field, quote, start, end } of entry.evidence)
        expect({ field, quote: text.slice(start, end) }).toEqual({ field, quote });
  });

function expectedOf(folder: string): Json {
  return JSON.parse(readFileSync(join(SAMPLES, folder, "expected.json"), "utf8"));
}

function documentFaults({ reading }: SampleReading, expected: Json): string[] {
  const faults: string[] = [];
  if (reading.language !== expected.language) faults.push(`language ${reading.language}, not ${expected.language}`);
  if (reading.status !== expected.status) faults.push(`status ${reading.status}, not ${expected.status}`);
  if ("list_updated" in expected && reading.list_updated !== expected.list_updated)
    faults.push(`list_updated ${reading.list_updated}, not ${expected.list_updated}`);
  const names = reading.entries.map((entry) => nameKey(entry.name ?? ""));
  for (const decoy of expected.not_entries ?? [])
    if (names.includes(nameKey(decoy))) faults.push(`"${decoy}" is no entry`);
  return faults;
}

/** Entries are compared in document order: the order is part of the label. */
function entryFaults({ reading }: SampleReading, expected: Json): string[] {
  const [got, want] = [reading.entries.map(title), expected.entries.map(title)];
  if (got.length !== want.length) return [`entries ${got.join(" · ") || "none"}, not ${want.join(" · ") || "none"}`];
  return expected.entries.flatMap((label: Json, place: number) => {
    const entry: Json = reading.entries[place]!;
    if (!namesOf(label).includes(nameKey(entry.name ?? "")))
      return [`entry ${place} ${title(entry)}, not ${title(label)}`];
    return [...fieldFaults(entry, label), ...quoteFaults(entry, label)].map((fault) => `${title(label)}: ${fault}`);
  });
}

/** A brand beside its company: either may be taken as the name, as the label's aliases say. */
const namesOf = ({ name, aliases = [] }: Json): string[] => [name ?? "", ...aliases].map(nameKey);

const title = (entry: Json): string => entry.name ?? `(${entry.service ?? entry.purpose})`;

function fieldFaults(entry: Json, label: Json): string[] {
  const faults = Object.keys(FIELDS).flatMap((name) => {
    const outcome = compareField(name, entry, label);
    return outcome && outcome.wrong + outcome.missed > 0
      ? [`${name} ${JSON.stringify(outcome.answer)}, not ${JSON.stringify(outcome.label)}`]
      : [];
  });
  if (entry.status !== (label.status ?? "active"))
    faults.push(`status ${entry.status}, not ${label.status ?? "active"}`);
  if (entry.level !== (label.level ?? 1)) faults.push(`level ${entry.level}, not ${label.level ?? 1}`);
  return faults;
}

/** A noted quote must meet the evidence of its field; fields answered by another accepted answer are not asked. */
function quoteFaults(entry: Json, label: Json): string[] {
  return Object.entries<string>(label.quotes ?? {}).flatMap(([field, noted]) => {
    const quotes = entry.evidence
      .filter((evidence: Json) => familyOf(evidence.field) === familyOf(field))
      .map((evidence: Json) => fold(evidence.quote));
    const accepted = label.also_accept?.[field] !== undefined;
    if (quotes.length === 0) return accepted ? [] : [`${field} has no evidence`];
    const wanted = fold(noted);
    const meets = quotes.some((quote: string) => quote.includes(wanted) || wanted.includes(quote));
    return meets || accepted ? [] : [`${field} rests on "${quotes.join('" and "')}", not on "${wanted}"`];
  });
}

/** Places may be told by either field, and so may service and purpose, where the document does not divide them. */
function familyOf(field: string): string {
  if (field === "processing_countries" || field === "countries" || field === "address") return "place";
  return field === "service" ? "purpose" : field;
}
