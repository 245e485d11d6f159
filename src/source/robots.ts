/**
 * robots.txt of each origin, read once and kept for a day: in memory, and in what the caller hands in to remember it by.
 *
 * Shape   Absent (4xx) allows everything. One that cannot be read now (5xx, no answer) forbids everything for now, since the
 *         site may have rules that we do not know.
 * Errors  source/robots where the page is disallowed, source/robots-unreadable where nobody can tell.
 * Source  https://www.rfc-editor.org/rfc/rfc9309
 */
import robotsParser from "robots-parser";
import { UnderlagError } from "../errors.js";

/** The package is CommonJS, and its types do not know that. */
const parseRobots = robotsParser as unknown as (url: string, words: string) => RobotsFile;

interface RobotsFile {
  isDisallowed(url: string, product: string): boolean | undefined;
  getCrawlDelay(product: string): number | undefined;
  getSitemaps(): string[];
}

/** The words of a robots.txt; null where the site has none. */
export type RobotsLoader = (robotsUrl: URL) => Promise<string | null>;

export interface RobotsAnswer {
  readonly crawlDelayMs: number;
  readonly sitemaps: readonly string[];
}

/** Where the words outlive this process; times are ISO 8601. */
export interface RobotsMemory {
  find(origin: string): { readonly words: string | null; readonly readAt: string } | null;
  keep(file: { readonly origin: string; readonly words: string | null; readonly readAt: string }): void;
}

interface Rules {
  readonly until: number;
  readonly answer: Promise<RobotsFile | null>;
}

const DAY_MS = 86_400_000;
/** After a failure it is tried again soon, and not for every page of the host. */
const FAILED_MS = 300_000;
/** The standard asks to read at least 500 KiB, and nobody writes more. */
const MAX_LENGTH = 512 * 1024;
const MAX_ORIGINS = 4_096;
/** Where they outlive this process, as many as are asked at about the same time: the others are found again. */
const MAX_REMEMBERED = 256;
const PRODUCT = "underlag";

export class Robots {
  readonly #load: RobotsLoader;
  readonly #memory: RobotsMemory | null;
  readonly #rules = new Map<string, Rules>();

  constructor(load: RobotsLoader, memory: RobotsMemory | null = null) {
    this.#load = load;
    this.#memory = memory;
  }

  async check(url: URL): Promise<RobotsAnswer> {
    const rules = await this.#rulesOf(url);
    if (rules?.isDisallowed(url.href, PRODUCT)) {
      const message = `Cannot fetch "${url.pathname}" from "${url.host}": robots.txt disallows it`;
      throw new UnderlagError("source/robots", message, { url: url.href });
    }
    return { crawlDelayMs: (rules?.getCrawlDelay(PRODUCT) ?? 0) * 1000, sitemaps: rules?.getSitemaps() ?? [] };
  }

  #rulesOf(url: URL): Rules["answer"] {
    const known = this.#rules.get(url.origin);
    if (known && known.until > Date.now()) return known.answer;
    const robotsUrl = new URL("/robots.txt", url);
    const remembered = this.#remembered(robotsUrl);
    if (remembered) return remembered;
    const answer = this.#read(robotsUrl);
    this.#keep(url.origin, { until: Date.now() + DAY_MS, answer });
    answer.catch(() => this.#keep(url.origin, { until: Date.now() + FAILED_MS, answer }));
    return answer;
  }

  #remembered(robotsUrl: URL): Rules["answer"] | null {
    const file = this.#memory?.find(robotsUrl.origin) ?? null;
    const until = file === null ? 0 : Date.parse(file.readAt) + DAY_MS;
    if (file === null || until <= Date.now()) return null;
    const answer = Promise.resolve(parse(robotsUrl, file.words));
    this.#keep(robotsUrl.origin, { until, answer });
    return answer;
  }

  #keep(origin: string, rules: Rules): void {
    this.#rules.delete(origin);
    this.#rules.set(origin, rules);
    const most = this.#memory === null ? MAX_ORIGINS : MAX_REMEMBERED;
    if (this.#rules.size > most) this.#rules.delete(this.#rules.keys().next().value!);
  }

  async #read(robotsUrl: URL): Promise<RobotsFile | null> {
    const words = (await this.#load(robotsUrl))?.slice(0, MAX_LENGTH) ?? null;
    this.#memory?.keep({ origin: robotsUrl.origin, words, readAt: new Date().toISOString() });
    return parse(robotsUrl, words);
  }
}

const parse = (robotsUrl: URL, words: string | null): RobotsFile | null =>
  words === null ? null : parseRobots(robotsUrl.href, words);
