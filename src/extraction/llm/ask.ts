/**
 * One part: from the cache where it was answered before, else inside the budget from the model. An answer is paid for once: it is
 * written down before it is used.
 *
 * Errors  None thrown: an outcome with its code. An answer that cannot be read is asked for once more; one that was cut off is asked
 *         for in two halves.
 */
import { createHash } from "node:crypto";
import type { FailureCode } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Span } from "../../model/span.js";
import { type Answer, readAnswer } from "./answer.js";
import { CAP_NAMES, type Cap, type Estimate, type Purse } from "./budget.js";
import type { Asked, Question, Reply } from "./client.js";
import type { AnswerKey, LlmOutcome, LlmUsage } from "./options.js";
import { halves, type Part } from "./parts.js";
import type { LlmSession } from "./session.js";
import { estimateTokens } from "./tokens.js";

export interface AskContext {
  readonly session: LlmSession;
  readonly source: string;
  readonly document: Document;
  readonly language: string | null;
  readonly withheld: readonly Span[];
  readonly purse: Purse;
  readonly usage: LlmUsage[];
}

export type PartAnswer =
  | { readonly ok: true; readonly answers: readonly { readonly part: Part; readonly answer: Answer }[] }
  | { readonly ok: false; readonly code: FailureCode; readonly detail: string };

const NOTHING: Estimate = { inputTokens: 0, outputTokens: 0 };
const TOKENS_A_LINE = 40;
/** Kept for a part whose answer never fits: its halves are kept under their own hashes. */
const SPLIT = "split";

export async function askPart(part: Part, context: AskContext): Promise<PartAnswer> {
  const { session } = context;
  const key: AnswerKey = { partHash: part.hash, ...session.provenance };
  const kept = await session.cache.get(key);
  const read = kept ? readAnswer(kept.answer, part.lines.length) : null;
  if (kept && read?.ok) {
    await note(context, part, "cached", NOTHING);
    return { ok: true, answers: [{ part, answer: read.answer }] };
  }
  if (kept?.answer === SPLIT) return (await session.queue.add(() => askHalves(part, context, 2))) as PartAnswer;
  const question = questionOf(part, context);
  if (session.settings.dryRun) {
    await note(context, part, "dry-run", estimateOf(question), { sent: question.user });
    return { ok: true, answers: [] };
  }
  return (await session.queue.add(() => askModel(part, question, context))) as PartAnswer;
}

async function askModel(part: Part, question: Question, context: AskContext): Promise<PartAnswer> {
  let left = 1 + context.session.limits.maxRetries;
  for (let readings = 0; ; readings++) {
    const asked = await withinBudget(part, question, context, left);
    if ("cap" in asked) return { ok: false, code: "llm/over-budget", detail: CAP_NAMES[asked.cap] };
    left -= asked.calls;
    if (!asked.ok) return { ok: false, code: asked.fault.code, detail: asked.fault.detail };
    const { reply } = asked;
    if (reply.finish === "length" && left >= 2) return askHalves(part, context, left);
    const read =
      reply.finish === "refusal" || reply.finish === "length" ? null : readAnswer(reply.content, part.lines.length);
    context.session.client.report(read?.ok === true);
    if (read?.ok) return { ok: true, answers: [{ part, answer: read.answer }] };
    if (reply.finish === "refusal") return { ok: false, code: "llm/declined", detail: "refusal" };
    if (readings > 0 || left < 1) return { ok: false, code: "llm/bad-answer", detail: read ? read.fault : "cut off" };
  }
}

/** Two calls more, and none after them. */
async function askHalves(part: Part, context: AskContext, left: number): Promise<PartAnswer> {
  const two = halves(context.document, part, context.withheld);
  if (!two) return { ok: false, code: "llm/bad-answer", detail: "cut off" };
  const answers: { part: Part; answer: Answer }[] = [];
  let calls = left;
  for (const half of two) {
    const kept = await context.session.cache.get({ partHash: half.hash, ...context.session.provenance });
    const known = kept ? readAnswer(kept.answer, half.lines.length) : null;
    if (known?.ok) {
      await note(context, half, "cached", NOTHING);
      answers.push({ part: half, answer: known.answer });
      continue;
    }
    const question = questionOf(half, context);
    const asked = await withinBudget(half, question, context, Math.min(1, calls));
    if ("cap" in asked) return { ok: false, code: "llm/over-budget", detail: CAP_NAMES[asked.cap] };
    calls -= asked.calls;
    if (!asked.ok) return { ok: false, code: asked.fault.code, detail: asked.fault.detail };
    const read = asked.reply.finish === "length" ? null : readAnswer(asked.reply.content, half.lines.length);
    context.session.client.report(read?.ok === true);
    if (!read?.ok) return { ok: false, code: "llm/bad-answer", detail: "cut off" };
    answers.push({ part: half, answer: read.answer });
  }
  const split = { partHash: part.hash, ...context.session.provenance };
  await context.session.cache.set(split, {
    answer: SPLIT,
    inputTokens: 0,
    outputTokens: 0,
    cost: null,
    currency: null,
  });
  return { ok: true, answers };
}

