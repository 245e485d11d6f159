/**
 * The small words that tell languages apart: one file a language in data/function-words.
 *
 * Shape   words: closed classes (articles, pronouns, prepositions, conjunctions, auxiliaries); terms: words that agreements
 *         and lists use everywhere; endings: how longer words end; letters: the ordinary alphabet beyond a to z;
 *         trigrams: the language's code in franc-all, or none where franc-all does not know it.
 *         All lower case and NFC. A word may stand in many languages: it then speaks for each of them.
 * Errors  A file that does not have this shape is our bug and throws when it is first needed.
 * Source  Each file names its own. Adding a language is adding a file: everything here is read from the folder.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "./load.js";

const lowerCase = z
  .string()
  .min(1)
  .refine((word) => word === word.toLowerCase().normalize("NFC"), "must be lower case and NFC");

const FunctionWordsFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  name: z.string().min(1),
  trigrams: z.array(z.string().regex(/^[a-z]{3}$/u)),
  source: z.string().min(1),
  letters: z.string(),
  words: z.array(lowerCase).min(40),
  terms: z.array(lowerCase),
  endings: z.array(lowerCase.min(2).max(6)),
});
export type FunctionWords = Readonly<z.infer<typeof FunctionWordsFile>>;

const FOLDER = new URL("../../data/function-words/", import.meta.url);

let known: readonly FunctionWords[] | null = null;

/** Every language of data/function-words, in the order of its code. */
export function functionWords(): readonly FunctionWords[] {
  known ??= Object.freeze(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map(readLanguage),
  );
  return known;
}

function readLanguage(name: string): FunctionWords {
  const file = loadData(`function-words/${name}`, FunctionWordsFile);
  if (name !== `${file.language}.json`) throw new Error(`Cannot use "${name}" for the language "${file.language}"`);
  return file;
}
