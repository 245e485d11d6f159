/** What a supplier really did must come out: single rows gone among noise, renames, and nothing for a page that only looks different. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compareVersions } from "../../src/compare-versions.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import { RULES_VERSION } from "../../src/pipeline.js";
import { readWhole } from "../../src/refresh/read-whole.js";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { type ScriptedServer, startServer } from "../source/scripted-server.js";
import { allRows, listPage, night, type Row, rowsOf, toolsFor } from "./night.js";

let server: ScriptedServer;
let store: SqliteStore;
let tools: ReturnType<typeof toolsFor>;
const pages = new Map<string, string>();

beforeEach(async () => {
  server = await startServer();
  store = openSqliteStore(":memory:");
  tools = toolsFor(store, [server.endpoint]);
});
afterEach(async () => {
  await tools.fetcher.close();
  await store.close();
  await server.close();
});

function watch(path: string, page: string): void {
  pages.set(path, page);
  server.on(
    path,
    (_request, response) =>
      void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(pages.get(path)),
  );
  store.refresh.watch([{ address: server.origin + path, supplier: path }]);
}

/** The same words in another dress: other markup, other menus, other order of attributes. */
function redressed(page: string, turn: number): string {
  const menu = `<nav class="n${turn}"><a href="/a${turn}">Nyheder ${turn}</a></nav>`;
  return page
    .replace(/<nav>.*?<\/nav>/u, menu)
    .replace("<table>", `<div class="wrap-${turn}"><table data-turn="${turn}">`)
    .replace("</table>", "</table></div>");
}

/** The whole measure is UNDERLAG_REMOVALS=200. */
const SOURCES = Number(process.env.UNDERLAG_REMOVALS ?? 56);

test("refresh() reports each of many single removals within two nights", { timeout: 120_000 }, async () => {
  const gone = new Map<string, string>();
  for (let n = 0; n < SOURCES; n++) watch(`/liste-${n}`, listPage(rowsOf(5 + (n % 56), n)));
  await night(tools);
  for (let n = 0; n < SOURCES; n++) {
    const rows = rowsOf(5 + (n % 56), n);
    const [row] = rows.splice((n * 7) % rows.length, 1);
    gone.set(`/liste-${n}`, row!.name);
    pages.set(`/liste-${n}`, redressed(listPage(rows), n));
  }
  await night(tools);
  await night(tools);
  const found = (await allRows(store, "changes")).map(({ supplier, kind, name }) => [supplier, kind, name]);
  expect(found.sort()).toEqual([...gone].map(([supplier, name]) => [supplier, "removed", name]).sort());
});

const before = rowsOf(8);
const renamed: Row[] = before.map((row, place) =>
  place === 2 ? { ...row, name: row.name.replace(" ApS", " A/S") } : row,
);
const rows: readonly (readonly [name: string, page: string, want: readonly string[]])[] = [
  ["nothing for a list in another order", listPage([...before].reverse()), []],
  ["nothing for a page in another dress", redressed(listPage(before), 3), []],
  ["nothing for a new heading", listPage(before, "da", "Vores underdatabehandlere"), []],
  ["a new row", listPage([...before, { name: "Fjeld Telefoni AS", purpose: "Telefoni" }]), ["added Fjeld Telefoni AS"]],
  [
    "a row that became another company",
    listPage(before.map((row, place) => (place === 0 ? { name: "Helt Andet GmbH", purpose: "Lønkørsel" } : row))),
    ["added Helt Andet GmbH", `removed ${before[0]!.name}`],
  ],
  ["a rename as a rename", listPage(renamed), [`changed ${renamed[2]!.name}`]],
  [
    "another purpose",
    listPage(before.map((row, place) => (place === 1 ? { ...row, purpose: "Udsendelse af nyhedsbreve" } : row))),
    [`changed ${before[1]!.name}`],
  ],
];
for (const [name, page, want] of rows) {
  test(`refresh() reports ${name}`, async () => {
    watch("/liste", listPage(before));
    await night(tools);
    pages.set("/liste", page);
    await night(tools);
    const found = (await allRows(store, "changes")).map((row) => `${row.kind} ${row.name}`);
    expect([...new Set(found)].sort()).toEqual([...want].sort());
  });
}

test("refresh() makes one version of each real change on a page that is noisy every night", async () => {
  watch("/liste", listPage(before));
  let real = 0;
  for (let turn = 0; turn < 30; turn++) {
    const grown = [...before, ...rowsOf(Math.floor(turn / 10), 100)];
    if (turn % 10 === 0) real++;
    const token = `<input type=hidden value="${turn * 7919}"><p hidden>${turn}</p>`;
    pages.set(
      "/liste",
      redressed(listPage(grown), turn).replace("<footer>", `<footer>Vist ${1000 + turn} gange ${token}`),
    );
    await night(tools);
  }
  expect((await allRows(store, "changes")).length).toBe(real - 1);
  expect((await allRows(store, "subprocessors")).length).toBe(before.length + 2);
});

test("refresh() reports nothing for words that the page had all along and that were not read there", async () => {
  const page = (row: (name: string, purpose: string) => string): string =>
    listPage([]).replace("</table>", `${before.map(({ name, purpose }) => row(name, purpose)).join("")}</table>`);
  watch(
    "/liste",
    page((name, purpose) => `<tr><td>${name}</td><td></td><td>${purpose}</td></tr>`),
  );
  await night(tools);
  pages.set(
    "/liste",
    page((name, purpose) => `<tr><td>${name}</td><td>${purpose}</td></tr>`),
  );
  expect(await night(tools)).toMatchObject({ changed: 1, fields_changed: 0 });
  expect(await allRows(store, "changes")).toEqual([]);
});

const HISTORIES = "../shared/corpus/changes";
test.skipIf(!existsSync(HISTORIES))("refresh() reports what compare reports of the same versions", async () => {
  const versions = readdirSync(`${HISTORIES}/anthropic-list`).filter((name) => name.endsWith(".html"));
  const paths = versions.map((name) => `${HISTORIES}/anthropic-list/${name}`);
  const told: string[] = [];
  for await (const { comparison } of compareVersions(paths, { maxBytes: 50_000_000 }))
    told.push(...(comparison?.changes ?? []).map(({ kind, name, field }) => `${kind} ${name} ${field}`));
  const real = { ...tools, read: (snapshot: Snapshot) => readWhole(snapshot, {}), rules: RULES_VERSION };
  for (const path of paths) {
    if (pages.has("/jura/liste")) pages.set("/jura/liste", readFileSync(path, "utf8"));
    else watch("/jura/liste", readFileSync(path, "utf8"));
    await night(real);
  }
  const found = (await allRows(store, "changes")).map(({ kind, name, field }) => `${kind} ${name} ${field}`);
  expect(found.sort()).toEqual(told.sort());
});
