/**
 * What one fetch gave, whichever way it ended: the row that the database keeps of it.
 *
 * Unit    Times in ISO 8601 and milliseconds; bytesOnWire before unpacking.
 */
import type { UnderlagError } from "../errors.js";
import type { Snapshot } from "../model/snapshot.js";

/** Ties an answer's validators to the address and the body they were said of: with another body they would lie. */
export interface Validators {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string;
}

export interface Hop {
  readonly url: string;
  readonly status: number;
}

export interface FetchRecord {
  readonly requestedUrl: string;
  readonly finalUrl: string;
  readonly hops: readonly Hop[];
  /** Null where no answer came at all. */
  readonly status: number | null;
  /** Only those that say something about the document or about being asked again. */
  readonly headers: Readonly<Record<string, string>>;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly bytesOnWire: number;
  readonly attempts: number;
  readonly validators: Validators | null;
}

export type FetchResult =
  | { readonly outcome: "body"; readonly record: FetchRecord; readonly snapshot: Snapshot }
  /** The server says that the body the validators belong to still stands. */
  | { readonly outcome: "unchanged"; readonly record: FetchRecord; readonly bodyHash: string }
  | {
      readonly outcome: "failed";
      readonly record: FetchRecord;
      readonly failure: UnderlagError;
      /** Set where the host asked for more time than was waited. */
      readonly retryAfterMs: number | null;
    };

const KEPT = [
  "content-type",
  "content-language",
  "content-length",
  "content-encoding",
  "content-disposition",
  "etag",
  "last-modified",
  "date",
  "location",
  "refresh",
  "retry-after",
  "server",
  "cf-mitigated",
  "www-authenticate",
] as const;

/** A header of a mile is no header that matters. */
const MAX_HEADER = 1_000;

export function headersThatMatter(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT) {
    const value = headers[name];
    if (value !== undefined && value.length <= MAX_HEADER) kept[name] = value;
  }
  return kept;
}
