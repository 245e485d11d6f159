/** The library as the README shows it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { extract, ingest, openStore, type Reading, UnderlagError } from "../../src/index.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-library-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const list = join(folder, "list.md");
writeFileSync(
  list,
  "# Underdatabehandlere\n\n| Navn | Formål | Land |\n|---|---|---|\n| Skyhuset ApS | Hosting af data | Danmark |\n| Brevdue Inc. | E-mail | USA |\n",
);

test("extract() gives typed readings whose quotes stand in the document", async () => {
  const readings: Reading[] = [];
  for await (const reading of extract([list, join(folder, "missing.md")], { llm: "never" })) readings.push(reading);
  expect(readings.map(({ status }) => status)).toEqual(["listed", "failed"]);
  expect(readings[0]?.entries.map(({ name, countries }) => [name, ...countries])).toEqual([
    ["Skyhuset ApS", "DK"],
    ["Brevdue Inc.", "US"],
  ]);
});

test("ingest() and openStore() keep and answer", async () => {
  const store = await openStore(join(folder, "u.db"));
  for await (const { result } of ingest(store, list, { supplier: "Kunde A/S", llm: "never" }))
    expect(result.outcome).toBe("added");
  for await (const { result, reading } of ingest(store, list, { supplier: "Kunde A/S" }))
    expect([result.outcome, reading]).toEqual(["unchanged", null]);
  const names: unknown[] = [];
  for await (const row of store.rows("transfers_outside_eea", { where: { supplier: "Kunde A/S" } }))
    names.push(row.name);
  expect(names).toEqual(["Brevdue Inc."]);
  await store.close();
  await expect(openStore(join(folder, "none.db"), { readOnly: true })).rejects.toBeInstanceOf(UnderlagError);
});
