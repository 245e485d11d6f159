/**
 * One question to a compatible endpoint: OpenAI, Azure, Ollama, vLLM, llama.cpp. Strict structured output first; where an endpoint
 * lacks it JSON mode, then plain JSON; what it lacked is remembered.
 *
 * Shape   Text and usage come back as they are, whatever the text is; reading it is answer.ts.
 * Errors  Never throws what was expected: a CallFault with the number of calls made. The key is in no message.
 */
import type { AzureOpenAI, OpenAI } from "openai";
import { answerSchema } from "./answer.js";
import { Breaker } from "./breaker.js";
import { type CallFault, faultOf, tooLongToWait, waitBefore } from "./faults.js";
import type { LlmEndpoint, LlmLimits } from "./options.js";
import { boundFetch } from "./transport.js";

export interface Question {
  readonly system: string;
  readonly user: string;
  readonly maxOutputTokens: number;
  readonly language: string | null;
}

export interface Reply {
  readonly content: string;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly finish: "stop" | "length" | "refusal" | "other";
}

export type Asked =
  | { readonly ok: true; readonly reply: Reply; readonly calls: number }
  | { readonly ok: false; readonly fault: CallFault; readonly calls: number };

const DEFAULT_BASE = "https://api.openai.com/v1";
const FORMS = ["json_schema", "json_object", "plain"] as const;

export const hostOf = ({ baseURL, azure }: LlmEndpoint): string =>
  new URL(azure?.endpoint ?? baseURL ?? DEFAULT_BASE).host;

export class ModelClient {
  readonly host: string;
  readonly #endpoint: LlmEndpoint;
  readonly #limits: LlmLimits;
  readonly #breaker: Breaker;
  #made: Promise<OpenAI | AzureOpenAI> | undefined;
  #form = 0;
  /** Newer models name the cap otherwise and choose their temperature themselves. */
  #newer: boolean;
  #stopped: CallFault | null = null;

  constructor(endpoint: LlmEndpoint, limits: LlmLimits) {
    this.#endpoint = endpoint;
    this.#limits = limits;
    this.#breaker = new Breaker(limits.breakAfter);
    this.host = hostOf(endpoint);
    this.#newer = /^(?:o\d|gpt-5)/u.test(endpoint.model);
  }

  /** Why nothing can be asked any more in this run; null while it can. */
  get stopped(): CallFault | null {
    if (this.#stopped) return this.#stopped;
    return this.#breaker.open
      ? { code: "llm/unavailable", next: "stop", retryAfterMs: null, detail: "too many failures in a row" }
      : null;
  }

  /** Tells the breaker how an answer that came was to be read. */
  report(good: boolean): void {
    if (good) this.#breaker.succeed();
    else this.#breaker.fail();
  }

  /** At most 1 + maxRetries calls. */
  async ask(question: Question, mostCalls = 1 + this.#limits.maxRetries): Promise<Asked> {
    let calls = 0;
    for (;;) {
      const stopped = this.stopped;
      if (stopped) return { ok: false, fault: stopped, calls };
      calls++;
      const fault = await this.#once(question);
      if (!("code" in fault)) return { ok: true, reply: fault, calls };
      this.#breaker.fail();
      if (fault.next === "stop") this.#stopped = fault;
      const again = fault.next === "again" ? !tooLongToWait(fault) : fault.next === "adapt" && this.#adapt(fault);
      if (!again || calls >= mostCalls) return { ok: false, fault, calls };
      if (fault.next === "again" && !this.stopped) await pause(waitBefore(fault, calls - 1, this.#limits.retryDelayMs));
    }
  }

  async #once(question: Question): Promise<Reply | CallFault> {
    const client = await (this.#made ??= connect(this.#endpoint, this.#limits));
    try {
      return replyOf(await client.chat.completions.create(this.#body(question)));
    } catch (error) {
      return { ...faultOf(error), ...(/max_tokens|temperature/u.test(parameterOf(error)) ? { detail: "newer" } : {}) };
    }
  }

  /** Asks for less where the endpoint refused the form; false when there is no other form. */
  #adapt(fault: CallFault): boolean {
    if (fault.detail === "newer" && !this.#newer) return (this.#newer = true);
    if (this.#form >= FORMS.length - 1) return false;
    this.#form++;
    return true;
  }

  #body({ system, user, maxOutputTokens }: Question): OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming {
    const form = FORMS[this.#form]!;
    return {
      model: this.#endpoint.azure?.deployment ?? this.#endpoint.model,
      messages: [
        { role: "system", content: system },
        { role: "user", content: user },
      ],
      stream: false,
      ...(this.#newer ? { max_completion_tokens: maxOutputTokens } : { max_tokens: maxOutputTokens, temperature: 0 }),
      ...(form === "json_schema"
        ? {
            response_format: {
              type: "json_schema",
              json_schema: { name: "answer", strict: true, schema: answerSchema() },
            },
          }
        : {}),
      ...(form === "json_object" ? { response_format: { type: "json_object" } } : {}),
    };
  }
}

/** Imported when first needed: nobody who asks no model waits for it. */
async function connect({ baseURL, apiKey, azure }: LlmEndpoint, limits: LlmLimits): Promise<OpenAI | AzureOpenAI> {
  const { AzureOpenAI, OpenAI } = await import("openai");
  const origin = new URL(azure?.endpoint ?? baseURL ?? DEFAULT_BASE).origin;
  const common = {
    apiKey: apiKey ?? "none",
    maxRetries: 0,
    timeout: limits.timeoutMs + 1_000,
    fetch: boundFetch(origin, limits),
    logLevel: "off" as const,
  };
  if (azure)
    return new AzureOpenAI({
      ...common,
      baseURL: undefined,
      endpoint: azure.endpoint,
      apiVersion: azure.apiVersion,
      ...(azure.deployment === undefined ? {} : { deployment: azure.deployment }),
    });
  return new OpenAI({
    ...common,
    baseURL: baseURL ?? DEFAULT_BASE,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
  });
}

/** Servers leave out what they like. */
function replyOf(completion: unknown): Reply | CallFault {
  const { choices, usage } = (typeof completion === "object" && completion !== null ? completion : {}) as {
    choices?: unknown;
    usage?: { prompt_tokens?: unknown; completion_tokens?: unknown } | null;
  };
  const choice = Array.isArray(choices)
    ? (choices[0] as { message?: { content?: unknown; refusal?: unknown }; finish_reason?: unknown } | undefined)
    : undefined;
  if (!choice?.message) return { code: "llm/bad-answer", next: "again", retryAfterMs: null, detail: "no choice" };
  const { content, refusal } = choice.message;
  const finish =
    choice.finish_reason === "length"
      ? "length"
      : refusal || choice.finish_reason === "content_filter"
        ? "refusal"
        : choice.finish_reason === "stop"
          ? "stop"
          : "other";
  return {
    content: typeof content === "string" ? content : "",
    inputTokens: count(usage?.prompt_tokens),
    outputTokens: count(usage?.completion_tokens),
    finish,
  };
}

const count = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? Math.ceil(value) : null;

function parameterOf(error: unknown): string {
  const { param, status, message } = error as { param?: unknown; status?: unknown; message?: unknown };
  return status === 400 ? (typeof param === "string" ? param : String(message ?? "")) : "";
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
