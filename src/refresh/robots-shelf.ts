/**
 * robots.txt between the fetcher, which reads it, and the database, which keeps it for the next visit.
 *
 * Shape   What was read waits here and is written with the visits (see visit-log.ts): a commit of its own would cost every host
 *         more than its page does.
 */
import type { RobotsMemory } from "../source/robots.js";
import type { RefreshStore, RobotsFile } from "../store/refresh-store.js";

export class RobotsShelf implements RobotsMemory {
  readonly #store: Pick<RefreshStore, "robots">;
  #waiting: RobotsFile[] = [];

  constructor(store: Pick<RefreshStore, "robots">) {
    this.#store = store;
  }

  find(origin: string): RobotsFile | null {
    return this.#store.robots(origin);
  }

  keep(file: RobotsFile): void {
    this.#waiting.push(file);
  }

  /** What has been read since it was last asked for. */
  take(): readonly RobotsFile[] {
    const files = this.#waiting;
    this.#waiting = [];
    return files;
  }
}
