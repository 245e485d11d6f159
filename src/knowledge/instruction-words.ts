/**
 * What an order to a reader is made of, from data/instruction-words/<language>.json: small closed classes of words, no sentences.
 *
 * Shape   strong: enough by themselves. orders: verbs of listing, leaving out and changing, as they are said to somebody; of these
 *         nouns are also nouns or prepositions, and soft are no more than endings of such verbs. results: what is done to a result
 *         after one of musts, shown: what a company is that stands in it; dues say both at once. works: what a reader makes, loose: what others make too.
 *         readers, reading, papers, whos: who reads, the reading, what is read, "whoever". beings: "you are a". terms: what contracts write with a capital, and no name. roles: what a list is and who stands in
 *         it. insists: "only", "first". alarms open a false message, calls one to somebody; forget goes with prior.
 *         All languages are looked for in every document: an order need not be written in the document's language.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "./load.js";
import { PhraseIndex } from "./phrases.js";

const KINDS = [
  "strong",
  "orders",
  "soft",
  "nouns",
  "results",
  "shown",
  "dues",
  "musts",
  "modals",
  "wishes",
  "works",
  "loose",
  "readers",
  "tools",
  "reading",
  "papers",
  "whos",
  "beings",
  "terms",
  "you",
  "roles",
  "insists",
  "alarms",
  "forget",
  "prior",
  "calls",
] as const;
type Kind = (typeof KINDS)[number];

const words = z.array(z.string().min(1));
const InstructionFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  source: z.string(),
  ...(Object.fromEntries(KINDS.map((kind) => [kind, words])) as Record<Kind, typeof words>),
});

export type InstructionWords = Readonly<Record<Kind, PhraseIndex<true>>>;

let known: InstructionWords | undefined;
export function instructionWords(): InstructionWords {
  return (known ??= readAll());
}

function readAll(): InstructionWords {
  const all = Object.fromEntries(KINDS.map((kind) => [kind, new PhraseIndex<true>()])) as Record<
    Kind,
    PhraseIndex<true>
  >;
  for (const name of readdirSync(new URL("../../data/instruction-words/", import.meta.url)).sort()) {
    const file = loadData(`instruction-words/${name}`, InstructionFile);
    for (const kind of KINDS) for (const word of file[kind]) all[kind].add(word, true);
  }
  return all;
}
