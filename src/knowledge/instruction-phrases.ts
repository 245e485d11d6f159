/**
 * What documents say to a machine that reads them, from data/instruction-phrases/<language>.json.
 *
 * Shape   strong: enough by themselves. verbs: orders when a clause begins with one (after `musts` or not) and a target follows.
 *         All languages are looked for in every document: an order need not be written in the document's language.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "./load.js";
import { PhraseIndex } from "./phrases.js";

const words = z.array(z.string().min(1));
const InstructionFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  source: z.string(),
  strong: words,
  verbs: words,
  musts: words,
  targets: words,
});

export interface InstructionPhrases {
  readonly strong: PhraseIndex<true>;
  readonly verbs: PhraseIndex<true>;
  readonly musts: PhraseIndex<true>;
  readonly targets: PhraseIndex<true>;
}

let phrases: InstructionPhrases | undefined;
export function instructionPhrases(): InstructionPhrases {
  return (phrases ??= readAll());
}

function readAll(): InstructionPhrases {
  const all = {
    strong: new PhraseIndex<true>(),
    verbs: new PhraseIndex<true>(),
    musts: new PhraseIndex<true>(),
    targets: new PhraseIndex<true>(),
  };
  for (const name of readdirSync(new URL("../../data/instruction-phrases/", import.meta.url)).sort()) {
    const file = loadData(`instruction-phrases/${name}`, InstructionFile);
    for (const kind of ["strong", "verbs", "musts", "targets"] as const)
      for (const phrase of file[kind]) all[kind].add(phrase, true);
  }
  return all;
}
