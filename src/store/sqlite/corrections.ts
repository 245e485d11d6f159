/**
 * People's decisions laid over what was read.
 *
 * Shape   Decisions are rows of `review`, by source and entry key, so they outlive every re-read. The newest of one field
 *         counts. `correction` says which fields of a stored entry show a person's value, what the reader says there, and
 *         whether the reader says something else than when the person decided (moved). Field "*" is the entry as a whole.
 */
import type { Entry } from "../../model/entry.js";
import type { Database } from "./connection.js";
import { CORRECTABLE } from "./values.js";

export interface Decided {
  readonly shown: Entry;
  readonly flags: { readonly rejected: number; readonly reviewed: number; readonly corrected: number };
  readonly corrected: readonly string[];
  readonly notes: readonly Note[];
}
interface Note {
  readonly field: string;
  readonly reviewId: number;
  readonly readValue: string;
  readonly moved: boolean;
}
interface ReviewRow {
  readonly id: number;
  readonly field: string | null;
  readonly decision: "accept" | "correct" | "reject";
  readonly value: string | null;
  readonly read_value: string | null;
}

export interface CorrectionStatements {
  /** What the people's newest decisions make of an entry as read. */
  decisions(sourceId: number, entry: Entry, contentHash: number): Decided;
  note(entryId: number, decided: Decided): void;
  /** Fields that show a person's value, with what was read. */
  readValues(entryId: number): Partial<Entry>;
}

export function correctionStatements(database: Database): CorrectionStatements {
  const reviews = database.prepare(
    "SELECT id, field, decision, value, read_value FROM review WHERE source_id = ? AND entry_key = ? ORDER BY id",
  );
  const forget = database.prepare("DELETE FROM correction WHERE entry_id = ?");
  const insert = database.prepare(
    "INSERT INTO correction (entry_id, field, review_id, read_value, moved) VALUES (?, ?, ?, ?, ?)",
  );
  const select = database.prepare("SELECT field, read_value FROM correction WHERE entry_id = ? AND field <> '*'");
  return {
    decisions(sourceId, entry, contentHash) {
      const rows = reviews.all(sourceId, entry.key) as ReviewRow[];
      return rows.length === 0 ? undecided(entry) : decide(entry, rows, JSON.stringify(contentHash));
    },
    note(entryId, { notes }) {
      forget.run(entryId);
      for (const note of notes) insert.run(entryId, note.field, note.reviewId, note.readValue, Number(note.moved));
    },
    readValues(entryId) {
      const rows = select.all(entryId) as { field: string; read_value: string }[];
      return Object.fromEntries(rows.map(({ field, read_value }) => [field, JSON.parse(read_value)]));
    },
  };
}

const undecided = (entry: Entry): Decided => ({
  shown: entry,
  flags: { rejected: 0, reviewed: 0, corrected: 0 },
  corrected: [],
  notes: [],
});

function decide(entry: Entry, rows: readonly ReviewRow[], content: string): Decided {
  const newest = new Map<string, ReviewRow>();
  for (const row of rows) newest.set(row.field ?? "*", row);
  const whole = newest.get("*");
  const fields = [...newest.values()].filter(
    (row) => row.decision === "correct" && CORRECTABLE.includes(String(row.field)),
  );
  const shown = {
    ...entry,
    ...Object.fromEntries(fields.map((row) => [row.field, JSON.parse(String(row.value))])),
  } as Entry;
  const notes = fields.map((row) => noteOf(row, String(row.field), JSON.stringify(entry[row.field as keyof Entry])));
  if (whole) notes.push(noteOf(whole, "*", content));
  const settled = notes.every(({ moved }) => !moved);
  return {
    shown,
    flags: {
      rejected: Number(whole?.decision === "reject"),
      reviewed: Number(settled && newest.size > 0),
      corrected: Number(fields.length > 0),
    },
    corrected: fields.map((row) => String(row.field)),
    notes,
  };
}

const noteOf = (row: ReviewRow, field: string, readValue: string): Note => ({
  field,
  reviewId: row.id,
  readValue,
  moved: row.read_value !== null && row.read_value !== readValue,
});
