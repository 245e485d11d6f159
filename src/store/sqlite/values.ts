/**
 * The columns and value tables of an entry: this file alone knows how Entry and rows map.
 * Tables: schemas/sql/sqlite/0001-initial.sql
 */
import { hash } from "node:crypto";
import type { Entry, RegistrationNumber } from "../../model/entry.js";
import type { Database, Statement } from "./connection.js";

/** Fields that are one column of their own. */
export const COLUMNS = [
  "name",
  "legal_entity",
  "address",
  "service",
  "purpose",
  "data_categories",
  "data_subjects",
  "updated",
  "valid_from",
  "valid_to",
  "status",
  "level",
  "website",
] as const;
export type ColumnField = (typeof COLUMNS)[number];

/** Fields that are rows of a child table: table and column. */
export const LISTS = {
  aliases: ["entry_alias", "alias"],
  countries: ["entry_country", "country"],
  processing_countries: ["entry_processing_country", "place"],
  transfer_mechanisms: ["entry_transfer_mechanism", "mechanism"],
  purpose_categories: ["entry_purpose_category", "category"],
} as const;
export type ListField = keyof typeof LISTS;

const LIST_FIELDS = Object.keys(LISTS) as ListField[];

/** What a person may correct. */
export const CORRECTABLE: readonly string[] = [...COLUMNS, ...LIST_FIELDS, "registration_numbers"];

/** 48 bits over the values as read; where they are equal, the supplier still says the same. */
export function contentHash(entry: Entry): number {
  const values = [...COLUMNS, ...LIST_FIELDS, "registration_numbers" as const].map((field) => entry[field]);
  return hash48(values);
}

/** 48 bits over everything else: places of the words, how they were read, how surely. */
export function evidenceHash(entry: Entry): number {
  return hash48([entry.evidence, entry.unresolved, entry.method, entry.confidence, entry.hidden, entry.provenance]);
}

const hash48 = (value: unknown): number => Number.parseInt(hash("sha1", JSON.stringify(value)).slice(0, 12), 16);

export interface ValueStatements {
  insert(entryId: number, entry: Entry): void;
  remove(entryId: number): void;
  /** Of each entry in turn. */
  load(entryIds: readonly number[]): Pick<Entry, ListField | "registration_numbers">[];
}

/** The child tables of one entry, written and read together. */
export function valueStatements(database: Database): ValueStatements {
  const lists = LIST_FIELDS.map((field) => ({ field, ...listStatements(database, LISTS[field][0], LISTS[field][1]) }));
  const numbers = listStatements(database, "entry_registration_number", "scheme, value, valid");
  return {
    insert(entryId, entry) {
      for (const { field, insert } of lists)
        for (const [ordinal, value] of entry[field].entries()) insert.run(entryId, ordinal, value);
      for (const [ordinal, { scheme, value, valid }] of entry.registration_numbers.entries())
        numbers.insert.run(entryId, ordinal, scheme, value, valid === null ? null : Number(valid));
    },
    remove(entryId) {
      for (const { remove } of [...lists, numbers]) remove.run(entryId);
    },
    load(entryIds) {
      const found = lists.map(({ field, select }) => [field, rowsByEntry<ListRow>(select, entryIds)] as const);
      const numbered = rowsByEntry<NumberRow>(numbers.select, entryIds);
      return entryIds.map((id) => {
        const values = found.map(([field, rows]) => [field, (rows.get(id) ?? []).map(({ value }) => value)]);
        const registration_numbers = (numbered.get(id) ?? []).map(registrationNumber);
        return { ...(Object.fromEntries(values) as Pick<Entry, ListField>), registration_numbers };
      });
    },
  };
}

type ListRow = EntryRows & { readonly value: string };
type NumberRow = EntryRows & { readonly scheme: string | null; readonly value: string; readonly valid: number | null };

interface EntryRows {
  readonly entry_id: number;
}

/** Rows of many entries by one statement, which takes their numbers as JSON: ten statements an entry cost more than the rows. */
export function rowsByEntry<Row extends EntryRows>(
  select: Statement,
  entryIds: readonly number[],
): ReadonlyMap<number, Row[]> {
  const byEntry = new Map<number, Row[]>();
  for (const row of select.all(JSON.stringify(entryIds)) as Row[]) {
    const rows = byEntry.get(row.entry_id);
    if (rows) rows.push(row);
    else byEntry.set(row.entry_id, [row]);
  }
  return byEntry;
}

/** What a statement for rowsByEntry() asks for. */
export const OF_ENTRIES = "entry_id IN (SELECT value FROM json_each(?))";

function registrationNumber(row: NumberRow): RegistrationNumber {
  return { scheme: row.scheme, value: row.value, valid: row.valid === null ? null : row.valid === 1 };
}

function listStatements(
  database: Database,
  table: string,
  columns: string,
): Record<"insert" | "remove" | "select", Statement> {
  const marks = columns.split(",").map(() => "?");
  return {
    insert: database.prepare(`INSERT INTO ${table} (entry_id, ordinal, ${columns}) VALUES (?, ?, ${marks.join(", ")})`),
    remove: database.prepare(`DELETE FROM ${table} WHERE entry_id = ?`),
    select: database.prepare(
      `SELECT entry_id, ${columns.includes(",") ? columns : `${columns} AS value`} FROM ${table} WHERE ${OF_ENTRIES} ORDER BY entry_id, ordinal`,
    ),
  };
}
