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
import { openings, toldStarts } from "./clause-starts.js";

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

/** 0 where nothing in the sentence orders anything. Of a very long one the piece that orders most. */
export function orderScore(sentence: string): number {
  let most = 0;
  for (let start = 0; start < sentence.length; start += LONGEST)
    most = Math.max(most, scoreOf(sentence.slice(Math.max(0, start - OVERLAP), start + LONGEST)));
  return most;
}

const LONGEST = 1_500;
const OVERLAP = 200;

function scoreOf(sentence: string): number {
  const said = saidIn(sentence);
  const ordering = orderingScore(said);
  return ordering === 0 ? 0 : ordering + surroundingScore(said);
}

interface Said {
  readonly sentence: string;
  readonly words: readonly Word[];
  readonly lexicon: InstructionWords;
  /** Looked for when first asked. */
  readonly companies: readonly Span[];
  readonly shouts: boolean;
}

function saidIn(sentence: string): Said {
  const words = wordsOf(sentence);
  let companies: readonly Span[] | undefined;
  let capitals: number | undefined;
  return {
    sentence,
    words,
    lexicon: instructionWords(),
    get companies() {
      return (companies ??= findCompanies(sentence));
    },
    get shouts() {
      capitals ??= words.filter(({ start }) => isCapital(sentence[start]!)).length;
      return capitals >= words.length * 0.7;
    },
  };
}

function orderingScore(said: Said): number {
  const { sentence, words, lexicon } = said;
  const told = toldStarts(words);
  const starts = [...new Set([...openings(sentence, words), ...told])];
  const verb = most(starts, WEIGHTS.order + WEIGHTS.companyNext, (at) => verbScore(said, at, told.has(at)));
  const duty = most([...words.keys()], WEIGHTS.duty, (at) => dutyScore(said, at));
  return (
    verb +
    Math.max(duty, duty < WEIGHTS.wish ? wishScore(said) : 0) +
    readingScore(words, lexicon) +
    (starts.some((at) => forgets(words, at, lexicon)) ? WEIGHTS.forgetting : 0)
  );
}

/** The greatest of the scores; no further than to one that is not passed. */
function most(places: readonly number[], greatest: number, score: (at: number) => number): number {
  let found = 0;
  for (const at of places) if ((found = Math.max(found, score(at))) >= greatest) break;
  return found;
}

/** A verb of listing or leaving out where a clause begins, and whether a name follows at once. */
function verbScore(said: Said, at: number, told: boolean): number {
  const { sentence, words, lexicon } = said;
  const infinitive = told ? lexicon.results.at(words, at) : null;
  const order = lexicon.orders.at(words, at);
  const hit = order ?? lexicon.soft.at(words, at) ?? infinitive;
  if (!hit) return 0;
  const isNoun = lexicon.nouns.at(words, at)?.to === hit.to;
  const weight = isNoun ? WEIGHTS.nounOrder : order || infinitive ? WEIGHTS.order : WEIGHTS.softOrder;
  const next = words[hit.to];
  if (!next || /[:=|\n]/u.test(sentence.slice(hit.end, next.start))) return isNoun ? 0 : weight;
  return weight + objectScore(said, hit);
}

/** A company right behind the verb; or a capital that is no word of contracts, in a sentence that is not all capitals. */
function objectScore(said: Said, verb: Span & { readonly to: number }): number {
  const { sentence, words, lexicon } = said;
  if (said.companies.some(({ start, end }) => end > verb.end && start - verb.end <= MOST_BETWEEN))
    return WEIGHTS.companyNext;
  const isName = isCapital(sentence[words[verb.to]!.start]!) && !said.shouts && !lexicon.terms.at(words, verb.to);
  return isName ? WEIGHTS.nameNext : 0;
}

const MOST_BETWEEN = 16;
const isCapital = (sign: string): boolean => /\p{Lu}/u.test(sign);
const REACH = 7;

/** "must", and near it what a reader makes, a reader, "you" or a company that is to be shown. */
function dutyScore(said: Said, at: number): number {
  const { words, lexicon } = said;
  const due = lexicon.dues.at(words, at);
  const must = due ?? lexicon.musts.at(words, at);
  if (!must) return 0;
  const near = words.slice(Math.max(0, at - REACH), must.to + REACH);
  const after = words.slice(must.to, must.to + REACH);
  const isShown = due !== null || lexicon.shown.first(after) !== null;
  if (!isShown && lexicon.results.first(after) === null) return 0;
  const { works, readers, tools, you } = lexicon;
  if ([works, readers, tools, you].some((index) => index.first(near) !== null)) return WEIGHTS.duty;
  const isNear = said.companies.some(({ start, end }) => start < near.at(-1)!.end && end > near[0]!.start);
  return isNear ? (isShown ? WEIGHTS.duty : WEIGHTS.duty / 2) : 0;
}

/** "it would be nice if …"; or what a reader makes and what stands in it: "if your summary showed". */
function wishScore(said: Said): number {
  const { words } = said;
  const { wishes, works, results, shown } = said.lexicon;
  if (wishes.first(words) && said.companies.length > 0) return WEIGHTS.wish;
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

function surroundingScore({ sentence, words, lexicon, companies }: Said): number {
  const said = (["role", "insist", "you"] as const).reduce(
    (sum, kind) => sum + (lexicon[KIND_WORDS[kind]].first(words) ? WEIGHTS[kind] : 0),
    0,
  );
  const reader = (lexicon.readers.first(words) ?? lexicon.tools.first(words)) ? WEIGHTS.reader : 0;
  const work = lexicon.works.first(words) ? WEIGHTS.work : lexicon.loose.first(words) ? WEIGHTS.loose : 0;
  const alarm =
    words.length > 0 && lexicon.alarms.at(words, 0) && /^\P{L}{0,6}\p{L}+[^\p{L}]{0,12}[:!]/u.test(sentence);
  return said + reader + work + (alarm ? WEIGHTS.alarm : 0) + (companies.length > 0 ? WEIGHTS.company : 0);
}

const KIND_WORDS = { role: "roles", insist: "insists", you: "you" } as const;
