/**
 * Asking for a source: its page, and the document behind the page where that holds the list. Both conditionally.
 *
 * Shape   "same" when nothing that was read last time changed on the server; else the bytes to read, with what to remember of
 *         the answers once they are read.
 */
import type { UnderlagError } from "../errors.js";
import type { Snapshot } from "../model/snapshot.js";
import type { FetchRecord, FetchResult, Validators } from "../source/fetch-result.js";
import type { SourceState } from "../store/refresh-store.js";
import { documentBehind } from "./follow-document.js";
import { type Answers, readAnswers } from "./memory.js";
import type { RefreshTools } from "./tools.js";

export type Asked =
  | { readonly kind: "same"; readonly record: FetchRecord; readonly answers: Answers }
  | { readonly kind: "bytes"; readonly record: FetchRecord; readonly snapshot: Snapshot; readonly answers: Answers }
  | {
      readonly kind: "failed";
      readonly record: FetchRecord;
      readonly failure: UnderlagError;
      readonly again: ReturnType<RefreshTools["fetcher"]["planRetry"]>;
    };

/** A server that says "unchanged" for ever is asked for the bytes again after so long. */
const TRUST_UNCHANGED_MS = 14 * 86_400_000;

export async function ask(state: SourceState, attempt: number, tools: RefreshTools): Promise<Asked> {
  const known = trusted(state, tools.now()) ? readAnswers(state.validators) : null;
  const page = await tools.fetcher.fetch(state.address, { validators: known?.page ?? null, attempt });
  if (page.outcome === "failed") return failed(page, tools);
  if (known?.follow) return behind(page, known, attempt, state, tools);
  if (page.outcome === "unchanged") return { kind: "same", record: page.record, answers: known! };
  const answers: Answers = { page: page.record.validators, follow: null, bodyHash: page.snapshot.hash };
  if (page.snapshot.hash === readAnswers(state.validators)?.bodyHash)
    return { kind: "same", record: page.record, answers };
  return { kind: "bytes", record: page.record, snapshot: page.snapshot, answers };
}

/** The document behind a page that was read and holds no list itself; null where the page leads to none. */
export async function askBehind(
  asked: Asked & { kind: "bytes" },
  attempt: number,
  state: SourceState,
  tools: RefreshTools,
): Promise<Asked | null> {
  const link = documentBehind(asked.snapshot, asked.record.finalUrl);
  if (link === null) return null;
  return document(link, null, asked.answers.page, attempt, state, tools);
}

async function behind(
  page: FetchResult & { outcome: "body" | "unchanged" },
  known: Answers,
  attempt: number,
  state: SourceState,
  tools: RefreshTools,
): Promise<Asked> {
  const follow = known.follow!;
  const link = page.outcome === "unchanged" ? follow.link : documentBehind(page.snapshot, page.record.finalUrl);
  if (link === null) {
    // The page may hold the list itself by now, or be another page: whoever reads it finds out.
    const { snapshot, record } = page as FetchResult & { outcome: "body" };
    return {
      kind: "bytes",
      record,
      snapshot,
      answers: { page: record.validators, follow: null, bodyHash: snapshot.hash },
    };
  }
  const validators = link === follow.link ? follow.validators : null;
  return document(link, validators, page.record.validators, attempt, state, tools);
}

async function document(
  link: string,
  validators: Validators | null,
  page: Validators | null,
  attempt: number,
  state: SourceState,
  tools: RefreshTools,
): Promise<Asked> {
  const result = await tools.fetcher.fetch(link, { validators, attempt });
  if (result.outcome === "failed") return failed(result, tools);
  const bodyHash = result.outcome === "unchanged" ? result.bodyHash : result.snapshot.hash;
  const answers: Answers = { page, follow: { link, validators: result.record.validators }, bodyHash };
  if (result.outcome === "unchanged" || bodyHash === readAnswers(state.validators)?.bodyHash) {
    return { kind: "same", record: result.record, answers };
  }
  return { kind: "bytes", record: result.record, snapshot: { ...result.snapshot, source: state.address }, answers };
}

function failed(result: FetchResult & { outcome: "failed" }, tools: RefreshTools): Asked {
  return { kind: "failed", record: result.record, failure: result.failure, again: tools.fetcher.planRetry(result) };
}

function trusted({ bodyAt }: SourceState, now: Date): boolean {
  return bodyAt !== null && now.getTime() - Date.parse(bodyAt) < TRUST_UNCHANGED_MS;
}
