/**
 * Every invented list, written in every layout, is read back: names, purposes, places, numbers, each quote at its offsets.
 *
 * Seeded and bounded, so that a failure is the same on every machine.
 */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Document } from "../../src/model/document.js";
import type { Reading } from "../../src/model/reading.js";
import { readSnapshot } from "../../src/pipeline.js";
import { type RandomList, randomList, withLegalForms } from "./random-list.js";
import { LAYOUTS, type Written, type WrittenLayout } from "./written-layouts.js";

const RUNS = Number(process.env.UNDERLAG_PROPERTY_RUNS ?? 20);
const order = fc.shuffledSubarray(["name", "purpose", "place", "number", "transfer"] as const, {
  minLength: 5,
  maxLength: 5,
});

for (const layout of LAYOUTS)
  test(`${layout.name} gives back the list that was written`, async () => {
    await fc.assert(
      fc.asyncProperty(randomList, order, async (random, columns) => {
        const list = layout.needsLegalForm ? withLegalForms(random) : random;
        const written = layout.write(list, columns);
        const { reading, document } = await read(written);
        expect(stated(reading, layout), written.text).toEqual(expected(list, layout));
        for (const entry of reading.entries)
          for (const { quote, start, end } of entry.evidence) expect(document.text.slice(start, end)).toBe(quote);
      }),
      { seed: 20261122, numRuns: RUNS, endOnFailure: process.env.UNDERLAG_PROPERTY_SHRINK !== "1" },
    );
  });

async function read({ fileName, text }: Written): Promise<{ reading: Reading; document: Document }> {
  const bytes = Buffer.from(text, "utf8");
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  let document: Document | undefined;
  const snapshot = {
    source: fileName,
    bytes,
    hash,
    contentType: null,
    fileName,
    retrievedAt: "2026-11-22T00:00:00.000Z",
  };
  const reading = await readSnapshot(snapshot, { onDocument: (read) => void (document = read) });
  return { reading, document: document! };
}

interface Stated {
  readonly name: string | null;
  readonly purpose: string;
  readonly places?: readonly string[];
  readonly numbers?: readonly string[];
  readonly address?: string | null;
  readonly transfers?: readonly string[];
}

function stated(reading: Reading, { states }: WrittenLayout): Stated[] {
  return reading.entries.map((entry) => ({
    name: entry.name,
    purpose: plain([entry.service, entry.purpose].filter((words) => words !== null).join(" ")),
    ...(states.includes("place") ? { places: [...new Set([...entry.countries, ...entry.processing_countries])] } : {}),
    ...(states.includes("number") ? { numbers: entry.registration_numbers.map(({ value }) => digitsOf(value)) } : {}),
    ...(states.includes("address") ? { address: entry.address } : {}),
    ...(states.includes("transfer")
      ? { transfers: entry.transfer_mechanisms.filter((mechanism) => mechanism !== "none_needed") }
      : {}),
  }));
}

function expected({ companies }: RandomList, { states }: WrittenLayout): Stated[] {
  return companies.map(({ name, purpose, country, number, address, mechanism }) => ({
    name,
    purpose: plain(purpose),
    ...(states.includes("place") ? { places: [country] } : {}),
    ...(states.includes("number") ? { numbers: [digitsOf(number)] } : {}),
    ...(states.includes("address") ? { address } : {}),
    ...(states.includes("transfer") ? { transfers: mechanism === "none_needed" ? [] : [mechanism] } : {}),
  }));
}

const plain = (words: string): string => words.toLowerCase().replace(/\s+/gu, " ").trim();
const digitsOf = (words: string): string => words.replace(/[^\p{L}\p{N}]/gu, "");
