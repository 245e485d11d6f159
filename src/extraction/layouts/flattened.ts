/**
 * A header line and then one line a row, with nothing but a space between the cells: "Supabase Database og login EU (Frankfurt)".
 *
 * How     Cells that can be told by their look (places, dates, mechanisms, numbers) are taken first, in the order of the
 *         columns; two and more spaces are a border; what is left between is name and purpose, and the border between those two
 *         is the likeliest of all word borders: a legal form before it, a known company, a word after it that the document uses
 *         as a common noun.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { overlaps, type Span, trimSpan } from "../../model/span.js";
import { isKind, looksLikeName, looksLikeSentence } from "../features.js";
import { readHeaderRow } from "../header.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import { splitWide } from "../units.js";
import type { Line } from "../view.js";
import { type Anchor, anchorsOf, bareNumbersOf, type TypedField, typeOf } from "./flattened-anchors.js";
import { splitFree } from "./flattened-free.js";
import type { FoundHeader } from "./header-lines.js";

export function readFlattenedRows(
  text: string,
  header: FoundHeader,
  lines: readonly Line[],
  region: Region,
  vocabulary: Vocabulary,
): Proposal | null {
  const columns = readHeaderRow(vocabulary, header.texts);
  if (!columns?.named || columns.decoys > 0) return null;
  const fields = columns.fields.map((column) => column[0] ?? "ignore");
  const rows: RawRow[] = [];
  let last: Line | undefined;
  let sureness = 0;
  const spaced = lines[1]?.gap ?? false;
  for (const line of lines) {
    if (line.gap && last && rows.length > 0 && (line.kind !== "paragraph" || !spaced)) break;
    const longer = last && !line.gap ? continued(text, line, rows.at(-1)!) : null;
    if (longer) {
      rows[rows.length - 1] = longer;
      last = line;
      continue;
    }
    const row = readRow(text, line, fields, vocabulary);
    if (!row) {
      if (rows.length === 0 && line.gap) continue;
      break;
    }
    rows.push(row.row);
    sureness += row.sureness;
    last = line;
  }
  if (rows.length === 0 || !last) return null;
  const score =
    (header.strong ? 2 : 1) +
    region.listness +
    (fields.length - 1) * 0.75 +
    (2.5 * sureness) / rows.length -
    (rows.length === 1 ? 1 : 0);
  return { method: "rule:flattened-rows", rows, span: { start: header.span.start, end: last.end }, score };
}

/** Pieces that stand right under cells of the row before, the first of them indented, go on those cells. */
function continued(text: string, line: Line, row: RawRow): RawRow | null {
  const indent = line.text.length > 1500 ? 0 : columnAt(text, line.start);
  if (indent < 4 || indent > 400) return null;
  const cells = splitWide(text, line).map((span) => {
    const above = row.cells.find((cell) => columnAt(text, cell.span.start) === columnAt(text, span.start));
    return above && above.field !== "name" ? { ...above, span } : null;
  });
  if (cells.some((cell) => cell === null)) return null;
  const all = [...row.cells, ...cells.filter((cell) => cell !== null)];
  return { ...row, cells: all, span: rowSpan(all) };
}

/** How far from the beginning of its line an offset stands. */
const columnAt = (text: string, offset: number): number => offset - (text.lastIndexOf("\n", offset - 1) + 1);

/** A run of fields with the stretch of the line that they share. */
interface Stretch {
  readonly fields: HeaderField[];
  readonly span: Span;
}

function readRow(
  text: string,
  line: Line,
  fields: readonly HeaderField[],
  vocabulary: Vocabulary,
): { row: RawRow; sureness: number } | null {
  if (line.text.length > 1500) return null;
  const wide = splitWide(text, line);
  if (wide.length === fields.length) return wideRow(wide, fields);
  const found = anchorsFor(line.text, fields);
  const words = line.text.slice(0, firstRowEnd(line.text, found, fields));
  const anchors = assignAnchors(
    found.filter(({ end }) => end <= words.length),
    fields,
    words,
  );
  const typed = fields.filter((field) => typeOf(field) !== null).length;
  const stretches = stretchesOf(words, fields, anchors);
  const cells: RawCell[] = anchors.flatMap((anchor, i) =>
    anchor ? [{ field: fields[i]!, span: shift(anchor, line.start), labelled: true }] : [],
  );
  let sureness = typed > 0 ? anchors.filter((anchor) => anchor !== null).length / typed : 0.2;
  for (const stretch of stretches) {
    const span = trimSpan(words, stretch.span);
    if (span.end === span.start) continue;
    const free = splitFree(words, span, stretch.fields, vocabulary);
    if (!free) return null;
    sureness += free.sureness / stretches.length;
    for (const cell of free.cells) cells.push({ ...cell, span: shift(cell.span, line.start), labelled: true });
  }
  const name = cells.find(({ field }) => field === "name");
  if (!name || cells.length < 2) return null;
  const named = text.slice(name.span.start, name.span.end);
  if (anchors.every((anchor) => anchor === null) && isSentence(words) && !namesSomebody(named, vocabulary)) return null;
  cells.sort((a, b) => a.span.start - b.span.start);
  return {
    row: {
      cells: cells.filter(({ field }) => field !== "ignore"),
      span: rowSpan(cells),
      hidden: line.hidden,
      groups: [],
    },
    sureness,
  };
}

