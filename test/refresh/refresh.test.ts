import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { type Script, type ScriptedServer, startServer } from "../source/scripted-server.js";
import { allRows, listPage, night, reads, readTable, rowsOf, toolsFor } from "./night.js";

let server: ScriptedServer;
let store: SqliteStore;
let tools: ReturnType<typeof toolsFor>;
let body: string | Buffer = "";
let headers: Record<string, string> = {};
const show: Script = (_request, response) =>
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);

beforeEach(async () => {
  headers = {};
  server = await startServer({ "/list": show });
  store = openSqliteStore(":memory:");
  tools = toolsFor(store, [server.endpoint]);
  store.refresh.watch([{ address: `${server.origin}/list`, supplier: "Eksempel A/S" }]);
});
afterEach(async () => {
  await tools.fetcher.close();
  await store.close();
  await server.close();
});

const current = async (): Promise<number> => (await allRows(store, "subprocessors")).length;
const news = async (): Promise<string[]> =>
  (await allRows(store, "changes")).map(({ kind, name }) => `${kind} ${name}`);

test("refresh() reads a new source and reports no changes of it", async () => {
  body = listPage(rowsOf(6));
  const report = await night(tools);
  expect(report).toMatchObject({ sources: 1, changed: 1, added: 0, removed: 0, failed: 0 });
  expect(await current()).toBe(6);
});

test("refresh() takes the same bytes and a 304 for the same, with one row and no parse", async () => {
  body = listPage(rowsOf(6));
  await night(tools);
  const before = reads.count;
  expect(await night(tools)).toMatchObject({ same: 1 });
  headers = { etag: '"1"' };
  expect(await night(tools)).toMatchObject({ same: 1 });
  server.on("/list", (request, response) => {
    if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else show(request, response);
  });
  expect(await night(tools)).toMatchObject({ same: 1 });
  expect(reads.count).toBe(before);
});

test("refresh() takes other bytes around the same words for the same", async () => {
  body = listPage(rowsOf(6));
  await night(tools);
  body = body.replace("<body>", `<body data-nonce="a8f3"><!-- 12:04 -->`);
  expect(await night(tools)).toMatchObject({ same: 1, changed: 0 });
});

test("refresh() reports a new row and a removed one the first night", async () => {
  body = listPage(rowsOf(8));
  await night(tools);
  body = listPage(rowsOf(8, 2));
  expect(await night(tools)).toMatchObject({ added: 1, removed: 1 });
  expect((await news()).sort()).toEqual(["added Prøve Arkiv 9 ApS", "removed Prøve Mail 1 ApS"]);
  expect(await current()).toBe(8);
});

test("refresh() waits for a second fetch where most of a list is gone, and then believes it", async () => {
  body = listPage(rowsOf(10));
  await night(tools);
  body = listPage(rowsOf(3));
  expect(await night(tools)).toMatchObject({ suspected: 1, removed: 0 });
  expect([await current(), await news()]).toEqual([10, []]);
  expect(await night(tools)).toMatchObject({ changed: 1, removed: 7 });
  expect(await current()).toBe(3);
});

test("refresh() forgets its doubt when the list comes back", async () => {
  const [whole, part] = [listPage(rowsOf(10)), listPage(rowsOf(3))];
  for (const [page, expected] of [
    [whole, "changed"],
    [part, "suspected"],
    [whole, "same"],
    [part, "suspected"],
    [whole, "same"],
  ] as const) {
    body = page;
    expect(await night(tools)).toMatchObject({ [expected]: 1 });
  }
  expect([await current(), await news()]).toEqual([10, []]);
});

test("refresh() never believes that a list is gone altogether", async () => {
  body = listPage(rowsOf(10));
  await night(tools);
  body = "<!doctype html><html lang=da><body><h1>Vilkår</h1><p>Her står noget andet.</p></body></html>";
  for (let turn = 0; turn < 3; turn++) await night(tools);
  expect([await current(), await news()]).toEqual([10, []]);
  expect((await allRows(store, "source_health"))[0]).toMatchObject({ health: "suspected" });
});

test("refresh() doubts a removal while the page still writes the name", async () => {
  const rows = rowsOf(8);
  body = listPage(rows);
  await night(tools);
  body = listPage(rows.slice(1)).replace("<footer>", `<footer>Tidligere: ${rows[0]!.name}`);
  expect(await night(tools)).toMatchObject({ suspected: 1 });
  expect(await night(tools)).toMatchObject({ removed: 1 });
});

