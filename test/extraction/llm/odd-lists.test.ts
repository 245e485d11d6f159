/**
 * A perfect reader and a liar before made-up documents that the rules cannot read: three languages of those that bench/llm.mjs measures.
 */
import { describe, expect, test } from "vitest";
import type { Document } from "../../../src/model/document.js";
import type { Reading } from "../../../src/model/reading.js";
import { openModel, readSnapshot } from "../../../src/pipeline.js";
import { brainStub, type SentLine } from "./stub-model.js";

const here = (path: string): string => new URL(`../../../${path}`, import.meta.url).href;
const { oddDocuments } = await import(here("bench/llm/odd-lists.mjs"));
const { perfect, lying } = await import(here("bench/llm/brains.mjs"));
const { scoreDocument } = await import(here("scripts/eval/score.mjs"));

interface Odd {
  readonly id: string;
  readonly language: string;
  readonly name: string;
  readonly words: string;
  readonly others: readonly string[];
  readonly entries: readonly unknown[];
  readonly label: object;
}
type Brain = (document: Odd) => (lines: readonly SentLine[]) => string;

async function readBy(odd: Odd, brain: Brain | null) {
  const stub = brain && (await brainStub(brain(odd)));
  const endpoint = { model: "stub", baseURL: stub?.url ?? "" };
  let document: Document | undefined;
  const reading: Reading = await readSnapshot(
    {
      source: odd.name,
      bytes: new TextEncoder().encode(odd.words),
      hash: `sha256:${"0".repeat(64)}`,
      contentType: null,
      fileName: odd.name,
      retrievedAt: "2026-01-01T00:00:00Z",
    },
    { llm: stub && (await openModel({ mode: "fallback", endpoint })), onDocument: (read) => (document = read) },
  );
  await stub?.close();
  const { entries, fields } = scoreDocument(reading, odd.label);
  const wrongFields = Object.entries<{ wrong: number }>(fields).filter(([, { wrong }]) => wrong > 0);
  const loose = reading.entries
    .flatMap(({ evidence }) => evidence)
    .filter(({ quote, start, end }) => document!.text.slice(start, end) !== quote);
  return { reading, entries, wrongFields: wrongFields.map(([field]) => field), loose: loose.length };
}

/** The rules say themselves that they did not read a list. */
const unread: Odd[] = [];
for (const odd of (oddDocuments() as Odd[]).filter(({ language }) => ["de", "da", "es"].includes(language)))
  if ((await readBy(odd, null)).reading.status !== "listed") unread.push(odd);

describe("readSnapshot() of a list that the rules cannot read", { timeout: 30_000 }, () => {
  test("is tried on twelve documents or more", () => expect(unread.length).toBeGreaterThanOrEqual(12));

  test.each(unread)("finds all of $id with a perfect reader, each quote in its place", async (odd) => {
    const { entries, wrongFields, loose } = await readBy(odd, perfect);
    expect({ entries, wrongFields, loose }).toEqual({
      entries: { right: odd.entries.length, wrong: 0, missed: 0 },
      wrongFields: [],
      loose: 0,
    });
  });

  test.each(unread)("keeps nothing false of $id when half of the answer is a lie", async (odd) => {
    const { reading, entries, wrongFields, loose } = await readBy(odd, lying);
    expect({ wrong: entries.wrong, wrongFields, loose }).toEqual({ wrong: 0, wrongFields: [], loose: 0 });
    expect(reading.entries.filter(({ name }) => odd.others.includes(name ?? ""))).toEqual([]);
  });
});
