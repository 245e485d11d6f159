/**
 * Documents from paths into readings, and into a store: what the commands `extract` and `ingest` and the library share.
 *
 * Shape   One by one, in the order of the input, a few at a time: memory holds `jobs` documents and no more.
 */
import type { UnderlagError } from "./errors.js";
import type { Reading } from "./model/reading.js";
import type { Snapshot } from "./model/snapshot.js";
import { failedReading, type ReadingOptions, readSnapshot } from "./pipeline.js";
import { readSources } from "./source/file.js";
import type { IngestResult, Store } from "./store/store.js";

export interface ReadDocument {
  readonly reading: Reading;
  readonly snapshot: Snapshot | null;
}
export interface ReadAllOptions extends ReadingOptions {
  readonly maxBytes: number;
  readonly jobs?: number;
}
export interface IngestAllOptions extends ReadAllOptions {
  /** Whose lists these are; else as the documents say. */
  readonly supplier?: string;
}

export async function* readAll(paths: readonly string[], options: ReadAllOptions): AsyncGenerator<ReadDocument> {
  const sources = readSources(paths, { maxBytes: options.maxBytes });
  yield* inOrder(sources, (given) => readOne(given, options), Math.max(1, Math.floor(options.jobs ?? 1)));
}

export async function* ingestDocuments(
  store: Store,
  paths: readonly string[],
  options: IngestAllOptions,
): AsyncGenerator<ReadDocument & { readonly result: IngestResult }> {
  const given = options.supplier === undefined ? {} : { vendor: options.supplier };
  for await (const document of readAll(paths, options))
    yield { ...document, result: await store.ingest(document.reading, document.snapshot, given) };
}

type Given = Snapshot | { readonly source: string; readonly failure: UnderlagError };

async function readOne(given: Given, options: ReadAllOptions): Promise<ReadDocument> {
  if ("failure" in given) return { reading: failedReading(given.source, given.failure), snapshot: null };
  return { reading: await readSnapshot(given, options), snapshot: given };
}

export async function* inOrder<In, Out>(
  items: AsyncIterable<In>,
  work: (item: In) => Promise<Out>,
  jobs: number,
): AsyncGenerator<Out> {
  const running: Promise<Out>[] = [];
  for await (const item of items) {
    const job = work(item);
    // A job that fails before its turn is no unhandled rejection: its turn comes.
    job.catch(() => {});
    running.push(job);
    if (running.length >= jobs) yield await running.shift()!;
  }
  for (const job of running) yield await job;
}
