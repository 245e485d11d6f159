/**
 * What a store promises. SQLite keeps it embedded; PostgreSQL the same for teams. One contract suite (test/contracts/store.ts)
 * runs against each.
 *
 * Promises
 *   - One document is one transaction: killed at any moment, it is in whole or not at all.
 *   - The same bytes under the same rules again add nothing.
 *   - A reading that does not hold (failed, unread, suspected) never ends an entry of the current list.
 *   - What a person decided stays on top of every later reading, and says when the source moved away from under it.
 *   - Values leave the store as the model has them; views give one row of plain columns.
 * Errors  store/… of errors.ts. Anything else is a bug.
 */
import type { Change } from "../model/change.js";
import type { Entry } from "../model/entry.js";
import type { Failure, Reading } from "../model/reading.js";
import type { Snapshot } from "../model/snapshot.js";
import type { ModelBooks } from "./llm-store.js";
import type { RefreshStore } from "./refresh-store.js";

export interface Store {
  /** Keeps a reading with its bytes and makes it the current list where it holds. */
  ingest(reading: Reading, snapshot: Snapshot | null, options?: IngestOptions): Promise<IngestResult>;
  /**
   * What ingest() would answer for these bytes where it would add nothing, so that they need not be read again; null where
   * they must be. A failure, or what no rule could read, is always tried again.
   */
  unchanged(
    snapshot: Pick<Snapshot, "source" | "hash">,
    rules: string,
    options?: IngestOptions,
  ): Promise<IngestResult | null>;
  /** The last reading of a source that the current list rests on, with its entries as they were read (no corrections). */
  heldReading(source: string): Promise<StoredReading | null>;
  /** Bytes of a stored snapshot, by its hash "sha256:…"; null when they are not kept (any more). */
  snapshotBytes(hash: string): Promise<Uint8Array | null>;

  /** A supplier or a sub-processor by name, with its entries, quotes and places. */
  show(name: string): Promise<ShowResult>;
  /** Rows of a view, one at a time; memory stays flat. */
  rows(view: string, filter?: RowFilter): AsyncIterable<Row>;
  /** Names of the views, and their columns in order. */
  views(): Promise<readonly ViewShape[]>;

  /** One person's decision; returns what it did. */
  review(decision: Decision): Promise<ReviewResult>;
  /** Reviewed documents as labelled data for `npm run eval`. */
  labels(): AsyncIterable<LabelledDocument>;

  /** Fills a database by hand or by a bench quickly: several ingests in one transaction. */
  batch<Result>(work: () => Promise<Result>): Promise<Result>;
  check(): Promise<StoreCheck>;
  /** What the nightly refresh keeps: watch list, visits, runs. */
  readonly refresh: RefreshStore;
  /** Where a run that asks a language model keeps answers and what they cost; one a run. */
  modelBooks(kind: "ingest" | "refresh"): ModelBooks;
  close(): Promise<void>;
}

/** Why an entry's company is that company; names as in record/link.ts. */
export interface LinkReason {
  readonly entity: string;
  readonly method: string;
  readonly confidence: number;
}
/** Handed in when a store is opened, since a store knows no rules; null where no rule links the entry. */
export type ExplainLink = (entry: Entry) => LinkReason | null;

export interface IngestOptions {
  /** Name of the supplier; else the reading's publisher, else what the source is called. */
  readonly vendor?: string;
  /** What change/ found against heldReading(); stored with the reading. */
  readonly changes?: readonly Change[];
  /** Whether the current list follows this reading; by default as `holdsByItself` says. */
  readonly holds?: boolean;
  /** A reading that waits for a second fetch to confirm it. */
  readonly suspected?: boolean;
  readonly runId?: number;
}

export interface IngestResult {
  /** unchanged: nothing was written; read: new bytes or rules, and the same list. */
  readonly outcome: "added" | "changed" | "read" | "unchanged" | "not-held" | "failed";
  /** null where nothing was kept: a path that never gave any bytes. */
  readonly sourceId: number | null;
  readonly readingId: number | null;
  readonly supplier: string;
  readonly entries: { readonly added: number; readonly ended: number; readonly kept: number };
}

export interface StoredReading {
  readonly id: number;
  readonly source: string;
  readonly snapshot: string | null;
  readonly rules: string;
  readonly status: Reading["status"];
  readonly language: string | null;
  readonly list_updated: string | null;
  readonly at: string;
  readonly entries: readonly Entry[];
}

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
export interface ViewShape {
  readonly name: string;
  readonly columns: readonly string[];
}
export interface RowFilter {
  /** column → value it must equal. */
  readonly where?: Readonly<Record<string, Value>>;
  /** column → value it must reach or pass; for dates. */
  readonly since?: Readonly<Record<string, string>>;
  readonly orderBy?: string;
  readonly descending?: boolean;
  readonly limit?: number;
}

export interface ShownEntry {
  readonly id: number;
  readonly supplier: string;
  readonly source: string;
  readonly snapshot: string | null;
  readonly read_at: string;
  readonly company: string | null;
  readonly reviewed: boolean;
  readonly corrected: readonly string[];
  readonly entry: Entry;
}
export interface ShowResult {
  readonly suppliers: readonly { name: string; sources: readonly Row[] }[];
  /** Entries of the matching suppliers, then of matching sub-processors at any supplier. */
  readonly listed: readonly ShownEntry[];
  readonly used_by: readonly ShownEntry[];
  /** Names that come near, where nothing matched. */
  readonly similar: readonly string[];
}

export interface Decision {
  readonly entryId: number;
  readonly decision: "accept" | "correct" | "reject";
  /** For correct: a field of Entry, or "entity" to link the written name to a company for ever. */
  readonly field?: string;
  readonly value?: unknown;
  readonly by: string;
  readonly note?: string;
}
export interface ReviewResult {
  readonly reviewId: number;
  readonly supplier: string;
  readonly name: string | null;
}

export interface LabelledDocument {
  readonly source: string;
  readonly snapshot: string | null;
  readonly language: string | null;
  readonly publisher: string | null;
  readonly has_list: boolean;
  readonly reviewed_by: readonly string[];
  readonly entries: readonly Record<string, unknown>[];
  readonly not_entries: readonly string[];
}

export interface StoreCheck {
  readonly schema: number;
  readonly integrity: readonly string[];
  readonly suppliers: number;
  readonly sources: number;
  readonly entries: number;
}

/** Whether a reading may become the current list without a second look, given whether the source has one already. */
export function holdsByItself(
  reading: Pick<Reading, "status" | "entries">,
  alreadyHeld: Reading["status"] | null,
): boolean {
  if (reading.status === "failed") return false;
  if (alreadyHeld === null) return true;
  if (reading.status === "listed") return reading.entries.length > 0;
  // A page that says something else than before is believed; one in which we find nothing is not.
  return reading.status === "none_used" || reading.status === "on_request" || reading.status === "refers_elsewhere"
    ? alreadyHeld !== "listed"
    : false;
}

export type { Failure };
