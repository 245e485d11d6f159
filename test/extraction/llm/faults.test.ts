/** Every way in which an endpoint goes wrong, once and always: what it costs, and what is left for the reader. */
import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import {
  answer,
  complete,
  documentOf,
  entriesOf,
  fail,
  optionsFor,
  type Request,
  send,
  startStub,
  unread,
} from "./stub-model.js";

const TEXT = "Alltöötlejad\n\nKivisild Andmed OÜ\nandmekeskus\n\nTamm ja Kask Tugi AS\nkasutajatugi\n";
const good = (request: Request): string => {
  const rows = [
    ["Kivisild", "name=Kivisild Andmed OÜ", "purpose=andmekeskus"],
    ["Tamm", "name=Tamm ja Kask Tugi AS", "purpose=kasutajatugi"],
  ] as const;
  const line = (words: string): number | undefined => request.lines.find(({ text }) => text.includes(words))?.number;
  return JSON.stringify(
    answer(
      rows.flatMap(([words, ...fields]) =>
        line(words) === undefined ? [] : [[line(words)!, ...fields] as [number, ...string[]]],
      ),
    ),
  );
};
const FULL = [
  { name: "Kivisild Andmed OÜ", purpose: "andmekeskus" },
  { name: "Tamm ja Kask Tugi AS", purpose: "kasutajatugi" },
];

interface Mode {
  readonly name: string;
  readonly fault: (response: ServerResponse, request: Request) => void;
  /** Calls when the fault comes once, and when it always comes. */
  readonly once: number;
  readonly always: number;
  /** Code of the warning when it always comes; null where the answer is good all the same. */
  readonly code: string | null;
  /** The list is read when the fault comes once. */
  readonly heals: boolean;
}

const many = (count: number, line: number) =>
  JSON.stringify(
    answer(Array.from({ length: count }, (_, at) => [line, `name=Invented ${at} AS`] as [number, string])),
  );

const MODES: readonly Mode[] = [
  {
    name: "429 with Retry-After",
    fault: (r) => fail(r, 429, "slow down", { "retry-after": "0" }),
    once: 2,
    always: 3,
    code: "llm/rate-limited",
    heals: true,
  },
  {
    name: "429 with a Retry-After of an hour",
    fault: (r) => fail(r, 429, "slow down", { "retry-after": "3600" }),
    once: 1,
    always: 1,
    code: "llm/rate-limited",
    heals: false,
  },
  {
    name: "429 without Retry-After",
    fault: (r) => fail(r, 429, "slow down"),
    once: 2,
    always: 3,
    code: "llm/rate-limited",
    heals: true,
  },
  {
    name: "429 for an empty account",
    fault: (r) => fail(r, 429, "quota", {}, "insufficient_quota"),
    once: 1,
    always: 1,
    code: "llm/no-credit",
    heals: false,
  },
  { name: "500", fault: (r) => fail(r, 500, "oops"), once: 2, always: 3, code: "llm/server-error", heals: true },
  {
    name: "502 with HTML",
    fault: (r) => send(r, 502, "<html>bad gateway</html>", { "content-type": "text/html" }),
    once: 2,
    always: 3,
    code: "llm/server-error",
    heals: true,
  },
  { name: "503", fault: (r) => fail(r, 503, "busy"), once: 2, always: 3, code: "llm/server-error", heals: true },
  {
    name: "a connection cut before the answer",
    fault: (r) => r.socket!.destroy(),
    once: 2,
    always: 3,
    code: "llm/unreachable",
    heals: true,
  },
  {
    name: "a connection cut in the answer",
    fault: (r) => {
      r.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
      r.write('{"choices":[{"mess');
      setTimeout(() => r.socket!.destroy(), 5);
    },
    once: 2,
    always: 3,
    code: "llm/unreachable",
    heals: true,
  },
  { name: "silence", fault: () => undefined, once: 2, always: 3, code: "llm/timeout", heals: true },
  {
    name: "silence after the headers",
    fault: (r) => {
      r.writeHead(200, { "content-type": "application/json" });
      r.write("{");
    },
    once: 2,
    always: 3,
    code: "llm/timeout",
    heals: true,
  },
  {
    name: "200 with HTML",
    fault: (r) => send(r, 200, "<html>login</html>", { "content-type": "text/html" }),
    once: 2,
    always: 3,
    code: "llm/bad-answer",
    heals: true,
  },
  { name: "an empty body", fault: (r) => send(r, 200, ""), once: 2, always: 3, code: "llm/bad-answer", heals: true },
  { name: "an empty answer", fault: (r) => complete(r, ""), once: 2, always: 2, code: "llm/bad-answer", heals: true },
  {
    name: "truncated JSON",
    fault: (r, q) => complete(r, good(q).slice(0, -30)),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "finish_reason length",
    fault: (r, q) => complete(r, good(q).slice(0, 40), { finish: "length" }),
    once: 3,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "a refusal",
    fault: (r) => complete(r, null, { refusal: "I cannot" }),
    once: 1,
    always: 1,
    code: "llm/declined",
    heals: false,
  },
  {
    name: "another schema",
    fault: (r) => complete(r, '{"subprocessors":[{"name":"Invented AS"}]}'),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "extra keys",
    fault: (r, q) => complete(r, good(q).replace('{"grids"', '{"note":"x","grids"')),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "wrong types",
    fault: (r) => complete(r, '{"grids":[],"rows":[{"line":"3","fields":"name=x"}]}'),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "nulls",
    fault: (r) => complete(r, '{"grids":null,"rows":null}'),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "NaN",
    fault: (r) => complete(r, '{"grids":[],"rows":[{"line":NaN,"fields":[]}]}'),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "10,000 rows",
    fault: (r, q) => complete(r, many(10_000, q.lines[0]!.number)),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "an answer in another language",
    fault: (r) => complete(r, "Siin on alltöötlejad: Kivisild"),
    once: 2,
    always: 2,
    code: "llm/bad-answer",
    heals: true,
  },
  {
    name: "an unknown model",
    fault: (r) => fail(r, 404, "no such model"),
    once: 1,
    always: 1,
    code: "llm/unknown-model",
    heals: false,
  },
  {
    name: "a wrong key",
    fault: (r) => fail(r, 401, "bad key sk-canary-key"),
    once: 1,
    always: 1,
    code: "llm/bad-key",
    heals: false,
  },
  {
    name: "a redirect",
    fault: (r) => send(r, 307, "", { location: "http://127.0.0.1:9/v1/chat/completions" }),
    once: 1,
    always: 1,
    code: "llm/redirected",
    heals: false,
  },
  {
    name: "400 for the form of the answer",
    fault: (r) => fail(r, 400, "response_format json_schema is not supported"),
    once: 2,
    always: 3,
    code: "llm/refused-request",
    heals: true,
  },
  {
    name: "a code fence",
    fault: (r, q) => complete(r, `\`\`\`json\n${good(q)}\n\`\`\``),
    once: 1,
    always: 1,
    code: null,
    heals: true,
  },
  {
    name: "a byte order mark",
    fault: (r, q) => complete(r, `\ufeff${good(q)}`),
    once: 1,
    always: 1,
    code: null,
    heals: true,
  },
  {
    name: "unicode escapes",
    fault: (r, q) => complete(r, good(q).replace("OÜ", "O\\u00dc")),
    once: 1,
    always: 1,
    code: null,
    heals: true,
  },
  {
    name: "rows said twice",
    fault: (r, q) => {
      const said = JSON.parse(good(q));
      complete(r, JSON.stringify({ grids: [], rows: [...said.rows, ...said.rows] }));
    },
    once: 1,
    always: 1,
    code: null,
    heals: true,
  },
  {
    name: "no usage",
    fault: (r, q) => complete(r, good(q), { usage: null }),
    once: 1,
    always: 1,
    code: null,
    heals: true,
  },
];

