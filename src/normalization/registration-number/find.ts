/**
 * Company, VAT and tax numbers in any text.
 *
 * Shape   With a label ("CVR-nr. 12 34 56 78", "HRB 173385 B") any number that follows; without one only shapes that nothing else has
 *         (LU26888617, dddddd-dddd, 1234567-8). start and end hold the number, labelStart the label before it.
 * Errors  A failing check digit is said (valid: false) and never a reason to drop a number: refusing a true one is worse.
 */
import type { Span } from "../../model/span.js";
import { tokenize } from "../words.js";
import { labelTable } from "./labels.js";
import { type Scheme, schemeNamed, vatOf } from "./schemes.js";

export interface FoundNumber extends Span {
  /** Where the label begins; equal to start where there is none. */
  readonly labelStart: number;
  readonly scheme: string | null;
  /** As written, label aside. */
  readonly value: string;
  readonly valid: boolean | null;
}

export interface NumberHint {
  readonly countries?: readonly string[];
}

export function findRegistrationNumbers(text: string, hint: NumberHint = {}): FoundNumber[] {
  if (!/\d/u.test(text)) return [];
  const found = [...labelled(text, hint), ...registerNumbers(text), ...unlabelled(text, hint)];
  // The sort is stable: of two that begin together the labelled one stays.
  const sorted = found.sort((one, two) => one.start - two.start);
  let end = 0;
  return sorted.filter((number) => {
    if (number.start < end) return false;
    end = number.end;
    return true;
  });
}

/** A cell that holds a number and nothing else, or a number with its label. */
export function readNumberCell(text: string, hint: NumberHint = {}): FoundNumber[] {
  const found = findRegistrationNumbers(text, hint);
  if (found.length > 0) return found;
  const bare = /^\s*([A-Z]{0,2}[ -]?\d[\dA-Z .\-/]{3,24})\s*$/u.exec(text);
  if (!bare || !isNumberish(bare[1]!.trim())) return [];
  const value = bare[1]!.trim();
  const start = text.indexOf(value);
  return [{ start, end: start + value.length, labelStart: start, value, ...judge(value, [], hint) }];
}

function* labelled(text: string, hint: NumberHint): Generator<FoundNumber> {
  const tokens = tokenize(text);
  const table = labelTable();
  for (let i = 0; i < tokens.words.length; ) {
    const match = table.longest(text, tokens, i);
    if (!match) {
      i++;
      continue;
    }
    const number = numberAfter(text, tokens.ends[match.to - 1]!, match.values[0]!, hint);
    if (number) yield { ...number, labelStart: tokens.starts[i]! };
    i = match.to;
  }
}

