/**
 * Entries in SQLite: insert, keep, end, load. Tables: schemas/sql/sqlite/0001-initial.sql
 *
 * Shape   A row is one version of an entry. `Entry` as read comes in; people's corrections are laid over it here, so that the
 *         row, its value tables and every summary show the corrected value, and `correction` keeps what the reader said.
 */
import type { Entry } from "../../model/entry.js";
import type { ExplainLink } from "../store.js";
import type { Database } from "./connection.js";
import { correctionStatements } from "./corrections.js";
import { evidenceStatements } from "./evidence.js";
import { linkStatements } from "./links.js";
import { searchStatements } from "./search.js";
import { summaryStatements } from "./summaries.js";
import { COLUMNS, contentHash, evidenceHash, valueStatements } from "./values.js";

export interface Place {
  readonly sourceId: number;
  readonly vendorId: number;
  readonly readingId: number;
  readonly ordinal: number;
  readonly seenFrom: string;
  readonly followsId: number | null;
}

export interface EntryHead {
  readonly id: number;
  readonly key: string;
  readonly content_hash: number;
  readonly evidence_hash: number;
  readonly seen_from: string;
  readonly follows_id: number | null;
  readonly entity_id: number | null;
  readonly listed: number;
  readonly corrected: number;
}

export interface EntryStatements {
  /** Not yet found by its words: indexFrom() does that for all rows of a document at once. */
  insert(entry: Entry, place: Place): number;
  indexFrom(firstEntryId: number): void;
  /** The same values stated again, by another reading: its evidence is the newest. */
  keep(head: EntryHead, entry: Entry, place: Place): void;
  end(head: EntryHead, vendorId: number, at: string, by: "source" | "reader"): void;
  /** Takes all listed entries of a source out of the summaries, or back in; for a source that moves to another supplier. */
  delistAll(sourceId: number, vendorId: number): void;
  listAll(sourceId: number, vendorId: number): void;
  current(sourceId: number): EntryHead[];
  /** The entry as it shows, or as it was read. */
  load(entryId: number, as: "shown" | "read"): Entry;
  /** The list in force of a source, in its order. */
  loadList(sourceId: number, as: "shown" | "read"): Entry[];
  /** Lays people's newest decisions over a stored entry. */
  renew(entryId: number): void;
}

