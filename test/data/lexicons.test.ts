/**
 * The lexicons are whole and unambiguous: the schema holds, every word is of one script, and no word stands for two things.
 *
 * Shape   One table a language file. Words are compared as the reader compares them: lower case, inner hyphens gone.
 * Source  A date library's Swedish dictionary held a Cyrillic letter in "trettio", and "efter trettio dagar" was never read.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LexiconFile, PHRASE_KINDS } from "../../src/knowledge/lexicon.js";
import { wordsOf } from "../../src/knowledge/phrases.js";

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];
const files = readdirSync("data/lexicons").filter((name) => name.endsWith(".json"));
const english = LexiconFile.parse(JSON.parse(readFileSync("data/lexicons/en.json", "utf8")));

/** As the reader sees a phrase; a star stays, because a stem is not the word. */
const folded = (phrase: string): string =>
  phrase
    .toLowerCase()
    .split(/\s+/u)
    .map((part) =>
      part.includes("*")
        ? part
        : wordsOf(part)
            .map(({ word }) => word)
            .join(" "),
    )
    .join(" ");

const doubles = (words: readonly string[]): string[] => words.filter((word, at) => words.indexOf(word) !== at);

describe.each(files)("data/lexicons/%s", (name) => {
  const raw: unknown = JSON.parse(readFileSync(`data/lexicons/${name}`, "utf8"));
  const lexicon = LexiconFile.parse(raw);
  const phrases = [...strings(raw)];

  test("is named by its language and says where its words are from", () => {
    expect(`${lexicon.language}.json`).toBe(name);
    expect(lexicon.source).toMatch(/\p{L}{3}/u);
  });

  test("is NFC, with no hidden characters and no word of two scripts", () => {
    for (const phrase of phrases) {
      expect(phrase).toBe(phrase.normalize("NFC").trim());
      expect(phrase).not.toMatch(/[\u200b-\u200f\u00ad\u00a0\ufeff]|\s{2}/u);
      for (const word of phrase.match(/[\p{L}\p{M}]+/gu) ?? [])
        expect(SCRIPTS.filter((script) => script.test(word)).length, word).toBeLessThan(2);
    }
  });

  test("has no phrase that the reader sees as nothing", () => {
    expect(phrases.filter((phrase) => folded(phrase).replaceAll("*", "").trim() === "")).toEqual([]);
  });

  test.each(["headers", "header_stems", "roles", "decoy_titles"] as const)("%s: no word means two things", (part) => {
    const meanings = new Map<string, Set<string>>();
    for (const [meaning, words] of Object.entries(lexicon[part]))
      for (const word of words) meanings.set(folded(word), (meanings.get(folded(word)) ?? new Set()).add(meaning));
    const two = [...meanings]
      .filter(([, found]) => found.size > 1)
      .map(([word, found]) => `${word}: ${[...found].join(", ")}`);
    expect(two).toEqual([]);
  });

  test("says no word of a list twice", () => {
    const lists = [lexicon.headers, lexicon.header_stems, lexicon.roles, lexicon.decoy_titles, lexicon.phrases]
      .flatMap((part) => Object.values(part))
      .concat([lexicon.list_titles, lexicon.kinds]);
    expect(lists.flatMap((list) => doubles(list.map((word) => word.toLowerCase())))).toEqual([]);
  });

  test("knows every kind of phrase, and decoys as English does", () => {
    expect(Object.keys(lexicon.phrases).sort()).toEqual([...PHRASE_KINDS].sort());
    expect(Object.keys(lexicon.decoy_titles).sort()).toEqual(Object.keys(english.decoy_titles).sort());
  });
});

function* strings(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) yield* strings(inner);
}