/** Between a label and its number: signs, small words ("nr", "no"), a place of registration ("Lille Métropole"). */
const BRIDGE =
  /^(?:[ \u00a0.:#\u2013()=/-]|n[ro°º]\b|number|nummer|ID\b|Number|Luxembourg|Luxemburg|(?:Paris|Lille|Nanterre|Lyon)(?: \p{L}+)?|\p{Lu}\p{Ll}+ Métropole|is|er|är|on|er:|:|\n){0,8}/iu;
const NUMBER =
  /^(?:HR[AB] ?\d{1,6}(?: ?[A-Z]{1,3}(?![\p{L}]))?|[A-Z]{2,3}[ -]?[A-Z\d][\d][\d .\u00a0-]{3,14}[A-Z\d]{0,3}|(?:[A-Z] ?)?\d[\d .\u00a0\-\u2010\u2011/]{2,18}\d(?: ?[A-Z]{1,3}(?![\p{L}])|[a-z](?![\p{L}]))?|[A-Z\d]{18}\d{2})/u;

function numberAfter(
  text: string,
  end: number,
  schemes: readonly string[],
  hint: NumberHint,
): Omit<FoundNumber, "labelStart"> | null {
  const bridge = BRIDGE.exec(text.slice(end, end + 60))![0].length;
  const start = end + bridge;
  if (bridge === 0) return null;
  const lei = /^[A-Z\d]{18}\d{2}(?![A-Z\d])/u.exec(text.slice(start, start + 21));
  const match = lei ?? NUMBER.exec(text.slice(start, start + 40));
  if (!match) return null;
  const value = cut(match[0], schemes);
  if (value === null || /^\d{3,4}\/\d/u.test(value)) return null;
  return { start, end: start + value.length, value, ...judge(value, schemes, hint) };
}

/** The number without what merely follows it: a date, a postal code, a second number. */
function cut(raw: string, schemes: readonly string[]): string | null {
  const value = raw.replace(/[ .\u00a0\-/]+$/u, "");
  const compact = compactOf(value);
  const shapes = schemes.filter((name) => name !== "vat").map((name) => schemeNamed(name).shape);
  if (shapes.some((shape) => shape.test(compact)) || vatOf(compact)) return value;
  for (let length = value.length - 1; length >= 5; length--) {
    if (!/[ \u00a0/]/u.test(value[length]!)) continue;
    const part = value.slice(0, length).trimEnd();
    if (shapes.some((shape) => shape.test(compactOf(part))) || vatOf(compactOf(part))) return part;
  }
  const first = /^[^ \u00a0]+/u.exec(value)![0];
  if (/\p{L}$/u.test(value) || compact.length <= 15) return compact.length >= 4 && !isDate(value) ? value : null;
  return compactOf(first).length >= 5 && !isDate(first) ? first : null;
}

const isDate = (value: string): boolean =>
  /^(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)$/u.test(value);
const isNumberish = (value: string): boolean => {
  const digits = value.replace(/\D/gu, "").length;
  return digits >= 5 && digits <= 14 && !isDate(value) && !value.includes("/");
};
const compactOf = (value: string): string => value.replace(/[\s.\u00a0\-\u2010\u2011/]/gu, "").toUpperCase();

/** "HRB 173385 B", "LU26888617", "556000-1234", "1234567-8" */
function* registerNumbers(text: string): Generator<FoundNumber> {
  for (const match of text.matchAll(/(?<![\p{L}\d])HR[AB](?: Nr\.?)? ?\d{1,6}(?: [A-Z](?![\p{L}\d.]))?/gu))
    yield plain(match, "de-hrb", null);
}

function* unlabelled(text: string, hint: NumberHint): Generator<FoundNumber> {
  for (const match of text.matchAll(
    /(?<![\p{L}\d./-])(?:CHE[- ]?\d{3}\.?\d{3}\.?\d{3}|[A-Z]{2} ?[A-Z\d]\d{5,10}[A-Z\d]{0,3})(?![\p{L}\d]|[-/.]\d)/gu,
  )) {
    const vat = vatOf(compactOf(match[0]));
    if (vat && (vat.valid !== false || !match[0].includes(" ")) && !/^EU /u.test(match[0]))
      yield plain(match, vat.scheme, vat.valid);
  }
  for (const match of text.matchAll(/(?<![\p{L}\d./+-])(?:NO ?)?\d{3} ?\d{3} ?\d{3} ?MVA(?!\p{L})/gu)) {
    yield plain(match, "no-orgnr", checked(schemeNamed("no-orgnr"), compactOf(match[0]).replace("NO", "")));
  }
  for (const match of text.matchAll(/(?<![\p{L}\d./+-])(?:\d{6}-\d{4}|\d{7}-\d)(?![\p{L}\d]|[-/.]\d)/gu)) {
    const { scheme, valid } = judge(
      match[0],
      match[0].length === 9 ? ["fi-ytunnus"] : ["se-orgnr", "is-kennitala"],
      hint,
    );
    if (scheme && (valid || match[0].length === 9 || Number(match[0][2]) >= 2)) yield plain(match, scheme, valid);
  }
}

const plain = (match: RegExpExecArray, scheme: string, valid: boolean | null): FoundNumber => ({
  start: match.index,
  end: match.index + match[0].length,
  labelStart: match.index,
  scheme,
  value: match[0],
  valid,
});

/** The scheme of a number: by prefix, then by label and hint, a passing check before a failing one. */
function judge(
  value: string,
  labels: readonly string[],
  { countries = [] }: NumberHint,
): { scheme: string | null; valid: boolean | null } {
  const compact = compactOf(value);
  const hrb = /^HR[AB]\d/u.test(compact);
  if (hrb) return { scheme: "de-hrb", valid: null };
  const vat = labels.includes("lei") ? null : vatOf(compact);
  if (vat) return vat;
  const named = labels.filter((name) => name !== "vat").map(schemeNamed);
  const hinted = countries.flatMap((country) => BY_COUNTRY[country] ?? []).map(schemeNamed);
  const fits = (named.length > 0 ? named : hinted).filter(({ shape }) => shape.test(compact));
  const first =
    fits.find(({ check }) => check?.(compact)) ??
    fits.find(({ country }) => country && countries.includes(country)) ??
    fits[0];
  return first ? { scheme: first.scheme, valid: checked(first, compact) } : { scheme: null, valid: null };
}

const checked = (scheme: Scheme, compact: string): boolean | null => scheme.check?.(compact) ?? null;

/** What a bare number of a country most likely is. */
const BY_COUNTRY: Readonly<Record<string, readonly string[]>> = {
  DK: ["dk-cvr"],
  NO: ["no-orgnr"],
  SE: ["se-orgnr"],
  FI: ["fi-ytunnus"],
  IS: ["is-kennitala"],
  FO: ["fo-vtal"],
  IE: ["ie-crn"],
  GB: ["gb-crn"],
  FR: ["fr-siren", "fr-siret"],
  US: ["us-ein"],
  LU: ["lu-rcs"],
  PL: ["pl-krs", "pl-nip"],
  NL: ["nl-kvk"],
  EE: ["ee-registrikood"],
  CH: ["ch-uid"],
  BE: ["be-kbo"],
  AT: ["at-fn"],
  CZ: ["cz-ico"],
  LT: ["lt-code"],
  LV: ["lv-code"],
  IT: ["it-iva"],
  ES: ["es-nif"],
};
