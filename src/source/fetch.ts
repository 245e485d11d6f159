/**
 * Fetching a document from a server: guarded, polite, conditional, and only ever whole.
 *
 * Shape   fetch() never throws for what a server or a network does: it gives a record with a body, with "unchanged", or with
 *         a failure. One fetcher serves a whole run, so that hosts' lines, robots.txt and connections are shared.
 * Errors  source/bad-url and the like come back as failures too. What is thrown is a bug.
 */
import { createHash } from "node:crypto";
import { UnderlagError } from "../errors.js";
import type { Snapshot } from "../model/snapshot.js";
import { checkUrl } from "./address-guard.js";
import { Routes } from "./dispatcher.js";
import { type Answer, exchange, type Headers } from "./exchange.js";
import { type FetchRecord, type FetchResult, headersThatMatter, type Validators } from "./fetch-result.js";
import type { FetchSettings } from "./fetch-settings.js";
import { Politeness, sleep } from "./politeness.js";
import { follow, type Journey } from "./redirects.js";
import { planRetry, type RetryPlan, readRetryAfter } from "./retry.js";
import { Robots, type RobotsMemory } from "./robots.js";
import { statusFailure } from "./status-failure.js";

export interface FetchOptions {
  readonly validators?: Validators | null;
  /** Value of an Authorization header, for the origin of the given address only. */
  readonly authorization?: string | null;
  /** Set by a caller that comes back by itself (see retryAfter): one attempt, of this number. Otherwise the call waits and asks again. */
  readonly attempt?: number;
}

export class Fetcher {
  readonly #settings: FetchSettings;
  readonly #routes: Routes;
  readonly #robots: Robots;
  readonly politeness: Politeness;

  constructor(settings: FetchSettings, robotsMemory: RobotsMemory | null = null) {
    this.#settings = settings;
    this.#routes = new Routes(settings);
    this.politeness = new Politeness(settings.manners);
    this.#robots = new Robots((url) => this.#loadRobots(url), robotsMemory);
  }

  async fetch(given: string, options: FetchOptions = {}): Promise<FetchResult> {
    for (let attempt = options.attempt ?? 1; ; attempt++) {
      const result = await this.#once(given, options, attempt);
      const plan = this.planRetry(result);
      if (plan.kind !== "again" || options.attempt !== undefined) return result;
      await sleep(plan.waitMs);
    }
  }

  /** Whether, and after what time, the address of this result is worth another attempt. */
  planRetry(result: FetchResult): RetryPlan {
    if (result.outcome !== "failed") return { kind: "give-up" };
    return planRetry(result.failure, result.record.attempts, result.retryAfterMs, this.#settings.manners);
  }

  /** The snapshot, or the failure thrown: for a caller who has one address and no history of it. */
  async snapshot(given: string): Promise<Snapshot> {
    const result = await this.fetch(given);
    if (result.outcome === "failed") throw result.failure;
    if (result.outcome === "body") return result.snapshot;
    throw new Error("An answer without validators cannot be unchanged");
  }

  /** Sitemaps that the site's robots.txt names; none where it has none or may not be read. */
  async sitemaps(url: URL): Promise<readonly string[]> {
    return this.#robots.check(url).then(
      (answer) => answer.sitemaps,
      () => [],
    );
  }

  close(): Promise<void> {
    return this.#routes.close();
  }

  async #once(given: string, options: FetchOptions, attempt: number): Promise<FetchResult> {
    const started = performance.now();
    const startedAt = new Date().toISOString();
    const journey: Journey = { url: NOWHERE, hops: [], bytesOnWire: 0, answer: null, sentValidators: false };
    const validators = options.validators ?? null;
    const record = (found: Validators | null = null): FetchRecord =>
      recordOf(given, journey, startedAt, performance.now() - started, attempt, found);
    try {
      journey.url = checkUrl(given, this.#settings.addresses);
      const step = (url: URL, headers: Headers): Promise<Answer> => this.#step(url, headers);
      const journeyOptions = { validators, authorization: options.authorization ?? null };
      const answer = await follow(journey, step, journeyOptions, this.#settings);
      if (answer.status === 304 && journey.sentValidators && validators) {
        return { outcome: "unchanged", record: record(validators), bodyHash: validators.bodyHash };
      }
      const snapshot = snapshotOf(given, journey, answer, startedAt);
      return { outcome: "body", record: record(validatorsOf(journey.url, answer, snapshot.hash)), snapshot };
    } catch (failure) {
      if (!(failure instanceof UnderlagError)) throw failure;
      return {
        outcome: "failed",
        record: record(),
        failure,
        retryAfterMs: journey.answer && retryAfterOf(journey.answer),
      };
    }
  }

  async #step(url: URL, headers: Headers): Promise<Answer> {
    if (this.#settings.manners.obeyRobots) {
      const { crawlDelayMs } = await this.#robots.check(url);
      if (crawlDelayMs > 0) this.politeness.slowDown(url.host, crawlDelayMs);
    }
    return this.#exchange(url, headers);
  }

