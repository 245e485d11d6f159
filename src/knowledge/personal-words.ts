/** Words beside which a person's name stands in an agreement, from data/personal-words.json. */
import { z } from "zod";
import { lazyData } from "./load.js";
import { PhraseIndex } from "./phrases.js";

const words = z.array(z.string().min(1));
const file = lazyData(
  "personal-words.json",
  z.strictObject({ source: z.string(), labels: words, titles: words, columns: words }),
);

export interface PersonalWords {
  /** "Kontaktperson: …" */
  readonly labels: PhraseIndex<true>;
  /** "…, direktør" */
  readonly titles: PhraseIndex<true>;
  /** Headers of columns that hold persons. */
  readonly columns: PhraseIndex<true>;
}

let indexes: PersonalWords | undefined;
export function personalWords(): PersonalWords {
  return (indexes ??= { labels: index(file().labels), titles: index(file().titles), columns: index(file().columns) });
}

function index(list: readonly string[]): PhraseIndex<true> {
  const made = new PhraseIndex<true>();
  for (const phrase of list) made.add(phrase, true);
  return made;
}
