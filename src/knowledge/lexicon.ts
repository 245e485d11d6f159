/**
 * The lexicons: header words, titles, role words and turns of phrase of each language, from data/lexicons/<language>.json.
 *
 * Adding a language is adding a file: every file in the folder is read. A vocabulary prefers the languages that the document
 * is written in, then English, then all others, because lists are copied across borders and headers with them.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "./load.js";
import { foldPhrase, PhraseIndex, type Word, wordsOf } from "./phrases.js";

export const HEADER_FIELDS = [
  "name",
  "legal_entity",
  "registration_numbers",
  "address",
  "countries",
  "processing_countries",
  "service",
  "purpose",
  "data_categories",
  "data_subjects",
  "transfer_mechanisms",
  "legal_basis",
  "updated",
  "valid_from",
  "valid_to",
  "status",
  "website",
  "ignore",
  "decoy",
] as const;
export type HeaderField = (typeof HEADER_FIELDS)[number];

export const TOPICS = [
  "list",
  "retention",
  "security",
  "cookies",
  "data",
  "contact",
  "changelog",
  "ended",
  "nested",
  "roles",
  "rights",
  "changes",
] as const;
export type Topic = (typeof TOPICS)[number];

export const PHRASE_KINDS = [
  "announce",
  "none_used",
  "on_request",
  "refers_elsewhere",
  "not_subprocessor",
  "planned",
  "optional",
  "ending",
  "ended",
  "location",
  "company_location",
  "sub_level",
  "withheld",
  "others",
  "for_purpose",
  "used_for",
  "placeholder",
  "uses",
  "place_words",
  "own",
  "page",
  "quantifier",
  "verb",
  "condition",
  "sharing",
  "via",
  "denied",
  "all_of_them",
  "receives",
  "data_limited",
  "data_words",
] as const;
export type PhraseKind = (typeof PHRASE_KINDS)[number];
export const ROLES = ["subprocessor", "processor", "controller"] as const;
export type Role = (typeof ROLES)[number];

const words = z.array(z.string().min(1));
export const LexiconFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  name: z.string(),
  support: z.enum(["full", "partial"]),
  source: z.string(),
  roles: z.strictObject({ subprocessor: words, processor: words, controller: words }),
  headers: z.partialRecord(z.enum(HEADER_FIELDS), words),
  header_stems: z.partialRecord(z.enum(HEADER_FIELDS), words),
  list_titles: words,
  /** Words for kinds of service, where they stand instead of a company's name. */
  kinds: words,
  decoy_titles: z.partialRecord(z.enum(TOPICS), words),
  phrases: z.record(z.enum(PHRASE_KINDS), words),
});
export type LexiconFile = z.infer<typeof LexiconFile>;

let files: Map<string, LexiconFile> | undefined;
export function lexicons(): ReadonlyMap<string, LexiconFile> {
  files ??= new Map(
    readdirSync(new URL("../../data/lexicons/", import.meta.url))
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => [name.slice(0, 2), loadData(`lexicons/${name}`, LexiconFile)]),
  );
  return files;
}

/** Whether our words for a language were made for reading its lists, and not only for finding them. */
export const isWellKnown = (language: string): boolean => lexicons().get(language)?.support === "full";

export interface HeaderHit {
  readonly field: HeaderField;
  /** The words say sub-processor and not only supplier. */
  readonly strong: boolean;
}

export class Vocabulary {
  readonly headers = new PhraseIndex<HeaderField>("headers");
  readonly headerStems = new PhraseIndex<HeaderField>("headerStems");
  readonly roles = new PhraseIndex<Role>("roles");
  readonly listTitles = new PhraseIndex<true>("listTitles");
  readonly decoyTitles = new PhraseIndex<Topic>("decoyTitles");
  readonly kinds = new PhraseIndex<true>("kinds");
  readonly #phrases = new Map<PhraseKind, PhraseIndex<true>>();

  constructor(order: readonly LexiconFile[], own: readonly string[]) {
    for (const kind of PHRASE_KINDS) this.#phrases.set(kind, new PhraseIndex(kind));
    for (const lexicon of order)
      this.#add(lexicon, own.length === 0 || own.includes(lexicon.language) || lexicon.language === "en");
  }

  /** Header and role words of every language; titles and turns of phrase only of the document's own, where short words collide. */
  #add(lexicon: LexiconFile, whole: boolean): void {
    each(lexicon.headers, (field, phrase) => this.headers.add(phrase, field));
    each(lexicon.header_stems, (field, phrase) => this.headerStems.add(phrase, field));
    each(lexicon.roles, (role, phrase) => this.roles.add(phrase, role));
    if (!whole) return;
    each(lexicon.decoy_titles, (topic, phrase) => this.decoyTitles.add(phrase, topic));
    each(lexicon.phrases, (kind, phrase) => this.#phrases.get(kind)!.add(phrase, true));
    for (const phrase of lexicon.kinds) this.kinds.add(phrase, true);
    for (const phrase of lexicon.list_titles) this.listTitles.add(phrase, true);
  }

  phrase(
    kind: PhraseKind,
    text: readonly Word[] | string,
  ): { start: number; end: number; from: number; to: number } | null {
    return this.#phrases.get(kind)!.first(typeof text === "string" ? wordsOf(text) : text);
  }

  /** Every place where such a phrase stands. */
  phrases(
    kind: PhraseKind,
    text: readonly Word[] | string,
  ): { start: number; end: number; from: number; to: number }[] {
    return this.#phrases.get(kind)!.all(typeof text === "string" ? wordsOf(text) : text);
  }

  saysSubprocessor(text: readonly Word[] | string): boolean {
    return this.roles.firstOf("subprocessor", typeof text === "string" ? wordsOf(text) : text) !== null;
  }
}

let placeWords: PhraseIndex<true> | undefined;
/** Words that hang on a place and say nothing else ("within", "region"), of all languages. */
export function placeWordIndex(): PhraseIndex<true> {
  if (!placeWords) {
    placeWords = new PhraseIndex("place_words");
    for (const lexicon of lexicons().values())
      for (const phrase of lexicon.phrases.place_words) placeWords.add(phrase, true);
  }
  return placeWords;
}

const vocabularies = new Map<string, Vocabulary>();

/** The vocabulary that reads these languages first. */
export function vocabularyFor(languages: readonly string[]): Vocabulary {
  const known = lexicons();
  const own = languages.filter((language) => known.has(language));
  const order = [...new Set([...own, "en", ...known.keys()])];
  const key = `${own.join(" ")}|${order.join(" ")}`;
  let vocabulary = vocabularies.get(key);
  if (!vocabulary) {
    vocabulary = new Vocabulary(
      order.map((language) => known.get(language)!),
      own,
    );
    vocabularies.set(key, vocabulary);
  }
  return vocabulary;
}

/** A short hash-like version of all words: readings made with other words are other readings. */
export const lexiconSize = (): number =>
  [...lexicons().values()].reduce((sum, file) => sum + foldPhrase(JSON.stringify(file)).length, 0);

function each<Key extends string>(
  lists: Partial<Record<Key, readonly string[]>>,
  add: (key: Key, phrase: string) => void,
): void {
  for (const [key, phrases] of Object.entries(lists) as [Key, readonly string[]][])
    for (const phrase of phrases) add(key, phrase);
}
