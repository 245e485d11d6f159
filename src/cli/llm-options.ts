/**
 * The options of every command that may ask a language model, the model they open, and what it cost in one line.
 *
 * Shape   Nothing of the model is loaded where none is set up, or it is switched off.
 * Errors  usage/bad-option for a price file or an address that cannot be used.
 */
import type { Command } from "commander";
import { type FailureCode, failureFacts } from "../errors.js";
import type { LlmBudget, LlmSettings, Price } from "../extraction/llm/options.js";
import type { ModelRun, ModelSpent } from "../extraction/llm/run.js";
import type { LlmUsage } from "../model/llm.js";
import type { SettingName } from "../settings.js";
import type { ModelBooks } from "../store/llm-store.js";
import { settingOption } from "./options.js";
import { say } from "./output.js";

export interface LlmOptions {
  readonly llm: boolean | "never" | "fallback" | "always";
  readonly llmModel?: string;
  readonly llmBaseUrl?: string;
  readonly llmTimeout: number;
  readonly llmConcurrency: number;
  readonly llmMaxTokensDocument?: number;
  readonly llmMaxTokensRun?: number;
  readonly llmMaxTokensDay?: number;
  readonly llmMaxCostDocument?: number;
  readonly llmMaxCostRun?: number;
  readonly llmMaxCostDay?: number;
  readonly llmPrices?: string;
  readonly llmDryRun?: boolean;
}

const LLM_SETTINGS = [
  "llm",
  "llmModel",
  "llmBaseUrl",
  "llmTimeout",
  "llmConcurrency",
  "llmMaxTokensDocument",
  "llmMaxTokensRun",
  "llmMaxTokensDay",
  "llmMaxCostDocument",
  "llmMaxCostRun",
  "llmMaxCostDay",
  "llmPrices",
  "llmDryRun",
] as const satisfies readonly SettingName[];

export function withLlmOptions(command: Command): Command {
  command.option("--no-llm", "rules only: the same as --llm never");
  for (const name of LLM_SETTINGS) command.addOption(settingOption(name));
  return command;
}

/** Books keep answers and what was spent over runs; without them both are gone with the run. */
export async function modelOf(options: LlmOptions, books?: ModelBooks): Promise<ModelRun | null> {
  const mode = typeof options.llm === "string" ? options.llm : "never";
  if (mode === "never") return null;
  const { endpointFrom } = await import("../extraction/llm/endpoint.js");
  const endpoint = endpointFrom(process.env, {
    ...(options.llmModel ? { model: options.llmModel } : {}),
    ...(options.llmBaseUrl?.trim() ? { baseURL: options.llmBaseUrl.trim() } : {}),
  });
  if (endpoint === null) {
    if (mode === "always") say("No language model is set up, so none is asked (see underlag doctor)");
    return null;
  }
  const prices = options.llmPrices === undefined ? null : await pricesFrom(options.llmPrices);
  const settings: LlmSettings = {
    mode,
    endpoint,
    limits: {
      timeoutMs: Math.max(1, options.llmTimeout * 1000),
      concurrency: Math.max(1, Math.floor(options.llmConcurrency)),
    },
    budget: budgetOf(options),
    dryRun: options.llmDryRun === true,
    ...(prices === null ? {} : { prices }),
    ...(books === undefined ? {} : { cache: books.answers, ledger: books.ledger }),
  };
  const { openModel } = await import("../pipeline.js");
  return openModel(settings, settings.dryRun ? sayUnsent() : undefined);
}

function budgetOf(options: LlmOptions): LlmBudget {
  const caps = {
    tokensPerDocument: options.llmMaxTokensDocument,
    tokensPerRun: options.llmMaxTokensRun,
    tokensPerDay: options.llmMaxTokensDay,
    costPerDocument: options.llmMaxCostDocument,
    costPerRun: options.llmMaxCostRun,
    costPerDay: options.llmMaxCostDay,
  };
  return Object.fromEntries(Object.entries(caps).filter(([, cap]) => cap !== undefined));
}

async function pricesFrom(path: string): Promise<Readonly<Record<string, Price>>> {
  const { readFile } = await import("node:fs/promises");
  const { readPrices } = await import("../knowledge/llm-prices.js");
  const { UnderlagError } = await import("../errors.js");
  try {
    return readPrices(await readFile(path, "utf8"));
  } catch (error) {
    throw new UnderlagError("usage/bad-option", `Cannot read prices from "${path}"`, { path }, error);
  }
}

/** The prompt is the same for all parts, so it is shown once. */
function sayUnsent(): (usage: LlmUsage) => void {
  return ({ source, model, host, sent, inputTokens, outputTokens, cost, currency }) => {
    if (sent === undefined) return;
    const price = moneyOf(cost, currency);
    say(
      `Would send to ${model} at ${host}, of ${source}, about ${counted(inputTokens + outputTokens)} tokens, ${price}:`,
    );
    say(`${sent}\n`);
  };
}

/** "model: 3 calls, 4,120 tokens, 0.004 USD"; nothing where nothing was asked. */
export function saySpent(model: ModelRun | null): void {
  const line = model && spentLine(model.spent);
  if (line) say(line);
}

export function spentLine(spent: ModelSpent): string | null {
  const { calls, tokens, kept, unsent, overBudget } = spent;
  const caps = Object.keys(overBudget);
  const left = Object.values(overBudget).reduce((sum, parts) => sum + parts, 0);
  if (calls + kept + unsent + left === 0) return null;
  const money = moneyOf(spent.cost, spent.currency);
  const parts =
    unsent > 0
      ? [`nothing sent; ${plural(unsent, "part")} would be, about ${counted(tokens)} tokens, ${money}`]
      : [plural(calls, "call"), `${counted(tokens)} tokens`, ...(tokens > 0 ? [money] : [])];
  if (kept > 0) parts.push(`${plural(kept, "answer")} kept from before`);
  const reached = left > 0 ? `; ${caps.join(" and ")} reached, ${plural(left, "part")} left to the rules` : "";
  return `model: ${parts.join(", ")}${reached}${failedWords(spent.failed)}`;
}

/** Why it read nothing, and what to do about it. */
const failedWords = (failed: ModelSpent["failed"]): string =>
  Object.entries(failed)
    .map(([code, documents]) => {
      const remedy = failureFacts(code as FailureCode).remedy;
      return `\nmodel: ${plural(documents, "document")} left to the rules: ${code}. ${remedy}`;
    })
    .join("");

function moneyOf(cost: number | null, currency: string | null): string {
  if (cost === null) return "no price known (--llm-prices)";
  return `${cost >= 1 ? cost.toFixed(2) : cost.toLocaleString("en-US", { maximumSignificantDigits: 2 })} ${currency}`;
}

const counted = (count: number): string => count.toLocaleString("en-US");
const plural = (count: number, what: string): string => `${counted(count)} ${what}${count === 1 ? "" : "s"}`;
