/**
 * The order of a night: hosts side by side, the pages of one host one after the other.
 *
 * Shape   A place is taken only by a source whose host may be asked now: pauses, Retry-After and waits before another attempt
 *         are spent outside, so that one slow or strict host never keeps the others waiting.
 */
import { setMaxListeners } from "node:events";
import PQueue from "p-queue";

export interface Line<Item> {
  readonly host: string;
  readonly items: Item[];
}

export interface ScheduleOptions<Item> {
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  /** When the host may be asked next, in milliseconds of Date.now(). */
  readonly readyAt: (host: string) => number;
  /** Does one item; a number means: come back to it after so many milliseconds. */
  readonly visit: (item: Item, attempt: number) => Promise<number | null>;
}

export function linesByHost<Item extends { readonly address: string }>(items: readonly Item[]): Line<Item>[] {
  const lines = new Map<string, Item[]>();
  for (const item of items) {
    const host = URL.canParse(item.address) ? new URL(item.address).host : item.address;
    const line = lines.get(host);
    if (line) line.push(item);
    else lines.set(host, [item]);
  }
  return [...lines].map(([host, of]) => ({ host, items: of }));
}

/** Whatever is thrown ends the night, once all that was begun has come to its end. */
export async function visitAll<Item>(lines: readonly Line<Item>[], options: ScheduleOptions<Item>): Promise<void> {
  const queue = new PQueue({ concurrency: options.concurrency });
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  // One listener for every host that waits: many are no leak.
  setMaxListeners(0, signal);
  const failures: unknown[] = [];
  const fail = (failure: unknown): void => {
    failures.push(failure);
    stop.abort();
  };
  const walks = new Set<Promise<void>>();
  for (const line of lines) {
    // A host is begun when its turn is near, so that what a night holds does not grow with its hosts.
    await queue.onSizeLessThan(options.concurrency);
    if (signal.aborted) break;
    const walked = walk(line, queue, { ...options, signal })
      .catch(fail)
      .finally(() => walks.delete(walked));
    walks.add(walked);
  }
  await Promise.all(walks);
  if (failures.length > 0) throw failures[0];
}

async function walk<Item>(
  { host, items }: Line<Item>,
  queue: PQueue,
  options: ScheduleOptions<Item> & { readonly signal: AbortSignal },
): Promise<void> {
  const { signal } = options;
  for (const item of items) {
    for (let attempt = 1; ; attempt++) {
      await pause(options.readyAt(host) - Date.now(), signal);
      if (signal.aborted) return;
      const waitMs = await queue.add(async () => (signal.aborted ? null : await options.visit(item, attempt)));
      if (waitMs === null || waitMs === undefined) break;
      await pause(waitMs, signal);
    }
  }
}

/** Ends early when the night is stopped. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve();
  return new Promise((resume) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resume();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
