import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Fetcher } from "../../src/source/fetch.js";
import { page, type ScriptedServer, settingsFor, startServer } from "./scripted-server.js";

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

test("fetch() gives the bytes, their hash and the content type", async () => {
  server.on("/list", (_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(page("One")));
  const got = await fetcher.fetch(`${server.origin}/list`);
  if (got.outcome !== "body") throw new Error(got.outcome);
  expect(Buffer.from(got.snapshot.bytes).toString()).toBe(page("One"));
  expect(got.snapshot.hash).toMatch(/^sha256:[0-9a-f]{64}$/u);
  expect(got.snapshot.contentType).toBe("text/html");
  expect(got.record.status).toBe(200);
});

test("fetch() asks conditionally and takes a 304 as the body it knows", async () => {
  const seen: (string | undefined)[] = [];
  server.on("/list", (request, response) => {
    seen.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === '"a"') response.writeHead(304).end();
    else response.writeHead(200, { etag: '"a"' }).end(gzipSync(page("One")));
  });
  const first = await fetcher.fetch(`${server.origin}/list`);
  const second = await fetcher.fetch(`${server.origin}/list`, { validators: first.record.validators });
  expect([first.outcome, second.outcome]).toEqual(["body", "unchanged"]);
  expect(seen).toEqual([undefined, '"a"']);
});
