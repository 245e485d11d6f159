/** Measured on test/fixtures/name-pairs.json: pairs of names as lists write them; "same" means one company or one group of companies. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findLegalForm } from "../../src/normalization/legal-form.js";
import type { CompanyFacts } from "../../src/record/link.js";
import { sameCompany } from "../../src/record/same-company.js";

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
}

const PRECISION = 99.5;
const RECALL = 92;
const pairs = JSON.parse(
  readFileSync(new URL("../fixtures/name-pairs.json", import.meta.url), "utf8"),
) as readonly Pair[];

const facts = (name: string): CompanyFacts => ({
  name,
  legal_entity: findLegalForm(name) ? name : null,
  aliases: [],
  registration_numbers: [],
  website: null,
});

describe("name pairs", () => {
  const judged = pairs.map((pair) => ({ ...pair, found: sameCompany(facts(pair.a), facts(pair.b)).same }));
  const count = (same: boolean, found: boolean): number =>
    judged.filter((pair) => pair.same === same && pair.found === found).length;
  const precision = (100 * count(true, true)) / (count(true, true) + count(false, true));
  const recall = (100 * count(true, true)) / (count(true, true) + count(true, false));

  test("are 500 and more, half of them hard negatives, none twice", () => {
    const keys = pairs.map(({ a, b }) => [a, b].sort().join(" = "));
    expect(new Set(keys).size).toBe(pairs.length);
    expect(pairs.length).toBeGreaterThanOrEqual(500);
    expect(pairs.filter(({ same }) => !same).length / pairs.length).toBeGreaterThanOrEqual(0.5);
  });

  test(`are told apart with precision ${PRECISION} and recall ${RECALL}`, () => {
    console.log(`name pairs: ${pairs.length}, precision ${precision.toFixed(1)}, recall ${recall.toFixed(1)}`);
    const wrong = judged
      .filter(({ same, found }) => same !== found)
      .map(({ a, b, same }) => `${same ? "missed" : "merged"}: ${a} = ${b}`);
    if (process.env.SHOW_PAIRS) console.log(wrong.join("\n"));
    expect(precision, wrong.join("\n")).toBeGreaterThanOrEqual(PRECISION);
    expect(recall, wrong.join("\n")).toBeGreaterThanOrEqual(RECALL);
  });

  test("are judged the same both ways round", () => {
    expect(judged.filter(({ a, b, found }) => sameCompany(facts(b), facts(a)).same !== found)).toEqual([]);
  });
});
