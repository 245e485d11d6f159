/** Entries and readings as flat rows: lists joined by ", ", one row an entry. The same columns as the view `subprocessors`. */
import { Entry } from "../../model/entry.js";
import type { Reading } from "../../model/reading.js";
import type { Row } from "../../store/store.js";

/** What a cell of a table cannot hold. */
const NESTED: readonly string[] = ["evidence", "unresolved", "provenance"];

export const READING_COLUMNS: readonly string[] = [
  "source",
  "language",
  "publisher",
  "document_status",
  "list_updated",
  ...Object.keys(Entry.shape).filter((field) => !NESTED.includes(field)),
];

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
