/**
 * Words made comparable: what is left when white space, case, punctuation, marks and links are taken away.
 *
 * Shape   wordsIn gives the words in their order; sameWords says whether two texts state the same, in any order of their words.
 *         A slip of one letter in a long word is a typing error; a slip in a number never is.
 */
import { distance } from "fastest-levenshtein";
import { quietWords } from "../knowledge/quiet-words.js";

/** Shorter words turn into other words by one letter. */
const SHORTEST_TYPO = 5;
const MOST_TYPOS = 2;

export function wordsIn(text: string): string[] {
  return lettersOf(withoutMarks(text));
}

/** The words without the small ones, and without what pages write beside links. */
export function tellingWords(text: string): string[] {
  const words = withoutNotes(unglued(lettersOf(withoutSites(withoutMarks(text)))));
  const telling = words.filter((word) => !smallWords().has(word));
  return telling.length > 0 ? telling : words;
}

export function sameWords(before: string, after: string): boolean {
  const left = tellingWords(before);
  const right = tellingWords(after);
  return (
    left.join("") === right.join("") ||
    (left.length === right.length && (sameBag(left, right) || onlyTypos(left, right)))
  );
}

/** 0 to 1: how far two texts share their words (Dice). */
export function wordLikeness(before: readonly string[], after: readonly string[]): number {
  if (before.length === 0 || after.length === 0) return 0;
  const counts = new Map<string, number>();
  for (const word of before) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of after) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      shared++;
      counts.set(word, left - 1);
    }
  }
  return (2 * shared) / (before.length + after.length);
}

/** Two spellings of one word: one letter more, less or other in a long word without digits. */
export function isTypo(before: string, after: string): boolean {
  const shorter = Math.min(before.length, after.length);
  if (shorter < SHORTEST_TYPO || Math.abs(before.length - after.length) > 1) return false;
  return !/\p{N}/u.test(before + after) && (distance(before, after) === 1 || isSwap(before, after));
}

function isSwap(before: string, after: string): boolean {
  if (before.length !== after.length) return false;
  let at = 0;
  while (before[at] === after[at]) at++;
  return before[at] === after[at + 1] && before[at + 1] === after[at] && before.slice(at + 2) === after.slice(at + 2);
}

function onlyTypos(left: readonly string[], right: readonly string[]): boolean {
  const other = left.flatMap((word, i) => (word === right[i] ? [] : [[word, right[i]!] as const]));
  return other.length <= MOST_TYPOS && other.every(([before, after]) => isTypo(before, after));
}

function sameBag(left: readonly string[], right: readonly string[]): boolean {
  return [...left].sort().join(" ") === [...right].sort().join(" ");
}

/** Without footnote marks, tags and targets of links; small letters. */
function withoutMarks(text: string): string {
  return text
    .replace(/[\u00b2\u00b3\u00b9\u2070-\u2079]/gu, "")
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, "")
    .replace(/\]\([^()\s]*\)/gu, "] ")
    .replace(/<\/?[a-zA-Z][^<>]{0,500}>/gu, " ")
    .replace(/\[\^?\d{1,3}\]/gu, " ")
    .replace(/(?:https?:\/\/|\bwww\.)\S{1,2000}/giu, " ")
    .toLowerCase();
}

const lettersOf = (plain: string): string[] => plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** "cloud.google.com": where a list links to is no news. */
function withoutSites(text: string): string {
  return text
    .split(/\s/u)
    .filter((word) => !isSite(word))
    .join(" ");
}

function isSite(word: string): boolean {
  if (!word.includes(".")) return false;
  const labels = lettersOf(word.split("/", 1)[0]!);
  return labels.length > 1 && siteEndings().has(labels.at(-1)!);
}

function withoutNotes(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; ) {
    const note = noteAt(words, at);
    if (note === 0) kept.push(words[at]!);
    at += Math.max(1, note);
  }
  return kept;
}

/** The words that a glued note hangs on, without the note. */
function unglued(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; ) {
    const glued = gluedNote(words, at);
    kept.push(glued?.word ?? words[at]!);
    at += glued?.length ?? 1;
  }
  return kept;
}

/** "InformationOpens in new tab": hidden words stand behind the link's own without a space. */
function gluedNote(words: readonly string[], at: number): { word: string; length: number } | null {
  const word = words[at]!;
  for (const [first, notes] of linkNotes()) {
    if (word.length <= first.length || !word.endsWith(first)) continue;
    const note = notes.find((parts) => parts.length > 2 && parts.every((part, i) => i === 0 || words[at + i] === part));
    if (note) return { word: word.slice(0, -first.length), length: note.length };
  }
  return null;
}

function noteAt(words: readonly string[], at: number): number {
  const notes = linkNotes().get(words[at]!) ?? [];
  const found = notes.find((note) => note.every((word, i) => words[at + i] === word));
  return found?.length ?? 0;
}

let small: ReadonlySet<string> | undefined;
const smallWords = (): ReadonlySet<string> => (small ??= new Set(quietWords().small_words));

let endings: ReadonlySet<string> | undefined;
const siteEndings = (): ReadonlySet<string> => (endings ??= new Set(quietWords().site_endings));

let notesByFirst: ReadonlyMap<string, readonly string[][]> | undefined;
/** Longest first, by their first word. */
function linkNotes(): ReadonlyMap<string, readonly string[][]> {
  if (notesByFirst) return notesByFirst;
  const made = new Map<string, string[][]>();
  for (const note of quietWords().link_notes) {
    const words = note.split(" ");
    made.set(
      words[0]!,
      [...(made.get(words[0]!) ?? []), words].sort((a, b) => b.length - a.length),
    );
  }
  return (notesByFirst = made);
}
