/** Why an entry's company is that company: the rules' own reason, kept with the link. */
import { afterEach, expect, test } from "vitest";
import { linkEntity } from "../../src/record/link.js";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import type { ExplainLink } from "../../src/store/store.js";
import { madeEntry, madeReading, madeSnapshot } from "./made.js";

let store: SqliteStore | undefined;
afterEach(() => store?.close());

const reason =
  (method: string, confidence: number, entity = "microsoft"): ExplainLink =>
  () => ({ entity, method, confidence });
const rows = [
  { name: "is what the rules say", explain: reason("domain", 0.75), want: ["domain", 0.75] },
  { name: "is found in the tables where the rules say nothing", explain: () => null, want: ["alias", 0.98] },
  { name: "is found there where they mean another", explain: reason("domain", 0.75, "google"), want: ["alias", 0.98] },
  { name: "is that of record/", explain: linkEntity, want: ["alias", 0.96] },
] as const;

for (const { name, explain, want } of rows)
  test(`a link's reason ${name}`, async () => {
    store = openSqliteStore(":memory:", { explainLink: explain });
    const snapshot = madeSnapshot("a.txt", "words");
    await store.ingest(madeReading(snapshot, [madeEntry("Microsoft", { entity: "microsoft" })]), snapshot);
    expect(await links()).toEqual([want]);
  });

test("a link that several entries support is as sure as the least sure of them", async () => {
  store = openSqliteStore(":memory:", {
    explainLink: ({ website }) => ({ entity: "microsoft", method: "alias", confidence: website ? 0.9 : 0.75 }),
  });
  for (const [source, website] of [
    ["a.txt", "microsoft.com"],
    ["b.txt", null],
    ["c.txt", "microsoft.com"],
  ] as const) {
    const snapshot = madeSnapshot(source, source);
    await store.ingest(madeReading(snapshot, [madeEntry("Microsoft", { entity: "microsoft", website })]), snapshot);
  }
  expect(await links()).toEqual([
    ["alias", 0.75],
    ["alias", 0.75],
    ["alias", 0.75],
  ]);
});

async function links(): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const row of store!.rows("subprocessors")) found.push([row.link_method, row.link_confidence]);
  return found;
}
