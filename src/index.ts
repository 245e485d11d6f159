/**
 * The library: `import { extract, ingest, openStore } from "underlag"`.
 *
 * Shape   extract and ingest take paths ("-" is standard input) and give one result a document, in order, one at a time.
 *         A document that cannot be read is a reading with status "failed"; nothing is thrown for it.
 */
import { type IngestedDocument, ingestDocuments, linkEntity, readAll } from "./ingest.js";
import type { Reading } from "./model/reading.js";
import type { ReadingOptions } from "./pipeline.js";
import { SETTINGS } from "./settings.js";
import { openSqliteStore } from "./store/sqlite/sqlite-store.js";
import type { Store } from "./store/store.js";

export { type FailureCode, failureFacts, UnderlagError } from "./errors.js";
export type { IngestedDocument } from "./ingest.js";
export type { Change, Comparison } from "./model/change.js";
export type { Entry } from "./model/entry.js";
export type { Reading } from "./model/reading.js";
/** A language model for what the rules leave unread: opened once a run, handed to extract and ingest as `llm`. */
export { type LlmSettings, type ModelRun, openModel } from "./pipeline.js";
export type { Decision, IngestResult, Row, RowFilter, ShowResult, Store } from "./store/store.js";

export interface ExtractOptions extends ReadingOptions {
  /** Largest document to read, in bytes. */
  readonly maxBytes?: number;
  /** How many documents to read at once. */
  readonly jobs?: number;
}
export interface IngestOptions extends ExtractOptions {
  /** Whose lists these are; else as the documents say. */
  readonly supplier?: string;
  /** Takes a list over even where it does not look like the next version of the one before. */
  readonly replace?: boolean;
}

const several = (paths: string | readonly string[]): readonly string[] => (typeof paths === "string" ? [paths] : paths);

/** Reads documents; no database. */
export async function* extract(
  paths: string | readonly string[],
  options: ExtractOptions = {},
): AsyncGenerator<Reading> {
  for await (const { reading } of readAll(several(paths), { maxBytes: SETTINGS.maxBytes.default, ...options }))
    yield reading;
}

/** Reads documents into a store, each in one transaction. */
export async function* ingest(
  store: Store,
  paths: string | readonly string[],
  options: IngestOptions = {},
): AsyncGenerator<IngestedDocument> {
  const given = { maxBytes: SETTINGS.maxBytes.default, ...options };
  yield* ingestDocuments(store, several(paths), given);
}

export interface OpenStoreOptions {
  /** Refuses a path where there is no database, and never writes. */
  readonly readOnly?: boolean;
  readonly waitSeconds?: number;
}

/** Opens the database at a path, and makes it where there is none. */
export async function openStore(path: string = SETTINGS.db.default, options: OpenStoreOptions = {}): Promise<Store> {
  return openSqliteStore(path, { explainLink: linkEntity, ...options });
}
