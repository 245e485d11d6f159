/**
 * Countries, regions, states, cities and cloud regions in any text, in every language that data/countries knows.
 *
 * Shape   Mentions stand in text order and do not overlap; the longest name wins ("Nordirland" is no "Irland").
 *         "outside the EU/EEA" is one mention of non-EEA; where the sentence denies it, the mention says negated.
 * Errors  None. A word that might be something else is left alone: a false country is worse than a missing one.
 */

import { nationalAdjectives } from "../knowledge/countries.js";
import { remember } from "../knowledge/remember.js";
import { codeMention, followsCity, isAlone } from "./place-code.js";
import { joinOutside, markDenied } from "./place-context.js";
import { type PlaceMention, type PlaceWord, placeTable } from "./place-table.js";
import { isUpper, PhraseTable, startsUpper, type Tokens, tokenize } from "./words.js";

export type { PlaceKind, PlaceMention } from "./place-table.js";

export const findPlaces = remember(findPlacesAnew);

function findPlacesAnew(text: string): PlaceMention[] {
  const tokens = tokenize(text);
  const table = placeTable();
  const found: PlaceMention[] = [];
  for (let i = 0; i < tokens.words.length; ) {
    const at = i;
    const match = table.longest(text, tokens, i, (word, to) => isWritten(word, text, tokens, at, to));
    const mention = match && mentionOf(match.values, text, tokens, match.from, match.to, found);
    if (mention) found.push(mention);
    if (match) {
      i = match.to;
      continue;
    }
    const code = codeMention(text, tokens, i, found);
    if (code) found.push(code.mention);
    i = code ? code.to : i + 1;
  }
  return found.length === 0 ? found : markDenied(text, tokens, joinOutside(text, tokens, withStates(found, text)));
}

function isWritten(word: PlaceWord, text: string, tokens: Tokens, from: number, to: number): boolean {
  const start = tokens.starts[from]!;
  if (isInDomain(text, start, tokens.ends[to - 1]!)) return false;
  if (word.writing === "capital") return startsUpper(text, start);
  if (word.writing === "whole") return startsUpper(text, start) && isAlone(text, start, tokens.ends[to - 1]!);
  if (isActNumber(text, tokens, from, to)) return false;
  if (word.writing === "upper")
    return isUpper(text.slice(start, tokens.ends[from]!)) && !isShouted(text, tokens, from, to);
  return word.kind !== "adjective" || isAdjective(text, tokens, from, to);
}

/** The meaning that goes first: a country before a state before a city. "Kongo", which is two countries, is none. */
function mentionOf(
  words: readonly PlaceWord[],
  text: string,
  tokens: Tokens,
  from: number,
  to: number,
  before: readonly PlaceMention[],
): PlaceMention | null {
  const span = { start: tokens.starts[from]!, end: tokens.ends[to - 1]! };
  const state = words.find((word) => word.kind === "state");
  const word = state && followsCity(text, span.start, before) ? state : words[0]!;
  const isDouble =
    word.kind === "country" && words.some(({ kind, place }) => kind === "country" && place !== word.place);
  if (word.kind === "nothing" || isDouble) return null;
  return { ...span, places: [word.place], kind: word.kind };
}

/** "flow.swiss", "sverige.se", "info@danmark": a piece of an address on the net. */
function isInDomain(text: string, start: number, end: number): boolean {
  const before = text[start - 1];
  if ((before === "." && /[\p{L}\d]/u.test(text[start - 2] ?? " ") && /^\p{Ll}/u.test(text[start]!)) || before === "@")
    return true;
  return text[end] === "." && /^\.\p{Ll}{2,}/u.test(text.slice(end, end + 4));
}

/** "(EU) 2016/679", "2021/914/EU": the number of a legal act. */
function isActNumber(text: string, tokens: Tokens, from: number, to: number): boolean {
  if (to !== from + 1 || tokens.words[from] !== "eu") return false;
  const end = tokens.ends[from]!;
  return (
    /^\)? ?\d{2,4}\/\d/u.test(text.slice(end, end + 9)) ||
    /\d{2,4}\/$/u.test(text.slice(Math.max(0, tokens.starts[from]! - 5), tokens.starts[from]!))
  );
}

/** "CONTACT US": a word among words in capitals is no acronym, unless it is one for a region. */
function isShouted(text: string, tokens: Tokens, from: number, to: number): boolean {
  if (tokens.words[from] !== "us" || to > from + 1) return false;
  const before = from > 0 && text.slice(tokens.ends[from - 1]!, tokens.starts[from]!).trim() === "" ? from - 1 : -1;
  if (before < 0) return false;
  const word = text.slice(tokens.starts[before]!, tokens.ends[before]!);
  return word.length > 2 && isUpper(word);
}

let languageWords: PhraseTable<true> | undefined;
function wordsOfLanguage(): PhraseTable<true> {
  if (languageWords) return languageWords;
  languageWords = new PhraseTable<true>();
  for (const phrase of nationalAdjectives().not_a_place_before) languageWords.add(phrase, true);
  return languageWords;
}

/** "svenska kronor", "på svenska" and "Danske Bank" say nothing of a place. */
function isAdjective(text: string, tokens: Tokens, from: number, to: number): boolean {
  if (to < tokens.words.length && wordsOfLanguage().longest(text, tokens, to)) return false;
  const before = tokens.words[from - 1];
  if (before !== undefined && nationalAdjectives().not_a_place_after.includes(before)) {
    const next = tokens.words[to];
    if (next === undefined || text.slice(tokens.ends[to - 1]!, tokens.starts[to]!).trim() !== "") return false;
  }
  const capital =
    startsUpper(text, tokens.starts[from]!) && !isUpper(text.slice(tokens.starts[from]!, tokens.ends[from]!));
  const next = tokens.starts[to];
  return !(capital && next !== undefined && text.slice(tokens.ends[to - 1]!, next) === " " && startsUpper(text, next));
}

/** "Cambridge, MA": the state says which Cambridge. */
function withStates(found: readonly PlaceMention[], text: string): PlaceMention[] {
  return found.map((mention, index) => {
    const next = found[index + 1];
    if (mention.kind !== "city" || next?.kind !== "state" || next.start - mention.end > 3) return mention;
    return /^[\s,]*$/u.test(text.slice(mention.end, next.start)) ? { ...mention, places: next.places } : mention;
  });
}
