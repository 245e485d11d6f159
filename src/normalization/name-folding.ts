/**
 * Names made comparable, and names that try to look like others.
 *
 * Shape   foldName keeps æ ø å ä ö ð þ: they tell companies apart. Legal form, brackets and punctuation go, unless nothing else is left.
 * Source  Look-alikes: the Cyrillic and Greek letters that Unicode's confusables.txt maps to Latin ones (UTS #39), the common ones by hand.
 */
import { remember } from "../knowledge/remember.js";
import { findLegalForm } from "./legal-form.js";

export const foldName = remember(foldNameAnew);

function foldNameAnew(name: string): string {
  const plain = name.normalize("NFKC").replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, "");
  const open = plain.replace(/\([^()]{0,200}\)/gu, " ").trim();
  const kept = /[\p{L}\p{N}]/u.test(open) ? open : plain;
  const form = findLegalForm(kept);
  const core = form ? `${kept.slice(0, form.start)} ${kept.slice(form.end)}` : kept;
  return words(core) || words(kept);
}

const words = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ");

/** The name as it looks: look-alikes of other scripts turned into Latin letters. */
export function skeleton(name: string): string {
  return [...name.normalize("NFKC")]
    .map((sign) => LOOK_ALIKES[sign] ?? sign)
    .join("")
    .toLowerCase();
}

/** Latin letters together with Cyrillic or Greek ones in one word. */
export function hasMixedScript(name: string): boolean {
  return (name.match(/[\p{L}\p{M}]+/gu) ?? []).some(
    (word) => /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word),
  );
}

const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  "аa еe оo рp сc уy хx ѕs іi јj һh ԁd ԛq ԝw ӏl АA ВB ЕE КK МM НH ОO РP СC ТT ХX ЅS ІI ЈJ Ёe ёe οo αa νv ρp ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ıi ɡg"
    .split(" ")
    .map((pair) => [...pair] as [string, string]),
);
