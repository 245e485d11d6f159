/** Stretches of a line whose look says which column they are: places, dates, transfer mechanisms, numbers. */
import type { HeaderField } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import { findDates } from "../../normalization/date.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { findPlaces } from "../../normalization/place.js";
import { findRegistrationNumbers } from "../../normalization/registration-number/find.js";
import { findMechanisms, readTransferCell } from "../../normalization/transfer.js";
import { isBlankValue } from "../features.js";

export type TypedField = "place" | "transfer" | "date" | "number";

export interface Anchor extends Span {
  readonly type: "place" | "mechanism" | "date" | "number";
}

export function typeOf(field: HeaderField): TypedField | null {
  switch (field) {
    case "countries":
    case "processing_countries":
      return "place";
    case "transfer_mechanisms":
    case "legal_basis":
      return "transfer";
    case "updated":
    case "valid_from":
    case "valid_to":
      return "date";
    case "registration_numbers":
      return "number";
    default:
      return null;
  }
}

/** Digits without a label, where a column of registration numbers waits for them. */
export function bareNumbersOf(words: string): Anchor[] {
  return [...words.matchAll(BARE_NUMBER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    type: "number" as const,
  }));
}

const BARE_NUMBER =
  /(?<![\p{L}\p{N}.-])(?:[A-Z]{1,3}-?)?\d(?:\d{4,13}|\d{0,5}(?:[ ]\d{2,5}){1,4})(?:-\d{1,5})?(?![\p{L}\p{N}-])/gu;

/** Left to right. Places that stand in a company's name are none; a bracket after a place belongs to it. */
export function anchorsOf(words: string): Anchor[] {
  const companies = findCompanies(words);
  const places = findPlaces(words).filter(
    ({ kind, start, end }) =>
      kind !== "adjective" && !companies.some((company) => company.start <= start && end <= company.end),
  );
  const found: Anchor[] = [
    ...joined(words, places).map((span) => ({ ...span, type: "place" as const })),
    ...findMechanisms(words).map((span) => ({ ...widen(words, withParties(words, span)), type: "mechanism" as const })),
    ...findDates(words).map(({ start, end }) => ({ start, end, type: "date" as const })),
    ...noneAtEnd(words),
    ...findRegistrationNumbers(words).map(({ labelStart, end }) => ({
      start: labelStart,
      end,
      type: "number" as const,
    })),
  ];
  return withGround(
    words,
    withoutInner(found).sort((a, b) => a.start - b.start),
  );
}

const BETWEEN_GROUNDS = /^\s*(?:[/,+&]|og|och|and|ja|sekä|samt|und|en|oraz|eða|ella)\s*$/u;

/** "EU–US DPF": between whom the ground holds is part of it. */
function withParties(words: string, { start, end }: Span): Span {
  const parties = /(?<![\p{L}\p{N}])EU\s?[-–—]\s?U\.?S\.?A?\s$/u.exec(words.slice(Math.max(0, start - 12), start));
  return { start: parties ? start - parties[0].length : start, end };
}

/** "USA, overføring etter Standard Contractual Clauses.": a place and the ground that its own sentence states are one cell. */
function withGround(words: string, anchors: readonly Anchor[]): Anchor[] {
  const merged: Anchor[] = [];
  for (const anchor of anchors) {
    const last = merged.at(-1);
    const gap = last ? words.slice(last.end, anchor.start) : "";
    if (last?.type === "mechanism" && anchor.type === "mechanism" && BETWEEN_GROUNDS.test(gap)) {
      merged[merged.length - 1] = { ...last, end: anchor.end };
    } else if (
      last?.type === "place" &&
      anchor.type === "mechanism" &&
      /^\s*,/u.test(gap) &&
      gap.length < 40 &&
      !/[.;]/u.test(gap)
    ) {
      const stop = /^\.(?=\s)/u.exec(words.slice(anchor.end));
      merged[merged.length - 1] = { ...last, end: anchor.end + (stop ? 1 : 0) };
    } else merged.push(anchor);
  }
  return merged;
}

/** "Eingin", "—", "None" as the last word stands in a transfer column. */
function noneAtEnd(words: string): Anchor[] {
  const two = /\s(\S{1,14}\s\S{1,14})\s*$/u.exec(words);
  if (two && (isBlankValue(two[1]!) || (readTransferCell(two[1]!).noneNeeded && findPlaces(two[1]!).length === 0)))
    return [{ start: two.index + 1, end: two.index + 1 + two[1]!.length, type: "mechanism" }];
  const last = /\s(\S{1,14})\s*$/u.exec(words);
  if (!last) return [];
  const { noneNeeded, notStated, mechanisms } = readTransferCell(last[1]!);
  const bare = mechanisms.length <= 1 && findPlaces(last[1]!).length === 0;
  return bare && (noneNeeded || notStated)
    ? [{ start: last.index + 1, end: last.index + 1 + last[1]!.length, type: "mechanism" }]
    : [];
}

/** Neighbouring places are one cell: "EEA, UK, India, US", "EU (Frankfurt)", "EU/USA (SCC)". */
function joined(words: string, places: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const { start, end } of places) {
    const last = runs.at(-1);
    if (last && GLUE.test(words.slice(last.end, start)) && start - last.end < 30)
      runs[runs.length - 1] = { start: last.start, end };
    else runs.push({ start, end });
  }
  return runs.map((run) => widen(words, run));
}

const GLUE = /^[\s,/+&()–—-]{0,4}(?:(?:og|och|and|ja|or|eller|und|en|primært|primary|alueella)[\s(]{1,2})?$/iu;

/** With the bracket that opens behind it or that it stands in, and words such as "-region" or "-hosted" that hang on it. */
function widen(words: string, span: Span): Span {
  let { start, end } = span;
  const tail = /^(?:[-‑]\p{L}{2,20})?(?:\s?\([^()]{0,120}\))?\)?(?:[-‑]\p{L}{2,20})?/u.exec(words.slice(end));
  if (tail) end += tail[0].length;
  if (words[start - 1] === "(" && words.slice(start, end).includes(")")) start--;
  const after = /^\s*\*/u.exec(words.slice(end));
  if (after) end += after[0].length;
  return { start, end };
}

/** A mechanism inside a place's bracket is part of the place. */
function withoutInner(anchors: readonly Anchor[]): Anchor[] {
  return anchors.filter(
    (anchor) =>
      !anchors.some(
        (other) =>
          other !== anchor &&
          other.start <= anchor.start &&
          anchor.end <= other.end &&
          other.end - other.start > anchor.end - anchor.start,
      ),
  );
}
