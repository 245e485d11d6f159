/**
 * One source, one night: ask, read what is new, and keep it in one transaction.
 *
 * Shape   An unchanged source costs its conditional request and one row. Whatever is not plainly the supplier's list leaves
 *         the list in force as it is.
 */
import { UnderlagError } from "../errors.js";
import type { Change } from "../model/change.js";
import type { FetchRecord } from "../source/fetch-result.js";
import type { SourceState, Visit, VisitOutcome, WatchedSource } from "../store/refresh-store.js";
import { type Arrival, weigh } from "./arrival.js";
import { type Asked, ask, askBehind } from "./ask.js";
import type { Answers } from "./memory.js";
import type { RefreshTools } from "./tools.js";

export interface VisitReport {
  readonly source: string;
  readonly supplier: string;
  readonly outcome: VisitOutcome | "postponed";
  /** Failure code or reason of the doubt, with its words. */
  readonly reason: string | null;
  readonly detail: string | null;
  readonly entries: number | null;
  readonly changes: readonly Change[];
}

export interface Visited {
  readonly report: VisitReport;
  readonly visit: Visit;
}

const HOUR_MS = 3_600_000;

/** One source's fault, ours included, is one failed visit; a database that fails stops the night. */
export async function visitSafely(
  source: WatchedSource,
  attempt: number,
  runId: number,
  tools: RefreshTools,
): Promise<Visited | number> {
  try {
    return await visitSource(source, attempt, runId, tools);
  } catch (fault) {
    if (fault instanceof UnderlagError && fault.code.startsWith("store/")) throw fault;
    const message = `Cannot finish the visit: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`;
    const code = fault instanceof UnderlagError ? fault.code : "refresh/bug";
    return new Draft(tools.store.refresh.state(source.id), runId, tools).failed(noRecord(source.address, tools), {
      code,
      message,
    });
  }
}

function noRecord(address: string, tools: RefreshTools): FetchRecord {
  const nothing = { status: null, headers: {}, hops: [], durationMs: 0, bytesOnWire: 0, attempts: 1, validators: null };
  return { ...nothing, requestedUrl: address, finalUrl: address, startedAt: tools.now().toISOString() };
}

/** The visit to keep and report, or the milliseconds after which to come back. */
export async function visitSource(
  source: WatchedSource,
  attempt: number,
  runId: number,
  tools: RefreshTools,
): Promise<Visited | number> {
  const state = tools.store.refresh.state(source.id);
  const asked = await ask(state, attempt, tools);
  if (asked.kind === "failed" && asked.again.kind === "again") return asked.again.waitMs;
  const draft = new Draft(state, runId, tools);
  if (asked.kind === "failed")
    return draft.failed(asked.record, asked.failure, asked.again.kind === "postpone" ? asked.again.waitMs : null);
  if (asked.kind === "same") return await sameAgain(asked, draft, state, tools);
  return await read(asked, attempt, draft, state, tools);
}

/** What a page without entries may say of its sub-processors all the same. */
const ANSWERS: ReadonlySet<string> = new Set(["none_used", "on_request"]);

async function read(
  asked: Asked & { kind: "bytes" },
  attempt: number,
  draft: Draft,
  state: SourceState,
  tools: RefreshTools,
): Promise<Visited | number> {
  const heldSame = state.held !== null && state.held.snapshot === asked.snapshot.hash;
  if (heldSame) return draft.same(asked.record, asked.answers, true);
  const whole = await tools.read(asked.snapshot);
  if (
    asked.answers.follow === null &&
    whole.document?.mediaType === "text/html" &&
    whole.reading.entries.length === 0
  ) {
    const document = await askBehind(asked, attempt, state, tools);
    if (document?.kind === "failed") {
      // The page answers for itself, or is asked again next night: taken as read, it would be the same for ever.
      if (ANSWERS.has(whole.reading.status)) return await keep(asked, whole, draft, state, tools);
      return document.again.kind === "again" ? document.again.waitMs : draft.failed(document.record, document.failure);
    }
    if (document !== null) return await readDocument(document, asked, draft, state, tools);
  }
  return await keep(asked, whole, draft, state, tools);
}

/** The bytes that were read last stand unchanged. Where those wait for a second fetch, this is it: they are read again. */
async function sameAgain(
  asked: Asked & { kind: "same" },
  draft: Draft,
  state: SourceState,
  tools: RefreshTools,
): Promise<Visited> {
  const { suspected, held } = state;
  const { record, answers } = asked;
  const waits = suspected !== null && suspected.entries.length > 0 && suspected.snapshot === answers.bodyHash;
  const stored = waits ? tools.store.refresh.snapshot(answers.bodyHash, state.address) : null;
  if (stored === null) return draft.same(record, answers, held?.snapshot === answers.bodyHash);
  const snapshot = { ...stored, retrievedAt: record.startedAt };
  const arrived = { snapshot, finalUrl: record.finalUrl, headers: record.headers };
  const arrival = await weigh(arrived, await tools.read(snapshot), state, tools);
  const confirmed = arrival.kind === "read" && arrival.doubt === null;
  return confirmed ? draft.arrived(record, answers, arrival) : draft.same(record, answers, false);
}