async function run(mode: Mode, times: number) {
  const stub = await startStub((request, response) =>
    request.call <= times ? mode.fault(response, request) : complete(response, good(request)),
  );
  const document = await documentOf(TEXT);
  const timeoutMs = mode.name.startsWith("silence") ? 300 : 2_000;
  const result = await readWithModel(document, unread(document), optionsFor(stub, { limits: { timeoutMs } }));
  await stub.close();
  return { ...result, calls: stub.requests.length, entries: entriesOf(document, result.extraction) };
}

describe("readWithModel() meeting", () => {
  for (const mode of MODES) {
    test(`${mode.name} once costs ${mode.once} call(s) and ${mode.heals ? "reads the list" : "leaves it to review"}`, async () => {
      const { calls, entries, extraction } = await run(mode, 1);
      expect(calls).toBe(mode.once);
      expect(entries).toEqual(mode.heals ? FULL : []);
      expect(extraction.status).toBe(mode.heals ? "listed" : "needs_review");
    });
    test(`${mode.name} always costs ${mode.always} call(s) and says ${mode.code ?? "nothing"}`, async () => {
      const { calls, entries, extraction, warnings, usage } = await run(mode, 99);
      expect(calls).toBe(mode.always);
      expect(entries).toEqual(mode.code === null ? FULL : []);
      expect(extraction.status).toBe(mode.code === null ? "listed" : "needs_review");
      const codes = warnings.map(({ code }) => code);
      if (mode.code !== null) expect(codes).toContain(mode.code);
      else expect(codes).toEqual([]);
      expect(JSON.stringify({ warnings, usage, extraction })).not.toMatch(/sk-canary|Invented/u);
    });
  }

  test("an endpoint that refuses connections says so", async () => {
    const stub = await startStub(() => undefined);
    await stub.close();
    const document = await documentOf(TEXT);
    const { extraction, warnings } = await readWithModel(document, unread(document), optionsFor(stub));
    expect(extraction.status).toBe("needs_review");
    expect(warnings.map(({ code }) => code)).toEqual(["llm/unreachable"]);
  });
});