async function withinBudget(
  part: Part,
  question: Question,
  context: AskContext,
  mostCalls: number,
): Promise<Asked | { readonly cap: Cap }> {
  const { budget, client } = context.session;
  const estimate = estimateOf(question);
  const reserved = await budget.reserve(estimate, context.purse);
  if (!reserved.ok) {
    await note(context, part, "over-budget", NOTHING, { cap: CAP_NAMES[reserved.cap] });
    return { cap: reserved.cap };
  }
  const asked = await client.ask(question, mostCalls);
  const paid = asked.ok ? paidFor(asked.reply, question) : NOTHING;
  const outcome = outcomeOf(asked, part);
  budget.settle(reserved.held, budget.spentBy(paid), context.purse);
  // The answer first: a kill between the two costs a line of the books, and never an answer that was paid for.
  if (asked.ok && outcome === "answered") await keep(part, asked.reply.content, paid, context);
  await note(context, part, outcome, paid, { calls: asked.calls });
  return asked;
}

function outcomeOf(asked: Asked, part: Part): LlmOutcome {
  if (!asked.ok) return "failed";
  if (asked.reply.finish === "refusal") return "refused";
  return asked.reply.finish !== "length" && readAnswer(asked.reply.content, part.lines.length).ok
    ? "answered"
    : "invalid";
}

/** Where a server does not count, we do. */
const paidFor = (reply: Reply, question: Question): Estimate => ({
  inputTokens: reply.inputTokens ?? estimateOf(question).inputTokens,
  outputTokens: reply.outputTokens ?? estimateTokens(reply.content, question.language),
});

const estimateOf = ({ system, user, maxOutputTokens, language }: Question): Estimate => ({
  inputTokens: estimateTokens(system) + estimateTokens(user, language),
  outputTokens: Math.ceil(maxOutputTokens / 4),
});

/** The fence's word comes from the text's own hash, so that no text can close its fence. */
function questionOf(part: Part, { session, language }: AskContext): Question {
  const fence = createHash("sha256").update(`fence ${part.text}`).digest("hex").slice(0, 12);
  const user = `<document-${fence}>\n${part.text}\n</document-${fence}>`;
  return {
    system: session.prompt.text,
    user,
    maxOutputTokens: Math.min(8_192, 256 + part.lines.length * TOKENS_A_LINE),
    language,
  };
}

async function keep(part: Part, answer: string, paid: Estimate, { session }: AskContext): Promise<void> {
  const key: AnswerKey = { partHash: part.hash, ...session.provenance };
  await session.cache.set(key, { answer, ...paid, ...moneyOf(paid, session) });
}

async function note(
  context: AskContext,
  part: Part,
  outcome: LlmOutcome,
  spent: Estimate,
  more: { readonly calls?: number; readonly sent?: string; readonly cap?: string } = {},
): Promise<void> {
  const { session, source, document } = context;
  const usage: LlmUsage = {
    source,
    snapshot: document.snapshot,
    ...session.provenance,
    partHash: part.hash,
    ...spent,
    ...moneyOf(spent, session),
    cached: outcome === "cached",
    outcome,
    calls: 0,
    at: new Date().toISOString(),
    ...more,
  };
  context.usage.push(usage);
  if (outcome !== "dry-run") await session.ledger.record(usage);
}

function moneyOf(spent: Estimate, { budget }: LlmSession): { cost: number | null; currency: string | null } {
  const { price } = budget;
  return { cost: price ? budget.spentBy(spent).cost : null, currency: price?.currency ?? null };
}
