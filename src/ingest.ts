/**
 * Documents from paths into readings, and into a store: what the commands `extract` and `ingest` and the library share.
 *
 * Shape   One by one, in the order of the input, a few at a time: memory holds `jobs` documents and no more.
 */
import type { UnderlagError } from "./errors.js";
import type { Reading } from "./model/reading.js";
import type { Snapshot } from "./model/snapshot.js";
import { failedReading, type ReadingOptions, RULES_VERSION, readSnapshot } from "./pipeline.js";
import { readSources } from "./source/file.js";
import type { IngestOptions, IngestResult, Store, StoredReading } from "./store/store.js";

/** For openSqliteStore(): the rules' own word for why an entry is that company. */
export { linkEntity } from "./record/link.js";

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
  /** Takes a list over even where it does not look like the next version of the one before. */
  readonly replace?: boolean;
}

export async function* readAll(paths: readonly string[], options: ReadAllOptions): AsyncGenerator<ReadDocument> {
  const sources = readSources(paths, { maxBytes: options.maxBytes });
  yield* inOrder(sources, (given) => readOne(given, options), jobsOf(options));
}

export interface IngestedDocument {
  readonly source: string;
  /** null where the stored reading of the same bytes under the same rules still stands: they were not read again. */
  readonly reading: Reading | null;
  readonly result: IngestResult;
}

export async function* ingestDocuments(
  store: Store,
  paths: readonly string[],
  options: IngestAllOptions,
): AsyncGenerator<IngestedDocument> {
  const given = options.supplier === undefined ? {} : { vendor: options.supplier };
  const sources = readSources(paths, { maxBytes: options.maxBytes });
  const readNew = async (found: Given) => {
    const result = "failure" in found || options.replace ? null : await store.unchanged(found, RULES_VERSION, given);
    return { source: found.source, result, read: result ? null : await readOne(found, options) };
  };
  for await (const { source, result, read } of inOrder(sources, readNew, jobsOf(options))) {
    if (result) yield { source, reading: null, result };
    else if (read) yield { source, reading: read.reading, result: await ingestOne(store, read, options) };
  }
}

const jobsOf = ({ jobs = 1 }: ReadAllOptions): number => Math.max(1, Math.floor(jobs));

/** With what changed since the list that holds. A list that is not that one's next version waits for a person. */
async function ingestOne(
  store: Store,
  { reading, snapshot }: ReadDocument,
  options: IngestAllOptions,
): Promise<IngestResult> {
  const given: IngestOptions = options.supplier === undefined ? {} : { vendor: options.supplier };
  const held = isList(reading.status) ? await store.heldReading(reading.source) : null;
  if (held === null || !isList(held.status)) return store.ingest(reading, snapshot, given);
  const before: Reading = { ...reading, ...versionOf(held) };
  const { compareReadings } = await import("./change/compare.js");
  const reread = held.snapshot === reading.snapshot;
  const { status, changes } = compareReadings(before, reading, reread ? { cause: "reader" } : {});
  if (status === "list_not_found" && !options.replace)
    return store.ingest(reading, snapshot, { ...given, holds: false, suspected: true });
  return store.ingest(reading, snapshot, { ...given, changes, ...(options.replace ? { holds: true } : {}) });
}

const isList = (status: Reading["status"]): boolean => status === "listed" || status === "none_used";

const versionOf = ({ snapshot, rules, status, language, list_updated, entries }: StoredReading) => ({
  snapshot,
  rules,
  status,
  language,
  list_updated,
  entries: [...entries],
});

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
