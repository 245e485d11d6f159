/**
 * Words as the phrase indexes meet them: one object for all occurrences of a word, which knows what may begin at it.
 *
 * Why     Some thirty indexes look at every word of a document, and nearly every word begins no phrase of any: one bit of a
 *         number that is at hand says so, where looking the word up in thirty maps costs most of the time.
 * Shape   A family is a bit that the indexes of one kind share. A set bit means "perhaps", a clear one "certainly not".
 */
import { remember } from "./remember.js";

export interface Term {
  readonly word: string;
  families: number;
  /** How many phrases were known when the families were looked up. */
  asOf: number;
}

const FAMILIES = 31;
const families = new Map<string, number>();
/** First words of phrases; beginnings by their first three letters and endings by their last three. */
const words = new Map<string, number>();
const stems = new Map<string, Map<string, number>>();
const endings = new Map<string, Map<string, number>>();
let known = 0;

/** The bit of a family; past the thirty-first they share bits. */
export function familyBit(family: string): number {
  if (!families.has(family)) families.set(family, 1 << (families.size % FAMILIES));
  return families.get(family)!;
}

/** Notes that a phrase of the family begins with this word; "under*" stands for a stem, "*region" for an ending. */
export function noteBeginning(part: string, family: number): void {
  if (part.endsWith("*")) add(bucket(stems, part.slice(0, 3)), part.slice(0, -1), family);
  else if (part.startsWith("*")) add(bucket(endings, part.slice(-3)), part.slice(1), family);
  else add(words, part, family);
  known++;
}

const add = (map: Map<string, number>, letters: string, family: number): void => {
  map.set(letters, (map.get(letters) ?? 0) | family);
};

function bucket(buckets: Map<string, Map<string, number>>, key: string): Map<string, number> {
  if (!buckets.has(key)) buckets.set(key, new Map());
  return buckets.get(key)!;
}

export const termOf = remember((word: string): Term => ({ word, families: 0, asOf: -1 }));

/** Whether a phrase of the family may begin at the word. */
export function mayBegin(term: Term, family: number): boolean {
  if (term.asOf !== known) {
    term.families = familiesOf(term.word);
    term.asOf = known;
  }
  return (term.families & family) !== 0;
}

function familiesOf(word: string): number {
  let found = words.get(word) ?? 0;
  for (const [letters, family] of stems.get(word.slice(0, 3)) ?? []) if (word.startsWith(letters)) found |= family;
  for (const [letters, family] of endings.get(word.slice(-3)) ?? []) if (word.endsWith(letters)) found |= family;
  return found;
}
