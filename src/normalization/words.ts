/**
 * Words and phrases of a text, found by table and not by one regular expression a word.
 *
 * Shape   A token is a run of letters, marks and digits. A phrase table is a tree of tokens; a token that ends in "*" in the
 *         table stands for every word that begins so. The longest phrase at a place wins.
 * Unit    UTF-16 units, as in model/span.ts.
 * Source  The words come from data/; nothing here knows a language.
 */
import { remember } from "../knowledge/remember.js";

export interface Tokens {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Lower case. */
  readonly words: readonly string[];
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Several finders look at the same cell one after another. */
export const tokenize = remember(tokenizeAnew);

function tokenizeAnew(text: string): Tokens {
  const starts: number[] = [];
  const ends: number[] = [];
  const words: string[] = [];
  for (const match of text.matchAll(WORD)) {
    starts.push(match.index);
    ends.push(match.index + match[0].length);
    words.push(match[0].toLowerCase());
  }
  return { starts, ends, words };
}

interface Node<Value> {
  readonly next: Map<string, Node<Value>>;
  /** Tokens with "*", in buckets by their first three letters. */
  readonly stems: Map<string, [string, Node<Value>][]>;
  values: Value[] | null;
}

export interface PhraseMatch<Value> {
  /** Index of the first token and of the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly values: readonly Value[];
}

export type Gap = (text: string, start: number, end: number) => boolean;

export class PhraseTable<Value> {
  readonly #root: Node<Value> = node();
  readonly #gap: Gap;

  constructor(gap: Gap = softGap) {
    this.#gap = gap;
  }

  /** Adds a phrase as people write it; punctuation only separates. */
  add(phrase: string, value: Value): void {
    let at = this.#root;
    for (const match of phrase
      .normalize("NFC")
      .toLowerCase()
      .matchAll(/[\p{L}\p{M}\p{N}]+\*?/gu))
      at = step(at, match[0]);
    if (at === this.#root) throw new RangeError(`Cannot add "${phrase}", which holds no word`);
    at.values ??= [];
    if (!at.values.includes(value)) at.values.push(value);
  }

  /** The longest phrase that begins at this token and whose values the caller takes. */
  longest(
    text: string,
    tokens: Tokens,
    from: number,
    takes?: (value: Value, to: number) => boolean,
  ): PhraseMatch<Value> | null {
    return this.#walk(this.#root, text, tokens, from, from, takes);
  }

  /** Every longest phrase, left to right, not overlapping. */
  all(text: string, takes?: (value: Value, from: number, to: number) => boolean): PhraseMatch<Value>[] {
    const tokens = tokenize(text);
    const found: PhraseMatch<Value>[] = [];
    for (let i = 0; i < tokens.words.length; ) {
      const at = i;
      const match = this.longest(text, tokens, i, takes && ((value, to) => takes(value, at, to)));
      if (match) found.push(match);
      i = match ? match.to : i + 1;
    }
    return found;
  }

  #walk(
    at: Node<Value>,
    text: string,
    tokens: Tokens,
    from: number,
    index: number,
    takes?: (value: Value, to: number) => boolean,
  ): PhraseMatch<Value> | null {
    let best: PhraseMatch<Value> | null = null;
    if (index > from && at.values) {
      const values = takes ? at.values.filter((value) => takes(value, index)) : at.values;
      if (values.length > 0) best = { from, to: index, values };
    }
    const word = tokens.words[index];
    if (word === undefined || (at.next.size === 0 && at.stems.size === 0)) return best;
    const exact = at.next.get(word);
    const stems = at.stems.size > 0 ? at.stems.get(word.slice(0, 3)) : undefined;
    if (exact === undefined && stems === undefined) return best;
    if (index > from && !this.#gap(text, tokens.ends[index - 1]!, tokens.starts[index]!)) return best;
    const better = (next: Node<Value>): void => {
      const match = this.#walk(next, text, tokens, from, index + 1, takes);
      if (match && (!best || match.to > best.to)) best = match;
    };
    if (exact) better(exact);
    for (const [stem, next] of stems ?? []) if (word.startsWith(stem)) better(next);
    return best;
  }
}

/** Between two words of one phrase: white space, a hyphen, an apostrophe, a dot or a colon of abbreviation. */
export function softGap(text: string, start: number, end: number): boolean {
  if (end === start) return false;
  if (end - start > 3) return false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (isBlank(code)) continue;
    if (i !== start || !JOINERS.has(code)) return false;
  }
  return true;
}

const JOINERS = new Set([..."-\u2010\u2011.'\u2019\u00b4:&\u00ad"].map((sign) => sign.charCodeAt(0)));
export const isBlank = (code: number): boolean =>
  code === 32 || code === 0xa0 || code === 10 || code === 9 || code === 0x202f;

export const isUpper = (word: string): boolean => word === word.toUpperCase() && word !== word.toLowerCase();
export function startsUpper(text: string, start: number): boolean {
  const sign = String.fromCodePoint(text.codePointAt(start) ?? 32);
  return sign !== sign.toLowerCase();
}

function node<Value>(): Node<Value> {
  return { next: new Map(), stems: new Map(), values: null };
}

function step<Value>(at: Node<Value>, token: string): Node<Value> {
  if (!token.endsWith("*")) {
    const next = at.next.get(token) ?? node<Value>();
    at.next.set(token, next);
    return next;
  }
  const stem = token.slice(0, -1);
  if (stem.length < 3) throw new RangeError(`Cannot use the stem "${stem}", which is shorter than three letters`);
  const bucket = at.stems.get(stem.slice(0, 3)) ?? [];
  at.stems.set(stem.slice(0, 3), bucket);
  const known = bucket.find(([other]) => other === stem);
  if (known) return known[1];
  const next = node<Value>();
  bucket.push([stem, next]);
  return next;
}
