/** From a row of cells to the fields of one or more sub-processors, still in the supplier's words. */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateField, CandidateFieldName, CandidateRow } from "../model/candidate.js";
import { type Span, trimSpan } from "../model/span.js";
import { findAddress } from "../normalization/address.js";
import { findDates } from "../normalization/date.js";
import { readPlaces } from "../normalization/place-reading.js";
import { findRegistrationNumbers } from "../normalization/registration-number/find.js";
import { findMechanisms, readTransferCell } from "../normalization/transfer.js";
import { isBlankValue, isPlaceholder, isPlaceOnly, looksLikeName } from "./features.js";
import { piecesOf } from "./layouts/pieces.js";
import { mineDescription } from "./mine.js";
import { readNameCell } from "./name-cell.js";
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
  const named = nameCell
    ? readNameCell(text, trimSpan(text, nameCell.span), vocabulary, parallelParts(text, row.cells))
    : [{ fields: [], withheld: true }];
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

/** A column "Location / transfer basis" is read as the place, where explicit grounds are found as well. */
const isSharedTransfer = (cell: RawCell, cells: readonly RawCell[]): boolean =>
  cell.field === "transfer_mechanisms" &&
  cells.some(
    (other) =>
      other !== cell &&
      (other.field === "countries" || other.field === "processing_countries") &&
      other.span.start === cell.span.start,
  );

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
  return isBlankValue(words.replace(/\([^)]{0,500}\)\s*$/u, "")) || isPlaceholder(words, vocabulary);
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

/** "UK²": the sign of a footnote is no part of the cell. */
function withoutMark(text: string, span: Span): Span {
  const mark = /[\s¹²³⁴†‡]{1,4}$/u.exec(text.slice(Math.max(span.start, span.end - 4), span.end));
  return mark && span.end - mark[0].length > span.start ? { start: span.start, end: span.end - mark[0].length } : span;
}

function fieldsOf(text: string, cell: RawCell, vocabulary: Vocabulary): CandidateField[] {
  const span = withoutMark(text, trimSpan(text, cell.span));
  const words = text.slice(span.start, span.end);
  if (words === "") return [];
  switch (cell.field) {
    case "purpose":
    case "service":
      return isBlankValue(words) || isPlaceholder(words, vocabulary)
        ? []
        : [
            { field: cell.field, spans: [span] },
            ...mineDescription(text, span, vocabulary),
            ...statusField(words, span, vocabulary),
          ];
    case "data_categories":
    case "data_subjects":
      return isBlankValue(words) ? [] : [{ field: cell.field, spans: [span] }, ...endedField(words, span, vocabulary)];
    case "countries":
    case "processing_countries":
      return placeFields(text, cell.field, span, words);
    case "transfer_mechanisms":
    case "legal_basis":
      return [...transferFields(cell.field, span, words), ...endedField(words, span, vocabulary)];
    case "registration_numbers":
      return numberFields(span, words);
    case "address":
      return addressFields(text, span, words);
    case "updated":
    case "valid_from":
    case "valid_to":
      return findDates(words)
        .slice(0, 1)
        .map(({ start, end }) => ({
          field: cell.field as CandidateFieldName,
          spans: [{ start: span.start + start, end: span.start + end }],
        }));
    case "status":
      return statusCell(words, span, vocabulary);
    case "legal_entity":
      return isBlankValue(words) ? [] : legalFields(text, span, vocabulary);
    case "website":
      return [{ field: "website", spans: [span] }];
    default:
      return [];
  }
}

function placeFields(
  text: string,
  field: "countries" | "processing_countries",
  span: Span,
  words: string,
): CandidateField[] {
  const mechanisms = findMechanisms(words).filter(({ mechanism, negated }) => !negated && mechanism !== "none_needed");
  const fields: CandidateField[] = mechanisms.map(({ start, end }) => ({
    field: "transfer_mechanisms",
    spans: [{ start: span.start + start, end: span.start + end }],
  }));
  if (isBlankValue(words)) return fields;
  const address = words.length > 25 ? findAddress(words) : null;
  if (address && field === "countries")
    fields.push({ field: "address", spans: [{ start: span.start + address.start, end: span.start + address.end }] });
  return [...placesOf(field, placeSpan(text, span, mechanisms), text), ...fields];
}

/** The whole cell is the place, unless some places in it are said of other things: "US-incorporated; EEA data", "USA (med EU-region)". */
function placesOf(field: "countries" | "processing_countries", span: Span, text: string): CandidateField[] {
  const words = text.slice(span.start, span.end);
  const { mentions } = readPlaces(words);
  const at = ({ start, end }: Span): Span => ({ start: span.start + start, end: span.start + end });
  const owners = mentions.filter(({ kind }) => kind === "adjective");
  const places = mentions.filter((mention) => mention.kind !== "adjective" && !isAside(words, mention, mentions));
  if (places.length + owners.length === mentions.length && (owners.length === 0 || places.length === 0)) {
    return [{ field: owners.length > 0 && field === "processing_countries" ? "countries" : field, spans: [span] }];
  }
  const found: CandidateField[] = [];
  if (places.length > 0) found.push({ field, spans: places.map(at) });
  if (owners.length > 0 && (field === "processing_countries" || places.length === 0))
    found.push({ field: "countries", spans: owners.map(at) });
  return found.length > 0 ? found : [{ field, spans: [span] }];
}

