/**
 * What people decide, and what comes of it: rows of `review`, entries shown anew, labelled documents for the evaluation.
 *
 * Errors  store/no-such-entry and usage/bad-option for a decision that cannot be kept.
 */
import { UnderlagError } from "../../errors.js";
import type { Entry } from "../../model/entry.js";
import type { Decision, LabelledDocument, ReviewResult } from "../store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";
import type { EntryStatements } from "./entries.js";
import { linkStatements } from "./links.js";
import { COLUMNS, CORRECTABLE, type ColumnField } from "./values.js";

interface Target {
  readonly sourceId: number;
  readonly key: string;
  readonly name: string | null;
  readonly supplier: string;
  readonly content_hash: number;
}

export interface Reviews {
  decide(decision: Decision): ReviewResult;
  labels(): Generator<LabelledDocument>;
}

export function reviewStatements(database: Database, entries: EntryStatements, now: () => Date): Reviews {
  // People decide here: no rule has to explain them.
  const links = linkStatements(database, () => null);
  const target = database.prepare(
    `SELECT e.source_id AS sourceId, e.key, e.name, e.content_hash, v.name AS supplier
     FROM entry e JOIN source s ON s.id = e.source_id JOIN vendor v ON v.id = s.vendor_id WHERE e.id = ?`,
  );
  const currentId = database
    .prepare("SELECT id FROM entry WHERE source_id = ? AND key = ? AND seen_to IS NULL")
    .pluck();
  const insert = database.prepare(
    `INSERT INTO review (source_id, entry_key, field, decision, value, read_value, decided_by, decided_at, note)
     VALUES (@sourceId, @key, @field, @decision, @value, @readValue, @by, @at, @note)`,
  );
  const sameName = database.prepare("SELECT id FROM entry WHERE name = ? AND seen_to IS NULL").pluck();

  const decide = database.transaction((decision: Decision): ReviewResult => {
    const found = target.get(decision.entryId) as Target | undefined;
    if (!found) throw noEntry(decision.entryId);
    const entryId = (currentId.get(found.sourceId, found.key) as number | undefined) ?? decision.entryId;
    const at = seconds(now());
    const read = entries.load(entryId, "read");
    const value = decision.decision === "correct" ? checkedValue(decision) : undefined;
    const reviewId = Number(
      insert.run({
        ...found,
        field: decision.field ?? null,
        decision: decision.decision,
        value: value === undefined ? null : JSON.stringify(value),
        readValue: readValue(decision.field, read, found.content_hash),
        by: decision.by,
        at,
        note: decision.note ?? null,
      }).lastInsertRowid,
    );
    if (decision.field === "entity") linkEverywhere(found, String(value), decision.by, at);
    else entries.renew(entryId);
    return { reviewId, supplier: found.supplier, name: found.name };
  });

  const linkEverywhere = (found: Target, company: string, by: string, at: string): void => {
    if (found.name === null)
      throw new UnderlagError("usage/bad-option", "Cannot link an entry whose name the supplier withholds");
    links.decide(found.name, company, by, at);
    for (const id of sameName.all(found.name) as number[]) entries.renew(id);
  };

  return { decide: (decision) => decide.immediate(decision), labels: () => labels(database, entries) };
}

const noEntry = (entryId: number): UnderlagError =>
  new UnderlagError("store/no-such-entry", `Cannot review entry "${entryId}": the database has none of that number`, {
    entryId,
  });

function readValue(field: string | undefined, read: Entry, contentHash: number): string {
  return field === undefined || field === "entity"
    ? JSON.stringify(contentHash)
    : JSON.stringify(read[field as keyof Entry] ?? null);
}

/** Lists come as arrays or as text with commas; an empty text says that the field is not stated. */
function checkedValue({ field, value }: Decision): unknown {
  if (field === "entity" && typeof value === "string" && value !== "") return value;
  if (field === undefined || !CORRECTABLE.includes(field))
    throw new UnderlagError(
      "usage/bad-option",
      `Cannot correct the field "${field ?? ""}"; fields are ${CORRECTABLE.join(", ")}`,
    );
  if (field === "level") return Number(value);
  if ((COLUMNS as readonly string[]).includes(field)) return value === "" || value === null ? null : String(value);
  const list = Array.isArray(value) ? value : splitList(String(value ?? ""));
  if (field !== "registration_numbers") return list;
  return list.map((item) => (typeof item === "string" ? { scheme: null, value: item, valid: null } : item));
}

const splitList = (text: string): string[] =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Sources of which a person has looked at every entry, as `npm run eval` and ../shared/eval read them. */
function* labels(database: Database, entries: EntryStatements): Generator<LabelledDocument> {
  const sources = database.prepare(
    `SELECT s.id, s.address AS source, 'sha256:' || lower(hex(b.hash)) AS snapshot, r.language, r.publisher
     FROM source s JOIN reading r ON r.id = s.held_reading_id LEFT JOIN snapshot b ON b.id = r.snapshot_id
     WHERE s.id IN (SELECT source_id FROM review)
       AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.source_id = s.id AND e.listed = 1 AND e.reviewed = 0) ORDER BY s.id`,
  );
  const listed = database.prepare("SELECT id FROM entry WHERE source_id = ? AND listed = 1 ORDER BY ordinal").pluck();
  const rejected = database
    .prepare("SELECT name FROM entry WHERE source_id = ? AND rejected = 1 AND name IS NOT NULL")
    .pluck();
  const people = database
    .prepare("SELECT DISTINCT decided_by FROM review WHERE source_id = ? ORDER BY decided_by")
    .pluck();
  for (const row of sources.all() as {
    id: number;
    source: string;
    snapshot: string | null;
    language: string | null;
    publisher: string | null;
  }[]) {
    const ids = listed.all(row.id) as number[];
    yield {
      source: row.source,
      snapshot: row.snapshot,
      language: row.language,
      publisher: row.publisher,
      has_list: ids.length > 0,
      reviewed_by: people.all(row.id) as string[],
      entries: ids.map((id) => labelOf(entries.load(id, "shown"))),
      not_entries: rejected.all(row.id) as string[],
    };
  }
}

const LABELLED: readonly ColumnField[] = [
  "name",
  "legal_entity",
  "address",
  "service",
  "purpose",
  "data_categories",
  "updated",
];

/** Stated fields only, in the words of corpus/GUIDE.md. */
function labelOf(entry: Entry): Record<string, unknown> {
  const label: Record<string, unknown> = { name: entry.name };
  for (const field of LABELLED) if (entry[field] !== null) label[field] = entry[field];
  const numbers = entry.registration_numbers.map(({ value }) => value);
  const { countries, processing_countries, transfer_mechanisms, aliases } = entry;
  const lists = { registration_numbers: numbers, countries, processing_countries, transfer_mechanisms, aliases };
  for (const [field, list] of Object.entries(lists)) if (list.length > 0) label[field] = list;
  return label;
}
