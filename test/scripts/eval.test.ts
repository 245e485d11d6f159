/**
 * npm run eval scores as ../shared/eval/score.mjs does, and its floors fall only on purpose.
 *
 * Shape   Answers are made from the labels themselves and spoiled by a seeded generator, so that every rule of the score is
 *         reached without an extractor.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CountryCode, EntryStatus, Place, TransferMechanism } from "../../src/model/entry.js";

const here = (path: string): string => new URL(`../../${path}`, import.meta.url).href;
const { scoreDocument, summarize } = await import(here("scripts/eval/score.mjs"));
const { labelledDocuments } = await import(here("scripts/eval/folder.mjs"));
const { belowFloors, readFloors, writeFloors } = await import(here("scripts/eval/floors.mjs"));

const SHARED = new URL("../../../shared", import.meta.url).pathname;
const FOLDERS = ["corpus/seeds", "corpus/public", "corpus/files"].map((folder) => join(SHARED, folder));
const hasShared = existsSync(join(SHARED, "eval/score.mjs"));

// biome-ignore lint/suspicious/noExplicitAny: entries as JSON holds them
type Json = any;

/** A small generator, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function spoil(entry: Json, chance: () => number): Json {
  const spoiled = { ...entry };
  if (chance() < 0.2) spoiled.name = entry.name && `${entry.name} (prøve)`;
  if (chance() < 0.1) spoiled.name = "Skovmus Hosting ApS";
  if (chance() < 0.2) spoiled.legal_entity = null;
  if (chance() < 0.2) spoiled.countries = ["EU"];
  if (chance() < 0.2) spoiled.processing_countries = ["EEA", "worldwide"];
  if (chance() < 0.2) spoiled.purpose = `${entry.purpose ?? ""} og lidt mere end det`;
  if (chance() < 0.1) spoiled.purpose = String(entry.purpose ?? "").slice(0, 20);
  if (chance() < 0.2) spoiled.transfer_mechanisms = ["scc"];
  if (chance() < 0.1) spoiled.registration_numbers = [{ scheme: null, value: "123", valid: null }];
  if (chance() < 0.1) spoiled.data_categories = null;
  return spoiled;
}

for (const [index, folder] of FOLDERS.entries()) {
  test.skipIf(!hasShared)(`scoreDocument() agrees with the shared score on ${folder.split("/").at(-1)}`, () => {
    const chance = seeded(index + 7);
    const documents: Json[] = labelledDocuments(folder);
    const readings: Json[] = documents.map(({ id, label }) => ({
      source: `${id}.txt`,
      language: chance() < 0.8 ? label.language : "sv",
      entries: label.entries.filter(() => chance() < 0.9).map((entry: Json) => spoil(entry, chance)),
    }));
    const ours = summarize(documents.map(({ label }, place) => scoreDocument(readings[place], label)));
    const run = spawnSync(process.execPath, [join(SHARED, "eval/score.mjs"), join(folder, "gold"), "--json"], {
      input: readings.map((reading) => JSON.stringify(reading)).join("\n"),
      encoding: "utf8",
    });
    const theirs = JSON.parse(run.stdout);
    expect(ours.entries).toEqual({ right: theirs.entries.tp, wrong: theirs.entries.fp, missed: theirs.entries.fn });
    expect(ours.macro_f1).toBeCloseTo(theirs.macro_f1, 10);
    expect(ours.documents_perfect).toBeCloseTo(theirs.documents_perfect, 10);
    expect(ours.records_whole).toBeCloseTo(theirs.records_whole, 10);
    expect(ours.language_accuracy).toBeCloseTo(theirs.language_accuracy, 10);
    expect([ours.false_lists, ours.decoys_taken]).toEqual([theirs.false_lists, theirs.decoys_taken]);
    for (const [name, { tp, fp, fn }] of Object.entries<Json>(theirs.fields))
      expect({ name, ...ours.fields[name] }).toMatchObject({ name, right: tp, wrong: fp, missed: fn });
  });
}

test("labelledDocuments() finds samples and held-out documents with their files", () => {
  for (const folder of ["samples", "test/held-out"]) {
    const documents: Json[] = labelledDocuments(new URL(here(folder)).pathname);
    expect(documents.length).toBeGreaterThan(30);
    expect(documents.filter(({ path }) => path === null).map(({ id }) => id)).toEqual([]);
  }
});

const LABEL_FIELDS = {
  countries: CountryCode,
  processing_countries: Place,
  transfer_mechanisms: TransferMechanism,
} as const;

for (const folder of ["samples", "test/held-out"])
  test(`labels of ${folder} use the words of the model`, () => {
    const entries: Json[] = labelledDocuments(new URL(here(folder)).pathname).flatMap(
      ({ label }: Json) => label.entries,
    );
    for (const entry of entries) {
      for (const [field, schema] of Object.entries(LABEL_FIELDS))
        for (const value of entry[field] ?? [])
          expect(schema.safeParse(value), `${entry.name} ${value}`).toHaveProperty("success", true);
      if (entry.status) expect(EntryStatus.options).toContain(entry.status);
      expect(entry.name ?? entry.service).toBeTruthy();
    }
  });

const floorRows = [
  { name: "hold a rate that stayed", measures: { address: 90 }, floors: { address: 90 }, below: 0 },
  { name: "catch a rate that fell", measures: { address: 89.9 }, floors: { address: 90 }, below: 1 },
  { name: "catch a fault count that rose", measures: { false_lists: 1 }, floors: { false_lists: 0 }, below: 1 },
  { name: "hold a fault count that fell", measures: { false_lists: 0 }, floors: { false_lists: 2 }, below: 0 },
];
for (const { name, measures, floors, below } of floorRows)
  test(`belowFloors() shall ${name}`, () => expect(belowFloors(measures, floors)).toHaveLength(below));

test("writeFloors() lowers only what was accepted", () => {
  const dir = mkdtempSync(join(tmpdir(), "floors-"));
  const path = join(dir, "floors.json");
  writeFloors(path, "samples", { address: 90, false_lists: 1 }, { accept: false });
  writeFloors(path, "samples", { address: 80, false_lists: 0 }, { accept: false });
  expect(readFloors(path)).toEqual({ samples: { address: 90, false_lists: 0 } });
  writeFloors(path, "samples", { address: 80, false_lists: 3 }, { accept: true });
  expect(readFloors(path)).toEqual({ samples: { address: 80, false_lists: 3 } });
  rmSync(dir, { recursive: true });
});
