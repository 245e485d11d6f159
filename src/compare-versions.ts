/**
 * Files as successive versions of one list: each is read once and held against the one before it. No database.
 *
 * Errors  A version that cannot be read gives two comparisons that found no list, and the others are still compared.
 */
import { compareReadings } from "./change/compare.js";
import type { Comparison } from "./model/change.js";
import type { Reading } from "./model/reading.js";
import type { Snapshot } from "./model/snapshot.js";
import { failedReading, type ReadingOptions, readSnapshot } from "./pipeline.js";
import { readSources, type SourceFailure } from "./source/file.js";

export interface CompareVersionsOptions extends ReadingOptions {
  readonly maxBytes: number;
}

/** A reading, and its comparison with the one before it; null for the first. */
export interface ComparedVersion {
  readonly reading: Reading;
  readonly comparison: Comparison | null;
}

export async function* compareVersions(
  paths: readonly string[],
  options: CompareVersionsOptions,
): AsyncGenerator<ComparedVersion> {
  let last: Version | null = null;
  for await (const given of readSources(paths, { maxBytes: options.maxBytes })) {
    const version = await readVersion(given, options);
    yield { reading: version.reading, comparison: last && compare(last, version) };
    last = version;
  }
}

interface Version {
  readonly reading: Reading;
  readonly text: string;
}

const compare = (before: Version, after: Version): Comparison =>
  compareReadings(before.reading, after.reading, { texts: { before: before.text, after: after.text } });

async function readVersion(given: Snapshot | SourceFailure, options: CompareVersionsOptions): Promise<Version> {
  if ("failure" in given) return { reading: failedReading(given.source, given.failure), text: "" };
  let text = "";
  const reading = await readSnapshot(given, {
    ...options,
    onDocument: (document) => {
      text = document.text;
    },
  });
  return { reading, text };
}
