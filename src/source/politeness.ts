/**
 * Who may be asked now: one request at a time to a host, a pause after each, and a limit over all hosts.
 *
 * Shape   A request waits in its host's line first and only then takes one of the places shared by all hosts, so that a host
 *         with five hundred pages does not keep the others waiting. A host that said Retry-After is not asked before.
 */
import PQueue from "p-queue";
import { isLoopback } from "./address-ranges.js";
import type { Manners } from "./fetch-settings.js";

interface HostLine {
  readonly queue: PQueue;
  notBefore: number;
  pauseMs: number;
}

const FEW_LINES = 256;

export class Politeness {
  readonly #manners: Manners;
  readonly #places: PQueue;
  readonly #lines = new Map<string, HostLine>();
  #sweepAt = FEW_LINES;

  constructor(manners: Manners) {
    this.#manners = manners;
    this.#places = new PQueue({ concurrency: manners.concurrency });
  }

  async run<T>(host: string, task: () => Promise<T>): Promise<T> {
    const line = this.#lineOf(host);
    return await line.queue.add(async () => {
      await sleep(line.notBefore - Date.now());
      try {
        return await this.#places.add(task);
      } finally {
        // Inside the line's own turn: the next in it starts as soon as this one is over.
        line.notBefore = Math.max(line.notBefore, Date.now() + line.pauseMs);
        this.#forget(host, line);
      }
    });
  }

  /** The pause that a robots.txt asks for, where it is longer than ours; capped, since some ask for days. */
  slowDown(host: string, crawlDelayMs: number): void {
    const line = this.#lineOf(host);
    line.pauseMs = Math.max(line.pauseMs, Math.min(crawlDelayMs, this.#manners.maxCrawlDelayMs));
  }

  holdOff(host: string, untilMs: number): void {
    const line = this.#lineOf(host);
    line.notBefore = Math.max(line.notBefore, untilMs);
  }

  /** When the host may be asked next, so that a night can do other work until then. */
  readyAt(host: string): number {
    return this.#lines.get(host)?.notBefore ?? 0;
  }

  #lineOf(host: string): HostLine {
    const known = this.#lines.get(host);
    if (known) return known;
    const { pauseMs, loopbackPauseMs } = this.#manners;
    const bare = host.replace(/:\d+$/u, "");
    const line: HostLine = {
      queue: new PQueue({ concurrency: 1 }),
      notBefore: 0,
      pauseMs: isLoopback(bare) ? Math.min(pauseMs, loopbackPauseMs) : pauseMs,
    };
    this.#lines.set(host, line);
    return line;
  }

  /** Ten thousand hosts a night: lines that nobody waits in and that owe no pause are let go whenever they have doubled. */
  #forget(host: string, line: HostLine): void {
    if (this.#lines.size < this.#sweepAt || line.queue.size > 0) return;
    const now = Date.now();
    for (const [name, each] of this.#lines) {
      if (name !== host && each.notBefore < now && each.queue.pending + each.queue.size === 0) this.#lines.delete(name);
    }
    this.#sweepAt = Math.max(FEW_LINES, 2 * this.#lines.size);
  }
}

export function sleep(ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resume) => setTimeout(resume, ms));
}
