/**
 * Reading what is kept: views row by row, one supplier or company with its quotes, the last list that held.
 *
 * Errors  usage/bad-option for a view or column that there is none of: names come from people, and only known ones reach SQL.
 */
import { UnderlagError } from "../../errors.js";
import { foldName } from "../fold.js";
import type {
  IngestResult,
  Row,
  RowFilter,
  ShownEntry,
  ShowResult,
  StoreCheck,
  StoredReading,
  Value,
  ViewShape,
} from "../store.js";
import { hashBytes, SNAPSHOT_HASH } from "./columns.js";
import type { Database } from "./connection.js";
import type { EntryStatements } from "./entries.js";
import { schemaVersion } from "./migrate.js";
import { sourceAddress } from "./sources.js";

export function viewShapes(database: Database): ViewShape[] {
  const names = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
    .pluck()
    .all() as string[];
  return names.map((name) => ({
    name,
    columns: database
      .prepare(`SELECT * FROM "${name}"`)
      .columns()
      .map((column) => column.name),
  }));
}

export function* viewRows(database: Database, view: string, filter: RowFilter): Generator<Row> {
  const shapes = viewShapes(database);
  const shape = shapes.find(({ name }) => name === view);
  if (!shape)
    throw noSuch(
      "view",
      view,
      shapes.map(({ name }) => name),
    );
  const { sql, values } = filterSql(shape, filter);
  yield* database.prepare(`SELECT * FROM "${view}"${sql}`).iterate(...values) as IterableIterator<Row>;
}

function filterSql(
  shape: ViewShape,
  { where = {}, since = {}, orderBy, descending, limit }: RowFilter,
): { sql: string; values: Value[] } {
  const quoted = (column: string): string => {
    if (!shape.columns.includes(column)) throw noSuch("column", column, shape.columns);
    return `"${column}"`;
  };
  const terms = [
    ...Object.keys(where).map((column) => `${quoted(column)} IS ?`),
    ...Object.keys(since).map((column) => `${quoted(column)} >= ?`),
  ];
  const values: Value[] = [...Object.values(where), ...Object.values(since)];
  let sql = terms.length > 0 ? ` WHERE ${terms.join(" AND ")}` : "";
  if (orderBy !== undefined) sql += ` ORDER BY ${quoted(orderBy)}${descending ? " DESC" : ""}`;
  if (limit !== undefined) {
    sql += " LIMIT ?";
    values.push(limit);
  }
  return { sql, values };
}

const noSuch = (what: string, given: string, known: readonly string[]): UnderlagError =>
  new UnderlagError("usage/bad-option", `Cannot find the ${what} "${given}"; there are ${known.join(", ")}`, {
    [what]: given,
  });

export function heldReading(database: Database, entries: EntryStatements, source: string): StoredReading | null {
  const row = database
    .prepare(
      `SELECT r.id, s.address AS source, s.id AS sourceId, r.rules, r.status, r.language, r.list_updated, r.at,
         ${SNAPSHOT_HASH} AS snapshot
       FROM source s JOIN reading r ON r.id = s.held_reading_id LEFT JOIN snapshot b ON b.id = r.snapshot_id WHERE s.address = ?`,
    )
    .get(sourceAddress(source)) as (Omit<StoredReading, "entries"> & { sourceId: number }) | undefined;
  if (!row) return null;
  const { sourceId, ...reading } = row;
  return { ...reading, entries: entries.loadList(sourceId, "read") };
}

export function unchanged(
  database: Database,
  { source, hash }: { readonly source: string; readonly hash: string },
  rules: string,
  vendor: string | undefined,
): IngestResult | null {
  const row = database
    .prepare(
      `SELECT s.id AS sourceId, r.id AS readingId, v.name AS supplier
       FROM source s JOIN vendor v ON v.id = s.vendor_id JOIN reading r ON r.id = s.last_reading_id
       JOIN snapshot b ON b.id = r.snapshot_id
       WHERE s.address = ? AND b.hash = ? AND r.rules = ? AND r.status NOT IN ('failed', 'needs_review')`,
    )
    .get(sourceAddress(source), hashBytes(hash), rules) as
    | Pick<IngestResult, "sourceId" | "readingId" | "supplier">
    | undefined;
  if (!row || (vendor !== undefined && foldName(vendor) !== foldName(row.supplier))) return null;
  return { outcome: "unchanged", ...row, entries: { added: 0, ended: 0, kept: 0 } };
}

/** How many entries `show` gathers at most: a company may stand in twenty thousand lists. */
const SHOWN = 500;

