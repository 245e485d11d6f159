/** Words that a line end divided: which hyphens go, and which belong to the word. */
import { keepsHyphen } from "../knowledge/hyphens.js";

/** Words between the parts of a hanging compound, in the languages of the lists that we read. */
const AFTER_HANGING = /^(?:og|eller|och|eller|samt|ja|tai|sekä|eða|ella|and|or|und|oder|en|of|et|ou|i|lub|ja)$/u;

/** Whether the hyphen at the end of the first line divides a word that goes on in the next. */
export function hyphenGoes(before: string, next: string): boolean {
  if (before.endsWith("\u00ad")) return true;
  // "e-mail", "it-drift": what stands before a true hyphen may be a letter or two
  if (!/\p{L}\p{Ll}{2}[-‐]$/u.test(before) || !/^\p{Ll}/u.test(next) || startsHanging(next)) return false;
  return !keepsHyphen(before.slice(before.search(/(?<![\p{L}\d])[\p{L}\d]+[-‐]$/u), -1));
}

/** "navn- | og adresse" */
export const startsHanging = (text: string): boolean => AFTER_HANGING.test(text.split(" ", 1)[0]!);
