/**
 * Suppliers by the hundred, each on a host of its own, on a night when servers do what servers do: what becomes of each.
 *
 * Shape   The first night is good everywhere; the second is scripted; on the third all is well again. The whole measure is
 *         UNDERLAG_SUPPLIERS=2000.
 */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RefreshReport } from "../../src/refresh/report.js";
import { openSqliteStore, type SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { settingsFor } from "../source/scripted-server.js";
import { wrongPage } from "../source/wrong-pages.js";
import { allRows, listPage, night, reads, rowsOf, toolsFor } from "./night.js";

interface Visitor {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly page: string;
  readonly supplier: number;
  /** How often this page has been asked for this night. */
  readonly turn: number;
}

const ROWS = 12;
const rowsFor = (supplier: number) =>
  rowsOf(ROWS, supplier).map((row) => ({ ...row, name: row.name.replace("Prøve", "Prøvelærred") }));
const html = ({ response }: Visitor, words: string | Buffer, headers: Record<string, string> = {}): void =>
  void response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(words);
const move = ({ response }: Visitor, location: string): void => void response.writeHead(302, { location }).end();
const bomb = gzipSync(Buffer.alloc(32 << 20));

interface Night {
  readonly name: string;
  readonly act: (visitor: Visitor) => void;
  /** Outcome and reason of the visit, and what is reported of the list. */
  readonly want: readonly [outcome: string, reason: string | null, changes: readonly string[]];
}

const same = ["same", null, []] as const;
const read = (...changes: string[]) => ["changed", null, changes] as const;
const failed = (reason: string) => ["failed", reason, []] as const;

const NIGHTS: readonly Night[] = [
  {
    name: "a 304",
    act: ({ request, response }) => void response.writeHead(request.headers["if-none-match"] ? 304 : 500).end(),
    want: same,
  },
  { name: "the same bytes", act: (it) => html(it, it.page), want: same },
  {
    name: "429 with Retry-After, then the page",
    act: (it) => (it.turn === 1 ? void it.response.writeHead(429, { "retry-after": "1" }).end() : html(it, it.page)),
    want: same,
  },
  {
    name: "500, then the page",
    act: (it) => (it.turn === 1 ? void it.response.writeHead(500).end() : html(it, it.page)),
    want: same,
  },
  {
    name: "a slow body",
    act: ({ response, page }) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      for (let part = 0; part < 4; part++)
        setTimeout(() => {
          const piece = Math.ceil(page.length / 4);
          response.write(page.slice(part * piece, (part + 1) * piece));
          if (part === 3) response.end();
        }, part * 40);
    },
    want: same,
  },
  {
    name: "an endless body",
    act: ({ response }) => {
      response.writeHead(200, { "content-type": "text/html" });
      const feed = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", feed);
      feed();
    },
    want: failed("source/too-large"),
  },
  {
    name: "a body that breaks off",
    act: ({ response, page }) => {
      response.writeHead(200, { "content-type": "text/html", "content-length": String(Buffer.byteLength(page)) });
      response.write(page.slice(0, page.length / 2), () => response.destroy());
    },
    want: failed("source/truncated"),
  },
  {
    name: "a length that is too short",
    act: ({ response, page }) => {
      response.socket!.end(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 300\r\n\r\n${page}`);
    },
    want: failed("source/truncated"),
  },
  {
    name: "a redirect loop",
    act: (it) => move(it, `/${it.request.url === "/liste" ? "andet" : "liste"}`),
    want: failed("source/redirect-loop"),
  },
  {
    name: "a redirect to a private address",
    act: (it) => move(it, "http://169.254.169.254/latest/meta-data/"),
    want: failed("source/forbidden-address"),
  },
  {
    name: "a gzip bomb",
    act: (it) => html(it, bomb, { "content-encoding": "gzip" }),
    want: failed("source/inflated"),
  },
  {
    name: "a charset that is not the page's",
    act: (it) => html(it, it.page, { "content-type": "text/html; charset=iso-8859-1" }),
    want: same,
  },
  { name: "a soft 404", act: (it) => html(it, wrongPage("soft-404", "da")), want: failed("source/suspect-page") },
  { name: "a login page", act: (it) => html(it, wrongPage("login", "da")), want: failed("source/suspect-page") },
  {
    name: "an empty shell",
    act: (it) => html(it, wrongPage("empty-shell", "da")),
    want: failed("source/suspect-page"),
  },
  {
    name: "a robots.txt that disallows it",
    act: (it) =>
      it.request.url === "/robots.txt"
        ? void it.response.writeHead(200).end("User-agent: *\nDisallow: /liste")
        : html(it, ""),
    want: failed("source/robots"),
  },
  { name: "another order", act: (it) => html(it, listPage(rowsFor(it.supplier).reverse())), want: read() },
  {
    name: "another dress",
    act: (it) =>
      html(
        it,
        it.page
          .replace("<table>", "<main class=ny><section><table id=t>")
          .replace("</table>", "</table></section></main>")
          .replace(/<nav>.*?<\/nav>/u, "<nav>Ny menu: <a href=/om>Om os</a></nav>"),
      ),
    want: read(),
  },
  {
    name: "a renamed row",
    act: (it) => {
      const [first, ...rest] = rowsFor(it.supplier);
      html(it, listPage([{ ...first!, name: first!.name.replace(" ApS", " A/S") }, ...rest]));
    },
    want: read("changed name"),
  },
  {
    name: "a row taken out and one put in",
    act: (it) =>
      html(it, listPage([...rowsFor(it.supplier).slice(1), { name: "Fjeld Telefoni AS", purpose: "Telefoni" }])),
    want: read("added", "removed"),
  },
  {
    name: "a list that lost most of its rows",
    act: (it) => html(it, listPage(rowsFor(it.supplier).slice(0, 3))),
    want: ["suspected", "list-shrunk", []],
  },
  {
    name: "a page that is gone",
    act: ({ response }) => void response.writeHead(404).end(),
    want: failed("source/not-found"),
  },
];

const SUPPLIERS = Number(process.env.UNDERLAG_SUPPLIERS ?? 3 * NIGHTS.length);
const hostOf = (supplier: number): string => `127.1.${Math.floor(supplier / 250)}.${1 + (supplier % 250)}`;
const actOf = (supplier: number): Night => NIGHTS[supplier % NIGHTS.length]!;

let server: Server;
let store: SqliteStore;
let port: number;
let scripted = false;
const turns = new Map<string, number>();
const reports: RefreshReport[] = [];

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, , block, place] = request.headers.host!.split(":")[0]!.split(".").map(Number);
  const supplier = block! * 250 + place! - 1;
  const act = actOf(supplier);
  const isRobots = request.url === "/robots.txt";
  const key = `${supplier} ${request.url}`;
  turns.set(key, (turns.get(key) ?? 0) + 1);
  const page = listPage(rowsFor(supplier));
  const visitor = { request, response, page, supplier, turn: turns.get(key)! };
  if (isRobots && !(scripted && act.name.startsWith("a robots.txt"))) response.writeHead(404).end();
  else if (scripted) act.act(visitor);
  // What says nothing but its bytes has no other way to be known again.
  else html(visitor, page, act.name === "the same bytes" ? {} : { etag: '"1"' });
}

async function oneNight(): Promise<void> {
  turns.clear();
  const allowedEndpoints = Array.from({ length: SUPPLIERS }, (_, supplier) => `${hostOf(supplier)}:${port}`);
  const tools = toolsFor(store, [], {
    addresses: { ...settingsFor([]).addresses, allowedEndpoints },
    manners: { obeyRobots: true, concurrency: 32 },
    limits: { maxWireBytes: 1 << 20 },
  });
  reports.push(await night(tools, { concurrency: 32 }));
  await tools.fetcher.close();
}

beforeAll(async () => {
  server = createServer(answer);
  server.listen(0, "0.0.0.0");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  store = openSqliteStore(":memory:");
  store.refresh.watch(
    Array.from({ length: SUPPLIERS }, (_, supplier) => ({
      address: `http://${hostOf(supplier)}:${port}/liste`,
      supplier: `Leverandør ${supplier}`,
    })),
  );
  await oneNight();
  scripted = true;
  await oneNight();
  scripted = false;
  await oneNight();
}, 900_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
});

