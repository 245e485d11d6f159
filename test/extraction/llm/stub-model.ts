/**
 * A model behind a loopback address that speaks the protocol, and documents and extractions to ask it about.
 *
 * Shape   A brain gets the lines that were sent and says what to answer; a handler may also answer the request itself.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readDocument } from "../../../src/document/read.js";
import type { Answer } from "../../../src/extraction/llm/answer.js";
import { type LlmOptions, readWithModel } from "../../../src/extraction/llm/read.js";
import type { Extraction } from "../../../src/model/candidate.js";
import type { Document } from "../../../src/model/document.js";

export interface SentLine {
  readonly number: number;
  readonly text: string;
  readonly cells: readonly string[];
}
export interface Request {
  readonly body: Record<string, unknown> & { messages: { role: string; content: string }[] };
  readonly raw: string;
  readonly headers: IncomingMessage["headers"];
  readonly lines: readonly SentLine[];
  /** From 1. */
  readonly call: number;
}
export type Handler = (request: Request, response: ServerResponse) => void;
export type Brain = (lines: readonly SentLine[], request: Request) => Answer | string;

export interface StubModel {
  readonly url: string;
  readonly requests: Request[];
  close(): Promise<void>;
}

export async function startStub(handler: Handler): Promise<StubModel> {
  const requests: Request[] = [];
  const server = createServer((incoming, response) => {
    let raw = "";
    incoming.setEncoding("utf8");
    incoming.on("data", (chunk: string) => (raw += chunk));
    incoming.on("end", () => {
      const body = JSON.parse(raw) as Request["body"];
      const request = {
        body,
        raw,
        headers: incoming.headers,
        lines: linesOf(body.messages?.at(-1)?.content ?? ""),
        call: requests.length + 1,
      };
      requests.push(request);
      handler(request, response);
    });
    incoming.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export const brainStub = (brain: Brain): Promise<StubModel> =>
  startStub((request, response) => {
    const said = brain(request.lines, request);
    complete(response, typeof said === "string" ? said : JSON.stringify(said));
  });

export function complete(
  response: ServerResponse,
  content: string | null,
  extra: { finish?: string; refusal?: string; usage?: object | null } = {},
): void {
  const usage =
    extra.usage === undefined ? { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050 } : extra.usage;
  send(
    response,
    200,
    JSON.stringify({
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1,
      model: "stub",
      choices: [
        {
          index: 0,
          finish_reason: extra.finish ?? "stop",
          message: { role: "assistant", content, refusal: extra.refusal ?? null },
        },
      ],
      ...(usage === null ? {} : { usage }),
    }),
  );
}

export function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}

export const fail = (
  response: ServerResponse,
  status: number,
  message: string,
  headers: Record<string, string> = {},
  code: string | null = null,
): void => send(response, status, JSON.stringify({ error: { message, type: "error", code, param: null } }), headers);

function linesOf(content: string): SentLine[] {
  return content.split("\n").flatMap((line) => {
    const match = /^(\d+): (.*)$/u.exec(line);
    return match ? [{ number: Number(match[1]), text: match[2]!, cells: match[2]!.split(" | ") }] : [];
  });
}

let made = 0;
export async function documentOf(words: string, name = "document.txt"): Promise<Document> {
  const bytes = new TextEncoder().encode(words);
  return readDocument({
    source: name,
    bytes,
    hash: `sha256:${String(++made).padStart(64, "0")}`,
    contentType: null,
    fileName: name,
    retrievedAt: "2026-01-01T00:00:00Z",
  });
}

/** What the rules would hand over for a document that they could not read. */
export const unread = (document: Document, changes: Partial<Extraction> = {}): Extraction => ({
  status: "needs_review",
  rows: [],
  listUpdated: null,
  publisher: null,
  unread: [{ start: 0, end: document.text.length }],
  warnings: [],
  ...changes,
});

export const optionsFor = (stub: { url: string }, changes: Partial<LlmOptions> = {}): LlmOptions => ({
  mode: "fallback",
  endpoint: { baseURL: stub.url, apiKey: "sk-canary-key", model: "stub" },
  ...changes,
  limits: { timeoutMs: 2_000, retryDelayMs: 1, ...changes.limits },
});

export async function readBy(brain: Brain, words: string, name?: string, changes: Partial<LlmOptions> = {}) {
  const stub = await brainStub(brain);
  const document = await documentOf(words, name);
  const result = await readWithModel(document, unread(document), optionsFor(stub, changes));
  await stub.close();
  return { ...result, document, requests: stub.requests, entries: entriesOf(document, result.extraction) };
}

/** Field to words, for each row. */
export const entriesOf = (document: Document, { rows }: Extraction): Record<string, string>[] =>
  rows.map(({ fields }) =>
    Object.fromEntries(
      fields.map(({ field, spans }) => [
        field,
        spans.map(({ start, end }) => document.text.slice(start, end)).join(" + "),
      ]),
    ),
  );

export const answer = (rows: [number, ...string[]][], grids: Answer["grids"] = []): Answer => ({
  grids,
  rows: rows.map(([line, ...fields]) => ({ line, fields })),
});
