/**
 * Words and phrases of the lexicons, found in running text whatever its case, hyphens and spacing.
 *
 * Shape   A phrase is words with one space between them. "under*" stands for every word that begins so, "*region" for every
 *         word that ends so. Hyphens inside a word do not count: "Sub-processors", "sub‑processors" and "subprocessors" are one.
 * Unit    Offsets are UTF-16 units of the text given.
 */

import type { Span } from "../model/span.js";
import { remember } from "./remember.js";
import { familyBit, mayBegin, noteBeginning, type Term, termOf } from "./terms.js";

export interface Word extends Span {
  readonly word: string;
  readonly term: Term;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:[-\u00ad\u2010\u2011'’]{1,2}[\p{L}\p{M}\p{N}]+)*/gu;
const INNER = /[-\u00ad\u2010\u2011'’]/gu;

/** Words in lower case without inner hyphens, with their places. */
export const wordsOf = remember(wordsOfAnew);

function wordsOfAnew(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const term = foldedTerm(match[0]);
    words.push({ word: term.word, term, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

const foldedTerm = remember((word: string): Term => termOf(word.toLowerCase().replace(INNER, "")));

export const foldPhrase = (text: string): string =>
  wordsOf(text)
    .map(({ word }) => word)
    .join(" ");

export interface PhraseHit<Value> extends Span {
  readonly value: Value;
  /** Words covered, counted in the list that was searched. */
  readonly from: number;
  readonly to: number;
  readonly exact: boolean;
}

interface Pattern<Value> {
  readonly parts: readonly string[];
  readonly value: Value;
}

export class PhraseIndex<Value> {
  readonly #exact = new Map<string, Value>();
  readonly #stems = new Map<string, Pattern<Value>[]>();
  /** By their last three letters. */
  readonly #suffixes = new Map<string, { suffix: string; value: Value }[]>();
  /** How many words the longest phrase has that begins with a word: most words begin none. */
  readonly #firsts = new Map<string, number>();
  readonly #family: number;

  /** @param family  What kind of phrases these are: "headers", "roles". Indexes of one kind, in any language, share it. */
  constructor(family = "other") {
    this.#family = familyBit(family);
  }

  /** The first value added for a phrase stays: add preferred languages first. */
  add(phrase: string, value: Value): void {
    const parts = phrase
      .toLowerCase()
      .split(/\s+/u)
      .flatMap((part) => (part.includes("*") ? [foldPart(part)] : foldPhrase(part).split(" ")))
      .filter((part) => part !== "");
    if (parts.length === 0) return;
    noteBeginning(parts[0]!, this.#family);
    if (!parts.some((part) => part.includes("*"))) {
      const key = parts.join(" ");
      if (!this.#exact.has(key)) this.#exact.set(key, value);
      this.#firsts.set(parts[0]!, Math.max(this.#firsts.get(parts[0]!) ?? 0, parts.length));
    } else if (parts.length === 1 && parts[0]!.startsWith("*")) {
      const suffix = parts[0]!.slice(1);
      this.#suffixes.set(suffix.slice(-3), [...(this.#suffixes.get(suffix.slice(-3)) ?? []), { suffix, value }]);
    } else {
      const bucket = parts[0]!.replace("*", "").slice(0, 3);
      this.#stems.set(bucket, [...(this.#stems.get(bucket) ?? []), { parts, value }]);
    }
  }

  whole(words: readonly Word[]): PhraseHit<Value> | null {
    if (words.length === 0) return null;
    const hit = this.at(words, 0);
    return hit && hit.to === words.length ? hit : null;
  }

  /** The longest phrase that begins at this word. */
  at(words: readonly Word[], from: number): PhraseHit<Value> | null {
    return mayBegin(words[from]!.term, this.#family) ? this.#read(words, from) : null;
  }

  #read(words: readonly Word[], from: number): PhraseHit<Value> | null {
    for (let count = Math.min(this.#firsts.get(words[from]!.word) ?? 0, words.length - from); count > 0; count--) {
      const key = count === 1 ? words[from]!.word : joined(words, from, count);
      const value = this.#exact.get(key);
      if (value !== undefined) return hitOf(words, from, from + count, value, true);
    }
    const word = words[from]!.word;
    for (const pattern of this.#stems.get(word.slice(0, 3)) ?? []) {
      if (fits(pattern.parts, words, from))
        return hitOf(words, from, from + pattern.parts.length, pattern.value, false);
    }
    for (const { suffix, value } of this.#suffixes.get(word.slice(-3)) ?? []) {
      if (word.endsWith(suffix)) return hitOf(words, from, from + 1, value, false);
    }
    return null;
  }

  /** The first phrase anywhere behind the words before `from`. */
  first(words: readonly Word[], from = 0): PhraseHit<Value> | null {
    for (let at = from; at < words.length; at++) {
      const hit = this.at(words, at);
      if (hit) return hit;
    }
    return null;
  }

  /** The first phrase of this value. */
  firstOf(value: Value, words: readonly Word[]): PhraseHit<Value> | null {
    let hit = this.first(words);
    while (hit && hit.value !== value) hit = this.first(words, hit.to);
    return hit;
  }

  /** All phrases, left to right, longest first, not overlapping. */
  all(words: readonly Word[]): PhraseHit<Value>[] {
    const hits: PhraseHit<Value>[] = [];
    for (let hit = this.first(words); hit; hit = this.first(words, hit.to)) hits.push(hit);
    return hits;
  }
}

function foldPart(part: string): string {
  const starts = part.startsWith("*") ? "*" : "";
  const ends = part.length > 1 && part.endsWith("*") ? "*" : "";
  const core = foldPhrase(part).replaceAll(" ", "");
  return core === "" ? "" : starts + core + ends;
}

function joined(words: readonly Word[], from: number, count: number): string {
  let key = words[from]!.word;
  for (let i = 1; i < count; i++) key += ` ${words[from + i]!.word}`;
  return key;
}

function fits(parts: readonly string[], words: readonly Word[], from: number): boolean {
  if (from + parts.length > words.length) return false;
  return parts.every((part, i) => {
    const { word } = words[from + i]!;
    return part.endsWith("*") ? word.startsWith(part.slice(0, -1)) : word === part;
  });
}

function hitOf<Value>(
  words: readonly Word[],
  from: number,
  to: number,
  value: Value,
  exact: boolean,
): PhraseHit<Value> {
  return { value, from, to, exact, start: words[from]!.start, end: words[to - 1]!.end };
}