/** "EEA data", a remark in brackets ("med EU-region"), and third countries of a later sentence are not the place of this cell. */
function isAside(
  words: string,
  mention: Span & { readonly places: readonly string[] },
  mentions: readonly Span[],
): boolean {
  if (
    /^[-\s]+(?:data|customers?|users?|kunder|brugere|användare|brukere)\b(?![-\s]*(?:cent|sent|regi))/iu.test(
      words.slice(mention.end, mention.end + 30),
    )
  )
    return true;
  const open = words.lastIndexOf("(", mention.start);
  if (
    open >= 0 &&
    words.indexOf(")", open) >= mention.end &&
    /^\((?:med|with|mit|met|med en|inkl\.?|incl\.?|f\.eks\.?)\s/iu.test(words.slice(open))
  )
    return true;
  const first = mentions[0]!;
  return (
    mention.places.includes("non-EEA") &&
    first.start < mention.start &&
    /[.!?]\s/u.test(words.slice(first.end, mention.start))
  );
}

/** The cell without a bracket that holds nothing but mechanisms. */
function placeSpan(text: string, span: Span, mechanisms: readonly Span[]): Span {
  const first = mechanisms[0];
  if (!first) return span;
  const cut = text
    .slice(span.start, span.start + first.start)
    .replace(/(?<![\s(,;–—-])[\s(,;–—-]+(?:(?:EU|med|with|på grunnlag av|overføring etter|under)[\s(]*)?$/iu, "");
  return cut.length > 1 ? { start: span.start, end: span.start + cut.length } : span;
}

function transferFields(field: "transfer_mechanisms" | "legal_basis", span: Span, words: string): CandidateField[] {
  const reading = readTransferCell(words);
  if (reading.notStated) return [];
  if (
    field === "legal_basis" &&
    !reading.spans.some(({ mechanism, negated }) => !negated && mechanism !== "consent" && mechanism !== "derogation")
  )
    return [];
  return [{ field: "transfer_mechanisms", spans: [span] }];
}

function numberFields(span: Span, words: string): CandidateField[] {
  if (isBlankValue(words)) return [];
  const found = findRegistrationNumbers(words);
  if (found.length > 0)
    return found.map(({ start, end }) => ({
      field: "registration_numbers",
      spans: [{ start: span.start + start, end: span.start + end }],
    }));
  return words.replace(/\D/gu, "").length >= 5 && words.length <= 60
    ? [{ field: "registration_numbers", spans: [span] }]
    : [];
}

/** A column called address often holds the number too. */
function addressFields(text: string, span: Span, words: string): CandidateField[] {
  if (isBlankValue(words)) return [];
  if (isPlaceOnly(words)) return placeFields(text, "countries", span, words);
  const numbers = findRegistrationNumbers(words);
  const fields: CandidateField[] = numbers.map(({ start, end }) => ({
    field: "registration_numbers",
    spans: [{ start: span.start + start, end: span.start + end }],
  }));
  const before =
    numbers[0] && numbers[0].labelStart > 3
      ? trimSpan(text, { start: span.start, end: span.start + numbers[0].labelStart })
      : numbers[0]
        ? trimSpan(text, { start: span.start + numbers.at(-1)!.end, end: span.end })
        : span;
  return before.end > before.start ? [{ field: "address", spans: [before] }, ...fields] : fields;
}

function statusField(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const bracket = /\(([^()]{3,80})\)/u.exec(words);
  const status = bracket ? statusOf(bracket[1]!, vocabulary) : null;
  if (!status) return conditionField(words, span, vocabulary);
  return bracket && status && status !== "ended"
    ? [
        {
          field: "status",
          spans: [{ start: span.start + bracket.index + 1, end: span.start + bracket.index + bracket[0].length - 1 }],
          value: status,
        },
      ]
    : [];
}

/** "Udgået 1/3-2024" in the column of something else: the row is struck out. */
function endedField(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const ended = words.length <= 40 ? vocabulary.phrase("ended", words) : null;
  const date = ended?.from === 0 ? findDates(words)[0] : undefined;
  return date ? [{ field: "status", spans: [span], value: "ended" }] : [];
}

/** "…, if ordered separately", "Om kunden slår på …": a clause at the end or the front that says when it is used. */
function conditionField(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const comma = words.lastIndexOf(", ");
  const from = comma > 0 && words.length - comma < 90 ? comma + 2 : 0;
  const clauses = from > 0 ? [from, 0] : [0];
  const start = clauses.find((at) => vocabulary.phrase("optional", words.slice(at, at + 60))?.from === 0);
  return start === undefined || words.length - start > 160
    ? []
    : [{ field: "status", spans: [{ start: span.start + start, end: span.end }], value: "optional" }];
}

function statusCell(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const status = statusOf(words, vocabulary);
  const dates = findDates(words).map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
  const fields: CandidateField[] = status ? [{ field: "status", spans: [span], value: status }] : [];
  if (dates[0])
    fields.push({ field: status === "ending" || status === "ended" ? "valid_to" : "valid_from", spans: [dates[0]] });
  return fields;
}

/** A column of registered names beside a column of brands. */
function legalFields(text: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const [company] = readNameCell(text, span, vocabulary);
  if (!company || company.withheld) return [];
  return company.fields.flatMap((field) =>
    field.field === "legal_entity" || field.field === "aliases"
      ? []
      : field.field === "name"
        ? [{ ...field, field: "legal_entity" as const }]
        : [field],
  );
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
