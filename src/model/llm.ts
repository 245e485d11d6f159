/**
 * What asking a language model leaves behind: answers that were paid for, and what was spent. Written by extraction, kept by a store.
 *
 * Unit    Tokens as the endpoint counts them, money in the currency of the price table, times ISO 8601 in UTC.
 */
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
  /** Called as soon as an answer is there, and before it is used: a kill after it loses nothing. */
  set(key: AnswerKey, answer: KeptAnswer): Promise<void> | void;
}

export const LLM_OUTCOMES = ["answered", "cached", "invalid", "refused", "failed", "dry-run", "over-budget"] as const;
export type LlmOutcome = (typeof LLM_OUTCOMES)[number];

/** One question, or one that was not needed. A row of the table llm_usage. */
export interface LlmUsage {
  /** Path or URL as given. */
  readonly source: string;
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
  /** Requests that it took; none for an answer from the cache. */
  readonly calls: number;
  readonly at: string;
  /** On a dry run: the lines that would have been sent, below the prompt. */
  readonly sent?: string;
  /** The cap that forbade it, as the setting is called. */
  readonly cap?: string;
}

export interface Spent {
  readonly tokens: number;
  readonly cost: number;
}

/** What was spent, over processes. The store's table llm_usage; in memory where there is no store. */
export interface UsageLedger {
  /** Everything spent at or after this moment. */
  spentSince(moment: string): Promise<Spent> | Spent;
  /** Called as soon as a call is paid for, before its answer is used. */
  record(usage: LlmUsage): Promise<void> | void;
}
