/** A watch list and a page's links are somebody else's text: neither leads to an address of this network. BARS R-1. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { forbiddenUrls } from "../source/forbidden-addresses.js";
import { type ScriptedServer, settingsFor, startServer } from "../source/scripted-server.js";
import { allRows, night, toolsFor } from "./night.js";

const REFUSED = ["source/forbidden-address", "source/forbidden-port", "source/bad-url", "source/unresolved"];
let server: ScriptedServer;
let canary: ScriptedServer;
let store: SqliteStore;

beforeAll(async () => {
  [server, canary] = [await startServer(), await startServer()];
  store = openSqliteStore(":memory:");
});
afterAll(async () => {
  await store.close();
  await server.close();
  await canary.close();
});

function guardedTools(endpoints: readonly string[] = [server.endpoint]) {
  const resolver = async () => [{ address: "93.184.215.14", family: 4 }];
  const addresses = { ...settingsFor([]).addresses, allowedEndpoints: endpoints, resolver };
  return toolsFor(store, [], { addresses, manners: { maxAttempts: 1 } });
}

test("refresh() asks no forbidden address that stands in the watch list", async () => {
  const urls = [...new Set(forbiddenUrls(canary.port))];
  store.refresh.watch(urls.map((address) => ({ address, supplier: "Eksempel A/S" })));
  const tools = guardedTools();
  const report = await night(tools);
  expect(report).toMatchObject({ sources: urls.length, failed: urls.length });
  expect(report.visits.filter(({ reason }) => !REFUSED.includes(reason ?? ""))).toEqual([]);
  expect(canary.asked).toEqual([]);
  await tools.fetcher.close();
  store.refresh.unwatch("Eksempel A/S");
});

const linking = (href: string): string =>
  `<!doctype html><html lang="da"><body><h1>Jura</h1><p>Se vores <a href="${href}">Underdatabehandlere</a>.</p></body></html>`;

async function follow(folder: string, hrefs: readonly string[], endpoints?: readonly string[]): Promise<void> {
  const tools = guardedTools(endpoints);
  for (const [at, href] of hrefs.entries()) {
    server.on(`/${folder}/${at}`, (_request, response) =>
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(linking(href)),
    );
    store.refresh.watch([{ address: `${server.origin}/${folder}/${at}`, supplier: "Linje A/S" }]);
  }
  await night(tools);
  await tools.fetcher.close();
  store.refresh.unwatch("Linje A/S");
}

test("refresh() follows no link of a page to a forbidden address", async () => {
  const hrefs = [...new Set(forbiddenUrls(canary.port))].map((url) => `${url.replace(/\/[^/]*$/u, "")}/liste-2026.pdf`);
  await follow("refused", hrefs);
  expect(canary.asked).toEqual([]);
  expect((await allRows(store, "subprocessors")).length).toBe(0);
});

test("refresh() would have followed the same link to an address that may be asked", async () => {
  await follow("allowed", [`${canary.origin}/liste-2026.pdf`], [server.endpoint, canary.endpoint]);
  expect(canary.asked).toEqual(["/liste-2026.pdf"]);
});
