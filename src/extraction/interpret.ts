/** From a row of cells to the fields of one or more sub-processors, still in the supplier's words. */
import type { Vocabulary } from "../knowledge/lexicon.js";
import { wordsOf } from "../knowledge/phrases.js";
import type { CandidateField, CandidateFieldName, CandidateRow } from "../model/candidate.js";
import { type Span, trimSpan } from "../model/span.js";
import { readPlaces } from "../normalization/place-reading.js";
import { findMechanisms } from "../normalization/transfer.js";
import { fieldsOf } from "./cell-fields.js";
import { isBlankValue, isPlaceholder, looksLikeName } from "./features.js";
import { piecesOf } from "./layouts/pieces.js";
import { groundsIn } from "./mine.js";
import { type NamedCell, readNameCell } from "./name-cell.js";
import type { RawCell, RawRow } from "./row.js";
import { statusOf } from "./statuses.js";

export interface InterpretOptions {
  readonly vocabulary: Vocabulary;
  readonly method: string;
  readonly confidence: number;
}

/** No row where the name cell says that there is none, or holds only a placeholder. */
export function interpretRow(text: string, row: RawRow, options: InterpretOptions): CandidateRow[] {
  const { vocabulary } = options;
  const nameCell = row.cells.find(({ field }) => field === "name");
  if (
    nameCell &&
    (isNone(text.slice(nameCell.span.start, nameCell.span.end), vocabulary) ||
      isOwn(text, nameCell, row.cells, vocabulary))
  )
    return [];
  const fields = row.cells
    .filter((cell) => cell !== nameCell && !isSharedTransfer(cell, row.cells) && !isSharedName(cell, nameCell))
    .flatMap((cell) => fieldsOf(text, cell, vocabulary));
  if (!fields.some(({ field }) => field === "transfer_mechanisms")) fields.push(...remarked(text, row.cells));
  const named = nameCell ? nameCells(text, row, nameCell, vocabulary) : [{ fields: [], withheld: true }];
  return named.flatMap((name, i) => {
    const own = named.length > 1 ? fields.map((field) => partOf(text, field, i, named.length)) : fields;
    const all = tidy(
      text,
      [...withoutGuess(name.fields, fields), ...own, ...groupFields(text, row, fields, vocabulary)],
      vocabulary,
    );
    if (!all.some(({ field }) => field === "name" || field === "service" || field === "purpose")) return [];
    return [
      { fields: all, span: row.span, method: options.method, confidence: options.confidence, hidden: row.hidden },
    ];
  });
}

function nameCells(text: string, row: RawRow, cell: RawCell, vocabulary: Vocabulary): NamedCell[] {
  const span = trimSpan(text, cell.span);
  if (!row.wrapped) return readNameCell(text, span, vocabulary, parallelParts(text, row.cells));
  const words = text.slice(span.start, span.end).replace(/\n/gu, " ");
  return readNameCell(words, { start: 0, end: words.length }, vocabulary).map(({ fields, withheld }) => ({
    withheld,
    fields: fields.map((field) => ({ ...field, spans: field.spans.map((own) => movedBy(own, span.start)) })),
  }));
}

const movedBy = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

/** A column "Location / transfer basis" is read as the place, where explicit grounds are found as well. */
const isSharedTransfer = (cell: RawCell, cells: readonly RawCell[]): boolean =>
  cell.field === "transfer_mechanisms" &&
  cells.some(
    (other) =>
      other !== cell &&
      (other.field === "countries" || other.field === "processing_countries") &&
      other.span.start === cell.span.start,
  );

/** "SCC signed 2025" in a column of remarks, where no other cell states a ground. */
const remarked = (text: string, cells: readonly RawCell[]): CandidateField[] =>
  cells
    .filter(({ field, span }) => field === "status" && span.end - span.start < 300)
    .flatMap(({ span }) => groundsIn(text, span));

const SLASH = /(?<!\s)\s+\/\s+/u;

/** In how many parts a slash divides the place beside the name. */
const parallelParts = (text: string, cells: readonly RawCell[]): number =>
  Math.max(
    0,
    ...cells
      .filter(({ field }) => field === "countries" || field === "processing_countries")
      .map(({ span }) => text.slice(span.start, span.end).split(SLASH).length),
  );

/** "Danmark / USA" beside two companies: each has its own. */
function partOf(text: string, field: CandidateField, i: number, count: number): CandidateField {
  if (field.field !== "countries" && field.field !== "processing_countries") return field;
  const span = field.spans[0]!;
  const parts = piecesOf(text, span, SLASH);
  return field.spans.length === 1 && parts.length === count ? { ...field, spans: [parts[i]!] } : field;
}

