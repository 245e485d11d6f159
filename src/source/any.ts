/**
 * Paths and web addresses side by side, in the order they were given: what `extract` and `ingest` take.
 *
 * Shape   An address is fetched by the function that the caller hands in (Fetcher.snapshot), all else goes to file.ts. Without
 *         that function an address is a path like any other, and is missing.
 * Errors  None thrown: what cannot be had is an item of its own, and the others are still read.
 */
import { UnderlagError } from "../errors.js";
import type { Snapshot } from "../model/snapshot.js";
import { readSources, type SourceFailure } from "./file.js";

export interface ReadAnyOptions {
  readonly maxBytes: number;
  readonly fetch?: (url: string) => Promise<Snapshot>;
}

export async function* readAny(
  paths: readonly string[],
  options: ReadAnyOptions,
): AsyncGenerator<Snapshot | SourceFailure> {
  for (const given of paths) {
    if (options.fetch && isWebAddress(given)) yield await fetched(given, options.fetch);
    else yield* readSources([given], { maxBytes: options.maxBytes });
  }
}

export const isWebAddress = (given: string): boolean => /^https?:\/\//iu.test(given);

async function fetched(source: string, fetch: (url: string) => Promise<Snapshot>): Promise<Snapshot | SourceFailure> {
  try {
    return await fetch(source);
  } catch (failure) {
    if (failure instanceof UnderlagError) return { source, failure };
    throw failure;
  }
}
