/** robots.txt over several nights: asked of each host once a day, and heeded from memory in between. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RobotsShelf } from "../../src/refresh/robots-shelf.js";
import { Fetcher } from "../../src/source/fetch.js";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { type ScriptedServer, startServer } from "../source/scripted-server.js";
import { listPage, night, rowsOf, toolsFor } from "./night.js";

let server: ScriptedServer;
let store: SqliteStore;
let words = "User-agent: *\nDisallow: /private/";
let asked = 0;

beforeEach(async () => {
  asked = 0;
  server = await startServer();
  server.on("/robots.txt", (_request, response) => {
    asked++;
    if (words === "") response.writeHead(404).end();
    else response.writeHead(200, { "content-type": "text/plain" }).end(words);
  });
  for (const path of ["/a", "/b"])
    server.on(path, (_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(PAGE));
  store = openSqliteStore(":memory:");
  store.refresh.watch(["/a", "/b"].map((path) => ({ address: server.origin + path, supplier: path })));
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  await server.close();
});
const PAGE = listPage(rowsOf(5));

/** Every night is another process: nothing is left of the last one but the database. */
async function freshNight() {
  const robots = new RobotsShelf(store.refresh);
  const tools = toolsFor(store, [server.endpoint], { manners: { obeyRobots: true } });
  await tools.fetcher.close();
  const fetcher = new Fetcher(tools.settings, robots);
  const report = await night({ ...tools, fetcher, robots });
  await fetcher.close();
  return report;
}

for (const [name, given] of [
  ["a robots.txt", "User-agent: *\nDisallow: /private/"],
  ["that there is none", ""],
] as const)
  test(`refresh() remembers ${name} for a day and asks again after it`, async () => {
    words = given;
    expect(await freshNight()).toMatchObject({ changed: 2 });
    expect(await freshNight()).toMatchObject({ same: 2 });
    expect(asked).toBe(1);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
    expect(await freshNight()).toMatchObject({ same: 2 });
    expect(asked).toBe(2);
  });

test("refresh() heeds what it remembers, and a new robots.txt once the day is over", async () => {
  words = "User-agent: underlag\nDisallow: /a";
  for (let turn = 0; turn < 2; turn++) expect(await freshNight()).toMatchObject({ failed: 1 });
  expect(server.asked).toEqual(["/b", "/b"]);
  words = "User-agent: underlag\nDisallow: /b";
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 25 * 3_600_000 });
  expect(await freshNight()).toMatchObject({ failed: 1, changed: 1 });
  expect(server.asked).toEqual(["/b", "/b", "/a"]);
});

test("refresh() does not remember a robots.txt that could not be read", async () => {
  server.on("/robots.txt", (_request, response) => {
    asked++;
    response.writeHead(503).end();
  });
  for (let turn = 1; turn <= 2; turn++) {
    expect(await freshNight()).toMatchObject({ failed: 2 });
    expect(asked).toBeGreaterThanOrEqual(turn);
  }
  expect(store.refresh.robots(server.origin)).toBeNull();
});
