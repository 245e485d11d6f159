/** What is published in schemas/ says what the program does. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchemas } from "../../src/model/json-schemas.js";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { viewDescriptions } from "../../src/views/export/columns.js";

const folder = new URL("../../schemas/json/", import.meta.url);

test("schemas/json equals what the zod schemas give (npm run schemas writes it)", () => {
  const written = Object.fromEntries(
    readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))]),
  );
  expect(written).toEqual(JSON.parse(JSON.stringify(jsonSchemas())));
});

test("schemas/views.json describes every view and every column, in order, and no other", async () => {
  const store = openSqliteStore(":memory:");
  const shapes = Object.fromEntries((await store.views()).map(({ name, columns }) => [name, columns]));
  await store.close();
  const described = viewDescriptions();
  expect(
    Object.fromEntries(Object.entries(described).map(([name, view]) => [name, Object.keys(view.columns)])),
  ).toEqual(shapes);
  for (const view of Object.values(described))
    for (const column of Object.values(view.columns)) expect(column.description).not.toBe("");
});