export function entryStatements(database: Database, explain: ExplainLink): EntryStatements {
  const values = valueStatements(database);
  const evidence = evidenceStatements(database);
  const links = linkStatements(database, explain);
  const summaries = summaryStatements(database);
  const corrections = correctionStatements(database);
  const search = searchStatements(database);
  const methodId = methodIds(database);

  const insert = database.prepare(
    `INSERT INTO entry (source_id, reading_id, key, ordinal, ${COLUMNS.join(", ")}, entity_id, entity_link_id, method_id, confidence,
       hidden, listed, rejected, reviewed, corrected, seen_from, follows_id, content_hash, evidence_hash)
     VALUES (@sourceId, @readingId, @key, @ordinal, ${COLUMNS.map((column) => `@${column}`).join(", ")}, @entityId, @linkId, @methodId,
       @confidence, @hidden, @listed, @rejected, @reviewed, @corrected, @seenFrom, @followsId, @contentHash, @evidenceHash)`,
  );
  const keep = database.prepare("UPDATE entry SET reading_id = ?, ordinal = ? WHERE id = ?");
  const renewEvidence = database.prepare(
    "UPDATE entry SET method_id = ?, confidence = ?, hidden = ?, evidence_hash = ? WHERE id = ?",
  );
  const relink = database.prepare("UPDATE entry SET entity_id = ?, entity_link_id = ? WHERE id = ?");
  const end = database.prepare("UPDATE entry SET seen_to = ?, ended_by = ?, listed = 0 WHERE id = ?");
  const current = database.prepare(
    `SELECT id, key, content_hash, evidence_hash, seen_from, follows_id, entity_id, listed, corrected
     FROM entry WHERE source_id = ? AND seen_to IS NULL ORDER BY ordinal`,
  );
  const select = `SELECT e.*, m.name AS method, m.model, m.host, m.prompt_hash, y.slug AS entity
     FROM entry e JOIN method m ON m.id = e.method_id LEFT JOIN entity y ON y.id = e.entity_id`;
  const selectOne = database.prepare(`${select} WHERE e.id = ?`);
  const selectList = database.prepare(`${select} WHERE e.source_id = ? AND e.seen_to IS NULL ORDER BY e.ordinal`);
  const update = database.prepare(
    `UPDATE entry SET ${COLUMNS.map((column) => `${column} = @${column}`).join(", ")}, listed = @listed, rejected = @rejected,
       reviewed = @reviewed, corrected = @corrected, entity_id = @entityId, entity_link_id = @linkId WHERE id = @id`,
  );
  const vendorOf = database.prepare("SELECT vendor_id FROM source WHERE id = ?").pluck();

  const loadRows = (rows: readonly EntryRow[], as: "shown" | "read"): Entry[] => {
    const lists = values.load(rows.map(({ id }) => id));
    const shown = rows.map((row, at) => ({ ...row, ...lists[at]! }));
    const places = evidence.load(shown);
    return shown.map((row, at) => {
      const entry = entryOf(row, places[at]!);
      return as === "read" && row.corrected === 1 ? { ...entry, ...corrections.readValues(row.id) } : entry;
    });
  };
  const statements: EntryStatements = {
    insert(entry, place) {
      const content = contentHash(entry);
      const decided = corrections.decisions(place.sourceId, entry, content);
      const { shown } = decided;
      const link = links.of(shown);
      const entryId = Number(
        insert.run({
          ...place,
          ...columnValues(shown),
          ...link,
          ...decided.flags,
          key: entry.key,
          listed: Number(decided.flags.rejected === 0),
          methodId: methodId(entry),
          confidence: entry.confidence,
          hidden: Number(entry.hidden),
          contentHash: content,
          evidenceHash: evidenceHash(entry),
        }).lastInsertRowid,
      );
      values.insert(entryId, shown);
      evidence.insert(entryId, entry, shown);
      if (decided.notes.length > 0) corrections.note(entryId, decided);
      if (decided.flags.rejected === 0) summaries.list(entryId, place.vendorId, link.entityId, shown);
      return entryId;
    },
    indexFrom: search.addFrom,
    keep(head, entry, place) {
      keep.run(place.readingId, place.ordinal, head.id);
      if (head.evidence_hash !== evidenceHash(entry)) {
        // The values are the same: only where a person corrected one does the row show another.
        const shown = head.corrected === 1 ? statements.load(head.id, "shown") : entry;
        evidence.remove(head.id);
        evidence.insert(head.id, entry, shown);
        renewEvidence.run(methodId(entry), entry.confidence, Number(entry.hidden), evidenceHash(entry), head.id);
      }
      const link = links.of(entry);
      if (link.entityId === head.entity_id) return;
      if (head.listed) summaries.delist(head.id, place.vendorId, head.entity_id);
      relink.run(link.entityId, link.linkId, head.id);
      if (head.listed) summaries.list(head.id, place.vendorId, link.entityId, statements.load(head.id, "shown"));
    },
    end(head, vendorId, at, by) {
      if (head.listed) summaries.delist(head.id, vendorId, head.entity_id);
      end.run(at, by, head.id);
    },
    delistAll(sourceId, vendorId) {
      for (const head of statements.current(sourceId))
        if (head.listed) summaries.delist(head.id, vendorId, head.entity_id);
    },
    listAll(sourceId, vendorId) {
      for (const head of statements.current(sourceId))
        if (head.listed) summaries.list(head.id, vendorId, head.entity_id, statements.load(head.id, "shown"));
    },
    current: (sourceId) => current.all(sourceId) as EntryHead[],
    load: (entryId, as) => loadRows([selectOne.get(entryId) as EntryRow], as)[0]!,
    loadList: (sourceId, as) => loadRows(selectList.all(sourceId) as EntryRow[], as),
    renew(entryId) {
      const row = selectOne.get(entryId) as EntryRow;
      const before = statements.load(entryId, "shown");
      const decided = corrections.decisions(row.source_id, statements.load(entryId, "read"), row.content_hash);
      const vendorId = vendorOf.get(row.source_id) as number;
      for (const field of decided.corrected) {
        const value = before[field as keyof Entry];
        if (typeof value === "string") evidence.keepQuotes(entryId, field, value);
      }
      if (row.listed) summaries.delist(entryId, vendorId, row.entity_id);
      const link = links.of(decided.shown);
      const listed = Number(row.seen_to === null && decided.flags.rejected === 0);
      update.run({ id: entryId, ...columnValues(decided.shown), ...decided.flags, ...link, listed });
      search.replace(entryId, before, decided.shown);
      values.remove(entryId);
      values.insert(entryId, decided.shown);
      corrections.note(entryId, decided);
      if (listed) summaries.list(entryId, vendorId, link.entityId, decided.shown);
    },
  };
  return statements;
}

const columnValues = (entry: Entry): Record<string, string | number | null> =>
  Object.fromEntries(COLUMNS.map((column) => [column, entry[column]]));

interface EntryRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly source_id: number;
  readonly corrected: number;
  readonly entity_id: number | null;
  readonly content_hash: number;
  readonly listed: number;
  readonly seen_to: string | null;
}

function entryOf(row: Readonly<Record<string, unknown>>, places: Pick<Entry, "evidence" | "unresolved">): Entry {
  const provenance =
    row.model === null
      ? null
      : { model: String(row.model), host: String(row.host), promptHash: String(row.prompt_hash) };
  return {
    key: row.key,
    name: row.name,
    legal_entity: row.legal_entity,
    aliases: row.aliases,
    registration_numbers: row.registration_numbers,
    address: row.address,
    countries: row.countries,
    processing_countries: row.processing_countries,
    service: row.service,
    purpose: row.purpose,
    purpose_categories: row.purpose_categories,
    data_categories: row.data_categories,
    data_subjects: row.data_subjects,
    transfer_mechanisms: row.transfer_mechanisms,
    updated: row.updated,
    valid_from: row.valid_from,
    valid_to: row.valid_to,
    status: row.status,
    level: row.level,
    website: row.website,
    entity: row.entity,
    method: row.method,
    confidence: row.confidence,
    hidden: row.hidden === 1,
    provenance,
    ...places,
  } as Entry;
}

function methodIds(database: Database): (entry: Entry) => number {
  const find = database
    .prepare(
      "SELECT id FROM method WHERE name = ? AND ifnull(model, '') = ? AND ifnull(host, '') = ? AND ifnull(prompt_hash, '') = ?",
    )
    .pluck();
  const insert = database.prepare("INSERT INTO method (name, model, host, prompt_hash) VALUES (?, ?, ?, ?)");
  return ({ method, provenance }) => {
    const parts = [provenance?.model ?? null, provenance?.host ?? null, provenance?.promptHash ?? null];
    const found = find.get(method, ...parts.map((part) => part ?? "")) as number | undefined;
    return found ?? Number(insert.run(method, ...parts).lastInsertRowid);
  };
}
