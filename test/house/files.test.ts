/**
 * The files of src/ stay small and open by saying what they are about.
 *
 * Unit    Lines. 60 to 150 is the aim, 250 the place to talk, LIMIT the end.
 */
import { describe, expect, test } from "vitest";
import { sources } from "./sources.js";

const TALK = 250;
const LIMIT = 250;

const lengthOf = (text: string): number => text.split("\n").length - 1;

describe("a file of src/", () => {
  test("is not too long", () => {
    const long = sources.filter(({ text }) => lengthOf(text) > LIMIT);
    expect(long.map(({ path, text }) => `${path}: ${lengthOf(text)}`)).toEqual([]);
    const talk = sources
      .filter(({ text }) => lengthOf(text) > TALK)
      .map(({ path, text }) => `${lengthOf(text)} ${path}`);
    if (talk.length > 0) process.stderr.write(`Over ${TALK} lines:\n  ${talk.sort().reverse().join("\n  ")}\n`);
  });

  test("opens by saying what it is about", () => {
    const silent = sources.filter(({ text }) => !/^(?:#![^\n]*\n)?\/\*\*/u.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});
