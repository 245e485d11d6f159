/**
 * Evidence rows: where the words of each value stand, kept small.
 *
 * Shape   A quote that equals the value is not stored twice (the view `quotes` and load() give it back). An element path is
 *         cut before its last two steps: the front part is shared by all cells of a list and stored once.
 */
import type { Entry } from "../../model/entry.js";
import type { Database } from "./connection.js";
import { type COLUMNS, OF_ENTRIES, rowsByEntry } from "./values.js";

type Evidence = Entry["evidence"][number];
type Unresolved = Entry["unresolved"][number];

export interface EvidenceStatements {
  /** shown: the entry with people's corrections, since a quote is left out only where it equals what the row shows. */
  insert(entryId: number, entry: Entry, shown: Entry): void;
  remove(entryId: number): void;
  /** Writes out the quotes of a field whose value is about to be corrected. */
  keepQuotes(entryId: number, field: string, value: string): void;
  /** Of each row of entries in turn. */
  load(rows: readonly ShownRow[]): { evidence: Evidence[]; unresolved: Unresolved[] }[];
}

interface ShownRow {
  readonly [column: string]: unknown;
  readonly id: number;
}

const QUOTED_BY_VALUE: ReadonlySet<string> = new Set([
  "name",
  "legal_entity",
  "address",
  "service",
  "purpose",
  "data_categories",
  "data_subjects",
  "website",
] satisfies readonly (typeof COLUMNS)[number][]);

export function evidenceStatements(database: Database): EvidenceStatements {
  const fields = fieldIds(database);
  const prefixes = pathPrefixes(database);
  const insert = database.prepare(
    `INSERT INTO evidence (entry_id, field_id, ordinal, start, "end", quote, page, box, path_prefix_id, path_rest, line, hidden, ocr)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertUnresolved = database.prepare(
    `INSERT INTO entry_unresolved (entry_id, ordinal, field_id, reason, quote, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare("DELETE FROM evidence WHERE entry_id = ?");
  const removeUnresolved = database.prepare("DELETE FROM entry_unresolved WHERE entry_id = ?");
  const keep = database.prepare("UPDATE evidence SET quote = ? WHERE entry_id = ? AND field_id = ? AND quote IS NULL");
  const select = database.prepare(
    `SELECT q.entry_id, f.name AS field, q.quote, q.start, q."end" AS "end", q.page, q.box, p.prefix, q.path_rest, q.line, q.hidden, q.ocr
     FROM evidence q JOIN field f ON f.id = q.field_id LEFT JOIN path_prefix p ON p.id = q.path_prefix_id
     WHERE q.${OF_ENTRIES} ORDER BY q.entry_id, q.field_id, q.ordinal`,
  );
  const selectUnresolved = database.prepare(
    `SELECT u.entry_id, f.name AS field, u.reason, u.quote, u.start, u."end" AS "end"
     FROM entry_unresolved u JOIN field f ON f.id = u.field_id WHERE u.${OF_ENTRIES} ORDER BY u.entry_id, u.ordinal`,
  );
  return {
    insert(entryId, entry, shown) {
      const counts = new Map<string, number>();
      // The cells of one row share a path. Nothing is remembered longer: a rolled back transaction takes its rows with it.
      const prefixIds = new Map<string, number>();
      const prefixId = (prefix: string): number => {
        const id = prefixIds.get(prefix) ?? prefixes(prefix);
        prefixIds.set(prefix, id);
        return id;
      };
      for (const found of entry.evidence) {
        const ordinal = counts.get(found.field) ?? 0;
        counts.set(found.field, ordinal + 1);
        const [prefix, rest] = cutPath(found.path);
        insert.run(
          entryId,
          fields.get(found.field),
          ordinal,
          found.start,
          found.end,
          isShown(found, shown) ? null : found.quote,
          found.page,
          found.box === null ? null : JSON.stringify(found.box),
          prefix === null ? null : prefixId(prefix),
          rest,
          found.line,
          Number(found.hidden),
          Number(found.ocr),
        );
      }
      for (const [ordinal, u] of entry.unresolved.entries())
        insertUnresolved.run(entryId, ordinal, fields.get(u.field), u.reason, u.quote, u.start, u.end);
    },
    remove(entryId) {
      remove.run(entryId);
      removeUnresolved.run(entryId);
    },
    keepQuotes(entryId, field, value) {
      if (fields.has(field)) keep.run(value, entryId, fields.get(field));
    },
    load(rows) {
      const ids = rows.map(({ id }) => id);
      const evidence = rowsByEntry<EvidenceRow>(select, ids);
      const unresolved = rowsByEntry<UnresolvedRow>(selectUnresolved, ids);
      return rows.map((shown) => ({
        evidence: (evidence.get(shown.id) ?? []).map((row) => evidenceOf(row, shown)),
        unresolved: (unresolved.get(shown.id) ?? []).map(({ entry_id: _, ...words }) => words),
      }));
    },
  };
}

const isShown = (found: Evidence, shown: Entry): boolean =>
  QUOTED_BY_VALUE.has(found.field) && shown[found.field] === found.quote;

type UnresolvedRow = Unresolved & { readonly entry_id: number };

interface EvidenceRow extends Omit<Evidence, "quote" | "box" | "path" | "hidden" | "ocr"> {
  readonly entry_id: number;
  readonly quote: string | null;
  readonly box: string | null;
  readonly prefix: string | null;
  readonly path_rest: string | null;
  readonly hidden: number;
  readonly ocr: number;
}

function evidenceOf(row: EvidenceRow, shown: Readonly<Record<string, unknown>>): Evidence {
  return {
    field: row.field,
    quote: row.quote ?? String(shown[row.field]),
    start: row.start,
    end: row.end,
    page: row.page,
    box: row.box === null ? null : JSON.parse(row.box),
    path: row.path_rest === null ? null : (row.prefix ?? "") + row.path_rest,
    line: row.line,
    hidden: row.hidden === 1,
    ocr: row.ocr === 1,
  };
}

/** ["html>body>table>", "tr:nth-of-type(3)>td"]: what the cells of one list share, and what they do not. */
function cutPath(path: string | null): readonly [string | null, string | null] {
  if (path === null) return [null, null];
  const sheet = path.lastIndexOf("!");
  if (sheet >= 0 && !path.includes(">")) return [path.slice(0, sheet + 1), path.slice(sheet + 1)];
  const row = path.lastIndexOf(">tr");
  const cut = row >= 0 ? row : path.lastIndexOf(">", path.lastIndexOf(">") - 1);
  return cut < 0 ? [null, path] : [path.slice(0, cut + 1), path.slice(cut + 1)];
}

function fieldIds(database: Database): ReadonlyMap<string, number> {
  const rows = database.prepare("SELECT id, name FROM field").all() as { id: number; name: string }[];
  return new Map(rows.map(({ id, name }) => [name, id]));
}

function pathPrefixes(database: Database): (prefix: string) => number {
  const find = database.prepare("SELECT id FROM path_prefix WHERE prefix = ?").pluck();
  const insert = database.prepare("INSERT INTO path_prefix (prefix) VALUES (?)");
  return (prefix) => (find.get(prefix) as number | undefined) ?? Number(insert.run(prefix).lastInsertRowid);
}
