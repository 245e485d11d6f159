/**
 * Bombs and endless bodies, asked for by a process of its own, so that its peak memory is theirs alone. BARS.
 *
 * Unit    Milliseconds of one fetch with the limits of every day; megabytes above the peak of a process that has fetched a page.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Transform } from "node:stream";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, createBrotliCompress, createDeflate, createGzip, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { page, type ScriptedServer, startServer } from "./scripted-server.js";

const MOST_MS = 2_000;
const MOST_MEGABYTES = 64;
const GIGABYTE = 1 << 30;

/** Zeros, packed as they are asked for: nothing here holds them all. */
function zeros(response: ServerResponse, encoding: string, ...packers: Transform[]): void {
  response.writeHead(200, { "content-type": "text/html", "content-encoding": encoding });
  const first = packers[0]!;
  packers.reduce((from, to) => from.pipe(to));
  packers.at(-1)!.pipe(response);
  const piece = Buffer.alloc(1 << 20);
  let sent = 0;
  const feed = (): void => {
    while (!response.destroyed && sent < GIGABYTE) {
      sent += piece.length;
      if (!first.write(piece)) return;
    }
    first.end();
  };
  for (const packer of packers) packer.on("error", () => {});
  first.on("drain", feed);
  feed();
}

const quick = () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
function endless(response: ServerResponse, headers: Record<string, string> = {}): void {
  response.writeHead(200, { "content-type": "text/html", ...headers });
  const piece = Buffer.alloc(1 << 18, "x");
  const feed = (): void => {
    while (!response.destroyed && response.write(piece));
  };
  response.on("drain", feed);
  feed();
}

/** Packed before it is asked for: what is packed twice comes out too late to be made on the way. */
let packed: Buffer;
const twice = (response: ServerResponse, encoding: string): void =>
  void response
    .writeHead(200, { "content-type": "text/html", "content-encoding": encoding })
    .end(encoding.endsWith("br") ? brotliCompressSync(packed) : gzipSync(packed));

const SERVERS: Readonly<Record<string, readonly [want: string, act: (response: ServerResponse) => void]>> = {
  "/gzip": ["source/inflated", (response) => zeros(response, "gzip", createGzip())],
  "/deflate": ["source/inflated", (response) => zeros(response, "deflate", createDeflate())],
  "/br": ["source/inflated", (response) => zeros(response, "br", quick())],
  "/gzip-gzip": ["source/inflated", (response) => twice(response, "gzip, gzip")],
  "/gzip-br": ["source/inflated", (response) => twice(response, "gzip, br")],
  "/endless": ["source/too-large", (response) => endless(response)],
  "/ten-gigabytes": ["source/too-large", (response) => endless(response, { "content-length": "10000000000" })],
  "/three-times": [
    "source/bad-encoding",
    (response) => response.writeHead(200, { "content-encoding": "gzip, gzip, gzip" }).end(gzipSync("x")),
  ],
};

const CHILD = `
  import { Fetcher } from ${JSON.stringify(fileURLToPath(new URL("../../dist/source/fetch.js", import.meta.url)))};
  import { DEFAULT_FETCH_SETTINGS as base } from ${JSON.stringify(fileURLToPath(new URL("../../dist/source/fetch-settings.js", import.meta.url)))};
  const [origin, path] = process.argv.slice(1);
  const fetcher = new Fetcher({
    ...base,
    addresses: { ...base.addresses, allowPrivateNetwork: true },
    manners: { ...base.manners, obeyRobots: false, maxAttempts: 1, loopbackPauseMs: 0 },
  });
  for (let turn = 0; turn < 3; turn++) await fetcher.fetch(origin + "/page");
  const before = process.resourceUsage().maxRSS;
  const from = performance.now();
  const got = await fetcher.fetch(origin + path);
  const ms = performance.now() - from;
  const megabytes = (process.resourceUsage().maxRSS - before) / 1024;
  console.log(JSON.stringify({ code: got.outcome === "failed" ? got.failure.code : got.outcome, ms, megabytes }));
  process.exit();
`;

let server: ScriptedServer;
beforeAll(async () => {
  packed = gzipSync(Buffer.alloc(GIGABYTE / 4), { level: 1 });
  server = await startServer({ "/page": (_request, response) => response.end(page("x".repeat(100_000))) });
  for (const [path, [, act]] of Object.entries(SERVERS)) server.on(path, (_request, response) => act(response));
});
afterAll(() => server.close());

async function fetched(path: string): Promise<{ code: string; ms: number; megabytes: number }> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", CHILD, server.origin, path]);
  let out = "";
  let err = "";
  child.stdout.on("data", (words) => (out += words));
  child.stderr.on("data", (words) => (err += words));
  await once(child, "close");
  if (out === "") throw new Error(err);
  return JSON.parse(out);
}

for (const [path, [want]] of Object.entries(SERVERS))
  test(`fetch() ends ${path.slice(1)} within 2 s and 64 MB with ${want}`, { timeout: 60_000 }, async () => {
    const { code, ms, megabytes } = await fetched(path);
    if (process.env.UNDERLAG_SHOW) process.stderr.write(`${path} ${ms.toFixed(0)} ms, ${megabytes.toFixed(1)} MB\n`);
    expect(code).toBe(want);
    expect(ms).toBeLessThan(MOST_MS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  });