export function show(database: Database, entries: EntryStatements, name: string): ShowResult {
  const folded = foldName(name);
  const vendors = database
    .prepare(
      "SELECT id, name FROM vendor WHERE folded = ? UNION SELECT v.id, v.name FROM vendor v JOIN source s ON s.vendor_id = v.id WHERE s.address = ?",
    )
    .all(folded, sourceAddress(name)) as { id: number; name: string }[];
  const health = database.prepare("SELECT * FROM source_health WHERE supplier = ?");
  const ofVendor = database
    .prepare(
      `SELECT e.id FROM source s JOIN entry e ON e.source_id = s.id WHERE s.vendor_id = ? AND e.seen_to IS NULL AND e.rejected = 0
     ORDER BY s.id, e.ordinal LIMIT ${SHOWN}`,
    )
    .pluck();
  const listed = vendors.flatMap(({ id }) => ofVendor.all(id) as number[]);
  const usedBy = usersOf(database, name, folded).filter((id) => !listed.includes(id));
  const shown = shownEntries(database, entries);
  return {
    suppliers: vendors.map((vendor) => ({ name: vendor.name, sources: health.all(vendor.name) as Row[] })),
    listed: listed.map(shown),
    used_by: usedBy.map(shown),
    similar: listed.length + usedBy.length === 0 && vendors.length === 0 ? similarNames(database, name) : [],
  };
}

/** Listed entries of the company: by slug, by a known name, by what suppliers write. */
function usersOf(database: Database, name: string, folded: string): number[] {
  const byCompany = database
    .prepare(
      `SELECT e.id FROM entry e WHERE e.listed = 1 AND e.entity_id IN (
       SELECT id FROM entity WHERE slug = @name OR folded = @folded
       UNION SELECT entity_id FROM entity_alias WHERE folded = @folded
       UNION SELECT entity_id FROM entity_legal WHERE folded = @folded) LIMIT ${SHOWN}`,
    )
    .pluck();
  const found = byCompany.all({ name, folded }) as number[];
  if (found.length > 0) return found;
  const byWords = database
    .prepare(
      `SELECT e.id FROM subprocessor_search f JOIN entry e ON e.id = f.rowid
     WHERE subprocessor_search MATCH ? AND e.listed = 1 LIMIT ${SHOWN}`,
    )
    .pluck();
  return byWords.all(`{name legal_entity} : ${phrase(name)}`) as number[];
}

/** A person's words as one FTS5 phrase: nothing in them is syntax. */
const phrase = (words: string): string => `"${words.replaceAll('"', '""').replaceAll("\0", " ")}"`;

function similarNames(database: Database, name: string): string[] {
  const like = `%${name.replace(/[\\%_]/gu, "\\$&")}%`;
  return database
    .prepare(
      `SELECT name FROM vendor WHERE name LIKE @like ESCAPE '\\' UNION SELECT name FROM entity WHERE suppliers > 0 AND name LIKE @like ESCAPE '\\' LIMIT 10`,
    )
    .pluck()
    .all({ like }) as string[];
}

function shownEntries(database: Database, entries: EntryStatements): (entryId: number) => ShownEntry {
  const facts = database.prepare(
    `SELECT e.id, v.name AS supplier, s.address AS source, r.at AS read_at, y.name AS company, e.reviewed,
       ${SNAPSHOT_HASH} AS snapshot
     FROM entry e JOIN source s ON s.id = e.source_id JOIN vendor v ON v.id = s.vendor_id JOIN reading r ON r.id = e.reading_id
     LEFT JOIN snapshot b ON b.id = r.snapshot_id LEFT JOIN entity y ON y.id = e.entity_id AND y.slug IS NOT NULL WHERE e.id = ?`,
  );
  const corrected = database
    .prepare("SELECT field FROM correction WHERE entry_id = ? AND field <> '*' ORDER BY field")
    .pluck();
  return (entryId) => {
    const row = facts.get(entryId) as Omit<ShownEntry, "reviewed" | "corrected" | "entry"> & { reviewed: number };
    return {
      ...row,
      reviewed: row.reviewed === 1,
      corrected: corrected.all(entryId) as string[],
      entry: entries.load(entryId, "shown"),
    };
  };
}

export function checkDatabase(database: Database): StoreCheck {
  const count = (sql: string): number => database.prepare(sql).pluck().get() as number;
  const orphans = (database.pragma("foreign_key_check") as unknown[]).length;
  const integrity = (database.pragma("integrity_check") as { integrity_check: string }[]).map(
    (row) => row.integrity_check,
  );
  return {
    schema: schemaVersion(database),
    integrity: [
      ...integrity.filter((line) => line !== "ok"),
      ...(orphans > 0 ? [`${orphans} rows point nowhere`] : []),
    ],
    suppliers: count("SELECT count(*) FROM vendor"),
    sources: count("SELECT count(*) FROM source"),
    entries: count("SELECT count(*) FROM entry WHERE listed = 1"),
  };
}
