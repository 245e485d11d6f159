/**
 * What the nightly refresh asks of a store, beside Store itself.
 *
 * Promises
 *   - A visit (fetch, snapshot, reading, changes, and when to come back) is one transaction.
 *   - Only one process holds the lease; a dead one's lease can be taken at once.
 *   - A run that was killed is found again, with what it had already visited.
 */
import type { Change } from "../model/change.js";
import type { Entry } from "../model/entry.js";
import type { Reading } from "../model/reading.js";
import type { Snapshot } from "../model/snapshot.js";
import type { IngestResult } from "./store.js";

export interface WatchRow {
  readonly address: string;
  readonly supplier: string;
  readonly intervalHours?: number | null;
}

export interface WatchedSource {
  readonly id: number;
  readonly address: string;
  readonly supplier: string;
}

export interface SourceState extends WatchedSource {
  readonly intervalHours: number;
  /** JSON, as the refresh wrote it. */
  readonly validators: string | null;
  readonly page: string | null;
  readonly bodyAt: string | null;
  readonly failures: number;
  readonly rereadRules: string | null;
  readonly held: ReadingHead | null;
  /** The last reading, where it waits for a second fetch. */
  readonly suspected: (ReadingHead & { readonly entries: readonly Entry[] }) | null;
}

export interface ReadingHead {
  readonly id: number;
  readonly snapshot: string | null;
  readonly rules: string;
  readonly status: Reading["status"];
  readonly language: string | null;
}

export type VisitOutcome = "same" | "changed" | "suspected" | "failed" | "reread";

export interface Visit {
  readonly sourceId: number;
  readonly runId: number;
  readonly outcome: VisitOutcome;
  readonly at: string;
  readonly dueAt: string;
  readonly fetch: {
    readonly status: number | null;
    readonly finalUrl: string | null;
    readonly etag: string | null;
    readonly lastModified: string | null;
    readonly milliseconds: number;
    readonly bytes: number;
    readonly attempts: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly hops: readonly { readonly url: string; readonly status: number }[];
  };
  readonly failure: { readonly code: string; readonly message: string } | null;
  /** Left out: stays as it is. */
  readonly validators?: string | null;
  readonly page?: string | null;
  readonly bodyAt?: string;
  /** The list that holds was seen again: what waited for a second fetch is off the table. */
  readonly dropSuspicion?: boolean;
  readonly read?: VisitReading;
}

export interface VisitReading {
  readonly reading: Reading;
  readonly snapshot: Snapshot | null;
  readonly changes: readonly Change[];
  readonly holds: boolean;
  readonly suspected: boolean;
}

export interface RobotsFile {
  readonly origin: string;
  /** Null where the site has none. */
  readonly words: string | null;
  readonly readAt: string;
}

export interface Run {
  readonly id: number;
  /** Sources that a killed run had visited already; empty for a fresh one. */
  readonly visited: ReadonlySet<number>;
}

export interface RefreshStore {
  /** Adds, or renews supplier and interval of what is watched already. */
  watch(rows: readonly WatchRow[]): { readonly added: number; readonly renewed: number };
  /** By address, or every source of a supplier. What was read stays. */
  unwatch(addressOrSupplier: string): readonly string[];
  /** In the order they were added. */
  watched(filter: { readonly dueBefore?: string; readonly only?: readonly string[] }): WatchedSource[];
  state(sourceId: number): SourceState;
  /** A stored snapshot as it came, but for the time; null when its bytes are not kept. */
  snapshot(hash: string, source: string): Snapshot | null;
  record(visit: Visit): IngestResult | null;
  /** Several visits in one transaction, where none of them brings a reading; with what hosts were found to allow. */
  recordAll(visits: readonly Visit[], robots: readonly RobotsFile[]): void;
  /** The robots.txt of an origin as it was last read; null where none was. */
  robots(origin: string): RobotsFile | null;
  /** The stored snapshot read by newer rules. */
  reread(sourceId: number, runId: number, rules: string, read: VisitReading | null): IngestResult | null;
  beginRun(kind: string, process: string): Run;
  endRun(runId: number, summary: unknown): void;
  /** The holder that is in the way, or null when the lease is ours. */
  takeLease(name: string, holder: string, seconds: number, isDead: (holder: string) => boolean): string | null;
  dropLease(name: string, holder: string): void;
  /** How far a reader of changes has come: the id of the last change it was told; null for one that is new. */
  cursor(reader: string): number | null;
  moveCursor(reader: string, changeId: number): void;
  lastChangeId(): number;
}
