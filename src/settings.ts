/**
 * Every option once: what it is, its unit, what holds when nobody says anything, and its name in the environment.
 * The command line, the help, the README and `underlag doctor` all read this table. The command line wins over the environment.
 *
 * Unit    Stands in `unit`; sizes take 500k, 25MB or 1g, times take plain numbers.
 * Errors  usage/bad-option for a value that does not fit.
 */
import { UnderlagError } from "./errors.js";

export type SettingType = "path" | "text" | "bytes" | "number" | "choice" | "flag";

export interface Setting {
  readonly flag: string;
  readonly type: SettingType;
  readonly unit?: string;
  readonly choices?: readonly string[];
  readonly default?: string | number;
  readonly environment?: string;
  readonly help: string;
}

const MEGABYTE = 1024 * 1024;

export const SETTINGS = {
  db: {
    flag: "--db <file>",
    type: "path",
    default: "underlag.db",
    environment: "UNDERLAG_DB",
    help: "the database",
  },
  dbWait: {
    flag: "--db-wait <seconds>",
    type: "number",
    unit: "seconds",
    default: 30,
    environment: "UNDERLAG_DB_WAIT",
    help: "how long to wait for another process that writes to the database",
  },
  maxBytes: {
    flag: "--max-bytes <size>",
    type: "bytes",
    unit: "bytes",
    default: 25 * MEGABYTE,
    environment: "UNDERLAG_MAX_BYTES",
    help: "largest document to read",
  },
  limits: {
    flag: "--limits <name=number,...>",
    type: "text",
    choices: [
      "maxSeconds",
      "maxMegabytes",
      "maxPages",
      "maxText",
      "maxNodes",
      "maxDepth",
      "maxAttributesPerTag",
      "maxGridCells",
    ],
    environment: "UNDERLAG_LIMITS",
    help: "other caps on reading one document, as a failure names them: maxSeconds=120,maxPages=5000",
  },
  password: {
    flag: "--password <word>",
    type: "text",
    environment: "UNDERLAG_PASSWORD",
    help: "for encrypted documents",
  },
  llm: {
    flag: "--llm <when>",
    type: "choice",
    choices: ["never", "fallback", "always"],
    default: "fallback",
    environment: "UNDERLAG_LLM",
    help: "when a language model may be asked; it never is without a model and a key or an endpoint",
  },
  llmModel: {
    flag: "--llm-model <name>",
    type: "text",
    environment: "UNDERLAG_LLM_MODEL",
    help: "the model to ask, as its endpoint calls it; without one none is asked",
  },
  llmBaseUrl: {
    flag: "--llm-base-url <url>",
    type: "text",
    environment: "OPENAI_BASE_URL",
    help: "an endpoint that speaks chat completions, e.g. http://localhost:11434/v1; the key comes from OPENAI_API_KEY only",
  },
  llmTimeout: {
    flag: "--llm-timeout <seconds>",
    type: "number",
    unit: "seconds",
    default: 60,
    environment: "UNDERLAG_LLM_TIMEOUT",
    help: "longest a model may take for one answer",
  },
  llmConcurrency: {
    flag: "--llm-concurrency <number>",
    type: "number",
    unit: "requests",
    default: 2,
    environment: "UNDERLAG_LLM_CONCURRENCY",
    help: "how many questions a model is asked at once",
  },
  llmMaxTokensDocument: {
    flag: "--llm-max-tokens-document <number>",
    type: "number",
    unit: "tokens",
    environment: "UNDERLAG_LLM_MAX_TOKENS_DOCUMENT",
    help: "most that one document may take",
  },
  llmMaxTokensRun: {
    flag: "--llm-max-tokens-run <number>",
    type: "number",
    unit: "tokens",
    environment: "UNDERLAG_LLM_MAX_TOKENS_RUN",
    help: "most that one run may take",
  },
  llmMaxTokensDay: {
    flag: "--llm-max-tokens-day <number>",
    type: "number",
    unit: "tokens",
    environment: "UNDERLAG_LLM_MAX_TOKENS_DAY",
    help: "most that one day in UTC may take, over all runs on one database",
  },
  llmMaxCostDocument: {
    flag: "--llm-max-cost-document <amount>",
    type: "number",
    unit: "money of the price table",
    environment: "UNDERLAG_LLM_MAX_COST_DOCUMENT",
    help: "most that one document may cost",
  },
  llmMaxCostRun: {
    flag: "--llm-max-cost-run <amount>",
    type: "number",
    unit: "money of the price table",
    environment: "UNDERLAG_LLM_MAX_COST_RUN",
    help: "most that one run may cost",
  },
  llmMaxCostDay: {
    flag: "--llm-max-cost-day <amount>",
    type: "number",
    unit: "money of the price table",
    environment: "UNDERLAG_LLM_MAX_COST_DAY",
    help: "most that one day in UTC may cost, over all runs on one database",
  },
  llmPrices: {
    flag: "--llm-prices <file>",
    type: "path",
    environment: "UNDERLAG_LLM_PRICES",
    help: "JSON with prices per million tokens, in the form of data/llm-prices.json",
  },
  llmDryRun: {
    flag: "--llm-dry-run",
    type: "flag",
    environment: "UNDERLAG_LLM_DRY_RUN",
    help: "print what a model would be sent and what that would cost, and send nothing",
  },
  jobs: {
    flag: "--jobs <number>",
    type: "number",
    unit: "documents",
    default: 2,
    environment: "UNDERLAG_JOBS",
    help: "how many documents to read at once",
  },
  queryTimeout: {
    flag: "--timeout <seconds>",
    type: "number",
    unit: "seconds",
    default: 60,
    environment: "UNDERLAG_QUERY_TIMEOUT",
    help: "longest a query may take",
  },
  concurrency: {
    flag: "--concurrency <number>",
    type: "number",
    unit: "hosts",
    default: 8,
    environment: "UNDERLAG_CONCURRENCY",
    help: "how many hosts to ask at once; of one host always one page at a time",
  },
  pause: {
    flag: "--pause <seconds>",
    type: "number",
    unit: "seconds",
    environment: "UNDERLAG_PAUSE",
    help: "how long to leave a host alone after a request; 1 by default, next to none for a server on this machine",
  },
  fetchTimeout: {
    flag: "--fetch-timeout <seconds>",
    type: "number",
    unit: "seconds",
    default: 60,
    environment: "UNDERLAG_FETCH_TIMEOUT",
    help: "longest one answer may take",
  },
  contact: {
    flag: "--contact <address>",
    type: "text",
    environment: "UNDERLAG_CONTACT",
    help: "web or mail address for the servers' owners, sent as part of the user agent",
  },
  webhook: {
    flag: "--webhook <url>",
    type: "text",
    environment: "UNDERLAG_WEBHOOK",
    help: "where to post new changes; signed when UNDERLAG_WEBHOOK_SECRET is set",
  },
  feed: {
    flag: "--feed <file>",
    type: "path",
    environment: "UNDERLAG_FEED",
    help: "Atom feed to write with the newest changes",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;

/** A value as text made what its type says. */
export function readSetting(setting: Setting, given: string): string | number {
  if (setting.type === "bytes") return readBytes(setting, given);
  if (setting.type === "number") return readNumber(setting, given);
  if (setting.choices && !setting.choices.includes(given))
    throw bad(setting, given, `one of ${setting.choices.join(", ")}`);
  return given;
}

const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1024, m: MEGABYTE, g: 1024 * MEGABYTE };

function readBytes(setting: Setting, given: string): number {
  const parts = /^(\d{1,15})\s?([kmg]?)i?b?$/iu.exec(given.trim());
  if (!parts) throw bad(setting, given, "a size such as 500k, 25MB or 1g");
  return Number(parts[1]) * (UNITS[String(parts[2]).toLowerCase()] ?? 1);
}

function readNumber(setting: Setting, given: string): number {
  const value = Number(given);
  if (given.trim() === "" || !Number.isFinite(value) || value < 0) throw bad(setting, given, "a number from 0");
  return value;
}

const bad = (setting: Setting, given: string, wanted: string): UnderlagError =>
  new UnderlagError("usage/bad-option", `Cannot use "${given}" for ${setting.flag}: it takes ${wanted}`, { given });
