/**
 * The whole path of one document: bytes → document → language → entries.
 *
 * Errors  None thrown: a failure becomes a reading with status "failed", and so does a bug (document/bug), so that one document
 *         never ends the run of the others.
 */
import { readDocument } from "./document/read.js";
import { DEFAULT_LIMITS, type DocumentLimits } from "./document/reader.js";
import { bugMet, type UnderlagError } from "./errors.js";
import { extract } from "./extraction/extract.js";
import { withoutInstructed } from "./extraction/llm/instructed.js";
import { offWarning } from "./extraction/llm/off.js";
import type { LlmSettings } from "./extraction/llm/options.js";
import type { ModelRun } from "./extraction/llm/run.js";
import { rulesVersion } from "./knowledge/rules.js";
import { detectLanguage, detectList } from "./language/detect.js";
import type { CandidateRow, Extraction } from "./model/candidate.js";
import type { Document } from "./model/document.js";
import type { LanguageGuess } from "./model/language.js";
import type { LlmUsage } from "./model/llm.js";
import type { Reading } from "./model/reading.js";
import type { Snapshot } from "./model/snapshot.js";
import type { Span } from "./model/span.js";
import { findDates } from "./normalization/date.js";
import { assemble } from "./record/assemble.js";

export type { LlmSettings, ModelRun };

export const RULES_VERSION = rulesVersion();

export interface ReadingOptions {
  readonly limits?: Partial<DocumentLimits>;
  readonly password?: string;
  /** Asked about what the rules left unread; openModel() once a run. Rules only where it is left away, or "never". */
  readonly llm?: ModelRun | "never" | null;
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
    return await readDocumentWith(snapshot, document, options);
  } catch (error) {
    return failedReading(snapshot.source, bugMet(snapshot.source, error), snapshot.hash);
  }
}

/** The model of a run, loaded only here; null where none is set up, or it is switched off. */
export async function openModel(settings: LlmSettings, onUsage?: (usage: LlmUsage) => void): Promise<ModelRun | null> {
  if (settings.mode === "never" || !settings.endpoint) return null;
  return (await import("./extraction/llm/run.js")).openModelRun(settings, onUsage);
}

async function readDocumentWith(snapshot: Snapshot, document: Document, { llm }: ReadingOptions): Promise<Reading> {
  const guess = detectLanguage(document.text, document.declaredLanguage);
  const byRules = extract(document, guess.lexicons);
  const { rows, status, listUpdated, publisher, warnings } =
    llm && llm !== "never"
      ? await llm.read(document, byRules, { source: snapshot.source, language: guess })
      : withoutModel(document, byRules);
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
    method: methodOf(rows),
    confidence: entries.length > 0 ? Math.min(...entries.map(({ confidence }) => confidence)) : null,
    entries,
    warnings: [...document.warnings, ...warnings],
  };
}

function withoutModel(document: Document, byRules: Extraction): Extraction {
  const off = byRules.status === "needs_review" ? [offWarning()] : [];
  const { extraction, warnings } = withoutInstructed(document, byRules);
  return { ...extraction, warnings: [...extraction.warnings, ...off, ...warnings] };
}

function methodOf(rows: readonly CandidateRow[]): Reading["method"] {
  if (rows.length === 0) return null;
  if (rows.every(({ method }) => method === "llm")) return "llm";
  return rows.some(({ provenance }) => provenance) ? "mixed" : "rule";
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
