/**
 * Where the clauses of a sentence begin: an order stands there, and a contract's verb does not.
 *
 * Unit    Indices into the words of the sentence.
 */
import { instructionWords } from "../../knowledge/instruction-words.js";
import type { Word } from "../../knowledge/phrases.js";

/** Where clauses begin, and the words after "you must". */
export function clauseStarts(sentence: string, words: readonly Word[]): number[] {
  return [...new Set([...openings(sentence, words), ...toldStarts(words)])];
}

export function openings(sentence: string, words: readonly Word[]): number[] {
  return words.flatMap(({ start }, at) => {
    const before = at === 0 ? null : sentence.slice(words[at - 1]!.end, start);
    const opens =
      before === null || /[:;,.!?(\u2013\u2014\-"\u201c\u201d'>\]*]/u.test(before) || JOINS.has(words[at - 1]!.word);
    return opens ? [at] : [];
  });
}

/** Behind "you must", "please". A modal alone stands behind its subject, and that is for dutyScore. */
export function toldStarts(words: readonly Word[]): Set<number> {
  const { musts, modals } = instructionWords();
  const hits = musts.all(words).filter(({ from, to }) => modals.at(words, from)?.to !== to && to < words.length);
  return new Set(hits.map(({ to }) => to));
}

const JOINS = new Set(["and", "then", "but", "og", "och", "ja", "sekä", "samt", "men", "en", "svo", "so", "så"]);
