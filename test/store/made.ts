/** Readings made by hand: what the store is tested with, without any reader or rule. */
import { createHash } from "node:crypto";
import type { Entry } from "../../src/model/entry.js";
import type { Reading } from "../../src/model/reading.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import { blankFields } from "../../src/record/values.js";

export function madeEntry(name: string | null, more: Partial<Entry> = {}): Entry {
  const quote = name ?? "SMS";
  const evidence: Entry["evidence"] = [
    { field: name === null ? "service" : "name", quote, start: 10, end: 10 + quote.length, ...NO_PLACE, line: 2 },
  ];
  return {
    ...blankFields(),
    key: (name ?? "withheld").toLowerCase(),
    name,
    service: name === null ? "SMS" : null,
    purpose_categories: [],
    entity: null,
    method: "rule:header-table",
    confidence: 0.97,
    hidden: false,
    provenance: null,
    evidence,
    unresolved: [],
    ...more,
  };
}

export const NO_PLACE = { page: null, box: null, path: null, line: null, hidden: false, ocr: false } as const;

export function madeSnapshot(source: string, words: string, retrievedAt = "2026-03-01T08:00:00.000Z"): Snapshot {
  const bytes = Buffer.from(words);
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { source, bytes, hash, contentType: null, fileName: source, retrievedAt };
}

export function madeReading(snapshot: Snapshot, entries: Entry[], more: Partial<Reading> = {}): Reading {
  return {
    source: snapshot.source,
    snapshot: snapshot.hash,
    media_type: "text/plain",
    reader: "text/1",
    rules: "1",
    language: "da",
    publisher: "Eksempel A/S",
    title: "Underdatabehandlere",
    status: entries.length > 0 ? "listed" : "no_list",
    list_updated: "2026-02-01",
    method: "rule",
    confidence: 0.97,
    entries,
    warnings: [],
    failure: null,
    ...more,
  };
}

export function failedReading(source: string, snapshot: Snapshot | null): Reading {
  const failure = {
    code: "source/empty",
    message: `Cannot read "${source}": no bytes`,
    remedy: "Save it again.",
    retry: "never",
  } as const;
  return madeReading(snapshot ?? madeSnapshot(source, ""), [], {
    snapshot: snapshot?.hash ?? null,
    status: "failed",
    publisher: null,
    failure,
    method: null,
  });
}
