/**
 * A model for all documents of one run: one client, one budget, and the sum of what was spent.
 *
 * Shape   read() gives the rules' extraction back with what the model could point at; the sum grows with every document.
 */
import type { Extraction } from "../../model/candidate.js";
import type { Document } from "../../model/document.js";
import type { LanguageGuess } from "../../model/language.js";
import type { LlmUsage } from "../../model/llm.js";
import type { LlmSettings } from "./options.js";
import { readWithModel } from "./read.js";
import { openSession } from "./session.js";

export interface ModelRun {
  read(document: Document, extraction: Extraction, about: AboutDocument): Promise<Extraction>;
  readonly spent: ModelSpent;
}

export interface AboutDocument {
  /** Path or URL as given. */
  readonly source: string;
  readonly language: LanguageGuess;
}

export interface ModelSpent {
  calls: number;
  tokens: number;
  /** null where the model has no price. */
  cost: number | null;
  currency: string | null;
  /** Parts answered from what was paid for before. */
  kept: number;
  /** Parts that would have been sent, on a dry run. */
  unsent: number;
  /** Parts left to the rules, by the cap that forbade them. */
  readonly overBudget: Record<string, number>;
  /** Documents that it could not read, by the code of errors.ts that says why. */
  readonly failed: Record<string, number>;
}

/** null where there is no endpoint, or the model is switched off. */
export function openModelRun(settings: LlmSettings, onUsage?: (usage: LlmUsage) => void): ModelRun | null {
  const session = openSession(settings);
  if (session === null) return null;
  const spent: ModelSpent = {
    calls: 0,
    tokens: 0,
    cost: null,
    currency: null,
    kept: 0,
    unsent: 0,
    overBudget: {},
    failed: {},
  };
  return {
    spent,
    async read(document, extraction, about) {
      const result = await readWithModel(document, extraction, { ...settings, session, ...about });
      for (const usage of result.usage) {
        add(spent, usage);
        onUsage?.(usage);
      }
      for (const { code } of result.warnings) if (isFailure(code)) spent.failed[code] = (spent.failed[code] ?? 0) + 1;
      return result.extraction;
    },
  };
}

/** Budgets are counted by their caps. */
const isFailure = (code: string): boolean =>
  code.startsWith("llm/") && code !== "llm/over-budget" && code !== "llm/off";

function add(spent: ModelSpent, { outcome, calls, inputTokens, outputTokens, cost, currency, cap }: LlmUsage): void {
  spent.calls += calls;
  spent.tokens += inputTokens + outputTokens;
  if (cost !== null) spent.cost = (spent.cost ?? 0) + cost;
  spent.currency ??= currency;
  if (outcome === "cached") spent.kept++;
  if (outcome === "dry-run") spent.unsent++;
  if (cap !== undefined) spent.overBudget[cap] = (spent.overBudget[cap] ?? 0) + 1;
}
