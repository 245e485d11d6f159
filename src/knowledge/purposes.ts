/**
 * Words for what a sub-processor is used for, for kinds of personal data and for the people they belong to.
 *
 * Shape   One file a language under data/purposes; a star stands for any ending.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { PurposeCategory } from "../model/entry.js";
import { loadData } from "./load.js";

const words = z.array(z.string().min(1));

export const PurposeWords = z.strictObject({
  source: z.string(),
  language: z.string(),
  categories: z.partialRecord(PurposeCategory, words),
  data_categories: words,
  data_subjects: words,
});
export type PurposeWords = z.infer<typeof PurposeWords>;

let loaded: readonly PurposeWords[] | undefined;

export function purposeWords(): readonly PurposeWords[] {
  return (loaded ??= readdirSync(new URL("../../data/purposes/", import.meta.url))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => loadData(`purposes/${file}`, PurposeWords)));
}
