/**
 * The model as a witness: asked only about what the rules left unread, believed only where its quotes stand.
 *
 * Shape   The extraction of the rules with the model's rows added, what was spent, and what a person should know. Nothing is asked
 *         with mode "never" or without an endpoint.
 * Errors  None thrown for what an endpoint does: warnings with a code of errors.ts, and status needs_review.
 */
import { type FailureCode, failureFacts } from "../../errors.js";
import { isWellKnown, type Vocabulary, vocabularyFor } from "../../knowledge/lexicon.js";
import type { Extraction } from "../../model/candidate.js";
import type { Document, Warning } from "../../model/document.js";
import type { LanguageGuess } from "../../model/language.js";
import type { Span } from "../../model/span.js";
import { type AskContext, askPart, type PartAnswer } from "./ask.js";
import { Purse } from "./budget.js";
import { type GroundedRow, ground } from "./ground.js";
import { withoutInstructed } from "./instructed.js";
import { findInstructions } from "./instructions.js";
import { mergeRows } from "./merge.js";
import { offWarning } from "./off.js";
import type { LlmResult, LlmSettings, LlmUsage, Refusal } from "./options.js";
import { type Part, partsOf } from "./parts.js";
import { type LlmSession, openSession } from "./session.js";
import { charactersAToken, estimateTokens } from "./tokens.js";
import { CONFIDENCE_FLOOR, spansToAsk } from "./when.js";

export interface LlmOptions extends LlmSettings {
  /** openSession() once a run; else this document is a run of its own. */
  readonly session?: LlmSession | null;
  /** Path or URL as given, for the books. */
  readonly source?: string;
  readonly isRefused?: Refusal;
  readonly language?: LanguageGuess;
}

interface Work {
  readonly document: Document;
  readonly extraction: Extraction;
  readonly options: LlmOptions;
  readonly vocabulary: Vocabulary;
  readonly instructions: readonly Span[];
}

export async function readWithModel(
  document: Document,
  extraction: Extraction,
  options: LlmOptions,
): Promise<LlmResult<Extraction>> {
  const instructions = findInstructions(document);
  const vocabulary = vocabularyFor(options.language?.lexicons ?? []);
  const flagged = withoutInstructed(document, extraction, instructions);
  const work: Work = { document, extraction: flagged.extraction, options, vocabulary, instructions };
  const read = await ask(work);
  const warnings = [...flagged.warnings, ...read.warnings];
  return {
    extraction: { ...read.extraction, warnings: [...read.extraction.warnings, ...warnings] },
    usage: read.usage,
    warnings,
  };
}

async function ask(work: Work): Promise<LlmResult<Extraction>> {
  const { document, extraction, options } = work;
  const spans = spansOf(work);
  const session = options.session === undefined ? openSession(options) : options.session;
  if (spans.length === 0) return { extraction, usage: [], warnings: [] };
  if (session === null || options.mode === "never")
    return { extraction: { ...extraction, status: "needs_review" }, usage: [], warnings: [offWarning()] };
  const parts = partsOf(document, spans, {
    maxCharacters: charactersOf(session, options),
    withheld: work.instructions,
  });
  const usage: LlmUsage[] = [];
  const language = options.language?.language ?? document.declaredLanguage;
  const context: AskContext = {
    session,
    source: options.source ?? "",
    document,
    language,
    withheld: work.instructions,
    purse: new Purse(),
    usage,
  };
  const answers = await Promise.all(parts.map((part) => askPart(part, context)));
  if (session.settings.dryRun) return { extraction, usage, warnings: [dryRunWarning(usage)] };
  return { ...gathered(work, spans, parts, answers, session), usage };
}

function spansOf({ document, extraction, options, vocabulary }: Work): Span[] {
  const languageKnown = options.language === undefined || isWellKnown(options.language.language);
  const mode = options.mode === "always" ? "always" : "fallback";
  return spansToAsk(document, extraction, {
    mode,
    floor: options.confidenceFloor ?? CONFIDENCE_FLOOR,
    vocabulary,
    languageKnown,
  });
}

/** What of the cap is left for the document after the prompt and the frame around it. */
function charactersOf(session: LlmSession, options: LlmOptions): number {
  const tokens = session.limits.maxInputTokens - estimateTokens(session.prompt.text) - 60;
  return Math.max(1_000, Math.floor(tokens * 0.9 * charactersAToken(options.language?.language)));
}

