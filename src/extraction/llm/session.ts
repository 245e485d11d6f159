/**
 * What all documents of one run share: the client with its breaker, the queue, the budget, the cache and the ledger.
 * Made once a run, so that caps for a run and failures in a row hold over documents.
 */
import { createHash } from "node:crypto";
import PQueue from "p-queue";
import { loadPrompt, type Prompt } from "../../knowledge/prompts.js";
import type { Provenance } from "../../model/candidate.js";
import { answerSchema } from "./answer.js";
import { Budget, MemoryLedger, priceOf } from "./budget.js";
import { MemoryCache } from "./cache.js";
import { ModelClient } from "./client.js";
import { type AnswerCache, DEFAULT_LLM_LIMITS, type LlmLimits, type LlmSettings, type UsageLedger } from "./options.js";

export interface LlmSession {
  readonly settings: LlmSettings;
  readonly limits: LlmLimits;
  readonly client: ModelClient;
  readonly queue: PQueue;
  readonly budget: Budget;
  readonly cache: AnswerCache;
  readonly ledger: UsageLedger;
  readonly prompt: Prompt;
  readonly provenance: Provenance;
}

export const PROMPT = "read-list";

/** null where there is no endpoint: nothing will be asked. */
export function openSession(settings: LlmSettings): LlmSession | null {
  const { endpoint } = settings;
  if (settings.mode === "never" || !endpoint) return null;
  const limits = { ...DEFAULT_LLM_LIMITS, ...settings.limits };
  const ledger = settings.ledger ?? new MemoryLedger();
  const client = new ModelClient(endpoint, limits);
  const prompt = loadPrompt(PROMPT);
  return {
    settings,
    limits,
    client,
    queue: new PQueue({ concurrency: limits.concurrency }),
    budget: new Budget(settings.budget ?? {}, priceOf(endpoint.model, settings.prices), ledger),
    cache: settings.cache ?? new MemoryCache(),
    ledger,
    prompt,
    provenance: { model: endpoint.model, host: client.host, promptHash: promptHash(prompt) },
  };
}

/** The words and the form of the answer together. */
export const promptHash = (prompt: Prompt): string =>
  createHash("sha256").update(prompt.hash).update(JSON.stringify(answerSchema())).digest("hex");
