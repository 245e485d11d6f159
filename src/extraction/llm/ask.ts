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
import type { Cap, Estimate, Purse } from "./budget.js";
import type { Asked, Question, Reply } from "./client.js";
import type { AnswerKey, LlmOutcome, LlmUsage } from "./options.js";
import { halves, type Part } from "./parts.js";
import type { LlmSession } from "./session.js";
import { estimateTokens } from "./tokens.js";

export interface AskContext {
  readonly session: LlmSession;
  readonly document: Document;
  readonly language: string | null;
  readonly withheld: readonly Span[];
  readonly purse: Purse;
  readonly usage: LlmUsage[];
}

export type PartAnswer =
  | { readonly ok: true; readonly answers: readonly { readonly part: Part; readonly answer: Answer }[] }
  | { readonly ok: false; readonly code: FailureCode; readonly detail: string };

const LINES_A_TOKEN_ALLOWANCE = 40;
/** Kept for a part whose answer never fits: its halves are kept under their own hashes. */
const SPLIT = "split";

export async function askPart(part: Part, context: AskContext): Promise<PartAnswer> {
  const { session } = context;
  const key: AnswerKey = { partHash: part.hash, ...session.provenance };
  const kept = await session.cache.get(key);
  const read = kept ? readAnswer(kept.answer, part.lines.length) : null;
  if (kept && read?.ok) {
    await note(context, part, "cached", { inputTokens: 0, outputTokens: 0 }, true);
    return { ok: true, answers: [{ part, answer: read.answer }] };
  }
  if (kept?.answer === SPLIT) return (await session.queue.add(() => askHalves(part, context, 2))) as PartAnswer;
  const question = questionOf(part, context);
  if (session.settings.dryRun) {
    await note(context, part, "dry-run", estimateOf(question), false, `${question.system}\n\n${question.user}`);
    return { ok: true, answers: [] };
  }
  return (await session.queue.add(() => askModel(part, question, key, context))) as PartAnswer;
}

async function askModel(part: Part, question: Question, key: AnswerKey, context: AskContext): Promise<PartAnswer> {
  let left = 1 + context.session.limits.maxRetries;
  for (let readings = 0; ; readings++) {
    const asked = await withinBudget(part, question, context, left);
    if ("cap" in asked) return { ok: false, code: "llm/over-budget", detail: asked.cap };
    left -= asked.calls;
    if (!asked.ok) return { ok: false, code: asked.fault.code, detail: asked.fault.detail };
    const { reply } = asked;
    if (reply.finish === "length" && left >= 2) return askHalves(part, context, left);
    const read =
      reply.finish === "refusal" || reply.finish === "length" ? null : readAnswer(reply.content, part.lines.length);
    context.session.client.report(read?.ok === true);
    if (read?.ok) {
      await keep(key, reply, question, context);
      return { ok: true, answers: [{ part, answer: read.answer }] };
    }
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
    const key = { partHash: half.hash, ...context.session.provenance };
    const kept = await context.session.cache.get(key);
    const known = kept ? readAnswer(kept.answer, half.lines.length) : null;
    if (known?.ok) {
      await note(context, half, "cached", { inputTokens: 0, outputTokens: 0 }, true);
      answers.push({ part: half, answer: known.answer });
      continue;
    }
    const question = questionOf(half, context);
    const asked = await withinBudget(half, question, context, Math.min(1, calls));
    if ("cap" in asked) return { ok: false, code: "llm/over-budget", detail: asked.cap };
    calls -= asked.calls;
    if (!asked.ok) return { ok: false, code: asked.fault.code, detail: asked.fault.detail };
    const read = asked.reply.finish === "length" ? null : readAnswer(asked.reply.content, half.lines.length);
    context.session.client.report(read?.ok === true);
    if (!read?.ok) return { ok: false, code: "llm/bad-answer", detail: "cut off" };
    await keep(key, asked.reply, question, context);
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
    await note(context, part, "over-budget", { inputTokens: 0, outputTokens: 0 });
    return { cap: reserved.cap };
  }
  const asked = await client.ask(question, mostCalls);
  const paid = asked.ok ? paidFor(asked.reply, question) : { inputTokens: 0, outputTokens: 0 };
  budget.settle(reserved.held, budget.spentBy(paid), context.purse);
  await note(context, part, outcomeOf(asked, part), paid);
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
    maxOutputTokens: Math.min(8_192, 256 + part.lines.length * LINES_A_TOKEN_ALLOWANCE),
    language,
  };
}

async function keep(key: AnswerKey, reply: Reply, question: Question, { session }: AskContext): Promise<void> {
  const paid = paidFor(reply, question);
  const { price } = session.budget;
  await session.cache.set(key, {
    answer: reply.content,
    ...paid,
    cost: price ? session.budget.spentBy(paid).cost : null,
    currency: price?.currency ?? null,
  });
}

async function note(
  context: AskContext,
  part: Part,
  outcome: LlmOutcome,
  { inputTokens, outputTokens }: Estimate,
  cached = false,
  sent?: string,
): Promise<void> {
  const { session, document } = context;
  const { price } = session.budget;
  const usage: LlmUsage = {
    snapshot: document.snapshot,
    ...session.provenance,
    partHash: part.hash,
    inputTokens,
    outputTokens,
    cost: price ? session.budget.spentBy({ inputTokens, outputTokens }).cost : null,
    currency: price?.currency ?? null,
    cached,
    outcome,
    at: new Date().toISOString(),
    ...(sent === undefined ? {} : { sent }),
  };
  context.usage.push(usage);
  if (outcome !== "dry-run") await session.ledger.record(usage);
}
