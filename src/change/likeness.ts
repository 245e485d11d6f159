/**
 * How sure it is that two rows of two versions mean one sub-processor.
 *
 * Shape   Identity comes first: a number, a registered name, a name. Where that leaves a doubt, the other fields decide. A row
 *         that keeps its purpose and its place and gets another company is two companies, however like the rest is.
 * Unit    0 to 1; score is 0 where the two may not be paired.
 */
import type { Facts } from "./facts.js";
import { isTypo, wordLikeness } from "./words.js";

/** From here on the names alone decide. */
const SURE = 0.7;
/** From here on the other fields may decide. */
const POSSIBLE = 0.4;
const LIKE_FIELDS = 0.5;

export function score(before: Facts, after: Facts): number {
  const identity = identityOf(before, after);
  if (identity < POSSIBLE) return 0;
  const fields = fieldLikeness(before, after);
  if (identity < SURE && !isSupported(identity, fields)) return 0;
  const near = 1 - Math.abs(before.position - after.position);
  return 10 * identity + 4 * (fields ?? LIKE_FIELDS) + near;
}

export const isSurelyOne = (before: Facts, after: Facts): boolean => identityOf(before, after) >= SURE;

/** Names that hold one another are believed where nothing else is stated; a company of the same house is not. */
function isSupported(identity: number, fields: number | null): boolean {
  return fields === null ? identity >= CONTAINED : fields >= LIKE_FIELDS;
}

const SAME_HOUSE = 0.45;
const CONTAINED = 0.55;

export function identityOf(before: Facts, after: Facts): number {
  if (shares(before.numbers, after.numbers)) return 1;
  if (before.said !== "" && before.said === after.said) return 0.97;
  if (before.main === "" || after.main === "") return withheldIdentity(before, after);
  if (before.main === after.main) return before.legal === after.legal ? 0.95 : 0.9;
  if (areOthers(before, after)) return 0;
  if (shares(before.joined, after.joined)) return 0.8;
  return weakIdentity(before, after);
}

/** Rows without a name are one where their words are nearly the same. */
function withheldIdentity(before: Facts, after: Facts): number {
  if (before.main !== after.main) return 0;
  const like = wordLikeness(before.purpose, after.purpose);
  return like >= 0.8 ? 0.8 : like >= LIKE_FIELDS ? POSSIBLE : 0;
}

/** Both bear numbers, and none is shared; or both are companies that we know, of two houses. */
function areOthers(before: Facts, after: Facts): boolean {
  if (before.numbers.size > 0 && after.numbers.size > 0) return true;
  return before.entity !== null && after.entity !== null && before.entity !== after.entity;
}

function weakIdentity(before: Facts, after: Facts): number {
  const sameHouse = before.entity !== null && before.entity === after.entity;
  if (sameHouse && before.isCompanyName && after.isCompanyName) return 0.75;
  if (before.host !== null && before.host === after.host) return 0.6;
  if (holds(before.main, after.main) || holds(after.main, before.main)) return CONTAINED;
  if (isMisspelled(before.main, after.main) || isInitials(before.main, after.main)) return CONTAINED;
  return sameHouse && (before.isCompanyName || after.isCompanyName) ? SAME_HOUSE : 0;
}

/** "Hetzner" in "Hetzner Online": all words of the shorter name, its first word first. */
function holds(longer: string, shorter: string): boolean {
  return shorter.length >= 4 && longer.startsWith(`${shorter} `);
}

function isMisspelled(before: string, after: string): boolean {
  const left = before.split(" ");
  const right = after.split(" ");
  if (left.length !== right.length) return false;
  const other = left.flatMap((word, i) => (word === right[i] ? [] : [[word, right[i]!] as const]));
  return other.length === 1 && isTypo(...other[0]!);
}

function isInitials(before: string, after: string): boolean {
  const initials = (name: string): string => (name.includes(" ") ? name.replace(/(\S)\S*\s?/gu, "$1") : "");
  return (before.length >= 2 && before === initials(after)) || (after.length >= 2 && after === initials(before));
}

/** Over the fields that both state; null where they state none in common. */
export function fieldLikeness(before: Facts, after: Facts): number | null {
  let weight = 0;
  let sum = 0;
  const add = (share: number, of: number): void => {
    weight += of;
    sum += share * of;
  };
  if (before.purpose.length > 0 && after.purpose.length > 0) add(wordLikeness(before.purpose, after.purpose), 3);
  if (before.address.length > 0 && after.address.length > 0) add(wordLikeness(before.address, after.address), 2);
  if (before.data.length > 0 && after.data.length > 0) add(wordLikeness(before.data, after.data), 1);
  if (before.places.size > 0 && after.places.size > 0) add(wordLikeness([...before.places], [...after.places]), 1);
  return weight === 0 ? null : sum / weight;
}

function shares(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const each of left) if (right.has(each)) return true;
  return false;
}
