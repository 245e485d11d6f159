/** Random lists, random edits: compareReadings() finds the edits, all of them and nothing else. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareReadings } from "../../src/change/compare.js";
import type { Change } from "../../src/model/change.js";
import { list, type Row } from "./lists.js";

const SYLLABLES = "ba ke li mo nu pra sto vik fja gry hol dæm".split(" ");
const FORMS = ["ApS", "A/S", "AB", "Oy", "AS", "GmbH", "Ltd", "Inc."];
const TASKS = "hosting backup mail support analytics invoices search chat video payroll".split(" ");
const OBJECTS = "customers orders tickets recordings meters forms children vessels parcels letters".split(" ");
const PLACES = ["DK", "SE", "NO", "FI", "DE", "US", "IN", "GB"] as const;

/** Two names of these differ in more than a slip. */
const nameFor = (seed: number): string => {
  const part = (n: number): string => SYLLABLES[n % 12]! + SYLLABLES[Math.floor(n / 12) % 12]!;
  const word = `${part(seed)}${part(seed * 7 + 5)}${seed % 10}`;
  return `${word[0]!.toUpperCase()}${word.slice(1)} ${FORMS[seed % FORMS.length]}`;
};

const row = fc.record({
  task: fc.nat(9),
  object: fc.nat(9),
  place: fc.nat(7),
  numbered: fc.boolean(),
  addressed: fc.boolean(),
});

const seeds = (least: number, most: number) => fc.uniqueArray(fc.nat(20_000), { minLength: least, maxLength: most });
type Facts = typeof row extends fc.Arbitrary<infer Value> ? Value : never;

function rowFor(seed: number, facts: Facts): Row {
  return {
    name: nameFor(seed),
    legal_entity: nameFor(seed),
    purpose: `Provider of ${TASKS[facts.task]} for ${OBJECTS[facts.object]}`,
    places: [PLACES[facts.place]!],
    ...(facts.numbered ? { number: `${10_000_000 + seed}` } : {}),
    ...(facts.addressed ? { address: `Storgade ${seed}, 1000 København` } : {}),
  };
}

const EDITS = ["keep", "keep", "keep", "remove", "rename", "reword", "move", "churn"] as const;
type Edit = (typeof EDITS)[number];

const history = fc
  .record({
    seeds: seeds(6, 40),
    facts: fc.array(row, { minLength: 60, maxLength: 60 }),
    edits: fc.array(fc.constantFrom(...EDITS), { minLength: 40, maxLength: 40 }),
    more: fc.nat(4),
    order: fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 }),
    shuffle: fc.boolean(),
  })
  .filter(({ seeds: given }) => new Set(given.map(nameFor)).size === given.length)
  .map(({ seeds: given, facts, edits, more, order, shuffle }) => {
    const old = given.slice(0, Math.max(4, given.length - more));
    const fresh = given.slice(old.length);
    const before = old.map((seed, i) => rowFor(seed, facts[i]!));
    const edited = before.map((each, i) => edit(each, safe(edits[i]!, i, each)));
    const kept = edited.flatMap(({ row: each }) => (each ? [each] : []));
    const after = [...kept, ...fresh.map((seed, i) => rowFor(seed, facts[50 + i]!))];
    const mixed = shuffle
      ? after
          .map((each, i) => [order[i]!, each] as const)
          .sort(([a], [b]) => a - b)
          .map(([, each]) => each)
      : after;
    const wanted = [...edited.flatMap(({ want }) => want), ...fresh.map((seed) => `added ${nameFor(seed)}`)];
    return { before, after: mixed, wanted: wanted.sort() };
  });

/** Only what has a number is renamed, and a list never loses most of its rows: those are other tests. */
function safe(wanted: Edit, index: number, each: Row): Edit {
  if (wanted === "rename" && each.number === undefined) return "reword";
  return wanted === "remove" && index % 2 === 0 ? "churn" : wanted;
}

function edit(each: Row, kind: Edit): { row: Row | null; want: string[] } {
  if (kind === "remove") return { row: null, want: [`removed ${each.name}`] };
  if (kind === "rename") {
    const name = `Nyt${each.name}`;
    return { row: { ...each, name, legal_entity: name }, want: [`changed ${name} name`] };
  }
  if (kind === "reword")
    return { row: { ...each, purpose: `${each.purpose} and their heirs` }, want: [`changed ${each.name} purpose`] };
  if (kind === "move")
    return { row: { ...each, places: [...each.places!, "CA"] }, want: [`changed ${each.name} processing_countries`] };
  return { row: kind === "churn" ? churn(each) : each, want: [] };
}

const churn = (each: Row): Row => ({
  ...each,
  name: `${each.name!.replace(" ", "  ")}*`,
  purpose: `“${each.purpose!.toUpperCase()}”.`,
  ...(each.number ? { number: `DK ${each.number}` } : {}),
});

const brief = (changes: readonly Change[]): string[] =>
  changes.map(({ kind, name, field }) => (field === null ? `${kind} ${name}` : `${kind} ${name} ${field}`)).sort();

describe("compareReadings()", () => {
  test("finds exactly the edits of a list", () => {
    fc.assert(
      fc.property(history, ({ before, after, wanted }) => {
        expect(brief(compareReadings(list(before), list(after)).changes)).toEqual(wanted);
      }),
      { numRuns: 150 },
    );
  });

  test("mirrors added and removed when the versions change sides", () => {
    fc.assert(
      fc.property(history, ({ before, after }) => {
        const there = compareReadings(list(before), list(after)).changes;
        const back = compareReadings(list(after), list(before)).changes;
        const names = (changes: readonly Change[], kind: Change["kind"]): (string | null)[] =>
          changes
            .filter((change) => change.kind === kind)
            .map(({ name }) => name)
            .sort();
        expect(names(back, "removed")).toEqual(names(there, "added"));
        expect(names(back, "added")).toEqual(names(there, "removed"));
        expect(names(back, "changed")).toHaveLength(names(there, "changed").length);
      }),
      { numRuns: 60 },
    );
  });

  test("finds a list to be the same as itself in any order", () => {
    fc.assert(
      fc.property(history, ({ after }) => {
        expect(compareReadings(list(after), list([...after].reverse())).status).toBe("same");
      }),
      { numRuns: 60 },
    );
  });

  test("pairs a list of three thousand rows", () => {
    const facts = { task: 1, object: 2, place: 3, numbered: false, addressed: false };
    const rows = Array.from(
      { length: 3_000 },
      (_, i): Row => ({ ...rowFor(i, facts), name: `Prøve ${i} ApS`, legal_entity: null }),
    );
    const changes = compareReadings(list(rows), list([...rows.slice(0, 1500), ...rows.slice(1501)])).changes;
    expect(brief(changes)).toEqual(["removed Prøve 1500 ApS"]);
  });
});
