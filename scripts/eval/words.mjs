/**
 * How the score compares words.
 *
 * Shape   A label is a string, or { $bag: [hash, …] } where the corpus keeps a text only as hashed words.
 * Unit    Overlaps are 0 to 1 (F1 over bags of words).
 * Source  The rules are those of ../shared/eval/score.mjs; test/scripts/eval.test.ts holds the two together.
 */
import { createHash } from "node:crypto";

const LEGAL_FORMS = new Set(
  (
    "a s as asa ab aps ivs k p oy oyj ab publ hf ehf sf ltd limited inc incorporated llc llp plc corp corporation co " +
    "company gmbh ag se kg ug bv b v nv sarl sa sas srl spa pty oü as uab sia zrt kft sp z o o pbc unlimited"
  ).split(" "),
);

/** White space runs as one space, markup gone, compatibility forms folded. */
export const fold = (value) =>
  String(value ?? "")
    .replace(/<[^>]+>/g, " ")
    .normalize("NFKC")
    .replace(/[\s\u00a0\u200b]+/g, " ")
    .trim();

export const tokens = (value) =>
  fold(value)
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** A name without brackets and legal form; the whole of it where nothing else is left. */
export function nameKey(name) {
  const withoutBrackets = fold(name).replace(/\([^)]*\)/g, " ");
  const words = tokens(withoutBrackets.trim() === "" ? name : withoutBrackets);
  const core = words.filter((word) => !LEGAL_FORMS.has(word));
  return (core.length > 0 ? core : words).join(" ");
}

/** Letters and digits in capitals: how numbers compare. */
export const alphanumeric = (value) =>
  fold(value)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

export const isBag = (value) => value != null && typeof value === "object" && Array.isArray(value.$bag);
const hash = (word) => createHash("sha1").update(word).digest("hex").slice(0, 8);

function wordsOf(value, hashed) {
  if (isBag(value)) return value.$bag;
  return hashed ? tokens(value).map(hash) : tokens(value);
}

/** F1 of two bags of words; two empty ones are equal. */
export function overlap(left, right) {
  const hashed = isBag(left) || isBag(right);
  const [a, b] = [wordsOf(left, hashed), wordsOf(right, hashed)];
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const unused = new Map();
  for (const word of b) unused.set(word, (unused.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of a) {
    const left = unused.get(word) ?? 0;
    if (left > 0) common += 1;
    unused.set(word, left - 1);
  }
  return (2 * common) / (a.length + b.length);
}

/** Long text: nearly the same words, or the label's words whole inside an answer that also took a remark of the same cell. */
export function sameWords(answer, label) {
  const shared = overlap(answer, label);
  if (shared >= 0.8) return true;
  const wanted = wordsOf(label, isBag(label));
  const have = new Set(wordsOf(answer, isBag(label)));
  const covered = wanted.filter((word) => have.has(word)).length;
  return wanted.length >= 2 && covered / wanted.length >= 0.9 && shared >= 0.4;
}
