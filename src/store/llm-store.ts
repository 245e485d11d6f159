/**
 * What a run that asks a language model keeps in a store.
 *
 * Promises
 *   - An answer is committed by itself as soon as it arrives, whatever becomes of the document.
 *   - Every question has a row with its run and its source; a run that asks nothing leaves no row.
 */
import type { AnswerCache, UsageLedger } from "../model/llm.js";

export interface ModelBooks {
  readonly answers: AnswerCache;
  readonly ledger: UsageLedger;
  /** Ends the run that the books began; the refresh ends its own. */
  close(summary: unknown): void;
}
