/** What a server may do to us, one script a row, and the failure each must end in. */
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Fetcher } from "../../src/source/fetch.js";
import type { FetchLimits } from "../../src/source/fetch-settings.js";
import { page, type Script, type ScriptedServer, settingsFor, startRawServer, startServer } from "./scripted-server.js";

const BODY = page("Prøve Hosting ApS, Danmark").repeat(20);
/** Short clocks: the same code as the long ones. */
const LIMITS: Partial<FetchLimits> = { firstByteMs: 150, idleMs: 150, totalMs: 700, floorWindowMs: 300 };

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function codeOf(script: Script, limits: Partial<FetchLimits> = {}): Promise<string> {
  server.on("/page", script);
  const fetcher = new Fetcher(settingsFor([server.endpoint], { limits: { ...LIMITS, ...limits } }));
  const got = await fetcher.fetch(`${server.origin}/page`);
  await fetcher.close();
  return got.outcome === "failed"
    ? got.failure.code
    : got.outcome === "body"
      ? `body of ${got.snapshot.bytes.length}`
      : got.outcome;
}

const whole = `body of ${Buffer.byteLength(BODY)}`;
const send =
  (body: Uint8Array | string, headers: Record<string, string> = {}, status = 200): Script =>
  (_request, response) =>
    response.writeHead(status, headers).end(body);
const encoded = (encoding: string, body: Uint8Array): Script => send(body, { "content-encoding": encoding });
const drip =
  (everyMs: number, piece: string): Script =>
  (_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(piece), everyMs);
    response.on("close", () => clearInterval(timer));
  };
/** Zeros without end, packed on the fly. */
const bomb: Script = (_request, response) => {
  response.writeHead(200, { "content-encoding": "gzip" });
  const gzip = createGzip();
  gzip.pipe(response);
  const zeros = Buffer.alloc(1 << 20);
  const feed = (): void => {
    while (!gzip.destroyed && gzip.write(zeros));
  };
  gzip.on("drain", feed);
  response.on("close", () => gzip.destroy());
  feed();
};
const zeros = Buffer.alloc(64 << 20);
const doubled = gzipSync(gzipSync(zeros));

const rows: readonly (readonly [name: string, want: string, script: Script, limits?: Partial<FetchLimits>])[] = [
  ["a page as it is", whole, send(BODY)],
  ["gzip", whole, encoded("gzip", gzipSync(BODY))],
  ["br", whole, encoded("br", brotliCompressSync(BODY))],
  ["deflate with its zlib header", whole, encoded("deflate", deflateSync(BODY))],
  ["deflate without one", whole, encoded("deflate", deflateRawSync(BODY))],
  ["br in gzip", whole, encoded("br, gzip", gzipSync(brotliCompressSync(BODY)))],
  ["identity", whole, encoded("identity", Buffer.from(BODY))],
  ["three encodings in a row", "source/bad-encoding", encoded("gzip, gzip, gzip", gzipSync(BODY))],
  ["an encoding that was not asked for", "source/bad-encoding", encoded("compress", gzipSync(BODY))],
  ["plain text called gzip", "source/bad-encoding", encoded("gzip", Buffer.from(BODY))],
  ["plain text called br", "source/bad-encoding", encoded("br", Buffer.from(BODY))],
  ["plain text called deflate", "source/bad-encoding", encoded("deflate", Buffer.from(BODY))],
  ["gzip that breaks off", "source/truncated", encoded("gzip", gzipSync(BODY).subarray(0, 120))],
  ["br that breaks off", "source/truncated", encoded("br", brotliCompressSync(BODY).subarray(0, 40))],
  ["deflate that breaks off", "source/truncated", encoded("deflate", deflateSync(BODY).subarray(0, 60))],
  ["a gzip bomb", "source/inflated", bomb, { totalMs: 20_000, idleMs: 20_000 }],
  ["a brotli bomb", "source/inflated", encoded("br", brotliCompressSync(zeros))],
  ["a deflate bomb", "source/inflated", encoded("deflate", deflateSync(zeros))],
  ["a bomb in a bomb", "source/inflated", encoded("gzip, gzip", doubled)],
  [
    "a Content-Length of 10 GB",
    "source/too-large",
    (_request, response) => response.writeHead(200, { "content-length": "10000000000" }).write("x"),
  ],
  ["an endless body", "source/too-large", drip(0, "x".repeat(200_000)), { maxWireBytes: 1_000_000, totalMs: 5_000 }],
  ["no answer", "source/timeout", () => {}],
  ["a body that stalls half way", "source/timeout", (_request, response) => response.writeHead(200).write("<html>")],
  ["a body that never ends", "source/timeout", drip(20, "x".repeat(1_000)), { floorBytesPerSecond: 1 }],
  ["a byte now and then", "source/too-slow", drip(50, "x"), { totalMs: 3_000 }],
  ["an empty body", "source/empty", send("")],
  ["204", "source/bad-status", send("", {}, 204)],
  ["206 that nobody asked for", "source/bad-status", send(BODY, {}, 206)],
  ["304 that nobody asked for", "source/bad-status", send("", {}, 304)],
  ["401", "source/blocked", send("", {}, 401)],
  ["403", "source/blocked", send("", {}, 403)],
  ["404 with a long page", "source/not-found", send("x".repeat(100_000), {}, 404)],
  ["410", "source/gone", send("", {}, 410)],
  ["429", "source/rate-limited", send("", {}, 429)],
  ["451", "source/blocked", send("", {}, 451)],
  ["500", "source/server-error", send("", {}, 500)],
  ["503", "source/server-error", send("", {}, 503)],
  ["a redirect without a target", "source/bad-redirect", send("", {}, 302)],
  ["a redirect to nonsense", "source/bad-redirect", send("", { location: "http://[" }, 302)],
  ["a redirect to a file", "source/bad-url", send("", { location: "file:///etc/passwd" }, 302)],
  ["a redirect to data", "source/bad-url", send("", { location: "data:text/html,x" }, 302)],
  ["a redirect to ftp", "source/bad-url", send("", { location: "ftp://supplier.example/" }, 302)],
  ["a redirect to javascript", "source/bad-url", send("", { location: "javascript:alert(1)" }, 302)],
  ["a redirect to gopher", "source/bad-url", send("", { location: "gopher://supplier.example/" }, 302)],
  ["a redirect to another port", "source/forbidden-port", send("", { location: "http://supplier.example:8081/" }, 302)],
  [
    "a redirect to a bare host of this network",
    "source/forbidden-address",
    send("", { location: "//127.0.0.1:80/" }, 302),
  ],
  ["a redirect to itself", "source/redirect-loop", send("", { location: "/page" }, 302)],
  ["headers beyond all measure", "source/too-large", send(BODY, { "x-long": "a".repeat(40_000) })],
];

