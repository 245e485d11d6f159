/** The fields that one cell states, by what its column or label says it holds. */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateField, CandidateFieldName } from "../model/candidate.js";
import { type Span, trimSpan } from "../model/span.js";
import { findDates } from "../normalization/date.js";
import { findRegistrationNumbers } from "../normalization/registration-number/find.js";
import { readTransferCell } from "../normalization/transfer.js";
import { isBlankValue, isPlaceholder, isPlaceOnly } from "./features.js";
import { mineDescription } from "./mine.js";
import { readNameCell } from "./name-cell.js";
import { placeFields } from "./place-fields.js";
import type { RawCell } from "./row.js";
import { statusOf } from "./statuses.js";

export function fieldsOf(text: string, cell: RawCell, vocabulary: Vocabulary): CandidateField[] {
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
      return placeFields(text, cell.field, span, words, vocabulary);
    case "transfer_mechanisms":
    case "legal_basis":
      return [...transferFields(cell.field, span, words), ...endedField(words, span, vocabulary)];
    case "registration_numbers":
      return numberFields(span, words);
    case "address":
      return addressFields(text, span, words, vocabulary);
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

export function transferFields(
  field: "transfer_mechanisms" | "legal_basis",
  span: Span,
  words: string,
): CandidateField[] {
  const reading = readTransferCell(words);
  if (reading.notStated) return [];
  if (
    field === "legal_basis" &&
    !reading.spans.some(({ mechanism, negated }) => !negated && mechanism !== "consent" && mechanism !== "derogation")
  )
    return [];
  return [{ field: "transfer_mechanisms", spans: [span] }];
}

export function numberFields(span: Span, words: string): CandidateField[] {
  if (isBlankValue(words)) return [];
  const found = findRegistrationNumbers(words);
  if (found.length > 0)
    return found.map(({ start, end }) => ({
      field: "registration_numbers",
      spans: [{ start: span.start + start, end: span.start + end }],
    }));
  const bare = bareNumber(words);
  if (bare) return [{ field: "registration_numbers", spans: [{ start: span.start, end: span.start + bare.length }] }];
  return words.replace(/\D/gu, "").length >= 5 && words.length <= 60
    ? [{ field: "registration_numbers", spans: [span] }]
    : [];
}

/** The digits that lead a cell of several things: "994 019 341 / Norway", or a line of them above an address. */
const bareNumber = (words: string): string | null => /^\d[\d .-]{5,14}\d(?=\s?[/|;\n])/u.exec(words)?.[0] ?? null;

/** A column called address often holds the number too. */
export function addressFields(text: string, span: Span, words: string, vocabulary: Vocabulary): CandidateField[] {
  if (isBlankValue(words)) return [];
  if (isPlaceOnly(words)) return placeFields(text, "countries", span, words, vocabulary);
  const bare = bareNumber(words);
  if (bare) {
    const rest = trimSpan(text, { start: span.start + bare.length, end: span.end });
    return [{ field: "address", spans: [rest] }];
  }
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

export function statusField(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
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

export function statusCell(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const status = statusOf(words, vocabulary);
  const dates = findDates(words).map(({ start, end }) => ({ start: span.start + start, end: span.start + end }));
  const fields: CandidateField[] = status ? [{ field: "status", spans: [span], value: status }] : [];
  if (dates[0])
    fields.push({ field: status === "ending" || status === "ended" ? "valid_to" : "valid_from", spans: [dates[0]] });
  return fields;
}

/** A column of registered names beside a column of brands. */
export function legalFields(text: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
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

/** "UK²": the sign of a footnote is no part of the cell. */
export function withoutMark(text: string, span: Span): Span {
  const mark = /[\s¹²³⁴†‡]{1,4}$/u.exec(text.slice(Math.max(span.start, span.end - 4), span.end));
  return mark && span.end - mark[0].length > span.start ? { start: span.start, end: span.end - mark[0].length } : span;
}

/** "Udgået 1/3-2024" in the column of something else: the row is struck out. */
export function endedField(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const ended = words.length <= 40 ? vocabulary.phrase("ended", words) : null;
  const date = ended?.from === 0 ? findDates(words)[0] : undefined;
  return date ? [{ field: "status", spans: [span], value: "ended" }] : [];
}

/** "…, if ordered separately", "Om kunden slår på …": a clause at the end or the front that says when it is used. */
export function conditionField(words: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const comma = words.lastIndexOf(", ");
  const from = comma > 0 && words.length - comma < 90 ? comma + 2 : 0;
  const clauses = from > 0 ? [from, 0] : [0];
  const start = clauses.find((at) => vocabulary.phrase("optional", words.slice(at, at + 60))?.from === 0);
  return start === undefined || words.length - start > 160
    ? []
    : [{ field: "status", spans: [{ start: span.start + start, end: span.end }], value: "optional" }];
}
