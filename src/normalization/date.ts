/**
 * Dates as suppliers write them, in any of the languages: "31.dec 2019", "21/05-2018", "26. helmikuuta 2025", "July 1, 2024".
 *
 * Shape   ISO 8601, as exact as the words: "maj 2026" is 2026-05. Where day and month could be either way round, the day goes first,
 *         unless the caller says otherwise.
 * Errors  None. A day that no month has is no date.
 * Source  Month names in data/months.json
 */

import { monthOf } from "../knowledge/months.js";
import type { Span } from "../model/span.js";

export interface FoundDate extends Span {
  readonly iso: string;
}

export interface DateOptions {
  readonly order?: "dmy" | "mdy";
}

const YEAR = "(?:19|20)\\d{2}";
const NUMERIC = new RegExp(
  `(?<![\\d./-])(?:(${YEAR})([-./])(\\d{1,2})\\2(\\d{1,2})|(\\d{1,2})\\.? ?([-./]) ?(\\d{1,2})\\.? ?([-./]) ?(${YEAR}))(?![\\d]|[-/.]\\d)`,
  "gu",
);
const YEAR_MONTH =
  /(?<![\d./-])((?:19|20)\d{2})-(0[1-9]|1[0-2])(?![\d-]|\.\d)|(?<![\d./-])(0[1-9]|1[0-2])[/.]((?:19|20)\d{2})(?![\d./-])/gu;
const MONTH_WORD = /[\p{L}\p{M}]{3,14}/gu;
const DAY_BEFORE = /(?<![\d.,/-]|\d )(\d{1,2})(?:\.|st|nd|rd|th|:e|e)?[ \u00a0]?(?:of |de |\.)?[ \u00a0]?$/u;
const YEAR_AFTER = /^\.?,?[ \u00a0]?(?:de |del |,)?[ \u00a0]?((?:19|20)\d{2})(?!\d|[-/]\d)/u;
const DAY_AFTER = /^\.?[ \u00a0](\d{1,2})(?:st|nd|rd|th)?(?:,| |, )[ \u00a0]?((?:19|20)\d{2})(?!\d)/u;

export function findDates(text: string, { order = "dmy" }: DateOptions = {}): FoundDate[] {
  if (!/\d{4}/u.test(text)) return [];
  const found = [...numericDates(text, order), ...wordDates(text), ...yearMonths(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  return found.filter(
    (date, index) => !found.some((other, at) => at < index && at >= index - 3 && date.start < other.end),
  );
}

function* numericDates(text: string, order: "dmy" | "mdy"): Generator<FoundDate> {
  for (const match of text.matchAll(NUMERIC)) {
    const [whole, year, , month, day, first, mark, second, mark2, last] = match;
    if (mark && mark2 && mark !== mark2 && !(mark === "/" && mark2 === "-")) continue;
    const iso = year ? isoDate(year, month!, day!) : dayFirst(last!, first!, second!, order);
    if (iso) yield { start: match.index, end: match.index + whole.length, iso };
  }
}

/** The day goes first, unless that makes no date or the order says otherwise. */
function dayFirst(year: string, first: string, second: string, order: "dmy" | "mdy"): string | null {
  const dmy = isoDate(year, second, first);
  const mdy = isoDate(year, first, second);
  return order === "dmy" ? (dmy ?? mdy) : (mdy ?? dmy);
}

function* wordDates(text: string): Generator<FoundDate> {
  for (const match of text.matchAll(MONTH_WORD)) {
    const month = monthOf(match[0].toLowerCase());
    if (month === undefined) continue;
    const date =
      dayMonthYear(text, match.index, match[0].length, month) ??
      monthDayYear(text, match.index, match[0].length, month);
    if (date) yield date;
  }
}

function dayMonthYear(text: string, at: number, length: number, month: number): FoundDate | null {
  const year = YEAR_AFTER.exec(text.slice(at + length, at + length + 14));
  if (!year) return null;
  const end = at + length + year[0].length;
  const before = text.slice(Math.max(0, at - 9), at);
  const day = DAY_BEFORE.exec(before);
  const iso = day && isoDate(year[1]!, String(month), day[1]!);
  if (day && !iso) return null;
  if (day && iso) return { start: at - (before.length - day.index), end, iso };
  return { start: at, end, iso: `${year[1]}-${two(month)}` };
}

/** "July 1, 2024" */
function monthDayYear(text: string, at: number, length: number, month: number): FoundDate | null {
  const rest = DAY_AFTER.exec(text.slice(at + length, at + length + 16));
  const iso = rest && isoDate(rest[2]!, String(month), rest[1]!);
  return iso ? { start: at, end: at + length + rest[0].length, iso } : null;
}

function* yearMonths(text: string): Generator<FoundDate> {
  for (const match of text.matchAll(YEAR_MONTH)) {
    const iso = match[1] ? `${match[1]}-${match[2]}` : `${match[4]}-${match[3]}`;
    yield { start: match.index, end: match.index + match[0].length, iso };
  }
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
function isoDate(year: string, month: string, day: string): string | null {
  const days = DAYS[Number(month) - 1];
  if (days === undefined || Number(day) < 1 || Number(day) > days) return null;
  if (Number(month) === 2 && Number(day) === 29 && new Date(Date.UTC(Number(year), 1, 29)).getUTCMonth() !== 1)
    return null;
  return `${year}-${two(Number(month))}-${two(Number(day))}`;
}
const two = (number: number): string => String(number).padStart(2, "0");
