/**
 * The clocks of one exchange: until the headers are there, between two pieces, for the whole, and a floor on the speed.
 *
 * Shape   One AbortSignal; whichever clock runs out first aborts it with the failure that says which.
 * Errors  source/timeout, source/too-slow, as the signal's reason.
 */
import { UnderlagError } from "../errors.js";
import type { FetchLimits } from "./fetch-settings.js";

export class Watchdog {
  readonly #controller = new AbortController();
  readonly #host: string;
  readonly #limits: FetchLimits;
  readonly #total: NodeJS.Timeout;
  #step: NodeJS.Timeout;
  #window: NodeJS.Timeout | null = null;
  #bytesInWindow = 0;

  constructor(host: string, limits: FetchLimits) {
    this.#host = host;
    this.#limits = limits;
    this.#total = setTimeout(() => this.#late("the whole answer", limits.totalMs), limits.totalMs);
    this.#step = setTimeout(() => this.#late("the first byte", limits.firstByteMs), limits.firstByteMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  headersCame(): void {
    const { idleMs, floorWindowMs } = this.#limits;
    clearTimeout(this.#step);
    this.#step = setTimeout(() => this.#late("the next byte", idleMs), idleMs);
    this.#window = setInterval(() => this.#weigh(), floorWindowMs);
  }

  bytesCame(count: number): void {
    this.#bytesInWindow += count;
    this.#step.refresh();
  }

  #weigh(): void {
    const { floorBytesPerSecond, floorWindowMs } = this.#limits;
    const least = (floorBytesPerSecond * floorWindowMs) / 1000;
    if (this.#bytesInWindow < least) {
      const got = `${this.#bytesInWindow} bytes in ${floorWindowMs} ms`;
      this.#abort(
        new UnderlagError("source/too-slow", `Cannot wait for "${this.#host}": ${got}`, { host: this.#host }),
      );
    }
    this.#bytesInWindow = 0;
  }

  #late(what: string, ms: number): void {
    const message = `Cannot get ${what} from "${this.#host}" within ${ms} ms`;
    this.#abort(new UnderlagError("source/timeout", message, { host: this.#host, ms }));
  }

  #abort(failure: UnderlagError): void {
    this.stop();
    this.#controller.abort(failure);
  }

  stop(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#step);
    if (this.#window) clearInterval(this.#window);
  }
}