test("refresh() follows a dated PDF behind a stable page, and the next one", async () => {
  const link = (file: string) =>
    `<!doctype html><html lang=da><body><h1>Jura</h1><p>Se <a href="/files/${file}">Underdatabehandlere</a>.</p></body></html>`;
  server.on("/files/liste-2026-03.csv", (_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(listPage(rowsOf(5))),
  );
  server.on("/files/liste-2026-09.csv", (_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(listPage(rowsOf(6))),
  );
  body = link("liste-2026-03.csv");
  expect(await night(tools)).toMatchObject({ changed: 1 });
  expect(await current()).toBe(5);
  expect(await night(tools)).toMatchObject({ same: 1 });
  body = link("liste-2026-09.csv");
  expect(await night(tools)).toMatchObject({ changed: 1, added: 1 });
  expect(await current()).toBe(6);
});

test("refresh() keeps the list while a page cannot be had, and says since when", async () => {
  body = listPage(rowsOf(5));
  await night(tools);
  server.on("/list", (_request, response) => response.writeHead(404).end());
  for (let turn = 0; turn < 3; turn++) expect(await night(tools)).toMatchObject({ failed: 1, removed: 0 });
  expect(await current()).toBe(5);
  expect(store.refresh.state(1)).toMatchObject({ failures: 3 });
});

test("refresh() asks again what may pass, and waits as long as it is told", async () => {
  body = listPage(rowsOf(5));
  const at: number[] = [];
  server.on("/list", (request, response) => {
    at.push(Date.now());
    if (at.length === 1) response.writeHead(500).end();
    else if (at.length === 2) response.writeHead(429, { "retry-after": "1" }).end();
    else show(request, response);
  });
  expect(await night(tools)).toMatchObject({ changed: 1 });
  expect(at.length).toBe(3);
  expect(at[2]! - at[1]!).toBeGreaterThanOrEqual(995);
});

test("refresh() postpones a source whose server asks for more time than a night has", async () => {
  server.on("/list", (_request, response) => response.writeHead(503, { "retry-after": "7200" }).end());
  expect(await night(tools)).toMatchObject({ postponed: 1 });
  expect(await night(tools, { due: true })).toMatchObject({ sources: 0 });
});

test("refresh() lays differences that newer rules make to the reader", async () => {
  body = listPage(rowsOf(5));
  const older: typeof readTable = async (snapshot) => {
    const { reading, document } = await readTable(snapshot);
    const entries = reading.entries.map((each) => ({ ...each, purpose: null, evidence: each.evidence.slice(0, 1) }));
    return { document, reading: { ...reading, entries } };
  };
  const newer: typeof readTable = async (snapshot) => {
    const { reading, document } = await readTable(snapshot);
    return { document, reading: { ...reading, rules: "2" } };
  };
  await night({ ...tools, read: older });
  expect(await night({ ...tools, rules: "2", read: newer })).toMatchObject({
    same: 1,
    reader_changes: 5,
    fields_changed: 0,
  });
  expect(new Set((await allRows(store, "changes")).map(({ cause }) => cause))).toEqual(new Set(["reader"]));
  expect(await night({ ...tools, rules: "2", read: newer })).toMatchObject({ same: 1, reader_changes: 0 });
});

test("refresh() is refused while another process holds the database", async () => {
  const elsewhere = `another-machine/${process.pid}/2026-11-22T01:00:00/x`;
  expect(store.refresh.takeLease("refresh", elsewhere, 60, () => false)).toBeNull();
  await expect(night(tools)).rejects.toMatchObject({
    code: "refresh/running",
    message: expect.stringContaining("another-machine"),
  });
  store.refresh.dropLease("refresh", elsewhere);
  const { hostname } = await import("node:os");
  store.refresh.takeLease("refresh", `${hostname()}/999999999/2026-11-22T01:00:00/x`, 60, () => false);
  body = listPage(rowsOf(3));
  expect(await night(tools)).toMatchObject({ changed: 1 });
});

test("refresh() lets no fault of one source stop the others", async () => {
  body = listPage(rowsOf(3));
  server.on("/other", show);
  store.refresh.watch([{ address: `${server.origin}/other`, supplier: "Andet A/S" }]);
  let first = true;
  const broken = {
    ...tools,
    read: async (snapshot: Parameters<typeof readTable>[0]) => {
      if (first) {
        first = false;
        throw new TypeError("a bug");
      }
      return readTable(snapshot);
    },
  };
  expect(await night(broken)).toMatchObject({ failed: 1, changed: 1 });
});

test("refresh() stops when it is told to, and goes on where it was", async () => {
  body = listPage(rowsOf(3));
  for (let n = 0; n < 6; n++) {
    server.on(`/p${n}`, show);
    store.refresh.watch([{ address: `${server.origin}/p${n}`, supplier: `Nr. ${n}` }]);
  }
  const stop = new AbortController();
  const first = await night(tools, {
    signal: stop.signal,
    concurrency: 1,
    onVisit: (_report, done) => done === 3 && stop.abort(),
  });
  expect(first).toMatchObject({ stopped: true, sources: 3 });
  expect(await night(tools)).toMatchObject({ resumed_after: 3, sources: 4, changed: 4 });
  expect(await night(tools)).toMatchObject({ resumed_after: 0, sources: 7, same: 7 });
});

test("refresh() asks again for the document behind a page that could not be had", async () => {
  body =
    '<!doctype html><html lang=da><body><h1>Jura</h1><p>Se <a href="/files/liste.csv">Underdatabehandlere</a>.</p></body></html>';
  server.on("/files/liste.csv", (_request, response) => response.writeHead(404).end());
  expect(await night(tools)).toMatchObject({ failed: 1 });
  server.on("/files/liste.csv", (_request, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(listPage(rowsOf(5))),
  );
  expect(await night(tools)).toMatchObject({ changed: 1 });
  expect(await current()).toBe(5);
});