for (const [name, want, script, limits] of rows) {
  test(`fetch() answers ${name} with ${want}`, async () => {
    expect(await codeOf(script, limits)).toBe(want);
  });
}

test("fetch() follows five redirects and not six", async () => {
  const at = (n: number): Script => send("", { location: `/hop${n + 1}` }, 302);
  for (let n = 1; n <= 6; n++) server.on(`/hop${n}`, at(n));
  server.on("/hop6", send(BODY));
  expect(await codeOf(send("", { location: "/hop2" }, 302))).toBe(whole);
  expect(await codeOf(send("", { location: "/hop1" }, 302))).toBe("source/too-many-redirects");
});

test("fetch() finds a loop over two addresses", async () => {
  server.on("/other", send("", { location: "/page" }, 301));
  expect(await codeOf(send("", { location: "/other" }, 301))).toBe("source/redirect-loop");
});

const RAW: readonly (readonly [name: string, want: string, answer: string, end: boolean])[] = [
  ["no status line", "source/broken-answer", "hello\r\n\r\n", true],
  ["a Content-Length that is too long", "source/truncated", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", true],
  [
    "a Content-Length that is too short",
    "source/truncated",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nlonger than five",
    false,
  ],
  ["two lengths", "source/truncated", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nwords", true],
  [
    "a chunk with a bad size",
    "source/broken-answer",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nwords\r\n",
    true,
  ],
  [
    "chunks without their end",
    "source/truncated",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwords\r\n",
    true,
  ],
  ["a Location with a line break", "source/broken-answer", "HTTP/1.1 302 Found\r\nLocation: /a\nb\r\n\r\n", true],
  ["nothing at all", "source/truncated", "", true],
  ["100 Continue without end", "source/broken-answer", "HTTP/1.1 100 Continue\r\n\r\n".repeat(2_000), false],
];
for (const [name, want, words, end] of RAW) {
  test(`fetch() answers ${name} with ${want}`, async () => {
    const raw = await startRawServer((socket) => (end ? socket.end(words) : socket.write(words)));
    const fetcher = new Fetcher(settingsFor([raw.endpoint], { limits: LIMITS }));
    const got = await fetcher.fetch(`${raw.origin}/page`);
    expect(got.outcome === "failed" && got.failure.code).toBe(want);
    await fetcher.close();
    await raw.close();
  });
}

test("fetch() never takes a page for whole that was cut at any of 200 places", async () => {
  const body = Buffer.from(page("x".repeat(100_000)));
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${body.length}\r\n\r\n`);
  const answer = Buffer.concat([head, body]);
  const raw = await startRawServer((socket, count) => {
    const cut = Math.floor(((count + 0.5) / 200) * answer.length);
    socket.write(answer.subarray(0, cut), () => (count % 2 === 0 ? socket.resetAndDestroy() : socket.end()));
  });
  const fetcher = new Fetcher(settingsFor([raw.endpoint]));
  const codes = new Map<string, number>();
  for (let turn = 0; turn < 200; turn++) {
    const got = await fetcher.fetch(`${raw.origin}/page`);
    const code = got.outcome === "failed" ? got.failure.code : got.outcome;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  expect([...codes]).toEqual([["source/truncated", 200]]);
  await fetcher.close();
  await raw.close();
});
