/** A model behind the commands, as a person uses them: what is said, what is paid for, and what a kill leaves. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { complete, fail, type Handler, type Request, type StubModel, startStub } from "../extraction/llm/stub-model.js";
import { PROGRAM } from "./run.js";

const here = (path: string): string => new URL(`../../${path}`, import.meta.url).href;
const { oddDocuments } = await import(here("bench/llm/odd-lists.mjs"));
const { perfect } = await import(here("bench/llm/brains.mjs"));

interface Odd {
  readonly id: string;
  readonly words: string;
  readonly entries: readonly { readonly name: string }[];
}
const LISTS: Odd[] = (oddDocuments() as Odd[]).filter(({ id }) => /^(?:de|nl|pl)-purpose-first/u.test(id));
const NAMES = LISTS.flatMap(({ entries }) => entries.map(({ name }) => name)).sort();

let folder: string;
let stub: StubModel;
let child: ChildProcess | undefined;
let killAt = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "underlag-model-"));
  for (const { id, words } of LISTS) writeFileSync(join(folder, `${id}.txt`), words);
  killAt = 0;
});
afterEach(async () => {
  await stub.close();
  rmSync(folder, { recursive: true, force: true });
});

const knowing: Handler = (request, response) => {
  if (request.call === killAt) child!.kill("SIGKILL");
  else complete(response, answerOf(request));
};

function answerOf({ raw, lines }: Request): string {
  const list = LISTS.find(({ entries }) => entries.every(({ name }) => raw.includes(name)))!;
  return JSON.stringify(perfect(list)(lines));
}

function ingest(...options: string[]): Promise<{ code: number | null; err: string }> {
  const parameters = [
    "ingest",
    folder,
    "--db",
    join(folder, "u.db"),
    "--jobs",
    "1",
    "--llm-concurrency",
    "1",
    ...options,
  ];
  const { UNDERLAG_LLM: _, ...environment } = process.env;
  const env = { ...environment, UNDERLAG_LLM_MODEL: "stub", OPENAI_BASE_URL: stub.url };
  const started = spawn(process.execPath, [PROGRAM, ...parameters], { stdio: ["ignore", "ignore", "pipe"], env });
  child = started;
  let err = "";
  started.stderr.setEncoding("utf8").on("data", (words: string) => (err += words));
  return new Promise((resolve) => started.on("close", (code) => resolve({ code, err })));
}

function stored(): { names: string[]; answers: number; sound: unknown } {
  const database = new Database(join(folder, "u.db"), { readonly: true });
  const names = database.prepare("SELECT name FROM subprocessors ORDER BY name").pluck().all() as string[];
  const answers = database.prepare("SELECT count(*) FROM llm_answer").pluck().get() as number;
  const sound = database.pragma("integrity_check", { simple: true });
  database.close();
  return { names: names.sort(), answers, sound };
}

describe("underlag ingest with a model", { timeout: 60_000 }, () => {
  test.each([2, 3])("killed while question %i is open asks only that one again", async (question) => {
    stub = await startStub(knowing);
    killAt = question;
    expect((await ingest()).code).toBeNull();
    expect(stored().answers).toBe(question - 1);
    killAt = 0;
    expect((await ingest()).code).toBe(0);
    expect(stub.requests).toHaveLength(LISTS.length + 1);
    expect(stored()).toEqual({ names: NAMES, answers: LISTS.length, sound: "ok" });
  });

  test("goes on by rules when the budget is reached, and says so", async () => {
    stub = await startStub(knowing);
    const { code, err } = await ingest("--llm-max-tokens-run", "3000");
    expect(code).toBe(0);
    expect(stub.requests).toHaveLength(2);
    expect(err).toContain("--llm-max-tokens-run reached, 1 part left to the rules");
    expect(stored().answers).toBe(2);
  });

  test("says once why the endpoint reads nothing, and what to do", async () => {
    stub = await startStub((_, response) => fail(response, 401, "no"));
    const { code, err } = await ingest();
    expect(code).toBe(0);
    expect(stub.requests).toHaveLength(1);
    expect(err).toContain("3 documents left to the rules: llm/bad-key. Check OPENAI_API_KEY");
    expect(err).not.toContain("no price known");
  });

  test("sends nothing on a dry run, and shows what it would", async () => {
    stub = await startStub(knowing);
    const { err } = await ingest("--llm-dry-run");
    expect(stub.requests).toHaveLength(0);
    expect(err).toContain(LISTS[0]!.entries[0]!.name);
    expect(err).toMatch(/model: nothing sent; 3 parts would be, about [\d,]+ tokens/u);
  });
});
