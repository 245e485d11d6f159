/**
 * What a night costs, in CPU of the refreshing process alone: the server is another one.
 *
 * Shape   A first night reads everything; then one of 304s, one of the same bytes, one of other bytes around the same words,
 *         and one in which 5 % changed. Bars: P-14 (304 at most 20 % of full), P-15 (hash 30 %), P-16 (words 80 %), P-17 (25 s).
 * Run     npm run build && node bench/refresh.mjs [sources] [hosts]
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

if (process.argv[2] === "--server") serve();
else await measure(Number(process.argv[2] ?? 1000), Number(process.argv[3] ?? 100));

/** Lists of 41 rows in pages of some 60 kB, as a supplier's content system writes them. */
function serve() {
  let night = { kind: "full", changed: 0 };
  process.on("message", (message) => {
    night = message;
    process.send("ready");
  });
  const filler =
    "<div class='menu'><a href='/side'>Et menupunkt om noget andet</a><svg><path d='M0 0h24v24H0z'/></svg></div>\n".repeat(
      450,
    );
  const server = createServer((request, response) => {
    const number = Number(/\d+$/.exec(request.url)?.[0] ?? Number.NaN);
    if (Number.isNaN(number)) return response.writeHead(404).end();
    if (night.kind === "304" && request.headers["if-none-match"]) return response.writeHead(304).end();
    const extra = number < night.changed ? 1 : 0;
    const rows = Array.from(
      { length: 41 + extra },
      (_, row) =>
        `<tr><td>Firma ${number}-${row} ApS</td><td>Danmark</td><td>Drift af servere og opbevaring af data nr. ${row}</td></tr>`,
    );
    const nonce = night.kind === "words" ? `<!-- ${Math.random()} -->` : "";
    const etag = night.kind === "hash" ? {} : { etag: `"${number}-${extra}"` };
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...etag });
    response.end(
      `<!doctype html><html lang="da"><head><title>Underdatabehandlere</title></head><body>${filler}${nonce}<h1>Underdatabehandlere</h1><table><tr><th>Navn</th><th>Land</th><th>Formål</th></tr>${rows.join("\n")}</table></body></html>`,
    );
  });
  server.listen(0, "0.0.0.0", () => process.send({ port: server.address().port }));
}

async function measure(sources, hosts) {
  const { openSqliteStore } = await import("../dist/store/sqlite/sqlite-store.js");
  const { Fetcher } = await import("../dist/source/fetch.js");
  const { DEFAULT_FETCH_SETTINGS: base } = await import("../dist/source/fetch-settings.js");
  const { refresh } = await import("../dist/refresh.js");
  const { readWhole } = await import("../dist/refresh/read-whole.js");
  const { compareReadings } = await import("../dist/change/compare.js");
  const { RULES_VERSION } = await import("../dist/pipeline.js");
  const server = fork(fileURLToPath(import.meta.url), ["--server"]);
  const [{ port }] = await once(server, "message");
  const folder = mkdtempSync(join(tmpdir(), "underlag-bench-"));
  const store = openSqliteStore(join(folder, "bench.db"));
  const addresses = { ...base.addresses, allowPrivateNetwork: true };
  const fetcher = new Fetcher({
    ...base,
    addresses,
    manners: { ...base.manners, pauseMs: 0, loopbackPauseMs: 0, concurrency: 64 },
  });
  let reads = 0;
  const read = (snapshot) => {
    reads++;
    return readWhole(snapshot, {});
  };
  const tools = { store, fetcher, read, compare: compareReadings, rules: RULES_VERSION, now: () => new Date() };
  store.refresh.watch(
    Array.from({ length: sources }, (_, n) => ({
      address: `http://127.0.${Math.floor((n % hosts) / 250)}.${1 + ((n % hosts) % 250)}:${port}/liste-${n}`,
      supplier: `Kunde ${n}`,
    })),
  );
  let full = 0;
  for (const night of [
    { kind: "full", changed: 0 },
    { kind: "304", changed: 0 },
    { kind: "304", changed: 0 },
    { kind: "hash", changed: 0 },
    { kind: "words", changed: 0 },
    { kind: "full", changed: Math.round(sources / 20), name: "5 % changed" },
  ]) {
    server.send(night.changed > 0 ? { ...night, kind: "304changed" } : night);
    await once(server, "message");
    reads = 0;
    const before = process.cpuUsage();
    const from = performance.now();
    const report = await refresh(tools, { due: false, only: null, concurrency: 64 });
    const used = process.cpuUsage(before);
    const ms = (used.user + used.system) / 1000;
    full ||= ms;
    if (report.failed > 0) console.log(report.visits.find(({ outcome }) => outcome === "failed"));
    const counts = `${report.same} same, ${report.changed} changed, ${report.failed} failed, ${report.suspected} suspected, ${reads} read`;
    console.log(
      `${(night.name ?? night.kind).padEnd(12)} ${(ms / 1000).toFixed(2)} s CPU, ${(ms / sources).toFixed(2)} ms a source, ${((100 * ms) / full).toFixed(0)} % of full, ${((performance.now() - from) / 1000).toFixed(1)} s wall, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB | ${counts}`,
    );
  }
  await fetcher.close();
  await store.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
