/**
 * What the words around a place do to it: "outside the EU/EEA" is the rest of the world, "never to a third country" denies one.
 *
 * Source  The words in data/countries/regions.json and data/negations.json.
 */
import { negationWords, regionNames } from "../knowledge/countries.js";
import type { PlaceMention } from "./place-table.js";
import { PhraseTable, type Tokens } from "./words.js";

/** Words that may stand between "outside" and the region, and between the region and "ulkopuolella". */
const REACH = 5;
/** "EU/EØS og EU/EEA" is the longest chain met. */
const LONGEST_CHAIN = 4;

/** "utenfor EU/EØS" and "EU:n ulkopuolella" become one mention of non-EEA. */
export function joinOutside(text: string, tokens: Tokens, found: readonly PlaceMention[]): PlaceMention[] {
  const joined: PlaceMention[] = [];
  for (let i = 0; i < found.length; ) {
    const last = chainEnd(text, found, i);
    const start = last < 0 ? null : outsideBefore(text, tokens, found[i]!.start, joined.at(-1)?.end ?? 0);
    const end = last < 0 || start !== null ? null : outsideAfter(text, tokens, found[last]!.end);
    if (start === null && end === null) joined.push(found[i++]!);
    else {
      joined.push({
        start: start ?? found[i]!.start,
        end: end ?? found[last]!.end,
        places: ["non-EEA"],
        kind: "region",
      });
      i = last + 1;
    }
  }
  return joined;
}

/** The last of the regions that one "outside" governs: "EU/EØS", "EU or the EEA"; -1 where none begins here. */
function chainEnd(text: string, found: readonly PlaceMention[], from: number): number {
  if (!isUnion(found[from]!)) return -1;
  let last = from;
  while (
    last - from < LONGEST_CHAIN &&
    found[last + 1] &&
    isUnion(found[last + 1]!) &&
    isLink(text, found[last]!.end, found[last + 1]!.start)
  )
    last++;
  return last;
}

const isUnion = (mention: PlaceMention): boolean =>
  mention.kind === "region" && (mention.places[0] === "EU" || mention.places[0] === "EEA");

function isLink(text: string, start: number, end: number): boolean {
  return (
    end - start <= 14 &&
    !/[.;\n]/u.test(text.slice(start, end)) &&
    text
      .slice(start, end)
      .split(/[\s/,:()-]+/u)
      .filter((word) => word.length > 1).length <= 2
  );
}

function outsideBefore(text: string, tokens: Tokens, start: number, floor: number): number | null {
  const at = tokenAt(tokens, start);
  for (let i = at - 1; i >= 0 && at - i <= REACH && tokens.starts[i]! >= floor; i--) {
    if (/[.;:]\s|\n\n/u.test(text.slice(tokens.ends[i]!, tokens.starts[i + 1]!))) return null;
    const match = table("before").longest(text, tokens, i);
    const two = i > 0 && tokens.starts[i - 1]! >= floor ? table("before").longest(text, tokens, i - 1) : null;
    if (two && two.to === i + 1) return tokens.starts[i - 1]!;
    if (match && match.to <= at) return tokens.starts[i]!;
    if (!skips().has(tokens.words[i]!)) return null;
  }
  return null;
}

function outsideAfter(text: string, tokens: Tokens, end: number): number | null {
  let i = tokenAt(tokens, end);
  for (let steps = 0; i < tokens.words.length && steps < 3; i++, steps++) {
    if (/[.;]\s|\n\n/u.test(text.slice(tokens.ends[i - 1] ?? end, tokens.starts[i]!))) return null;
    const match = table("after").longest(text, tokens, i);
    if (match) return tokens.ends[match.to - 1]!;
    if (!skips().has(tokens.words[i]!)) return null;
  }
  return null;
}

/** A denied transfer out of the EEA is no place of processing; other places are seldom denied, and left as they are. */
export function markDenied(text: string, tokens: Tokens, found: readonly PlaceMention[]): PlaceMention[] {
  return found.map((mention) =>
    mention.places[0] === "non-EEA" && isDenied(text, tokens, mention.start, mention.end)
      ? { ...mention, negated: true }
      : mention,
  );
}

/** Whether a word of denial governs the words from start to end, in the same clause. */
export function isDenied(text: string, tokens: Tokens, start: number, end: number, reach = 7): boolean {
  const at = tokenAt(tokens, start);
  for (let i = at - 1; i >= 0 && at - i <= reach; i--) {
    const gap = text.slice(tokens.ends[i]!, tokens.starts[i + 1] ?? start);
    if (ENDS_CLAUSE.test(gap)) break;
    const word = tokens.words[i]!;
    if (denials().has(word)) return !(turns().has(word) && hasDenial(tokens, i));
    if (turns().has(word)) break;
  }
  for (let i = tokenAt(tokens, end), steps = 0; i < tokens.words.length && steps < 3; i++, steps++) {
    if (ENDS_CLAUSE.test(text.slice(tokens.ends[i - 1] ?? end, tokens.starts[i]!))) break;
    if (turns().has(tokens.words[i]!)) break;
    if (denialsAfter().has(tokens.words[i]!)) return true;
  }
  return false;
}

const ENDS_CLAUSE = /[.;,!?)](?:\s|$)|[.;!?(|\t\n]|\u2014|\s\u2013/u;

/** Swedish "inte DPF utan SCC": after a denial, "utan" means "but". */
function hasDenial(tokens: Tokens, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= 6; i--) if (denials().has(tokens.words[i]!)) return true;
  return false;
}

/** Index of the first token that starts at or after this offset. */
export function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

const tables: { before?: PhraseTable<true>; after?: PhraseTable<true> } = {};
function table(side: "before" | "after"): PhraseTable<true> {
  const known = tables[side];
  if (known) return known;
  const made = new PhraseTable<true>();
  const phrases = side === "before" ? regionNames().outside_before : regionNames().outside_after;
  for (const phrase of phrases) made.add(phrase, true);
  return (tables[side] = made);
}

const skips = lowerSet(() => regionNames().outside_skip);
const denials = lowerSet(() => negationWords().before);
const denialsAfter = lowerSet(() => negationWords().after);
const turns = lowerSet(() => negationWords().turn);

function lowerSet(make: () => readonly string[]): () => ReadonlySet<string> {
  let value: ReadonlySet<string> | undefined;
  return () => (value ??= new Set(make().map((word) => word.toLowerCase())));
}
