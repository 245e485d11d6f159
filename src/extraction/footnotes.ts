/**
 * Footnotes: what a star, a raised figure or a figure glued to a name says of the entries that carry it.
 *
 * Shape   A note is a line that begins with its mark, stands behind it, or follows it where the mark has a line of its own.
 * Why     A copied "Example Inc.¹" loses the height of its figure. A figure behind a legal form is never part of the name; where
 *         one name has such a figure and the note stands below, the other names have theirs.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateField, CandidateRow } from "../model/candidate.js";
import type { Span } from "../model/span.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { findPlaces } from "../normalization/place.js";
import { mineDescription } from "./mine.js";
import type { RawRow } from "./row.js";
import type { Item, Line, View } from "./view.js";

export interface Note {
  /** "*", "†", "¹" or, where the height was lost, "1". */
  readonly mark: string;
  /** The words without the mark. */
  readonly span: Span;
}

const SIGN = /^\s*(?:\\?(\*{1,3})|([†‡¹²³⁴⁵⁶⁷⁸⁹]))\s?\\?/u;
const ALONE = /^(?:[¹²³⁴⁵⁶⁷⁸⁹†‡]|\*{1,3}|[1-9])$/u;
const FIGURE = /^([1-9])[.)]?\s{1,3}(?=\p{Lu})/u;

/** Notes under one mark that are looked at: a mark begins anew in each part of a document, but not on every line. */
const MOST_OF_A_MARK = 20;

export function notesOf(view: View): Note[] {
  const seen = new Map<string, number>();
  const notes = view.items.flatMap((item, i) => {
    if (item.type !== "line" || item.hidden || item.text.length > 600) return [];
    const next = view.items[i + 1];
    return item.text.length < 4 && ALONE.test(item.text) ? followed(item, next) : own(view.text, item);
  });
  return notes.filter(({ mark }) => {
    seen.set(mark, (seen.get(mark) ?? 0) + 1);
    return seen.get(mark)! <= MOST_OF_A_MARK;
  });
}

function followed(mark: Line, next: Item | undefined): Note[] {
  return next?.type === "line" && !next.gap && next.words.length > 2 && next.text.length <= 600
    ? [{ mark: mark.text, span: next }]
    : [];
}

function own(text: string, line: Line): Note[] {
  const before = /([¹²³⁴⁵⁶⁷⁸⁹]) $/u.exec(text.slice(Math.max(0, line.start - 2), line.start));
  if (before) return [{ mark: before[1]!, span: line }];
  const mark = SIGN.exec(line.text.slice(0, 8)) ?? FIGURE.exec(line.text);
  return mark ? [{ mark: mark[1] ?? mark[2]!, span: { start: line.start + mark[0].length, end: line.end } }] : [];
}

/** The rows with what their notes say of place and ground; a note that no row carries says nothing. */
export function withNotes(
  text: string,
  rows: readonly CandidateRow[],
  notes: readonly Note[],
  vocabulary: Vocabulary,
): CandidateRow[] {
  return notes.reduce<CandidateRow[]>(
    (all, note) => {
      if (!all.some((row) => carries(text, row, note.mark))) return all;
      const fields = saidBy(text, note.span, vocabulary);
      return all.map((row) => (carries(text, row, note.mark) ? withFields(row, fields) : row));
    },
    [...rows],
  );
}

export function carries(text: string, row: CandidateRow, mark: string): boolean {
  if (!/\d/u.test(mark))
    return (
      text.slice(row.span.start, row.span.end) + text.slice(row.span.end, row.span.end + 3).split("\n")[0]!
    ).includes(mark);
  return row.fields.some(({ field, spans }) => field === "name" && text[spans.at(-1)!.end] === mark);
}

function saidBy(text: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const fields = mineDescription(text, span, vocabulary).filter(({ field }) => field !== "data_categories");
  const words = text.slice(span.start, span.end);
  const party = vocabulary.phrase("company_location", words);
  const place = party && findPlaces(words).find(({ start }) => start >= party.end - 4 && start - party.end < 20);
  return place
    ? [{ field: "countries", spans: [{ start: span.start + place.start, end: span.start + place.end }] }, ...fields]
    : fields;
}

/** Fields that the row does not state itself; a place that two readings found once. */
const withFields = (row: CandidateRow, fields: readonly CandidateField[]): CandidateRow => {
  const news = fields.filter(({ field }) => !row.fields.some((known) => known.field === field));
  const once = news.filter(
    ({ field, spans }, i) =>
      !news.slice(0, i).some((other) => other.field === field && other.spans[0]!.start === spans[0]!.start),
  );
  return { ...row, fields: [...row.fields, ...once] };
};

/** Names without the figures of their notes. */
export function withoutFigures(text: string, rows: readonly RawRow[], notes: readonly Note[]): readonly RawRow[] {
  const marks = new Set(notes.map(({ mark }) => mark).filter((mark) => /\d/u.test(mark)));
  if (marks.size === 0) return rows;
  const glued = (span: Span): boolean =>
    marks.has(text[span.end - 1]!) && /[\p{L}.)]$/u.test(text.slice(span.start, span.end - 1));
  const names = rows.map(({ cells }) => cells.find(({ field }) => field === "name"));
  const told = names.some((name) => name && glued(name.span) && endsInForm(text, name.span));
  return told
    ? rows.map((row) => ({
        ...row,
        cells: row.cells.map((cell) =>
          cell.field === "name" && glued(cell.span)
            ? { ...cell, span: { start: cell.span.start, end: cell.span.end - 1 } }
            : cell,
        ),
      }))
    : rows;
}

const endsInForm = (text: string, { start, end }: Span): boolean =>
  end - start < 150 &&
  findLegalForm(text.slice(start, end - 1)) !== null &&
  findLegalForm(text.slice(start, end)) === null;
