/**
 * Names of the months in the languages of the lists, in lower case and without a final dot.
 *
 * Source  data/months.json, made by scripts/generate-months.ts.
 */
import { z } from "zod";
import { lazyData } from "./load.js";

const file = lazyData(
  "months.json",
  z.strictObject({ source: z.string(), months: z.record(z.string(), z.int().min(1).max(12)) }),
);

/** 1 to 12; undefined for a word that is no month. */
export function monthOf(word: string): number | undefined {
  const { months } = file();
  return Object.hasOwn(months, word) ? months[word] : undefined;
}
