/**
 * Places said by a code: "SE", "(IE)", "DE/EU", "CA 94105", "DK-8000".
 *
 * Shape   Capitals and a whole token. Most codes are words or initials of something else somewhere ("IT", "NO", "HR", "CA"), so a code
 *         counts where it stands alone in its part, and a code that is a common word only beside another place.
 * Source  ISO 3166-1 by way of data/countries; postal codes of the Universal Postal Union.
 */

import { countryAliases, countryNames, usStates } from "../knowledge/countries.js";
import type { Place } from "../model/entry.js";
import type { PlaceMention } from "./place-table.js";
import type { Tokens } from "./words.js";

/** Digits that follow "DK-", "L-", "D-" … in an address. */
const POSTAL: Readonly<Record<string, readonly [Place, number]>> = {
  D: ["DE", 5],
  DE: ["DE", 5],
  DK: ["DK", 4],
  SE: ["SE", 3],
  S: ["SE", 3],
  N: ["NO", 4],
  NO: ["NO", 4],
  FI: ["FI", 5],
  FIN: ["FI", 5],
  L: ["LU", 4],
  A: ["AT", 4],
  AT: ["AT", 4],
  CH: ["CH", 4],
  NL: ["NL", 4],
  B: ["BE", 4],
  BE: ["BE", 4],
  F: ["FR", 5],
  FR: ["FR", 5],
  FO: ["FO", 3],
  IS: ["IS", 3],
  EE: ["EE", 5],
  LV: ["LV", 4],
  LT: ["LT", 5],
  PL: ["PL", 2],
  I: ["IT", 5],
  IT: ["IT", 5],
  ES: ["ES", 5],
  CZ: ["CZ", 5],
  HU: ["HU", 4],
  H: ["HU", 4],
};

export function codeMention(
  text: string,
  tokens: Tokens,
  at: number,
  before: readonly PlaceMention[],
): { mention: PlaceMention; to: number } | null {
  const start = tokens.starts[at]!;
  const end = tokens.ends[at]!;
  if (end - start > 3) return null;
  const word = text.slice(start, end);
  if (!/^[A-Z]{1,3}$/u.test(word)) return null;
  const place = postalCountry(text, tokens, at, word) ?? (isState(text, tokens, at, word, before) ? "US" : null);
  if (place) {
    const kind = place === "US" ? "state" : "country";
    return { mention: { start, end, places: [place], kind }, to: at + 1 };
  }
  if (word === "VS" && (isAlone(text, start, end) || tokens.words[at - 1] === "de")) {
    return { mention: { start, end, places: ["US"], kind: "country" }, to: at + 1 };
  }
  if (!countryCodes().has(word) || !isCode(text, tokens, at, word, before)) return null;
  return { mention: { start, end, places: [word], kind: "country" }, to: at + 1 };
}

function postalCountry(text: string, tokens: Tokens, at: number, word: string): Place | null {
  const rule = Object.hasOwn(POSTAL, word) ? POSTAL[word] : undefined;
  const next = tokens.words[at + 1];
  if (!rule || next === undefined || tokens.starts[at + 1]! - tokens.ends[at]! !== 1) return null;
  if (!"-\u2010\u2011\u2013".includes(text[tokens.ends[at]!]!) || !/^\d+$/u.test(next)) return null;
  return next.length === rule[1] || (rule[0] === "SE" && next.length === 5) ? rule[0] : null;
}

/** A state's code before a ZIP, or after the comma that follows a city of the USA. */
function isState(text: string, tokens: Tokens, at: number, word: string, before: readonly PlaceMention[]): boolean {
  if (!Object.hasOwn(usStates().states, word)) return false;
  const next = tokens.words[at + 1];
  const near = next !== undefined && /^[\s,]{1,3}$/u.test(text.slice(tokens.ends[at]!, tokens.starts[at + 1]!));
  if (near && /^\d{5}$/u.test(next)) return true;
  return followsCity(text, tokens.starts[at]!, before) && before.at(-1)!.places[0] === "US";
}

/** Whether a city ends right before, with a comma or a blank between. */
export function followsCity(text: string, start: number, before: readonly PlaceMention[]): boolean {
  const last = before.at(-1);
  return last?.kind === "city" && start - last.end <= 3 && /^[\s,]*$/u.test(text.slice(last.end, start));
}

function isCode(text: string, tokens: Tokens, at: number, word: string, before: readonly PlaceMention[]): boolean {
  const start = tokens.starts[at]!;
  const end = tokens.ends[at]!;
  if (text.length < 16 && text.trim() === word) return !businessCodes().has(word);
  if (!isAlone(text, start, end)) return followsCity(text, start, before) && !commonCodes().has(word);
  return !commonCodes().has(word) || isListed(text, tokens, at, word, before);
}

/** A common word counts as a code in a list of codes ("SE, NO, DK") and, unless it is a word of business, alone in brackets. */
function isListed(text: string, tokens: Tokens, at: number, word: string, before: readonly PlaceMention[]): boolean {
  const last = before.at(-1);
  const start = tokens.starts[at]!;
  if (last && start - last.end <= 3 && /^\s?[/,;+&|(]\s?$/u.test(text.slice(last.end, start))) return true;
  if (text[start - 1] === "(" && text[tokens.ends[at]!] === ")") return !businessCodes().has(word);
  const next = tokens.starts[at + 1];
  if (next === undefined || !/^\s?[/,;+&|]\s?$/u.test(text.slice(tokens.ends[at]!, next))) return false;
  const other = text.slice(next, tokens.ends[at + 1]!);
  return (
    countryCodes().has(other) &&
    isAlone(text, next, tokens.ends[at + 1]!) &&
    !(businessCodes().has(word) && businessCodes().has(other))
  );
}

const PART_ENDS = new Set([..."/,;()[]|\n\t+&\u2013\u2014:\u2022\u00b7"]);
/** Nothing but a separator on either side; a hyphen is one only with a blank beside it. */
export function isAlone(text: string, start: number, end: number): boolean {
  let left = start - 1;
  while (left >= 0 && text[left] === " ") left--;
  let right = end;
  while (right < text.length && text[right] === " ") right++;
  const ends = (at: number, blank: boolean): boolean => PART_ENDS.has(text[at]!) || (blank && text[at] === "-");
  return (left < 0 || ends(left, left < start - 1)) && (right >= text.length || ends(right, right > end));
}

const commonCodes = lazySet(() => countryAliases().common_codes);
const businessCodes = lazySet(() => countryAliases().business_codes);
export const countryCodes = lazySet(() => Object.keys(countryNames().find(({ language }) => language === "en")!.names));

function lazySet(make: () => readonly string[]): () => ReadonlySet<string> {
  let value: ReadonlySet<string> | undefined;
  return () => (value ??= new Set(make()));
}
