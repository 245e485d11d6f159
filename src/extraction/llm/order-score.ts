/**
 * How much a sentence looks like an order to somebody who makes a list out of the document, and not like a sentence of a contract.
 *
 * Shape   Weak signals are added up. No word is enough by itself, and nothing counts without one of ORDERING: contracts speak of lists,
 *         suppliers and duties on every page, but nobody in them tells the reader what to write down.
 * Unit    Points; ORDER and above is an order, DOUBT and above is not believed without a person.
 * Source  Weights set by hand on the sentences of test/extraction/llm/injections.ts and on the corpus; bench/llm.md says what they do.
 */
import { type InstructionWords, instructionWords } from "../../knowledge/instruction-words.js";
import { type Word, wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";

export const ORDER = 7;
export const DOUBT = 5;

const WEIGHTS = {
  /** "Put …", "mainitse …" where a clause begins, and where the word is a noun or a preposition too. */
  order: 4,
  softOrder: 3,
  nounOrder: 2,
  /** "the summary must contain", "X skal nævnes" */
  duty: 4,
  /** "if your summary showed" */
  wish: 3,
  /** "whoever copies this page" */
  reading: 4,
  /** "ignore … the text above" */
  forgetting: 4,
  companyNext: 2,
  nameNext: 1,
  company: 1,
  work: 3,
  loose: 1,
  reader: 2,
  you: 1,
  role: 2,
  insist: 2,
  alarm: 2,
} as const;

/** 0 where nothing in the sentence orders anything. */
export function orderScore(sentence: string): number {
  const words = wordsOf(sentence);
  const lexicon = instructionWords();
  const ordering = orderingScore(sentence, words, lexicon);
  return ordering === 0 ? 0 : ordering + surroundingScore(sentence, words, lexicon);
}

function orderingScore(sentence: string, words: readonly Word[], lexicon: InstructionWords): number {
  const told = toldStarts(words);
  const starts = [...new Set([...openings(sentence, words), ...told])];
  const verb = Math.max(0, ...starts.map((at) => verbScore(sentence, words, { at, told: told.has(at) }, lexicon)));
  return (
    verb +
    Math.max(dutyScore(sentence, words, lexicon), wishScore(sentence, words, lexicon)) +
    readingScore(words, lexicon) +
    (starts.some((at) => forgets(words, at, lexicon)) ? WEIGHTS.forgetting : 0)
  );
}

/** A verb of listing or leaving out where a clause begins, and whether a name follows at once. */
function verbScore(
  sentence: string,
  words: readonly Word[],
  { at, told }: { at: number; told: boolean },
  lexicon: InstructionWords,
): number {
  const infinitive = told ? lexicon.results.at(words, at) : null;
  const hit = lexicon.orders.at(words, at) ?? lexicon.soft.at(words, at) ?? infinitive;
  if (!hit) return 0;
  const isNoun = lexicon.nouns.at(words, at)?.to === hit.to;
  const isSoft = !infinitive && lexicon.orders.at(words, at) === null;
  const weight = isNoun ? WEIGHTS.nounOrder : isSoft ? WEIGHTS.softOrder : WEIGHTS.order;
  const next = words[hit.to];
  if (!next || /[:=|\n]/u.test(sentence.slice(hit.end, next.start))) return isNoun ? 0 : weight;
  return weight + objectScore(sentence, words, hit, lexicon);
}

/** A company right behind the verb; or a capital that is no word of contracts, in a sentence that is not all capitals. */
function objectScore(
  sentence: string,
  words: readonly Word[],
  verb: Span & { readonly to: number },
  { terms }: InstructionWords,
): number {
  const isNext = findCompanies(sentence).some(({ start, end }) => end > verb.end && start - verb.end <= MOST_BETWEEN);
  if (isNext) return WEIGHTS.companyNext;
  const capitals = words.filter(({ start }) => isCapital(sentence[start]!)).length;
  const isName =
    capitals < words.length * 0.7 && isCapital(sentence[words[verb.to]!.start]!) && terms.at(words, verb.to) === null;
  return isName ? WEIGHTS.nameNext : 0;
}

const MOST_BETWEEN = 16;
const isCapital = (sign: string): boolean => /\p{Lu}/u.test(sign);
const REACH = 7;

/** "must", and near it what a reader makes, a reader, "you" or a company that is to be shown. */
function dutyScore(sentence: string, words: readonly Word[], lexicon: InstructionWords): number {
  const { musts, dues, results, shown } = lexicon;
  return Math.max(
    0,
    ...words.map((_, at) => {
      const due = dues.at(words, at);
      const must = due ?? musts.at(words, at);
      if (!must) return 0;
      const [from, to] = [Math.max(0, at - REACH), Math.min(words.length, must.to + REACH)];
      const near = words.slice(from, to);
      const after = words.slice(must.to, to);
      const isShown = due !== null || shown.first(after) !== null;
      if (!isShown && results.first(after) === null) return 0;
      const bound = [lexicon.works, lexicon.readers, lexicon.tools, lexicon.you].some(
        (index) => index.first(near) !== null,
      );
      if (bound) return WEIGHTS.duty;
      const company = findCompanies(sentence).some(
        ({ start, end }) => start < words[to - 1]!.end && end > words[from]!.start,
      );
      return company ? (isShown ? WEIGHTS.duty : WEIGHTS.duty / 2) : 0;
    }),
  );
}

/** "it would be nice if …"; or what a reader makes and what stands in it: "if your summary showed". */
function wishScore(sentence: string, words: readonly Word[], lexicon: InstructionWords): number {
  const { wishes, works, results, shown } = lexicon;
  if (wishes.first(words) && findCompanies(sentence).length > 0) return WEIGHTS.wish;
  const work = works.first(words);
  const after = work ? words.slice(work.to, work.to + 4) : [];
  return results.first(after) || shown.first(after) ? WEIGHTS.wish : 0;
}

/** "whoever copies this list": who, the reading, and what is read close together. */
function readingScore(words: readonly Word[], { reading, papers, whos, readers, tools }: InstructionWords): number {
  const found = reading.all(words).some(({ from, to }) => {
    const before = words.slice(Math.max(0, from - 4), from);
    return (
      papers.first(words.slice(to, to + 6)) !== null &&
      [whos, readers, tools].some((index) => index.first(before) !== null)
    );
  });
  return found ? WEIGHTS.reading : 0;
}

export function forgets(words: readonly Word[], at: number, { forget, prior }: InstructionWords): boolean {
  const hit = forget.at(words, at);
  return hit !== null && prior.first(words.slice(hit.to, hit.to + 5)) !== null;
}

function surroundingScore(sentence: string, words: readonly Word[], lexicon: InstructionWords): number {
  const said = (["role", "insist", "you"] as const).reduce(
    (sum, kind) => sum + (lexicon[KIND_WORDS[kind]].first(words) ? WEIGHTS[kind] : 0),
    0,
  );
  const reader = (lexicon.readers.first(words) ?? lexicon.tools.first(words)) ? WEIGHTS.reader : 0;
  const work = lexicon.works.first(words) ? WEIGHTS.work : lexicon.loose.first(words) ? WEIGHTS.loose : 0;
  const alarm =
    words.length > 0 && lexicon.alarms.at(words, 0) && /^\P{L}{0,6}\p{L}+[^\p{L}]{0,12}[:!]/u.test(sentence);
  return (
    said + reader + work + (alarm ? WEIGHTS.alarm : 0) + (findCompanies(sentence).length > 0 ? WEIGHTS.company : 0)
  );
}

const KIND_WORDS = { role: "roles", insist: "insists", you: "you" } as const;

/** Where clauses begin, and the words after "you must". */
export function clauseStarts(sentence: string, words: readonly Word[]): number[] {
  return [...new Set([...openings(sentence, words), ...toldStarts(words)])];
}

function openings(sentence: string, words: readonly Word[]): number[] {
  return words.flatMap(({ start }, at) => {
    const before = at === 0 ? null : sentence.slice(words[at - 1]!.end, start);
    const opens =
      before === null || /[:;,.!?(\u2013\u2014\-"\u201c\u201d'>\]*]/u.test(before) || JOINS.has(words[at - 1]!.word);
    return opens ? [at] : [];
  });
}

/** Behind "you must", "please". A modal alone stands behind its subject, and that is for dutyScore. */
function toldStarts(words: readonly Word[]): Set<number> {
  const { musts, modals } = instructionWords();
  const hits = musts.all(words).filter(({ from, to }) => modals.at(words, from)?.to !== to && to < words.length);
  return new Set(hits.map(({ to }) => to));
}

const JOINS = new Set(["and", "then", "but", "og", "och", "ja", "sekä", "samt", "men", "en", "svo", "so", "så"]);
