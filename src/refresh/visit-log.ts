/**
 * Visits on their way into the database. Those that bring a reading are one transaction each; the others, which are nine in ten
 * and tell only that nothing happened, go in by the dozen, because each commit waits for the disk.
 *
 * Shape   What a kill takes with it is asked again by the next run, so that no more than a few requests are lost.
 */
import type { RefreshStore, Visit } from "../store/refresh-store.js";
import type { RobotsShelf } from "./robots-shelf.js";

const AT_ONCE = 64;
const AFTER_MS = 250;

export class VisitLog {
  readonly #store: Pick<RefreshStore, "record" | "recordAll">;
  readonly #robots: Pick<RobotsShelf, "take"> | undefined;
  #waiting: Visit[] = [];
  #timer: NodeJS.Timeout | null = null;
  #failure: unknown = null;

  constructor(store: Pick<RefreshStore, "record" | "recordAll">, robots?: Pick<RobotsShelf, "take">) {
    this.#store = store;
    this.#robots = robots;
  }

  keep(visit: Visit): void {
    if (this.#failure) throw this.#failure;
    if (visit.read) this.#store.record(visit);
    else this.#waiting.push(visit);
    if (this.#waiting.length >= AT_ONCE) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushLater(), AFTER_MS);
  }

  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const visits = this.#waiting;
    this.#waiting = [];
    const robots = this.#robots?.take() ?? [];
    if (visits.length + robots.length > 0) this.#store.recordAll(visits, robots);
    if (this.#failure) throw this.#failure;
  }

  /** Nobody hears what a timer throws: the next call does. */
  #flushLater(): void {
    try {
      this.flush();
    } catch (failure) {
      this.#failure = failure;
    }
  }
}