/** A column "Name and address" is read as the name, where the address is found as well. */
const isSharedName = (cell: RawCell, name: RawCell | undefined): boolean =>
  name !== undefined &&
  cell.field === "address" &&
  cell.span.start === name.span.start &&
  cell.span.end === name.span.end;

/** A column of registered names says more than the name cell. */
const withoutGuess = (own: readonly CandidateField[], others: readonly CandidateField[]): readonly CandidateField[] =>
  others.some(({ field }) => field === "legal_entity") ? own.filter(({ field }) => field !== "legal_entity") : own;

function isNone(words: string, vocabulary: Vocabulary): boolean {
  return (
    isBlankValue(words.replace(/\([^)]{0,500}\)\s*$/u, "")) ||
    isPlaceholder(words, vocabulary) ||
    vocabulary.headers.whole(wordsOf(words))?.value === "name"
  );
}

/** "Own server": the supplier's own system, where no company is named for it. */
function isOwn(text: string, name: RawCell, cells: readonly RawCell[], vocabulary: Vocabulary): boolean {
  const says = (span: Span): boolean =>
    vocabulary.phrase("own", text.slice(span.start, Math.min(span.end, span.start + 60)))?.from === 0;
  const company = cells.find(({ field }) => field === "legal_entity");
  if (company && !isBlankValue(text.slice(company.span.start, company.span.end))) return false;
  const purpose = cells.find(({ field }) => field === "purpose");
  const uncertain = !looksLikeName(text.slice(name.span.start, name.span.end), vocabulary).certain;
  return says(name.span) || (uncertain && purpose !== undefined && says(purpose.span));
}

/** "Within the EU", "Planned": what a group heading says of the rows under it. */
function groupFields(
  text: string,
  row: RawRow,
  own: readonly CandidateField[],
  vocabulary: Vocabulary,
): CandidateField[] {
  return row.groups.flatMap((group) => {
    const words = text.slice(group.start, group.end);
    const fields: CandidateField[] = [];
    const placed = own.some(({ field }) => field === "countries" || field === "processing_countries");
    if (!placed && words.length < 120 && readPlaces(words).places.length > 0)
      fields.push({ field: "processing_countries", spans: [group] });
    const status = statusOf(words, vocabulary);
    if (status) fields.push({ field: "status", spans: [group], value: status });
    const grounded = own.some(({ field }) => field === "transfer_mechanisms");
    const grounds = grounded
      ? []
      : findMechanisms(words).filter(
          ({ mechanism, negated }) => !negated && mechanism !== "none_needed" && mechanism !== "consent",
        );
    if (grounds.length > 0)
      fields.push({
        field: "transfer_mechanisms",
        spans: grounds.map(({ start, end }) => ({ start: group.start + start, end: group.start + end })),
      });
    return fields;
  });
}

/** One field for purposes in several cells, one legal entity; a second service joins the purpose. */
function tidy(text: string, fields: readonly CandidateField[], vocabulary: Vocabulary): CandidateField[] {
  const merged: CandidateField[] = [];
  for (const field of fields) {
    const same = merged.findIndex(
      ({ field: name, value }) => name === field.field && value === field.value && JOINED.has(name),
    );
    if (same >= 0) merged[same] = { ...merged[same]!, spans: [...merged[same]!.spans, ...field.spans] };
    else if (!(SINGLE.has(field.field) && merged.some(({ field: name }) => name === field.field))) merged.push(field);
  }
  return [...merged, ...levelField(text, merged, vocabulary)];
}

const JOINED = new Set<CandidateFieldName>([
  "purpose",
  "service",
  "data_categories",
  "data_subjects",
  "processing_countries",
  "countries",
  "transfer_mechanisms",
  "address",
]);
const SINGLE = new Set<CandidateFieldName>([
  "name",
  "legal_entity",
  "updated",
  "valid_from",
  "valid_to",
  "website",
  "status",
]);

/** "AWS, as Supabase's sub-processor": one level further down. */
function levelField(text: string, fields: readonly CandidateField[], vocabulary: Vocabulary): CandidateField[] {
  for (const { field, spans } of fields) {
    if (field !== "purpose" && field !== "service" && field !== "name") continue;
    const span = spans[0]!;
    const hit = vocabulary.phrase("sub_level", text.slice(span.start, Math.min(span.end, span.start + 300)));
    if (hit)
      return [{ field: "level", spans: [{ start: span.start + hit.start, end: span.start + hit.end }], value: "2" }];
  }
  return [];
}
