/** Taken stretches are found without walking over all of them, and a long list is aligned window by window. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { coverOf, lastBefore } from "../../src/extraction/cover.js";
import { align } from "../../src/extraction/layouts/align.js";
import type { Unit } from "../../src/extraction/units.js";
import { vocabularyFor } from "../../src/knowledge/lexicon.js";
import { overlaps } from "../../src/model/span.js";

const span = fc
  .record({ start: fc.nat(200), length: fc.integer({ min: 1, max: 30 }) })
  .map(({ start, length }) => ({ start, end: start + length }));

test("coverOf() says the same as asking each span", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 20 }), span, (spans, asked) => {
      expect(coverOf(spans)(asked)).toBe(spans.some((own) => overlaps(own, asked)));
    }),
    { seed: 7 },
  );
});

test("lastBefore() finds the last start before an offset", () => {
  const starts = [{ start: 2 }, { start: 5 }, { start: 9 }];
  expect([0, 2, 3, 6, 99].map((offset) => lastBefore(starts, offset))).toEqual([-1, -1, 0, 1, 2]);
});

test("align() reads a list longer than its window record by record", () => {
  const words = ["Ravnholt", "Drift af servere", "Danmark"];
  const units: Unit[] = Array.from({ length: 6000 }, (_, i) => {
    const text = i % 3 === 0 ? `${words[0]}${i} A/S` : words[i % 3]!;
    return { start: i * 40, end: i * 40 + text.length, text, gap: i % 3 === 0, lineStart: true, kind: "paragraph" };
  });
  const { records, end } = align(units, ["name", "purpose", "processing_countries"], vocabularyFor(["da"]), {
    recordsStartAtGaps: true,
  });
  expect(end).toBe(6000);
  expect(records.length).toBe(2000);
  expect(records.every((record, i) => record[0]![0]!.text === `Ravnholt${i * 3} A/S` && record[2]!.length === 1)).toBe(
    true,
  );
});
