/**
 * What extraction hands over: rows of fields, each still in the supplier's words.
 *
 * Shape   A field has one or more spans (a value that goes on in another row has two). Extraction decides which words belong
 *         to which field; record/ decides what they mean. Words that say a field is absent on purpose are fields as well.
 */
import type { Warning } from "./document.js";
import type { EvidenceField } from "./entry.js";
import type { Span } from "./span.js";

/** What extraction finds words for is what an entry has evidence for. */
export type CandidateFieldName = EvidenceField;

export interface CandidateField {
  readonly field: CandidateFieldName;
  readonly spans: readonly Span[];
  /** What a status or level phrase stands for ("planned", "2"), where the lexicon and not the words say it. */
  readonly value?: string;
}

export interface CandidateRow {
  readonly fields: readonly CandidateField[];
  /** The row as a whole, for people and for choosing between readings. */
  readonly span: Span;
  /** "rule:header-table", "rule:bullets", "llm" … */
  readonly method: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly hidden: boolean;
  /** Who said it, where a model did. */
  readonly provenance?: Provenance;
}

export interface Provenance {
  readonly model: string;
  readonly host: string;
  readonly promptHash: string;
}

export const DOCUMENT_STATUSES = [
  "listed",
  "none_used",
  "on_request",
  "refers_elsewhere",
  "no_list",
  "needs_review",
  "failed",
] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

export interface Extraction {
  readonly status: DocumentStatus;
  readonly rows: readonly CandidateRow[];
  /** Words of the date that the list itself carries. */
  readonly listUpdated: Span | null;
  readonly publisher: Span | null;
  /** Stretches that look like a list and were not read: what a model may be asked about. */
  readonly unread: readonly Span[];
  readonly warnings: readonly Warning[];
}