test("refresh() reads every supplier on a good night", () => {
  expect(reports[0]).toMatchObject({ sources: SUPPLIERS, changed: SUPPLIERS, added: 0, failed: 0 });
  expect(reads.count).toBeGreaterThanOrEqual(SUPPLIERS);
});

describe("refresh() makes of", () => {
  for (const [at, { name, want }] of NIGHTS.entries())
    test(`${name}: ${want[1] ?? want[0]}${want[2].length > 0 ? `, ${want[2].join(" and ")}` : ""}`, () => {
      const seen = new Map(reports[1]!.visits.map((visit) => [visit.supplier, visit]));
      for (let supplier = at; supplier < SUPPLIERS; supplier += NIGHTS.length) {
        const visit = seen.get(`Leverandør ${supplier}`);
        const changes = (visit?.changes ?? []).map(({ kind, field }) => (field === null ? kind : `${kind} ${field}`));
        expect([visit?.outcome ?? "same", visit?.reason ?? null, changes.sort()]).toEqual(want);
      }
    });
});

test("refresh() has lost and invented nothing when all is well again", async () => {
  expect(reports[2]).toMatchObject({ sources: SUPPLIERS, failed: 0, suspected: 0 });
  expect((await allRows(store, "subprocessors")).length).toBe(SUPPLIERS * ROWS);
  const told = (await allRows(store, "changes")).length;
  const taken = Array.from({ length: SUPPLIERS }, (_, supplier) => actOf(supplier).want[2].length);
  // What was really changed for a night is changed back.
  expect(told).toBe(2 * taken.reduce((sum, count) => sum + count, 0));
});
