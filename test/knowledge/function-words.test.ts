import { expect, test } from "vitest";
import { functionWords } from "../../src/knowledge/function-words.js";
import { trigramScores } from "../../src/language/trigrams.js";
import { LANGUAGES } from "../../src/model/language.js";

test("functionWords() has every language that the lexicons fully know, and Estonian", () => {
  expect(functionWords().map(({ language }) => language)).toEqual(expect.arrayContaining([...LANGUAGES, "et"]));
});

test.each(functionWords())("functionWords() names each word of $name once", ({ words, terms, endings }) => {
  for (const list of [[...words, ...terms], endings]) expect(list.length).toBe(new Set(list).size);
});

test.each(functionWords())("functionWords() writes $name in the letters it declares", ({ words, terms, letters }) => {
  const outside = [...words, ...terms].filter((word) =>
    [...word].some((at) => !/[a-z]/u.test(at) && !letters.includes(at)),
  );
  expect(outside).toEqual([]);
});

test("functionWords() uses codes that franc-all knows", () => {
  const scores = trigramScores("Some words in any language at all, long enough to be counted");
  expect([...scores].filter((score) => score > 0).length).toBe(functionWords().length);
});