function gathered(
  work: Work,
  spans: readonly Span[],
  parts: readonly Part[],
  answers: readonly PartAnswer[],
  session: LlmSession,
): Omit<LlmResult<Extraction>, "usage"> {
  const { document, extraction, options, vocabulary, instructions } = work;
  const rules = {
    document,
    vocabulary,
    instructions,
    publisher: extraction.publisher,
    ...(options.isRefused ? { isRefused: options.isRefused } : {}),
  };
  const grounded: GroundedRow[] = [];
  const dropped = new Map<string, number>();
  for (const answer of answers)
    if (answer.ok)
      for (const { part, answer: said } of answer.answers) {
        const found = ground(part, said, rules);
        grounded.push(...found.rows);
        for (const [reason, count] of found.dropped) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
      }
  const floor = options.confidenceFloor ?? CONFIDENCE_FLOOR;
  const merged = mergeRows(extraction.rows, grounded, {
    text: document.text,
    provenance: session.provenance,
    floor,
    asked: spans,
  });
  const failed = answers.filter((answer): answer is Extract<PartAnswer, { ok: false }> => !answer.ok);
  const warnings = [
    ...failedWarnings(failed, parts.length),
    ...droppedWarning(dropped),
    ...conflictWarning(merged.conflicts),
    ...sentenceWarning(merged.inSentences),
  ];
  const settled =
    failed.length === 0 && merged.conflicts.length === 0 && merged.rows.length > 0 && instructedNone(work);
  const status = settled
    ? "listed"
    : failed.length > 0 || merged.conflicts.length > 0 || extraction.rows.length + merged.added > 0
      ? "needs_review"
      : extraction.status;
  return {
    extraction: {
      ...extraction,
      status,
      rows: merged.rows,
      unread: failed.length === 0 && merged.rows.length > 0 ? [] : extraction.unread,
    },
    warnings,
  };
}

/** A document that gives orders to a machine is looked at by a person, whatever else stands in it. */
const instructedNone = ({ instructions }: Work): boolean => instructions.length === 0;

function failedWarnings(failed: readonly { code: FailureCode; detail: string }[], parts: number): Warning[] {
  const byCode = new Map<FailureCode, { count: number; detail: string }>();
  for (const { code, detail } of failed) byCode.set(code, { count: (byCode.get(code)?.count ?? 0) + 1, detail });
  return [...byCode].map(([code, { count, detail }]) => ({
    code,
    message: `Cannot read ${count} of ${parts} parts with the model (${detail}); the rules' reading stands. ${failureFacts(code).remedy}`,
  }));
}

function droppedWarning(dropped: ReadonlyMap<string, number>): Warning[] {
  if (dropped.size === 0) return [];
  const list = [...dropped].sort(([a], [b]) => a.localeCompare(b)).map(([reason, count]) => `${reason} ${count}`);
  return [
    { code: "llm-dropped", message: `Dropped what the model said and the document does not: ${list.join(", ")}` },
  ];
}

function conflictWarning(conflicts: readonly string[]): Warning[] {
  if (conflicts.length === 0) return [];
  return [
    {
      code: "llm-conflict",
      message: `Rules and model read ${conflicts.length} entr${conflicts.length === 1 ? "y" : "ies"} differently; the rules' reading was kept: ${quoted(conflicts)}`,
    },
  ];
}

/** A sentence may state a sub-processor, and may be written for a model to say so. */
function sentenceWarning(names: readonly string[]): Warning[] {
  if (names.length === 0) return [];
  return [
    {
      code: "llm-in-sentence",
      message: `Cannot vouch for ${names.length === 1 ? "a company" : `${names.length} companies`} that the model read inside sentences; they wait for review: ${quoted(names)}`,
    },
  ];
}

const quoted = (names: readonly string[]): string =>
  names
    .slice(0, 10)
    .map((name) => `"${name}"`)
    .join(", ");

function dryRunWarning(usage: readonly LlmUsage[]): Warning {
  const asked = usage.filter(({ outcome }) => outcome === "dry-run");
  const tokens = asked.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0);
  const cost = asked.every(({ cost: known }) => known !== null)
    ? asked.reduce((sum, { cost: known }) => sum + known!, 0)
    : null;
  const money = cost === null || !asked[0] ? "" : `, about ${cost.toFixed(4)} ${asked[0].currency}`;
  return {
    code: "llm-dry-run",
    message: `Would send ${asked.length} ${asked.length === 1 ? "part" : "parts"}, about ${tokens} tokens${money}`,
  };
}
