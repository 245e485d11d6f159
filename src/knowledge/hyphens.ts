/** First parts of compounds that keep their hyphen: "email-" at a line end is not half a word. */
import { z } from "zod";
import { lazyData } from "./load.js";

const file = lazyData("hyphen-firsts.json", z.strictObject({ source: z.string(), words: z.array(z.string().min(2)) }));
let words: ReadonlySet<string> | undefined;

export function keepsHyphen(word: string): boolean {
  words ??= new Set(file().words);
  return words.has(word.toLowerCase());
}
