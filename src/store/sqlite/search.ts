/**
 * The full-text index over names and purposes. FTS5 keeps no copy of the words, so it must be told what a row said before.
 *
 * Source  https://sqlite.org/fts5.html#external_content_tables
 */
import type { Entry } from "../../model/entry.js";
import type { Database } from "./connection.js";

type Words = Pick<Entry, "name" | "legal_entity" | "service" | "purpose">;

export interface SearchStatements {
  /** Indexes what was inserted since the first of these rows, in one statement: FTS5 flushes at every statement. */
  addFrom(firstEntryId: number): void;
  replace(entryId: number, before: Words, after: Words): void;
}

export function searchStatements(database: Database): SearchStatements {
  const addFrom = database.prepare(
    `INSERT INTO subprocessor_search (rowid, name, legal_entity, service, purpose)
     SELECT id, name, legal_entity, service, purpose FROM entry WHERE id >= ?`,
  );
  const columns = "@entryId, @name, @legal_entity, @service, @purpose";
  const add = database.prepare(
    `INSERT INTO subprocessor_search (rowid, name, legal_entity, service, purpose) VALUES (${columns})`,
  );
  const remove = database.prepare(
    `INSERT INTO subprocessor_search (subprocessor_search, rowid, name, legal_entity, service, purpose) VALUES ('delete', ${columns})`,
  );
  const words = (entryId: number, { name, legal_entity, service, purpose }: Words) => ({
    entryId,
    name,
    legal_entity,
    service,
    purpose,
  });
  return {
    addFrom: (firstEntryId) => void addFrom.run(firstEntryId),
    replace(entryId, before, after) {
      remove.run(words(entryId, before));
      add.run(words(entryId, after));
    },
  };
}
