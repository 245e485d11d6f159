/**
 * What a caller says and gets back when a language model may be asked: options, limits, usage, and the two things that a store keeps.
 *
 * Unit    Times in milliseconds, tokens as the endpoint counts them, money in the currency of the price table.
 */
import type { Warning } from "../../model/document.js";
import type { Span } from "../../model/span.js";

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

export interface AnswerKey {
  readonly partHash: string;
  readonly promptHash: string;
  readonly model: string;
  readonly host: string;
}

export interface KeptAnswer {
  readonly answer: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: number | null;
  readonly currency: string | null;
}

/** Answers that were paid for once. The store's table llm_answer; in memory where there is no store. */
export interface AnswerCache {
  get(key: AnswerKey): Promise<KeptAnswer | null> | KeptAnswer | null;
  set(key: AnswerKey, answer: KeptAnswer): Promise<void> | void;
}

export const LLM_OUTCOMES = ["answered", "cached", "invalid", "refused", "failed", "dry-run", "over-budget"] as const;
export type LlmOutcome = (typeof LLM_OUTCOMES)[number];

/** One call, or one call that was not needed. The columns of the table llm_usage. */
export interface LlmUsage {
  readonly snapshot: string;
  readonly model: string;
  readonly host: string;
  readonly promptHash: string;
  readonly partHash: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: number | null;
  readonly currency: string | null;
  readonly cached: boolean;
  readonly outcome: LlmOutcome;
  /** ISO 8601 in UTC. */
  readonly at: string;
  /** With dryRun: what would have been sent. */
  readonly sent?: string;
}

export interface Spent {
  readonly tokens: number;
  readonly cost: number;
}

/** What was spent, over processes. The store's table llm_usage; in memory where there is no store. */
export interface UsageLedger {
  /** Everything spent at or after this moment (ISO 8601 in UTC). */
  spentSince(moment: string): Promise<Spent> | Spent;
  /** Called as soon as a call is paid for, before its answer is used. */
  record(usage: LlmUsage): Promise<void> | void;
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
