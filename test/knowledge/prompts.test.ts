import { describe, expect, test } from "vitest";
import { ANSWER_FIELDS, answerSchema } from "../../src/extraction/llm/answer.js";
import { promptHash } from "../../src/extraction/llm/session.js";
import { loadPrompt, readPrompt } from "../../src/knowledge/prompts.js";

const FILE = "---\nid: test\nversion: 1\nschema: answer\nlanguages: [da]\n---\nWords.\n";

describe("readPrompt()", () => {
  test("reads front matter and words", () =>
    expect(readPrompt("test", FILE)).toMatchObject({ id: "test", version: 1, languages: ["da"], text: "Words." }));
  test("gives another hash for another word", () =>
    expect(readPrompt("test", FILE).hash).not.toBe(readPrompt("test", FILE.replace("Words", "Word")).hash));
  for (const [name, file] of [
    ["no front matter", "Words"],
    ["another id", FILE.replace("test", "other")],
    ["an unknown key", FILE.replace("version", "vers")],
  ] as const)
    test(`refuses a file with ${name}`, () =>
      expect(() => readPrompt("test", file)).toThrow(/^Cannot use prompts\/test\.md/u));
});

describe("prompts/read-list.md", () => {
  const prompt = loadPrompt("read-list");
  test("explains each field that an answer may hold", () => {
    for (const field of Object.keys(ANSWER_FIELDS))
      expect(prompt.text).toMatch(new RegExp(`(?<![a-z])${field}(?![a-z])`, "u"));
  });
  test("takes less than 1,300 tokens of each call", () => expect(prompt.text.length / 3.4).toBeLessThan(1_300));
  test("has one hash with the form of its answer", () => expect(promptHash(prompt)).toMatch(/^[0-9a-f]{64}$/u));
  test("asks in a form that strict endpoints take: every key required, no other allowed", () => {
    const check = (schema: Record<string, unknown>): void => {
      if (schema.type === "object") {
        expect(schema.additionalProperties).toBe(false);
        expect(schema.required).toEqual(Object.keys(schema.properties as object));
        for (const inner of Object.values(schema.properties as Record<string, Record<string, unknown>>)) check(inner);
      }
      if (schema.type === "array") check(schema.items as Record<string, unknown>);
    };
    check(answerSchema());
  });
});
