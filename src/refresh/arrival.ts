/**
 * New bytes of a source: are they its page, is the list in them another one, and is the difference to be believed?
 *
 * Shape   Bytes, words and entries are compared in this order, the cheapest first; whichever is the same ends the work.
 * Errors  A page that is another one in its place, or cannot be read, is a failed visit: nothing of it is kept.
 */
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { UnderlagError } from "../errors.js";
import type { Change, Comparison } from "../model/change.js";
import type { Document } from "../model/document.js";
import type { Entry } from "../model/entry.js";
import type { Reading } from "../model/reading.js";
import type { Snapshot } from "../model/snapshot.js";
import { CONFIRMABLE, judgePage, type PageSuspicion, pageFacts } from "../source/page-check.js";
import type { SourceState, VisitReading } from "../store/refresh-store.js";
import type { StoredReading } from "../store/store.js";
import { confirms, type Doubt, doubtChanges } from "./doubt.js";
import { type HeldPage, readHeldPage } from "./memory.js";
import type { ReadWhole, RefreshTools } from "./tools.js";

export type Arrival =
  /** Other bytes around the words of the list in force. */
  | { readonly kind: "same" }
  | {
      readonly kind: "failed";
      readonly failure: { readonly code: string; readonly message: string };
      readonly suspicion: PageSuspicion | null;
    }
  | {
      readonly kind: "read";
      readonly read: VisitReading;
      readonly page: HeldPage | null;
      readonly doubt: Doubt | null;
    };

