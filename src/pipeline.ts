/**
 * The whole path of one document: bytes → document → language → entries.
 *
 * Errors  Expected failures become a reading with status "failed"; anything else is a bug and goes on.
 */
import { readDocument } from "./document/read.js";
import { DEFAULT_LIMITS, type DocumentLimits } from "./document/reader.js";
import { UnderlagError } from "./errors.js";
import { extract } from "./extraction/extract.js";
import { detectLanguage, detectList } from "./language/detect.js";
import type { CandidateRow } from "./model/candidate.js";
import type { Document } from "./model/document.js";
import type { LanguageGuess } from "./model/language.js";
import type { Reading } from "./model/reading.js";
import type { Snapshot } from "./model/snapshot.js";
import type { Span } from "./model/span.js";
import { findDates } from "./normalization/date.js";
import { assemble } from "./record/assemble.js";

/** Raised with every change of rules that can change a reading. */
export const RULES_VERSION = "1";

export interface ReadingOptions {
  readonly limits?: Partial<DocumentLimits>;
  readonly password?: string;
  readonly llm?: "never" | "fallback" | "always";
  /** Hears of the document between reading and extraction; for the refresh, which judges the page as well. */
  readonly onDocument?: (document: Document) => void;
}

export async function readSnapshot(snapshot: Snapshot, options: ReadingOptions): Promise<Reading> {
  try {
    const document = await readDocument(snapshot, {
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      ...(options.password === undefined ? {} : { password: options.password }),
    });
    options.onDocument?.(document);
    return readDocumentWith(snapshot, document);
  } catch (error) {
    if (error instanceof UnderlagError) return failedReading(snapshot.source, error, snapshot.hash);
    throw error;
  }
}

function readDocumentWith(snapshot: Snapshot, document: Document): Reading {
  const guess = detectLanguage(document.text, document.declaredLanguage);
  const { rows, status, listUpdated, publisher, warnings } = extract(document, guess.lexicons);
  const entries = assemble(document, rows);
  return {
    ...blankReading(snapshot),
    media_type: document.mediaType,
    reader: `${document.reader.name}/${document.reader.version}`,
    language: languageOf(document, rows, guess),
    publisher: publisher && document.text.slice(publisher.start, publisher.end).replace(/\s+/gu, " "),
    title: document.title,
    status,
    list_updated: listUpdated
      ? (findDates(document.text.slice(listUpdated.start, listUpdated.end))[0]?.iso ?? null)
      : null,
    method: entries.length > 0 ? "rule" : null,
    confidence: entries.length > 0 ? Math.min(...entries.map(({ confidence }) => confidence)) : null,
    entries,
    warnings: [...document.warnings, ...warnings],
  };
}

/** The language that the list is written in: its purposes and data, not its companies' names. */
function languageOf(document: Document, rows: readonly CandidateRow[], guess: LanguageGuess): string {
  const spans: Span[] = rows.flatMap(({ fields }) =>
    fields.filter(({ field }) => LANGUAGE_FIELDS.has(field)).flatMap(({ spans }) => spans),
  );
  const list = spans.length > 0 ? detectList(document.text, spans, guess) : guess;
  return list.language;
}

const LANGUAGE_FIELDS: ReadonlySet<string> = new Set(["service", "purpose", "data_categories", "data_subjects"]);

/** The reading of a source that gave no document. */
export function failedReading(source: string, error: UnderlagError, hash: string | null = null): Reading {
  return { ...blankReading({ source, hash }), status: "failed", failure: error.toFailure() };
}

function blankReading({ source, hash }: { source: string; hash: string | null }): Reading {
  return {
    source,
    snapshot: hash,
    media_type: null,
    reader: null,
    rules: RULES_VERSION,
    language: null,
    publisher: null,
    title: null,
    status: "failed",
    list_updated: null,
    method: null,
    confidence: null,
    entries: [],
    warnings: [],
    failure: null,
  };
}
