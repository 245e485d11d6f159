/**
 * Never two refreshes of one database at once.
 *
 * Shape   The holder is "host/process id/start"; the lease is renewed while the work goes on. The lease of a process of this
 *         machine that no longer lives is taken at once, another machine's when its time has run out.
 * Errors  refresh/running, which names who holds it.
 */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { UnderlagError } from "../errors.js";
import type { RefreshStore } from "../store/refresh-store.js";

const NAME = "refresh";
const SECONDS = 120;
const RENEW_MS = 30_000;

const ME = `${hostname()}/${process.pid}/${new Date(Date.now() - process.uptime() * 1000).toISOString().slice(0, 19)}`;

export async function withLease<Result>(
  store: Pick<RefreshStore, "takeLease" | "dropLease">,
  work: (holder: string) => Promise<Result>,
): Promise<Result> {
  const holder = `${ME}/${randomUUID()}`;
  const other = store.takeLease(NAME, holder, SECONDS, isDead);
  if (other !== null) throw running(other);
  const renewal = setInterval(() => store.takeLease(NAME, holder, SECONDS, isDead), RENEW_MS);
  renewal.unref();
  try {
    return await work(holder);
  } finally {
    clearInterval(renewal);
    store.dropLease(NAME, holder);
  }
}

function running(other: string): UnderlagError {
  const [host = "", pid = "", since = ""] = other.split("/");
  const message = `Cannot refresh while process ${pid} on "${host}", alive since ${since.replace("T", " ")} UTC, does`;
  return new UnderlagError("refresh/running", message, { host, pid, since });
}

function isDead(holder: string): boolean {
  const [host, pid, since] = holder.split("/");
  if (host !== hostname()) return false;
  // Our own number with another start is one that a killed process had before us.
  if (Number(pid) === process.pid) return since !== ME.split("/")[2];
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