  /** In the host's line; a Retry-After is heard before the line moves on. */
  #exchange(url: URL, headers: Headers): Promise<Answer> {
    return this.politeness.run(url.host, async () => {
      const answer = await exchange(url, headers, this.#routes, this.#settings);
      const waitMs = retryAfterOf(answer);
      if (waitMs !== null && waitMs <= this.#settings.manners.maxRetryAfterMs) {
        this.politeness.holdOff(url.host, Date.now() + waitMs);
      }
      return answer;
    });
  }

  async #loadRobots(robotsUrl: URL): Promise<string | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#askRobots(robotsUrl);
      } catch (cause) {
        const failure = cause instanceof UnderlagError ? cause : null;
        const plan = failure && planRetry(failure, attempt, null, this.#settings.manners);
        if (plan?.kind !== "again") throw robotsFailure(robotsUrl, cause);
        await sleep(plan.waitMs);
      }
    }
  }

  async #askRobots(robotsUrl: URL): Promise<string | null> {
    const journey: Journey = { url: robotsUrl, hops: [], bytesOnWire: 0, answer: null, sentValidators: false };
    const step = (url: URL, headers: Headers): Promise<Answer> => this.#exchange(url, headers);
    const answer = await follow(journey, step, { validators: null, authorization: null }, this.#settings);
    if (answer.bytes) return answer.bytes.toString("utf8");
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return null;
    throw statusFailure(answer.status, journey.url);
  }
}

const NOWHERE = new URL("about:blank");

/** Only these two statuses say when to come back; every page of the host waits then, not just this one. */
function retryAfterOf({ status, headers }: Answer): number | null {
  return status === 429 || status === 503 ? readRetryAfter(headers["retry-after"], Date.now()) : null;
}

/** A host that is not there, or may not be asked, is that failure, and no word about robots.txt helps. */
function robotsFailure(robotsUrl: URL, cause: unknown): unknown {
  if (!(cause instanceof UnderlagError)) return cause;
  const telling = [
    "source/server-error",
    "source/rate-limited",
    "source/bad-status",
    "source/too-large",
    "source/timeout",
  ];
  if (!telling.includes(cause.code)) return cause;
  const message = `Cannot read "${robotsUrl.href}", which says what may be asked: ${cause.message}`;
  return new UnderlagError("source/robots-unreadable", message, { url: robotsUrl.href }, cause);
}

function snapshotOf(given: string, journey: Journey, answer: Answer, retrievedAt: string): Snapshot {
  const failure = statusFailure(answer.status, journey.url);
  if (failure) throw failure;
  const bytes = answer.bytes ?? Buffer.alloc(0);
  if (bytes.length === 0) {
    throw new UnderlagError("source/empty", `Cannot read "${journey.url.href}": the answer is empty`, { url: given });
  }
  return {
    source: given,
    bytes,
    hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    contentType: answer.headers["content-type"] ?? null,
    fileName: fileNameOf(journey.url, answer.headers["content-disposition"]),
    retrievedAt,
  };
}

/** A server that names the file knows better than its address does. */
function fileNameOf(url: URL, disposition: string | undefined): string {
  const named = /filename="?([^";]{1,200})/iu.exec(disposition ?? "")?.[1];
  return named ?? (url.pathname.split("/").at(-1) || url.host);
}

function validatorsOf(url: URL, answer: Answer, bodyHash: string): Validators | null {
  const etag = answer.headers.etag ?? null;
  const lastModified = answer.headers["last-modified"] ?? null;
  return etag === null && lastModified === null ? null : { url: url.href, etag, lastModified, bodyHash };
}

function recordOf(
  given: string,
  journey: Journey,
  startedAt: string,
  durationMs: number,
  attempts: number,
  validators: Validators | null,
): FetchRecord {
  return {
    requestedUrl: given,
    finalUrl: journey.url === NOWHERE ? given : journey.url.href,
    hops: journey.hops,
    status: journey.answer?.status ?? null,
    headers: headersThatMatter(journey.answer?.headers ?? {}),
    startedAt,
    durationMs: Math.round(durationMs),
    bytesOnWire: journey.bytesOnWire,
    attempts,
    validators,
  };
}
