/**
 * Words, endings and letters vote for the languages they belong to.
 *
 * Shape   A word known to a language is one vote for it, an ending half of one (longer words only, the longest ending that any
 *         language knows), letters beyond a to z a quarter for every language that has all of the word's letters.
 *         A vote that many languages share changes nothing between them; those they do not share decide.
 * Source  data/function-words; nothing here knows a language by name.
 */
import { type FunctionWords, functionWords } from "../knowledge/function-words.js";

const WORD = 1;
/** One letter is a word in many languages, and an initial or a list's mark in all of them. */
const LETTER_WORD = 0.3;
const ENDING = 0.5;
const LETTERS = 0.25;
const SHORTEST_WITH_ENDING = 5;
const LONGEST_ENDING = 6;
/** Latin letters end here (Latin Extended-B): what stands behind is another script. */
const END_OF_LATIN = 0x250;

export interface Vote {
  /** Words that were looked at. */
  readonly words: number;
  readonly letters: number;
  /** Letters of words that begin in another script. */
  readonly lettersOfOtherScripts: number;
  /** One sum a language, in the order of functionWords(). */
  readonly sums: Float64Array;
}

interface Index {
  readonly words: ReadonlyMap<string, readonly number[]>;
  readonly endings: ReadonlyMap<string, readonly number[]>;
  readonly letters: readonly string[];
}

let index: Index | null = null;

export function vote(text: string): Vote {
  index ??= buildIndex(functionWords());
  const sums = new Float64Array(index.letters.length);
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let letters = 0;
  let lettersOfOtherScripts = 0;
  for (const word of words) {
    letters += word.length;
    if (word.charCodeAt(0) >= END_OF_LATIN) lettersOfOtherScripts += word.length;
    else voteWord(word, index, sums);
  }
  return { words: words.length, letters, lettersOfOtherScripts, sums };
}

function voteWord(word: string, { words, endings, letters }: Index, sums: Float64Array): void {
  const known = words.get(word);
  if (known) add(sums, known, word.length === 1 ? LETTER_WORD : WORD);
  else if (word.length >= SHORTEST_WITH_ENDING) add(sums, endingOf(word, endings), ENDING);
  const special = lettersBeyondAscii(word);
  if (special === "") return;
  for (let at = 0; at < letters.length; at++) if (hasAll(letters[at]!, special)) sums[at]! += LETTERS;
}

function endingOf(word: string, endings: Index["endings"]): readonly number[] {
  for (let length = Math.min(LONGEST_ENDING, word.length - 2); length >= 2; length--) {
    const known = endings.get(word.slice(-length));
    if (known) return known;
  }
  return [];
}

function lettersBeyondAscii(word: string): string {
  let found = "";
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 0x7f) found += word[at];
  return found;
}

function hasAll(alphabet: string, letters: string): boolean {
  for (let at = 0; at < letters.length; at++) if (!alphabet.includes(letters[at]!)) return false;
  return true;
}

function add(sums: Float64Array, languages: readonly number[], weight: number): void {
  for (const at of languages) sums[at]! += weight;
}

function buildIndex(languages: readonly FunctionWords[]): Index {
  const words = new Map<string, number[]>();
  const endings = new Map<string, number[]>();
  for (const [at, language] of languages.entries()) {
    for (const word of new Set([...language.words, ...language.terms])) push(words, word, at);
    for (const ending of new Set(language.endings)) push(endings, ending, at);
  }
  return { words, endings, letters: languages.map((language) => language.letters) };
}

function push(map: Map<string, number[]>, key: string, at: number): void {
  const list = map.get(key);
  if (list) list.push(at);
  else map.set(key, [at]);
}
