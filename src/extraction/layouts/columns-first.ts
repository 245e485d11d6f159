/**
 * Header words first, then the cells: one line or one paragraph a cell, or rows whose cells stand on several lines.
 * This is what a table becomes when it is copied out of a page or a PDF.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import { readHeaderRow } from "../header.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import { splitTyped, splitWide, type Unit } from "../units.js";
import type { Line } from "../view.js";
import { align } from "./align.js";
import { readFlattenedRows } from "./flattened.js";
import { type FoundHeader, findHeaders } from "./header-lines.js";

export function readColumnsFirst(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  const headers = findHeaders(region.lines, vocabulary);
  const bodyOf = (header: FoundHeader, next: readonly FoundHeader[]): Line[] => {
    const lines = region.lines.slice(header.end, next.find(({ repeated }) => !repeated)?.start);
    const again = new Set(next.flatMap(({ start, end }) => region.lines.slice(start, end)));
    return untilHeading(lines).filter((line) => !isRule(line.text) && !again.has(line));
  };
  return headers.flatMap((header, i) => {
    const next = headers.slice(i + 1);
    const proposals: (Proposal | null)[] = [];
    if (!header.repeated) proposals.push(readAligned(text, header, bodyOf(header, next), region, vocabulary));
    if (header.lines === 1)
      proposals.push(readFlattenedRows(text, header, bodyOf(header, next.slice(0, 1)), region, vocabulary));
    return proposals.filter((proposal) => proposal !== null);
  });
}

/** "------  -----": drawn with signs and not written. */
const isRule = (words: string): boolean => !/[\p{L}\p{N}]/u.test(words) && words.length > 2;

/** Up to the next heading; a heading is not a cell. */
function untilHeading(lines: readonly Line[]): readonly Line[] {
  const at = lines.findIndex(({ kind }) => kind === "heading");
  return at < 0 ? lines : lines.slice(0, at);
}

function readAligned(
  text: string,
  header: FoundHeader,
  lines: readonly Line[],
  region: Region,
  vocabulary: Vocabulary,
): Proposal | null {
  const fields = columnsOf(header, vocabulary);
  if (!fields) return null;
  const units =
    header.lines > 1 && header.everyLineOneCell
      ? paragraphs(text, lines, header.paragraphs)
      : lines.flatMap((line) => pieces(text, line));
  if (units.length < fields.length) return null;
  const recordsStartAtGaps =
    header.everyLineOneCell &&
    !header.paragraphs &&
    header.lines > 1 &&
    (lines[0]?.gap === true || lines.filter(({ gap }) => gap).length > 2);
  const { records, cost, end } = align(units, fields, vocabulary, { recordsStartAtGaps });
  if (records.length === 0) return null;
  const rows = records.map((record) => rowOf(record, fields));
  const used = units.slice(0, end);
  const perUnit = (cost - 0.75 * (units.length - end)) / Math.max(1, used.length);
  const score = (header.strong ? 2 : 1) + region.listness + (fields.length - 1) * 0.75 - perUnit * 3;
  return { method: "rule:columns-first", rows, span: { start: header.span.start, end: used.at(-1)!.end }, score };
}

/** Resolved over the header as a whole, as in a table. */
function columnsOf(header: FoundHeader, vocabulary: Vocabulary): HeaderField[] | null {
  const columns = readHeaderRow(vocabulary, header.texts);
  if (!columns?.named || columns.decoys > 0) return null;
  return columns.fields.map((column) => column[0] ?? "ignore");
}

/** Each run of lines without a blank line between is one cell. */
function paragraphs(text: string, lines: readonly Line[], asParagraphs: boolean): Unit[] {
  const units: Unit[] = [];
  for (const line of lines) {
    const last = units.at(-1);
    if (asParagraphs && last && !line.gap)
      units[units.length - 1] = { ...last, end: line.end, text: text.slice(last.start, line.end) };
    else
      units.push({
        start: line.start,
        end: line.end,
        text: line.text,
        gap: line.gap && !asParagraphs,
        lineStart: true,
        kind: line.kind,
      });
  }
  return units;
}

function pieces(text: string, line: Line): Unit[] {
  return splitWide(text, line)
    .flatMap((piece) => splitTyped(text, piece))
    .map((span, i) => ({
      ...span,
      text: text.slice(span.start, span.end),
      gap: i === 0 && line.gap,
      lineStart: i === 0,
      kind: line.kind,
    }));
}

function rowOf(record: readonly (readonly Unit[])[], fields: readonly HeaderField[]): RawRow {
  const cells: RawCell[] = record.flatMap((units, column) => {
    const field = fields[column]!;
    if (units.length === 0 || field === "ignore" || field === "decoy") return [];
    const span: Span = { start: units[0]!.start, end: units.at(-1)!.end };
    return [{ field, span, labelled: true }];
  });
  return {
    cells,
    span: rowSpan(cells.length > 0 ? cells : [{ field: "name", span: record.flat()[0]! }]),
    hidden: false,
    groups: [],
  };
}