export interface Arrived {
  readonly snapshot: Snapshot;
  readonly finalUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function weigh(
  arrived: Arrived,
  whole: ReadWhole,
  state: SourceState,
  tools: RefreshTools,
): Promise<Arrival> {
  const { reading, document } = whole;
  const before = readHeldPage(state.page);
  const textHash = document === null ? "" : hashOf(document.text);
  if (before !== null && before.textHash === textHash && state.held) return { kind: "same" };
  if (document === null) {
    if (hasNothing(arrived, before)) return suspect(arrived.finalUrl, "empty-shell", "The answer holds no words");
    return {
      kind: "failed",
      suspicion: null,
      failure: reading.failure ?? { code: "document/broken", message: "Cannot read the document" },
    };
  }
  const facts = pageFacts(document, arrived.snapshot.bytes, arrived.finalUrl, reading);
  const { bytes } = arrived.snapshot;
  const verdict = judgePage({
    requestedUrl: state.address,
    headers: arrived.headers,
    bytes,
    document,
    facts,
    previous: before,
  });
  if (!verdict.ok && !CONFIRMABLE.has(verdict.reason)) return suspect(arrived.finalUrl, verdict.reason, verdict.detail);
  const page = { ...facts, textHash };
  const held = state.held ? await tools.store.heldReading(state.address) : null;
  if (held === null) return accept(arrived.snapshot, reading, [], page);
  return await believe(arrived.snapshot, { reading, document }, held, page, verdict.ok ? null : verdict, state, tools);
}

async function believe(
  snapshot: Snapshot,
  { reading, document }: { reading: Reading; document: Document },
  held: StoredReading,
  page: HeldPage,
  pageDoubt: Doubt | null,
  state: SourceState,
  tools: RefreshTools,
): Promise<Arrival> {
  const before = asReading(held, reading);
  if (isListGone(before, reading)) return wait(snapshot, reading, listGone(before));
  const compared = comparable(before) ? await compareWithWords(before, reading, document.text, state, tools) : null;
  if (compared?.status === "list_not_found" && before.entries.length > 0) return wait(snapshot, reading, OTHER_LIST);
  const changes = compared?.changes ?? [];
  const doubt = pageDoubt ?? doubtChanges(changes, before, reading, document.text);
  if (doubt === null || isConfirmed(changes, before, state, tools)) return accept(snapshot, reading, changes, page);
  return wait(snapshot, reading, doubt);
}

/**
 * Differences that the words of both documents bear out. The older document is read again only where the entries differ at all.
 * Whether it is a list at all is settled without it: a list that shrank is doubted here, and may be confirmed.
 */
async function compareWithWords(
  before: Reading,
  after: Reading,
  text: string,
  state: SourceState,
  tools: RefreshTools,
): Promise<Comparison> {
  if (before.rules !== tools.rules) return tools.compare(before, after, { cause: "reader" });
  const words = saysTheSame(before, after) ? null : await wordsOf(before, state, tools);
  const exact =
    words === null ? null : tools.compare(before, after, { cause: "source", texts: { before: words, after: text } });
  if (exact !== null && exact.status !== "list_not_found") return exact;
  return tools.compare(before, after, { cause: "source" });
}

const saysTheSame = (before: Reading, after: Reading): boolean =>
  isDeepStrictEqual(before.entries.map(withoutPlaces), after.entries.map(withoutPlaces));

/** Where the words stand, and how surely they were read, is no news. */
function withoutPlaces({ evidence: _, confidence: __, ...stated }: Entry): Partial<Entry> {
  return stated;
}

async function wordsOf(reading: Reading, state: SourceState, tools: RefreshTools): Promise<string | null> {
  const stored = reading.snapshot === null ? null : tools.store.refresh.snapshot(reading.snapshot, state.address);
  return stored === null ? null : await tools.text(stored);
}

const OTHER_LIST: Doubt = { reason: "other-list", detail: "The page holds another list than before" };

/** A list that was there and now is not said to be: no second fetch makes that a removal of them all, only a person does. */
function isListGone(before: Reading, reading: Reading): boolean {
  const stood = before.status === "listed" && before.entries.length > 0;
  return stood && (reading.status !== "listed" || reading.entries.length === 0);
}

const listGone = (before: Reading): Doubt => ({
  reason: "list-lost",
  detail: `The list of ${before.entries.length} was not found`,
});

/** "None used" is a list of nobody; what could not be read before is nothing to compare with. */
const comparable = ({ status }: Reading): boolean => status === "listed" || status === "none_used";

function isConfirmed(changes: readonly Change[], before: Reading, state: SourceState, tools: RefreshTools): boolean {
  if (state.suspected === null) return false;
  const waited: Reading = { ...before, status: state.suspected.status, entries: [...state.suspected.entries] };
  return waited.entries.length > 0 && confirms(changes, tools.compare(before, waited).changes);
}

function accept(snapshot: Snapshot, reading: Reading, changes: readonly Change[], page: HeldPage): Arrival {
  return { kind: "read", read: { reading, snapshot, changes, holds: true, suspected: false }, page, doubt: null };
}

/** Kept with its bytes, so that a second fetch of the same confirms it; the list in force stays as it is. */
function wait(snapshot: Snapshot, reading: Reading, doubt: Doubt): Arrival {
  const warnings = [...reading.warnings, { code: `suspected/${doubt.reason}`, message: doubt.detail }];
  const read = { reading: { ...reading, warnings }, snapshot, changes: [], holds: false, suspected: true };
  return { kind: "read", read, page: null, doubt };
}

function suspect(url: string, suspicion: PageSuspicion, detail: string): Arrival {
  const failure = new UnderlagError("source/suspect-page", `Cannot trust the answer of "${url}": ${detail}`, { url });
  return { kind: "failed", failure, suspicion };
}

/** A page without words is another page in its place; a PDF without words is a PDF that cannot be read. */
function hasNothing({ snapshot }: Arrived, before: HeldPage | null): boolean {
  return before?.mediaType === "text/html" || /html/iu.test(snapshot.contentType ?? "");
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The held list as a reading again; what the store does not keep of it is the new reading's. */
export function asReading(held: StoredReading, like: Reading): Reading {
  return {
    ...like,
    source: held.source,
    snapshot: held.snapshot,
    rules: held.rules,
    status: held.status,
    language: held.language,
    list_updated: held.list_updated,
    entries: [...held.entries],
    warnings: [],
    failure: null,
  };
}
