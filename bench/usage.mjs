/**
 * node --import bench/usage.mjs …: writes what the process used to UNDERLAG_BENCH_USAGE when it ends, as JSON.
 *
 * Unit    cpu in seconds, user and system; rss in megabytes, the peak.
 * Shape   With UNDERLAG_BENCH_LOOPBACK every name resolves to this machine. The addresses differ, so that no pair of them runs
 *         out of ports.
 */
import dns from "node:dns/promises";
import { writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const rss = Math.round(process.resourceUsage().maxRSS / 1024);
  writeFileSync(process.env.UNDERLAG_BENCH_USAGE, JSON.stringify({ cpu: (user + system) / 1e6, rss }));
});

if (process.env.UNDERLAG_BENCH_LOOPBACK) {
  let asked = 0;
  dns.lookup = async () => [{ address: `127.0.0.${1 + (asked++ % 100)}`, family: 4 }];
  syncBuiltinESMExports();
}
