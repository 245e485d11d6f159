/**
 * Personal data that a model does not need: e-mail addresses, telephone numbers, contact persons, lines of signature.
 *
 * Shape   Spans of the text given, sorted, not overlapping, with the word that is sent instead. Nothing moves: a value is looked up
 *         in the document and not in what was sent.
 * Errors  None. A name masked too many costs an entry that a person reads; a person's name sent cannot be taken back.
 */
import { isKnownName } from "../../knowledge/entities.js";
import { personalWords } from "../../knowledge/personal-words.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { findDates } from "../../normalization/date.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import { findRegistrationNumbers } from "../../normalization/registration-number/find.js";

export interface Mask extends Span {
  readonly kind: "e-mail" | "phone" | "person";
}

const MAIL =
  /[\p{L}\p{N}._%+-]{1,64}(?:@|\s?[([]\s?(?:at|snabel-a|ät|hjá)\s?[)\]]\s?|\s\(a\)\s)[\p{L}\p{N}-]{1,63}(?:\s?(?:\.|[([]\s?(?:dot|punktum|punkt|piste)\s?[)\]])\s?[\p{L}\p{N}-]{1,63}){1,4}/giu;
const PHONE = /(?<![\p{L}\p{N}])(?:\+|00)\d(?:[ \-./()]{0,2}\d){6,14}(?!\p{N})/gu;
const LABELLED_PHONE =
  /(?<!\p{L})(?:tlf|tlf\.nr|telefon(?:nummer|nr)?|telephone|phone|tel|mobil(?:nummer|nr)?|mobile|puh|puhelin|puhelinnumero|sími|símanúmer|fartelefon|gsm|direkte|fax|telefax|faks)(?!\p{L})[.:\s]{0,4}\+?\d(?:[ \-./()]{0,2}\d){4,14}/giu;
/** Two to four capitalized words, small particles between them. */
const PERSON =
  /(?<![\p{L}\p{N}])\p{Lu}(?:[\p{Ll}'’]{1,24}|\.)(?:[ \u00a0-](?:(?:von|van|de|af|av|den|der|la)[ ])?\p{Lu}(?:[\p{Ll}'’]{1,24}|\.)){1,3}(?!\p{Ll})/gu;

export function findPersonal(line: string): Mask[] {
  const masks: Mask[] = [];
  for (const match of line.matchAll(MAIL)) masks.push(spanOf("e-mail", match.index, match[0]));
  const numbers = findRegistrationNumbers(line);
  const phones = [...line.matchAll(PHONE), ...line.matchAll(LABELLED_PHONE)].map((match) =>
    spanOf("phone", match.index, match[0]),
  );
  for (const phone of phones)
    if (!numbers.some(({ start, end }) => start === phone.start && end === phone.end)) masks.push(phone);
  masks.push(...personsOf(line, masks));
  return withoutOverlap(masks);
}

/** A whole cell of a column that holds contact persons. */
export const maskAll = (span: Span): Mask => ({ ...span, kind: "person" });

export const isPersonalColumn = (header: string): boolean => personalWords().columns.whole(wordsOf(header)) !== null;

/** Names of persons: after a label, beside a title, or said by an e-mail address. */
function personsOf(line: string, contacts: readonly Mask[]): Mask[] {
  const { labels, titles } = personalWords();
  const words = wordsOf(line);
  const labelled = labels.all(words).filter(({ end }) => opensName(line, end));
  const titled = titles.all(words);
  return [...line.matchAll(PERSON)].flatMap((match) => {
    const span = withoutLabel(line, spanOf("person", match.index, match[0]));
    if (span.end - span.start < 3 || findDates(match[0]).length > 0 || isCompany(line, span)) return [];
    const told = labelled.some(({ end }) => end <= span.start && span.start - end <= 40);
    const beside = titled.some((title) => isBeside(line, span, title));
    return told || beside || ownsMail(line, span, contacts) ? [span] : [];
  });
}

/** "Mette Holm, direktør", "VD Åsa Vang" */
function isBeside(line: string, span: Span, title: Span): boolean {
  if (title.end <= span.start) return span.start - title.end <= 2;
  return title.start >= span.end && title.start - span.end <= 3 && !line.slice(span.end, title.start).includes(".");
}

/** A label opens a name at its colon, or at the line's start. */
function opensName(line: string, end: number): boolean {
  return /^\s{0,2}(?:[:\-–.,_(]|\s|$)/u.test(line.slice(end));
}

/** "Kontaktperson Mette Holm": the label is capitalized as well. */
function withoutLabel(line: string, span: Mask): Mask {
  const words = wordsOf(line.slice(span.start, span.end));
  const { labels, titles } = personalWords();
  const hit = labels.at(words, 0) ?? titles.at(words, 0);
  return hit && hit.to < words.length ? { ...span, start: span.start + words[hit.to]!.start } : span;
}

function isCompany(line: string, { start, end }: Span): boolean {
  return (
    findLegalForm(line.slice(start, Math.min(line.length, end + 8))) !== null || isKnownName(line.slice(start, end))
  );
}

/** "anna.lind@…" beside "Anna Lind", or "Anna Lind <…@…>". */
function ownsMail(line: string, span: Span, contacts: readonly Mask[]): boolean {
  const names = plain(line.slice(span.start, span.end))
    .split(/[^a-z]+/u)
    .filter((name) => name.length > 2);
  return contacts.some(({ start, end, kind }) => {
    if (kind !== "e-mail") return false;
    if (/^\s?<$/u.test(line.slice(span.end, start))) return true;
    const local = plain(line.slice(start, end).split(/@|\(|\[/u)[0]!);
    return names.some((name) => local.includes(name));
  });
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ø/gu, "o")
    .replace(/æ/gu, "ae")
    .replace(/ð/gu, "d")
    .replace(/þ/gu, "th")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");

const spanOf = (kind: Mask["kind"], start: number, words: string): Mask => ({ kind, start, end: start + words.length });

function withoutOverlap(masks: readonly Mask[]): Mask[] {
  const kept: Mask[] = [];
  for (const mask of [...masks].sort((a, b) => a.start - b.start || b.end - a.end))
    if (mask.start >= (kept.at(-1)?.end ?? 0)) kept.push(mask);
  return kept;
}
