/** Entries and readings as flat rows: lists joined by ", ", one row an entry. The same columns as the view `subprocessors`. */
import type { Reading } from "../../model/reading.js";
import type { Row } from "../../store/store.js";

export const READING_COLUMNS = [
  "source",
  "language",
  "publisher",
  "document_status",
  "list_updated",
  "key",
  "name",
  "legal_entity",
  "aliases",
  "registration_numbers",
  "address",
  "countries",
  "processing_countries",
  "service",
  "purpose",
  "purpose_categories",
  "data_categories",
  "data_subjects",
  "transfer_mechanisms",
  "updated",
  "valid_from",
  "valid_to",
  "status",
  "level",
  "website",
  "entity",
  "method",
  "confidence",
  "hidden",
] as const;

/** One row an entry; a document without entries gives one row with its status. */
export function* readingRows(reading: Reading): Generator<Row> {
  const document = {
    source: reading.source,
    language: reading.language,
    publisher: reading.publisher,
    document_status: reading.status,
    list_updated: reading.list_updated,
  };
  if (reading.entries.length === 0) yield document;
  for (const {
    registration_numbers,
    evidence: _,
    unresolved: __,
    provenance: ___,
    hidden,
    ...entry
  } of reading.entries)
    yield {
      ...document,
      ...entry,
      hidden: Number(hidden),
      aliases: joined(entry.aliases),
      countries: joined(entry.countries),
      processing_countries: joined(entry.processing_countries),
      purpose_categories: joined(entry.purpose_categories),
      transfer_mechanisms: joined(entry.transfer_mechanisms),
      registration_numbers: joined(
        registration_numbers.map(({ scheme, value }) => (scheme ? `${scheme} ${value}` : value)),
      ),
    };
}

const joined = (values: readonly string[]): string | null => (values.length > 0 ? values.join(", ") : null);
