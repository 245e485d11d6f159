/** Floors under the figures of docs/language.md, on the same material: raised when they can be, lowered by a deliberate act. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { detectLanguage } from "../../src/language/detect.js";
import { windows } from "./windows.js";

const SENTENCES = new URL("sentences/", import.meta.url);
const CORPUS = new URL("../../../shared/corpus/", import.meta.url);
const FLOORS = [
  { letters: 50, share: 0.9 },
  { letters: 100, share: 0.98 },
  { letters: 300, share: 1 },
];

describe("detectLanguage() on made-up sentences", () => {
  for (const name of readdirSync(SENTENCES)) {
    const language = name.replace(".txt", "");
    const text = readFileSync(new URL(name, SENTENCES), "utf8").trim();
    test(`knows ${language} in pieces of 50, 100 and 300 letters`, () => {
      for (const { letters, share } of FLOORS)
        expect(shareRight(text, letters, language)).toBeGreaterThanOrEqual(share);
    });
    test(`has forty different sentences of ${language}`, () => {
      expect(new Set(text.split("\n")).size).toBeGreaterThanOrEqual(40);
    });
  }
});

describe.skipIf(!existsSync(CORPUS))("detectLanguage() on ../shared/corpus (skipped where it is absent)", () => {
  const documents = ["seeds", "public", "files"].flatMap((part) =>
    readdirSync(new URL(`${part}/docs/`, CORPUS))
      .filter((name) => /\.(?:txt|md|html)$/u.test(name))
      .map((name) => ({ part, name })),
  );
  test.each(documents)("knows the language of $part/$name", ({ part, name }) => {
    const gold = JSON.parse(readFileSync(new URL(`${part}/gold/${name.replace(/\.\w+$/u, ".json")}`, CORPUS), "utf8"));
    const text = readFileSync(new URL(`${part}/docs/${name}`, CORPUS), "utf8").replace(/<[^<>]*>/gu, " ");
    expect(detectLanguage(text).language).toBe(gold.language);
  });
});

function shareRight(text: string, letters: number, language: string): number {
  const pieces = windows(text, letters);
  return pieces.filter((piece) => detectLanguage(piece).language === language).length / pieces.length;
}
