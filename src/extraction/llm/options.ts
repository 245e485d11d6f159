/**
 * What a caller says and gets back when a language model may be asked: options, limits and budgets. What a store keeps of it stands in model/llm.ts.
 *
 * Unit    Times in milliseconds, tokens as the endpoint counts them, money in the currency of the price table.
 */
import type { Warning } from "../../model/document.js";
import type { AnswerCache, LlmUsage, UsageLedger } from "../../model/llm.js";
import type { Span } from "../../model/span.js";

export type { AnswerCache, AnswerKey, KeptAnswer, LlmOutcome, LlmUsage, Spent, UsageLedger } from "../../model/llm.js";
export { LLM_OUTCOMES } from "../../model/llm.js";

export interface LlmEndpoint {
  /** Ends before "/chat/completions", e.g. http://localhost:11434/v1; OpenAI's own when absent. */
  readonly baseURL?: string;
  /** Goes to the origin of baseURL and nowhere else. Local servers need none. */
  readonly apiKey?: string;
  readonly model: string;
  readonly azure?: { readonly endpoint: string; readonly apiVersion: string; readonly deployment?: string };
}

export interface LlmLimits {
  readonly timeoutMs: number;
  /** Further calls for one part after the first. */
  readonly maxRetries: number;
  readonly concurrency: number;
  /** Prompt and part together. */
  readonly maxInputTokens: number;
  /** First wait between two calls; doubles, with jitter. */
  readonly retryDelayMs: number;
  readonly maxAnswerBytes: number;
  /** Calls that fail in a row before nothing is asked any more. */
  readonly breakAfter: number;
}

export const DEFAULT_LLM_LIMITS: LlmLimits = {
  timeoutMs: 60_000,
  maxRetries: 2,
  concurrency: 2,
  maxInputTokens: 6_000,
  retryDelayMs: 500,
  maxAnswerBytes: 2 * 1024 * 1024,
  breakAfter: 5,
};

/** A cap left out does not hold. Day means the day in UTC. */
export interface LlmBudget {
  readonly tokensPerDocument?: number;
  readonly tokensPerRun?: number;
  readonly tokensPerDay?: number;
  readonly costPerDocument?: number;
  readonly costPerRun?: number;
  readonly costPerDay?: number;
}

/** Per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly currency: string;
}

export interface LlmSettings {
  readonly mode: "always" | "fallback" | "never";
  /** Absent: no key and no base URL, so that no model is ever asked. */
  readonly endpoint?: LlmEndpoint;
  readonly limits?: Partial<LlmLimits>;
  readonly budget?: LlmBudget;
  /** By model name; adds to data/llm-prices.json. */
  readonly prices?: Readonly<Record<string, Price>>;
  readonly cache?: AnswerCache;
  readonly ledger?: UsageLedger;
  /** Nothing is sent; usage says what would have been. */
  readonly dryRun?: boolean;
  /** Rows of the rules below this are asked about again. */
  readonly confidenceFloor?: number;
}

/** Why a name may not be stored, by the rules that hold for every reading; null where it may. */
export type Refusal = (words: string, span: Span) => string | null;

export interface LlmResult<Extraction> {
  readonly extraction: Extraction;
  readonly usage: readonly LlmUsage[];
  readonly warnings: readonly Warning[];
}
