/** Answers that were paid for, kept in memory: for runs without a database. */
import type { AnswerCache, AnswerKey, KeptAnswer } from "./options.js";

export class MemoryCache implements AnswerCache {
  readonly #answers = new Map<string, KeptAnswer>();

  get(key: AnswerKey): KeptAnswer | null {
    return this.#answers.get(nameOf(key)) ?? null;
  }

  set(key: AnswerKey, answer: KeptAnswer): void {
    this.#answers.set(nameOf(key), answer);
  }
}

const nameOf = ({ partHash, promptHash, model, host }: AnswerKey): string =>
  JSON.stringify([partHash, promptHash, model, host]);
