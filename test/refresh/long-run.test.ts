/** What only many nights show: mass changes, pages that flap, hosts that are gone for good. BARS. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { type Script, type ScriptedServer, startServer } from "../source/scripted-server.js";
import { allRows, listPage, night, rowsOf, toolsFor } from "./night.js";

let server: ScriptedServer;
let store: SqliteStore;
let tools: ReturnType<typeof toolsFor>;

beforeEach(async () => {
  server = await startServer();
  store = openSqliteStore(":memory:");
  tools = toolsFor(store, [server.endpoint], { manners: { maxAttempts: 1 } });
});
afterEach(async () => {
  await tools.fetcher.close();
  await store.close();
  await server.close();
});

const send =
  (page: () => string): Script =>
  (_request, response) =>
    void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page());

function watch(path: string, script: Script, origin = server.origin): void {
  server.on(path, script);
  store.refresh.watch([{ address: origin + path, supplier: path }]);
}

const shown = async (view: string): Promise<number> => (await allRows(store, view)).length;

test("refresh() doubts each of 40 mass changes, and reports those that stand on a second fetch", async () => {
  const LISTS = 40;
  let turn = 0;
  const rows = (list: number) => rowsOf(6 + list, list);
  for (let list = 0; list < LISTS; list++) {
    const kept = (): number => Math.floor(rows(list).length * (0.1 + (list % 5) / 10));
    // Every other list is cut for one night only: that was a fault, and is no news.
    const isCut = (): boolean => turn === 1 || (turn > 1 && list % 2 === 0);
    watch(
      `/liste-${list}`,
      send(() => listPage(isCut() ? rows(list).slice(0, Math.max(1, kept())) : rows(list))),
    );
  }
  await night(tools);
  const before = await shown("subprocessors");
  turn = 1;
  expect(await night(tools)).toMatchObject({ suspected: LISTS, changed: 0, removed: 0 });
  expect([await shown("subprocessors"), await shown("changes")]).toEqual([before, 0]);
  const health = (await allRows(store, "source_health")).map((row) => row.health);
  expect(health).toEqual(new Array(LISTS).fill("suspected"));
  turn = 2;
  expect(await night(tools)).toMatchObject({ suspected: 0, changed: LISTS / 2, same: LISTS / 2 });
  const suppliers = new Set((await allRows(store, "changes")).map(({ supplier }) => supplier));
  expect(suppliers).toEqual(new Set(Array.from({ length: LISTS / 2 }, (_, n) => `/liste-${2 * n}`)));
});

/** What changes on a page every night without anybody having changed it. */
const NOISES: readonly ((page: string, turn: number) => string)[] = [
  (page, turn) => page.replace("<body>", `<body data-token="${(turn * 7919) % 997}">`),
  (page, turn) => page.replace("<footer>", `<footer>Vist ${1000 + turn} gange. Klokken er ${turn % 24}.15. `),
  (page, turn) =>
    page.replace(
      "<footer>",
      `<footer><a href="/cdn-cgi/l/email-protection#${turn}a7" data-cfemail="${turn}a7">[email]</a>`,
    ),
  (page, turn) =>
    turn % 2 === 0 ? page : page.replace("<table>", "<main><table class=b>").replace("</table>", "</table></main>"),
];

test("refresh() makes one version of each real change on 20 pages that flap for 30 nights", {
  timeout: 240_000,
}, async () => {
  const PAGES = 20;
  let turn = 0;
  const rows = (page: number) => {
    const all = rowsOf(8, page * 20);
    return turn >= 10 + page / 2 ? [...all, { name: "Fjeld Telefoni AS", purpose: "Telefoni" }] : all;
  };
  for (let page = 0; page < PAGES; page++)
    watch(
      `/liste-${page}`,
      send(() => NOISES[page % NOISES.length]!(listPage(rows(page)), turn)),
    );
  for (turn = 0; turn < 30; turn++) await night(tools);
  expect((await allRows(store, "changes")).map(({ kind }) => kind)).toEqual(new Array(PAGES).fill("added"));
  expect(await shown("subprocessor_history")).toBe(PAGES * 9);
});

test("refresh() keeps the lists of hosts that are gone for 30 nights, and says since when", {
  timeout: 240_000,
}, async () => {
  let gone = false;
  const page = listPage(rowsOf(5));
  for (const status of [404, 410])
    watch(`/gone-${status}`, (request, response) =>
      gone ? void response.writeHead(status).end() : send(() => page)(request, response),
    );
  watch("/no-host", (request, response) =>
    gone ? void response.socket!.destroy() : send(() => page)(request, response),
  );
  await night(tools);
  gone = true;
  for (let turn = 1; turn <= 30; turn++) {
    expect(await night(tools)).toMatchObject({ failed: 3, removed: 0, changed: 0 });
    if (turn !== 3 && turn !== 30) continue;
    const health = await allRows(store, "source_health");
    expect(health.map((row) => [row.health, row.failures, typeof row.failing_since])).toEqual(
      new Array(3).fill(["failed", turn, "string"]),
    );
  }
  expect([await shown("subprocessors"), await shown("changes")]).toEqual([15, 0]);
});
