import { afterEach, beforeEach, expect, test } from "vitest";
import { discover } from "../../src/discover.js";
import { Fetcher } from "../../src/source/fetch.js";
import { type Script, type ScriptedServer, settingsFor, startServer } from "../source/scripted-server.js";
import { listPage, readTable, rowsOf } from "./night.js";

let server: ScriptedServer;
let fetcher: Fetcher;
beforeEach(async () => {
  server = await startServer();
  fetcher = new Fetcher(settingsFor([server.endpoint]));
});
afterEach(async () => {
  await fetcher.close();
  await server.close();
});
const html =
  (body: string): Script =>
  (_request, response) =>
    void response
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(`<html lang="sv"><body>${body}</body></html>`);
const list: Script = (_request, response) =>
  void response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(listPage(rowsOf(5)));
const find = async () => {
  const found = await discover(server.origin, { fetcher, read: readTable });
  return {
    ...found,
    paths: found.lists.map(({ url }) => new URL(url).pathname),
    how: found.tried.find((tried) => tried.found === "list")?.how,
  };
};

const FILLER = `<p>${"Vi gör bokföring enkel för småföretag i hela Norden. ".repeat(40)}</p>`;

test("discover() follows a link that names the list", async () => {
  server.on("/", html(`${FILLER}<a href="/juridik/ub">Våra underbiträden</a><a href="/priser">Priser</a>`));
  server.on("/juridik/ub", list);
  expect(await find()).toMatchObject({ paths: ["/juridik/ub"], how: "link" });
  expect(server.asked).not.toContain("/priser");
});

test("discover() goes by a page about privacy to the list and the agreement", async () => {
  server.on("/", html(`${FILLER}<a href="/integritet">Integritetspolicy</a>`));
  server.on(
    "/integritet",
    html(`${FILLER}<a href="/pub.html">Personuppgiftsbiträdesavtal</a> <a href="/u">Underbiträden</a>`),
  );
  server.on("/pub.html", html(`${FILLER}<h1>Avtal</h1>`));
  server.on("/u", list);
  const found = await find();
  expect([found.paths, found.agreements.map((url) => new URL(url).pathname)]).toEqual([["/u"], ["/pub.html"]]);
});

test("discover() names the page to watch where the list is a document behind it", async () => {
  server.on("/", html(`${FILLER}<a href="/dba">Databehandleraftale</a>`));
  server.on("/dba", html(`${FILLER}<a href="/files/underdatabehandlere-2026-09.csv">Underdatabehandlere (PDF)</a>`));
  server.on("/files/underdatabehandlere-2026-09.csv", list);
  const found = await find();
  expect([found.paths, new URL(found.lists[0]!.document!).pathname]).toEqual([
    ["/dba"],
    "/files/underdatabehandlere-2026-09.csv",
  ]);
});

test("discover() looks into the sitemap", async () => {
  server.on("/", html(FILLER));
  server.on(
    "/sitemap.xml",
    (_request, response) =>
      void response.end(
        `<urlset><url><loc>${server.origin}/a</loc></url><url><loc>${server.origin}/om/sub-processors</loc></url></urlset>`,
      ),
  );
  server.on("/om/sub-processors", list);
  expect(await find()).toMatchObject({ paths: ["/om/sub-processors"], how: "sitemap" });
});

test("discover() tries the usual paths, and says what it tried", async () => {
  server.on("/", html(FILLER));
  server.on("/underdatabehandlere", list);
  const found = await find();
  expect([found.paths, found.how]).toEqual([["/underdatabehandlere"], "path"]);
  expect(found.tried.length).toBeGreaterThan(5);
});

test("discover() finds nothing on a site that answers everything with one page", async () => {
  const everything = html(`${FILLER}<h1>Velkommen</h1>`);
  server.on("/", everything);
  for (const path of ["/subprocessors", "/underdatabehandlere", "/legal"]) server.on(path, everything);
  const found = await find();
  expect([found.paths, found.agreements]).toEqual([[], []]);
});

test("discover() leaves other sites alone", async () => {
  const other = await startServer({ "/u": list });
  server.on("/", html(`${FILLER}<a href="${other.origin}/u">Underbiträden</a>`));
  expect((await find()).paths).toEqual([]);
  expect(other.asked).toEqual([]);
  await other.close();
});