const namesSomebody = (words: string, vocabulary: Vocabulary): boolean =>
  looksLikeName(words, vocabulary).certain || isKind(words, vocabulary);

/** A sentence under header words, with nothing in it that a column asks for, is no row. */
const isSentence = (words: string): boolean => /[.!?]$/u.test(words) && looksLikeSentence(words);

/**
 * Where a row whose name was lost is glued to the one before it, the line has two dates and places again between them.
 * The row ends with its own date; what follows has no name to stand under.
 */
function firstRowEnd(words: string, anchors: readonly Anchor[], fields: readonly HeaderField[]): number {
  if (typeOf(fields.at(-1)!) !== "date" || fields.filter((field) => typeOf(field) === "date").length > 1)
    return words.length;
  const [first, second] = anchors.filter(({ type }) => type === "date");
  if (!first || !second) return words.length;
  const again = anchors.some(({ type, start, end }) => type === "place" && start > first.end && end < second.start);
  return again ? first.end : words.length;
}

function anchorsFor(words: string, fields: readonly HeaderField[]): Anchor[] {
  const anchors = anchorsOf(words);
  if (!fields.includes("registration_numbers") || anchors.some(({ type }) => type === "number")) return anchors;
  const bare = bareNumbersOf(words).filter((number) => !anchors.some((anchor) => overlaps(anchor, number)));
  return [...anchors, ...bare].sort((a, b) => a.start - b.start);
}

function wideRow(pieces: readonly Span[], fields: readonly HeaderField[]): { row: RawRow; sureness: number } {
  const cells = pieces
    .map((span, i) => ({ field: fields[i]!, span, labelled: true }))
    .filter(({ field }) => field !== "ignore" && field !== "decoy");
  return { row: { cells, span: rowSpan(cells), hidden: false, groups: [] }, sureness: 1 };
}

const shift = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

/** Typed columns take the anchors that fit, from the last column to the first. */
function assignAnchors(anchors: readonly Anchor[], fields: readonly HeaderField[], words: string): (Anchor | null)[] {
  const taken: (Anchor | null)[] = fields.map(() => null);
  let limit = words.length + 1;
  for (let column = fields.length - 1; column > 0; column--) {
    const type = typeOf(fields[column]!);
    if (!type) continue;
    const fitting = anchors.filter((anchor) => anchor.end <= limit && fits(anchor, type) && anchor.start > 0);
    const anchor = anchorAt(column, fitting, fields, taken, words);
    if (!anchor) continue;
    taken[column] = anchor;
    limit = anchor.start;
  }
  return taken;
}

/** Behind the last column that matters may stand one that does not, such as certificates: the row's own place is the first then. */
function anchorAt(
  column: number,
  fitting: readonly Anchor[],
  fields: readonly HeaderField[],
  taken: readonly (Anchor | null)[],
  words: string,
): Anchor | undefined {
  if (column === fields.length - 1) return atEnd(fitting, words);
  if (fields.some((field, i) => i > column && field !== "ignore" && (field !== "legal_basis" || taken[i])))
    return between(fitting, fields, column, taken);
  return fitting.find(({ start }) => start > 1);
}

/** Free text follows the column: the first place after the name is its cell. Where only typed cells follow, the last. */
function between(
  fitting: readonly Anchor[],
  fields: readonly HeaderField[],
  column: number,
  taken: readonly (Anchor | null)[],
): Anchor | undefined {
  const free = fields
    .slice(column + 1)
    .some((field, i) => field !== "ignore" && typeOf(field) === null && !taken[column + 1 + i]);
  return free ? (fitting.find(({ start }) => start > 1) ?? fitting[0]) : fitting.at(-1);
}

/** The last column runs to the end of the line; a cell of two sentences begins where its first sentence does. */
function atEnd(fitting: readonly Anchor[], words: string): Anchor | undefined {
  const last = fitting.findLast(({ end }) => /^[\s.,;*)]*$/u.test(words.slice(end)));
  if (!last) return fitting.find(({ start }) => /[.;]\s+$/u.test(words.slice(Math.max(0, start - 3), start)));
  const sentence = fitting.find(
    ({ start, end }) =>
      start < last.start && last.start - end < 60 && /[.;]\s+$/u.test(words.slice(Math.max(0, start - 3), start)),
  );
  return sentence ? { ...sentence, end: words.length } : last;
}

function fits(anchor: Anchor, type: TypedField): boolean {
  return (
    anchor.type === type ||
    (type === "transfer" && anchor.type === "mechanism") ||
    (type === "place" && anchor.type === "place")
  );
}

function stretchesOf(words: string, fields: readonly HeaderField[], anchors: readonly (Anchor | null)[]): Stretch[] {
  const stretches: Stretch[] = [];
  let start = 0;
  let open: HeaderField[] = [];
  fields.forEach((field, i) => {
    const anchor = anchors[i];
    if (!anchor) {
      if (field !== "ignore" && (typeOf(field) === null || (i === fields.length - 1 && typeOf(field) === "place")))
        open.push(field);
      return;
    }
    if (open.length > 0) stretches.push({ fields: open, span: { start, end: anchor.start } });
    open = [];
    start = anchor.end;
  });
  if (open.length > 0) stretches.push({ fields: open, span: { start, end: words.length } });
  return stretches;
}