/** The document takes the page's place only where it holds a list. */
async function readDocument(
  document: Asked & { kind: "same" | "bytes" },
  page: Asked & { kind: "bytes" },
  draft: Draft,
  state: SourceState,
  tools: RefreshTools,
): Promise<Visited> {
  if (document.kind === "same") return await sameAgain(document, draft, state, tools);
  const whole = await tools.read(document.snapshot);
  if (whole.reading.entries.length > 0) return await keep(document, whole, draft, state, tools);
  return await keep(page, await tools.read(page.snapshot), draft, state, tools);
}

async function keep(
  asked: Asked & { kind: "bytes" },
  whole: Awaited<ReturnType<RefreshTools["read"]>>,
  draft: Draft,
  state: SourceState,
  tools: RefreshTools,
): Promise<Visited> {
  const arrived = { snapshot: asked.snapshot, finalUrl: asked.record.finalUrl, headers: asked.record.headers };
  const arrival = await weigh(arrived, whole, state, tools);
  const shell = arrival.kind === "failed" && arrival.suspicion === "empty-shell";
  const snapshot = shell && tools.render ? await tools.render(asked.record.finalUrl).catch(() => null) : null;
  if (snapshot === null) return draft.arrived(asked.record, asked.answers, arrival);
  const rendered = { ...snapshot, source: state.address };
  const shown = await weigh({ ...arrived, snapshot: rendered }, await tools.read(rendered), state, tools);
  // What the server says of the shell says nothing of what a browser makes of it.
  return draft.arrived(asked.record, { page: null, follow: null, bodyHash: rendered.hash }, shown);
}

/** A visit on its way to the store. */
class Draft {
  readonly #state: SourceState;
  readonly #runId: number;
  readonly #tools: RefreshTools;

  constructor(state: SourceState, runId: number, tools: RefreshTools) {
    this.#state = state;
    this.#runId = runId;
    this.#tools = tools;
  }

  failed(record: FetchRecord, failure: { code: string; message: string }, afterMs: number | null = null): Visited {
    const visit = this.#visit(record, "failed", { failure: { code: failure.code, message: failure.message } }, afterMs);
    const outcome = afterMs === null ? "failed" : "postponed";
    return { visit, report: this.#report(outcome, { reason: failure.code, detail: failure.message }) };
  }

  arrived(record: FetchRecord, answers: Answers, arrival: Arrival): Visited {
    if (arrival.kind === "failed") return this.failed(record, arrival.failure);
    if (arrival.kind === "same") return this.same(record, answers, true);
    const { read, page, doubt } = arrival;
    const outcome = doubt === null ? "changed" : "suspected";
    const facts = { read, ...memory(record, answers), ...(page === null ? {} : { page: JSON.stringify(page) }) };
    const soon = doubt === null ? null : Math.min(6, this.#state.intervalHours) * HOUR_MS;
    const report = this.#report(outcome, {
      reason: doubt?.reason ?? null,
      detail: doubt?.detail ?? null,
      entries: read.reading.entries.length,
      changes: read.changes,
    });
    return { visit: this.#visit(record, outcome, facts, soon), report };
  }

  same(record: FetchRecord, answers: Answers, dropSuspicion: boolean): Visited {
    // A 304 brings no body, so it does not say when a body last came.
    const facts = record.status === 304 ? { validators: JSON.stringify(answers) } : memory(record, answers);
    return { visit: this.#visit(record, "same", { ...facts, dropSuspicion }), report: this.#report("same", {}) };
  }

  #visit(record: FetchRecord, outcome: VisitOutcome, more: Partial<Visit>, afterMs: number | null = null): Visit {
    const interval = this.#state.intervalHours * HOUR_MS;
    // A nightly run starts at the same minute: what was done at 2.01 is due again at 2.00.
    const slack = Math.min(interval / 10, 2 * HOUR_MS);
    return {
      sourceId: this.#state.id,
      runId: this.#runId,
      outcome,
      at: record.startedAt,
      dueAt: new Date(this.#tools.now().getTime() + (afterMs ?? interval - slack)).toISOString(),
      fetch: {
        status: record.status,
        finalUrl: record.finalUrl === record.requestedUrl ? null : record.finalUrl,
        etag: record.validators?.etag ?? null,
        lastModified: record.validators?.lastModified ?? null,
        milliseconds: record.durationMs,
        bytes: record.bytesOnWire,
        attempts: record.attempts,
        headers: record.status === 304 ? {} : record.headers,
        hops: record.hops,
      },
      failure: null,
      ...more,
    };
  }

  #report(outcome: VisitReport["outcome"], more: Partial<VisitReport>): VisitReport {
    const { address, supplier } = this.#state;
    return { source: address, supplier, outcome, reason: null, detail: null, entries: null, changes: [], ...more };
  }
}

function memory(record: FetchRecord, answers: Answers): Pick<Visit, "validators" | "bodyAt"> & { bodyAt: string } {
  return { validators: JSON.stringify(answers), bodyAt: record.startedAt };
}
