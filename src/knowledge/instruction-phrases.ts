/**
 * What documents say to a machine that reads them, from data/instruction-phrases/<language>.json.
 *
 * Shape   strong: enough by themselves. verbs begin an order, after `musts` or not, when one of `targets` follows. `machines` with
 *         `shoulds` after them, `forget` with `prior` after it, `outputs` with `only` after it are orders as well.
 *         `edits` order something too when a name comes next and one of `roles` (what a list is and who stands in it) or `instead`
 *         stands in the sentence; they begin a clause or come after `asked`.
 *         All languages are looked for in every document: an order need not be written in the document's language.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "./load.js";
import { PhraseIndex } from "./phrases.js";

const KINDS = [
  "strong",
  "verbs",
  "musts",
  "targets",
  "machines",
  "shoulds",
  "forget",
  "prior",
  "outputs",
  "only",
  "edits",
  "roles",
  "asked",
  "instead",
] as const;
type Kind = (typeof KINDS)[number];

const words = z.array(z.string().min(1));
const InstructionFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  source: z.string(),
  ...(Object.fromEntries(KINDS.map((kind) => [kind, words])) as Record<Kind, typeof words>),
});

export type InstructionPhrases = Readonly<Record<Kind, PhraseIndex<true>>>;

let phrases: InstructionPhrases | undefined;
export function instructionPhrases(): InstructionPhrases {
  return (phrases ??= readAll());
}

function readAll(): InstructionPhrases {
  const all = Object.fromEntries(KINDS.map((kind) => [kind, new PhraseIndex<true>()])) as Record<
    Kind,
    PhraseIndex<true>
  >;
  for (const name of readdirSync(new URL("../../data/instruction-phrases/", import.meta.url)).sort()) {
    const file = loadData(`instruction-phrases/${name}`, InstructionFile);
    for (const kind of KINDS) for (const phrase of file[kind]) all[kind].add(phrase, true);
  }
  return all;
}
