/**
 * The opinions put together: one score a language, best first.
 *
 * Shape   A language's share of the winning vote, damped while few words have voted, plus where franc's trigrams put it,
 *         plus a little for the hint.
 */
import { functionWords } from "../knowledge/function-words.js";
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

const VOTE = 1;
const TRIGRAMS = 0.35;
const HINT = 0.04;
/** So many votes must be in before the words speak as loud as they can. */
const DAMPING = 1.5;
/** franc gives even the farthest of related languages 0.6 or more: what counts is how far behind the first one stands. */
const TRIGRAM_REACH = 0.25;

const FEWEST_LETTERS = 12;
/** In running text a third of the words vote and in a list of companies still a tenth: fewer is a foreign language. */
const FEWEST_VOTES_PER_WORD = 0.15;
const FEWEST_WORDS_TO_REFUSE = 20;

export function rank(text: string, hint: string | null): Ranking {
  const letters = countLetters(text);
  if (letters.latin < letters.other) return { verdict: "other", ranked: [] };
  const votes = vote(text);
  const most = Math.max(0, ...votes.sums);
  if (letters.latin < FEWEST_LETTERS && most < 1) return { verdict: "too-little", ranked: [] };
  if (isForeign(text, votes, most)) return { verdict: "other", ranked: [] };
  return { verdict: "known", ranked: combine(text, votes, most, hint) };
}

function combine(text: string, votes: Vote, most: number, hint: string | null): Ranked[] {
  const trigrams = trigramScores(text);
  return functionWords()
    .map(({ language }, at) => ({
      language,
      score:
        (VOTE * votes.sums[at]!) / (most + DAMPING) +
        TRIGRAMS * Math.max(0, 1 - (1 - trigrams[at]!) / TRIGRAM_REACH) +
        (language === hint ? HINT : 0),
    }))
    .sort((a, b) => b.score - a.score);
}

function isForeign(text: string, votes: Vote, most: number): boolean {
  return votes.words >= FEWEST_WORDS_TO_REFUSE && most < FEWEST_VOTES_PER_WORD * votes.words && !nearestIsKnown(text);
}

function countLetters(text: string): { latin: number; other: number } {
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const all = text.match(/\p{L}/gu)?.length ?? 0;
  return { latin, other: all - latin };
}
