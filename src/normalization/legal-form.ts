/**
 * Legal forms, and with them company names: "ActiveCampaign, LLC", "UAB Hostinger".
 *
 * Shape   A form is matched sign by sign, white space and the final dot apart, and only as a whole word. The country is null where
 *         several countries use the form: it never says where a company is.
 * Source  data/legal-forms.json
 */

import { legalForms } from "../knowledge/legal-forms.js";
import { remember } from "../knowledge/remember.js";
import type { Span } from "../model/span.js";
import { companyStart, isStartOfPart } from "./company.js";
import { PhraseTable, tokenize } from "./words.js";

export interface LegalForm extends Span {
  readonly form: string;
  readonly country: string | null;
  /** The form may stand before the name as well ("AB Volvo"). */
  readonly before: boolean;
}

/** The form that ends the name, else the one that begins it. */
export function findLegalForm(name: string): LegalForm | null {
  const forms = findLegalForms(name);
  const last = forms.at(-1);
  if (
    last &&
    last.start > 0 &&
    name.length - last.end < 120 &&
    /^[\s.,;*)\]"\u201d\u2019']*(?:\([^)]{0,80}\)?)?[\s.*]*$/u.test(name.slice(last.end))
  )
    return last;
  const first = forms[0];
  return first?.before && name.slice(0, first.start).trim() === "" && /[\p{L}\p{N}]/u.test(name.slice(first.end))
    ? first
    : null;
}

/** Every form in a text, wherever it stands. */
export const findLegalForms = remember(findLegalFormsAnew);

function findLegalFormsAnew(text: string): LegalForm[] {
  const tokens = tokenize(text);
  const forms = table().all(text, (word, from, to) =>
    isSpelled(text, tokens.starts[from]!, tokens.ends[to - 1]!, word.signs),
  );
  return forms.map(({ from, to, values }) => {
    const { form, countries, before, written } = values.find((word) => word.written.endsWith(".")) ?? values[0]!;
    const end = tokens.ends[to - 1]!;
    const dotted = written.endsWith(")")
      ? closing(text, end)
      : text[end] === "." && takesDot(text, end)
        ? end + 1
        : end;
    return {
      start: opening(text, tokens.starts[from]!, written),
      end: dotted,
      form,
      country: countries.length === 1 ? countries[0]! : null,
      before,
    };
  });
}

/** Names of companies in running text, form included. */
export const findCompanies = remember(findCompaniesAnew);

function findCompaniesAnew(text: string): Span[] {
  const found: Span[] = [];
  for (const form of findLegalForms(text)) {
    const floor = found.at(-1)?.end ?? 0;
    if (form.start < floor) continue;
    const start = companyStart(text, form.start, floor);
    if (start !== null) found.push({ start, end: form.end });
    else if (form.before && isStartOfPart(text, form.start)) {
      const end = nameAfter(text, form.end);
      if (end !== null) found.push({ start: form.start, end });
    }
  }
  return found;
}

/** A name of one to four words with capitals that follows a form which stands first. */
function nameAfter(text: string, from: number): number | null {
  const match = /^ "?[\p{Lu}\p{N}][\p{L}\p{M}\p{N}&-]*(?:\.\p{L}+)?"?(?: [\p{Lu}\p{N}][\p{L}\p{M}\p{N}&-]*){0,3}/u.exec(
    text.slice(from, from + 120),
  );
  return match && !/^ \p{Lu}{1,2}(?!\p{L})/u.test(match[0]) ? from + match[0].length : null;
}

interface FormWord {
  readonly form: string;
  readonly countries: readonly string[];
  readonly before: boolean;
  readonly written: string;
  /** What has to stand in the text: as written, white space, the kind of hyphen and a final dot aside. */
  readonly signs: string;
}

let compiled: PhraseTable<FormWord> | undefined;
function table(): PhraseTable<FormWord> {
  if (compiled) return compiled;
  const made = new PhraseTable<FormWord>(formGap);
  for (const { form, countries, written, before } of legalForms().forms) {
    for (const spelling of written)
      made.add(spelling, { form, countries, before, written: spelling, signs: signsOf(spelling) });
  }
  return (compiled = made);
}

const formGap = (text: string, start: number, end: number): boolean =>
  end > start && end - start <= 4 && /^[\s./&,()\-\u2010\u2011]+$/u.test(text.slice(start, end));

const isSpelled = (text: string, start: number, end: number, signs: string): boolean =>
  isFree(text, start, end) && squeeze(text.slice(start, end)) === signs;

const signsOf = (written: string): string => squeeze(written.replace(/[.)]+$/u, "").replace(/^\(/u, ""));

const squeeze = (form: string): string =>
  form
    .normalize("NFC")
    .replace(/\s+/gu, form.length > 3 ? " " : "")
    .replace(/[\u2010\u2011]/gu, "-")
    .replace(/([./]) /gu, "$1");

/** Not a part of a longer word, address or code: "x.as", "AS-12", "team/as". */
function isFree(text: string, start: number, end: number): boolean {
  const before = text[start - 1];
  const after = text[end];
  if (before !== undefined && /[./@_\-&]/u.test(before)) return false;
  return after === undefined || !/[@_-]/u.test(after) || /[\s\u2013]/u.test(text[end + 1] ?? " ");
}

/** Whether the dot after a form belongs to it and not to the sentence: only when the sentence goes on, or ends there too. */
function takesDot(text: string, end: number): boolean {
  const last = text.slice(Math.max(0, end - 4), end);
  return /(?:Inc|Corp|Ltd|ehf|hf|sf|Lt|Kft|Zrt|Bt|Co|INC|LTD|CORP|Lda|\.\p{L})$/u.test(last);
}

const opening = (text: string, start: number, written: string): number =>
  written.startsWith("(") && text[start - 1] === "(" ? start - 1 : start;
const closing = (text: string, end: number): number => (text[end] === ")" ? end + 1 : end);
