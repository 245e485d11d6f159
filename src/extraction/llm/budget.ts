/**
 * Caps on what may be spent, counted before anything is sent: what was spent, what is under way, and what this call may cost.
 *
 * Errors  None thrown: the name of the cap that would be passed. A cap in money for a model without a price lets nothing through.
 */
import { knownPrice } from "../../knowledge/llm-prices.js";
import type { LlmBudget, LlmUsage, Price, Spent, UsageLedger } from "./options.js";

export interface Estimate {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export type Cap = keyof LlmBudget | "no-price";

/** As people set them. */
export const CAP_NAMES: Readonly<Record<Cap, string>> = {
  tokensPerDocument: "--llm-max-tokens-document",
  tokensPerRun: "--llm-max-tokens-run",
  tokensPerDay: "--llm-max-tokens-day",
  costPerDocument: "--llm-max-cost-document",
  costPerRun: "--llm-max-cost-run",
  costPerDay: "--llm-max-cost-day",
  "no-price": "--llm-prices",
};

/** What one document has spent and has under way. */
export class Purse {
  tokens = 0;
  cost = 0;

  add(spent: Spent): void {
    this.tokens += spent.tokens;
    this.cost += spent.cost;
  }
}

export class Budget {
  readonly #caps: LlmBudget;
  readonly #price: Price | null;
  readonly #ledger: UsageLedger;
  readonly #run = new Purse();
  readonly #underWay = new Purse();

  constructor(caps: LlmBudget, price: Price | null, ledger: UsageLedger) {
    this.#caps = caps;
    this.#price = price;
    this.#ledger = ledger;
  }

  get price(): Price | null {
    return this.#price;
  }

  /** Holds the estimate back until settle(); or says which cap forbids the call. */
  async reserve(estimate: Estimate, document: Purse): Promise<{ ok: true; held: Spent } | { ok: false; cap: Cap }> {
    const held = this.spentBy(estimate);
    if (this.#price === null && hasMoneyCap(this.#caps)) return { ok: false, cap: "no-price" };
    const cap = this.#passed(held, document);
    if (cap) return { ok: false, cap };
    this.#hold(held, document, 1);
    const passed = await this.#passedToday(held);
    if (passed) {
      this.#hold(held, document, -1);
      return { ok: false, cap: passed };
    }
    return { ok: true, held };
  }

  async #passedToday(held: Spent): Promise<Cap | null> {
    const { tokensPerDay, costPerDay } = this.#caps;
    if (tokensPerDay === undefined && costPerDay === undefined) return null;
    const today = await this.#ledger.spentSince(`${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`);
    const others = { tokens: this.#underWay.tokens - held.tokens, cost: this.#underWay.cost - held.cost };
    if (over(today.tokens + others.tokens + held.tokens, tokensPerDay)) return "tokensPerDay";
    return over(today.cost + others.cost + held.cost, costPerDay) ? "costPerDay" : null;
  }

  #passed(held: Spent, document: Purse): Cap | null {
    const { tokensPerDocument, costPerDocument, tokensPerRun, costPerRun } = this.#caps;
    if (over(document.tokens + held.tokens, tokensPerDocument)) return "tokensPerDocument";
    if (over(document.cost + held.cost, costPerDocument)) return "costPerDocument";
    if (over(this.#run.tokens + held.tokens, tokensPerRun)) return "tokensPerRun";
    return over(this.#run.cost + held.cost, costPerRun) ? "costPerRun" : null;
  }

  #hold({ tokens, cost }: Spent, document: Purse, sign: 1 | -1): void {
    for (const purse of [document, this.#run, this.#underWay]) purse.add({ tokens: sign * tokens, cost: sign * cost });
  }

  /** The estimate gives way to what was paid. */
  settle(held: Spent, paid: Spent, document: Purse): void {
    this.#hold(held, document, -1);
    document.add(paid);
    this.#run.add(paid);
  }

  spentBy({ inputTokens, outputTokens }: Estimate): Spent {
    const cost =
      this.#price === null ? 0 : (inputTokens * this.#price.input + outputTokens * this.#price.output) / 1_000_000;
    return { tokens: inputTokens + outputTokens, cost };
  }
}

const over = (value: number, cap: number | undefined): boolean => cap !== undefined && value > cap;
const hasMoneyCap = ({ costPerDocument, costPerRun, costPerDay }: LlmBudget): boolean =>
  costPerDocument !== undefined || costPerRun !== undefined || costPerDay !== undefined;

export function priceOf(model: string, prices: Readonly<Record<string, Price>> | undefined): Price | null {
  return (prices && Object.hasOwn(prices, model) ? prices[model]! : null) ?? knownPrice(model);
}

/** For runs without a database. */
export class MemoryLedger implements UsageLedger {
  readonly usage: LlmUsage[] = [];

  record(usage: LlmUsage): void {
    this.usage.push(usage);
  }

  spentSince(moment: string): Spent {
    const since = this.usage.filter(({ at, cached }) => at >= moment && !cached);
    return {
      tokens: since.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0),
      cost: since.reduce((sum, { cost }) => sum + (cost ?? 0), 0),
    };
  }
}
