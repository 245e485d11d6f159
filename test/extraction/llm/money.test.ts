/** Caps hold over documents, runs and processes; what was paid for is kept; a run goes on without the model. */
import { describe, expect, test } from "vitest";
import { MemoryLedger } from "../../../src/extraction/llm/budget.js";
import { MemoryCache } from "../../../src/extraction/llm/cache.js";
import type { LlmBudget } from "../../../src/extraction/llm/options.js";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import { openSession } from "../../../src/extraction/llm/session.js";
import { answer, brainStub, complete, documentOf, fail, optionsFor, startStub, unread } from "./stub-model.js";

const page = (at: number): string => `Liste\n\nAlkedrift ${at} AS\nserverdrift ${at}\n`;
const HUGE = { prompt_tokens: 40_000, completion_tokens: 10_000, total_tokens: 50_000 };

async function readMany(count: number, budget: LlmBudget, prices = {}) {
  const stub = await startStub((request, response) =>
    complete(response, JSON.stringify(answer([[request.lines.at(-2)!.number, `name=${request.lines.at(-2)!.text}`]])), {
      usage: HUGE,
    }),
  );
  const ledger = new MemoryLedger();
  const options = optionsFor(stub, { budget, ledger, prices });
  const session = openSession(options);
  const codes: string[] = [];
  const rows: number[] = [];
  for (let at = 0; at < count; at++) {
    const document = await documentOf(page(at));
    const { warnings, extraction } = await readWithModel(document, unread(document), { ...options, session });
    codes.push(...warnings.map(({ code, message }) => `${code} ${/\(([\w-]+)\)/u.exec(message)?.[1]}`));
    rows.push(extraction.rows.length);
  }
  await stub.close();
  return { calls: stub.requests.length, codes, rows, ledger };
}

describe("readWithModel() under a budget", () => {
  const price = { stub: { input: 1, output: 1, currency: "EUR" } };
  const caps = [
    { name: "tokens a run", budget: { tokensPerRun: 120_000 }, calls: 3, cap: "--llm-max-tokens-run" },
    { name: "tokens a day", budget: { tokensPerDay: 120_000 }, calls: 3, cap: "--llm-max-tokens-day" },
    { name: "money a run", budget: { costPerRun: 0.12 }, calls: 3, cap: "--llm-max-cost-run" },
    { name: "money a day", budget: { costPerDay: 0.12 }, calls: 3, cap: "--llm-max-cost-day" },
    { name: "tokens a document", budget: { tokensPerDocument: 500 }, calls: 0, cap: "--llm-max-tokens-document" },
  ];
  for (const { name, budget, calls, cap } of caps)
    test(`stops at ${name} after at most one request too many, goes on without the model, and says so`, async () => {
      const got = await readMany(6, budget, price);
      expect(got.calls).toBe(calls);
      expect(got.codes).toEqual(Array.from({ length: 6 - calls }, () => `llm/over-budget ${cap}`));
      expect(got.rows).toEqual([1, 1, 1, 1, 1, 1].map((one, at) => (at < calls ? one : 0)));
    });

  test("sends nothing under a cap in money when the model has no price", async () => {
    const got = await readMany(1, { costPerRun: 5 });
    expect(got).toMatchObject({ calls: 0, codes: ["llm/over-budget --llm-prices"] });
  });

  test("holds a day's cap over two processes that share a ledger", async () => {
    const stub = await startStub((_, response) => complete(response, JSON.stringify(answer([])), { usage: HUGE }));
    const ledger = new MemoryLedger();
    const sessions = [0, 1].map(() => openSession(optionsFor(stub, { budget: { tokensPerDay: 120_000 }, ledger })));
    for (let at = 0; at < 8; at++) {
      const document = await documentOf(page(at));
      await readWithModel(document, unread(document), { ...optionsFor(stub), session: sessions[at % 2]! });
    }
    await stub.close();
    expect(stub.requests).toHaveLength(3);
  });

  test("counts what concurrent parts may cost before they are sent", async () => {
    const stub = await brainStub(() => answer([]));
    const words = Array.from(
      { length: 1_500 },
      (_, at) => `Alkedrift nummer ${at} AS, serverdrift og vedlikehold av alt som finnes\n`,
    ).join("\n");
    const document = await documentOf(`Liste\n\n${words}`);
    const { usage } = await readWithModel(
      document,
      unread(document),
      optionsFor(stub, { budget: { tokensPerDocument: 20_000 }, limits: { concurrency: 8 } as never }),
    );
    await stub.close();
    expect(stub.requests.length).toBeLessThanOrEqual(3);
    expect(usage.filter(({ outcome }) => outcome === "over-budget").length).toBeGreaterThan(0);
  });

  test("sends nothing on a dry run, and says what it would send and cost", async () => {
    const stub = await brainStub(() => answer([]));
    const document = await documentOf(page(1));
    const { usage, warnings, extraction } = await readWithModel(
      document,
      unread(document),
      optionsFor(stub, { dryRun: true, prices: price }),
    );
    await stub.close();
    expect(stub.requests).toHaveLength(0);
    expect(usage).toMatchObject([
      { outcome: "dry-run", sent: expect.stringContaining("Alkedrift 1 AS"), currency: "EUR" },
    ]);
    expect(warnings[0]!.message).toMatch(/^Would send 1 part, about \d+ tokens, about 0\.00\d\d EUR$/u);
    expect(extraction.rows).toEqual([]);
  });
});

describe("openSession()", () => {
  test("asks nothing more after five failures in a row", async () => {
    const stub = await startStub((_, response) => fail(response, 503, "busy"));
    const options = optionsFor(stub);
    const session = openSession(options);
    const codes: string[] = [];
    for (let at = 0; at < 5; at++) {
      const document = await documentOf(page(at));
      codes.push(
        ...(await readWithModel(document, unread(document), { ...options, session })).warnings.map(({ code }) => code),
      );
    }
    await stub.close();
    expect(stub.requests).toHaveLength(5);
    expect(codes.slice(2)).toEqual(["llm/unavailable", "llm/unavailable", "llm/unavailable"]);
  });

  test("keeps an answer before it is used, so that a kill loses nothing that was paid for", async () => {
    const stub = await startStub((request, response) =>
      request.call === 1
        ? complete(response, JSON.stringify(answer([[2, "name=Alkedrift 7 AS"]])))
        : fail(response, 401, "no"),
    );
    const cache = new MemoryCache();
    const ledger = new MemoryLedger();
    const document = await documentOf(page(7));
    const killed = {
      ...optionsFor(stub),
      cache,
      ledger,
      isRefused: (): null => {
        throw new Error("killed");
      },
    };
    await expect(readWithModel(document, unread(document), killed)).rejects.toThrow("killed");
    const { extraction } = await readWithModel(document, unread(document), { ...optionsFor(stub), cache, ledger });
    await stub.close();
    expect(stub.requests).toHaveLength(1);
    expect(extraction.rows).toHaveLength(1);
    expect(ledger.usage.map(({ outcome }) => outcome)).toEqual(["answered", "cached"]);
  });
});
