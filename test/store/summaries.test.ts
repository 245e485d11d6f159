/** The counts that are kept along equal the counts made anew, whatever happened before. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { recountCompanies } from "../../src/store/sqlite/summaries.js";
import { failedReading, madeEntry, madeReading, madeSnapshot } from "./made.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-summaries-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const company = fc.constantFrom("aws", "microsoft", "google", "unknown one", null);
const entry = fc.record({
  name: fc.constantFrom("A", "B", "C", "D"),
  entity: company,
  place: fc.constantFrom("DK", "US", "IN"),
  stated: fc.boolean(),
});
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("list" as const),
      source: fc.integer({ min: 0, max: 2 }),
      entries: fc.uniqueArray(entry, { selector: ({ name }) => name, maxLength: 4 }),
      vendor: fc.constantFrom("Kunde", "Anden", undefined),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("fail" as const), source: fc.integer({ min: 0, max: 2 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("review" as const),
      at: fc.nat(9),
      decision: fc.constantFrom("accept" as const, "reject" as const),
    }),
  },
);

const state = (path: string): unknown[] => {
  const database = new Database(path);
  const read = (): unknown[] => [
    database.prepare("SELECT * FROM entity_use ORDER BY 1, 2").all(),
    database.prepare("SELECT id, suppliers, entries FROM entity WHERE suppliers > 0 OR entries > 0 ORDER BY id").all(),
  ];
  const kept = read();
  database.transaction(() => recountCompanies(database))();
  const anew = read();
  expect(kept).toEqual(anew);
  const strays = database
    .prepare(
      "SELECT count(*) FROM entry_transfer t JOIN entry e ON e.id = t.entry_id JOIN source s ON s.id = e.source_id WHERE e.listed = 0 OR t.vendor_id <> s.vendor_id",
    )
    .pluck()
    .get();
  expect(strays).toBe(0);
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
  return kept;
};

test("any order of lists, failures and decisions leaves the counts right", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const path = join(folder, `${run++}.db`);
      const store = openSqliteStore(path);
      let version = 0;
      for (const given of steps) {
        if (given.kind === "fail") await store.ingest(failedReading(`${given.source}.txt`, null), null);
        else if (given.kind === "review") {
          const ids: number[] = [];
          for await (const row of store.rows("subprocessors")) ids.push(Number(row.entry_id));
          const entryId = ids[given.at % Math.max(1, ids.length)];
          if (entryId !== undefined) await store.review({ entryId, decision: given.decision, by: "Anna" });
        } else {
          const snapshot = madeSnapshot(`${given.source}.txt`, `version ${version++}`);
          const entries = given.entries.map(({ name, entity, place, stated }) =>
            madeEntry(name, { entity, countries: [place], transfer_mechanisms: stated ? ["scc"] : [] }),
          );
          await store.ingest(
            madeReading(snapshot, entries),
            snapshot,
            given.vendor === undefined ? {} : { vendor: given.vendor },
          );
        }
      }
      await store.close();
      state(path);
    }),
    { numRuns: 12, seed: 11 },
  );
});
