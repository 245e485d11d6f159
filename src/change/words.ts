/**
 * Words made comparable: what is left when white space, case, punctuation, marks and links are taken away.
 *
 * Shape   wordsIn gives the words in their order; sameWords says whether two texts state the same, in any order of their words.
 *         A slip of one letter in a long word is a typing error; a slip in a number never is.
 */
import { distance } from "fastest-levenshtein";
import { quietWords } from "../knowledge/quiet-words.js";
import { remember } from "../knowledge/remember.js";

/** Shorter words turn into other words by one letter. */
const SHORTEST_TYPO = 5;
const MOST_TYPOS = 2;

export function wordsIn(text: string): string[] {
  return lettersOf(withoutMarks(text));
}

/** The words without the small ones, and without what pages write beside links. */
export const tellingWords: (text: string) => readonly string[] = remember(findTelling);

function findTelling(text: string): readonly string[] {
  const words = withoutNotes(unglued(lettersOf(withoutSites(withoutMarks(text)))));
  const telling = words.filter((word) => !smallWords().has(word));
  return telling.length > 0 ? telling : words;
}

export function sameWords(before: string, after: string): boolean {
  if (before === after) return true;
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
  const note = (gluedNotes().get(words[at + 1] ?? "") ?? []).find(
    ([first, ...rest]) =>
      word.length > first!.length && word.endsWith(first!) && rest.every((part, i) => words[at + 1 + i] === part),
  );
  return note ? { word: word.slice(0, -note[0]!.length), length: note.length } : null;
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

type Notes = ReadonlyMap<string, readonly string[][]>;

let notesByFirst: Notes | undefined;
const linkNotes = (): Notes => (notesByFirst ??= notesBy(0));

let notesBySecond: Notes | undefined;
/** A note of two words may be the supplier's own. */
const gluedNotes = (): Notes => (notesBySecond ??= notesBy(1, 3));

/** By the word at a place; longest first. */
function notesBy(place: number, fewest = 1): Notes {
  const made = new Map<string, string[][]>();
  const notes = quietWords().link_notes.map((note) => note.split(" "));
  for (const words of notes.filter(({ length }) => length >= fewest).sort((a, b) => b.length - a.length))
    made.set(words[place]!, [...(made.get(words[place]!) ?? []), words]);
  return made;
}
