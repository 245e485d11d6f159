/**
 * Copies of data/ that the views join: EEA members, adequacy decisions, known companies. Brought up to date when a database is
 * opened for writing and a file of data/ changed. Companies keep their row numbers for ever; one that left data/ stays.
 */
import { adequacyDecisions, eeaCountries } from "../../knowledge/adequacy.js";
import { dataDigest } from "../../knowledge/digest.js";
import { type EntityRecord, entityTable } from "../../knowledge/entities.js";
import { foldName } from "../fold.js";
import type { Database } from "./connection.js";
import { recountCompanies } from "./summaries.js";

const FILES = ["adequacy.json", "entities.json"];

export function renewReference(database: Database): void {
  const digest = dataDigest(FILES);
  const known = database.prepare("SELECT value FROM meta WHERE key = 'reference'").pluck();
  if (known.get() === digest) return;
  database
    .transaction(() => {
      renewCountries(database);
      const groups = groupsOf(database);
      renewEntities(database, entityTable().entities);
      if (groups !== "" && groups !== groupsOf(database)) recountCompanies(database);
      database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('reference', ?)").run(digest);
    })
    .immediate();
}

/** Which company belongs to which group, as one text to compare; empty in a new database. */
const groupsOf = (database: Database): string =>
  (database
    .prepare(
      "SELECT group_concat(slug || ' ' || ifnull(group_id, id), ',') FROM (SELECT * FROM entity WHERE slug IS NOT NULL ORDER BY id)",
    )
    .pluck()
    .get() as string) ?? "";

function renewCountries(database: Database): void {
  database.exec("DELETE FROM country; DELETE FROM adequacy;");
  const country = database.prepare("INSERT INTO country (code, eea) VALUES (?, ?) ON CONFLICT DO NOTHING");
  for (const code of eeaCountries()) country.run(code, 1);
  const decision = database.prepare(
    `INSERT INTO adequacy (country, valid_from, valid_to, scope, framework, reference)
     VALUES (@country, @valid_from, @valid_to, @scope, @framework, @reference)`,
  );
  for (const row of adequacyDecisions()) {
    country.run(row.country, 0);
    decision.run(row);
  }
}

function renewEntities(database: Database, entities: readonly EntityRecord[]): void {
  const put = database.prepare(
    `INSERT INTO entity (slug, name, folded, country) VALUES (@slug, @name, @folded, @country)
     ON CONFLICT (slug) DO UPDATE SET name = excluded.name, folded = excluded.folded, country = excluded.country`,
  );
  for (const { id, name, legal_entities } of entities)
    put.run({ slug: id, name, folded: foldName(name), country: legal_entities[0]?.country ?? null });
  const group = database.prepare(
    "UPDATE entity SET group_id = (SELECT g.id FROM entity g WHERE g.slug = @group) WHERE slug = @id",
  );
  for (const { id, group: name } of entities) group.run({ id, group: name });
  renewNames(database, entities);
}

function renewNames(database: Database, entities: readonly EntityRecord[]): void {
  database.exec("DELETE FROM entity_alias; DELETE FROM entity_legal; DELETE FROM entity_identifier;");
  const idOf = database.prepare("SELECT id FROM entity WHERE slug = ?").pluck();
  const alias = database.prepare(
    "INSERT OR IGNORE INTO entity_alias (entity_id, folded, alias, kind) VALUES (?, ?, ?, ?)",
  );
  const legal = database.prepare(
    "INSERT OR IGNORE INTO entity_legal (entity_id, folded, name, country) VALUES (?, ?, ?, ?)",
  );
  const identifier = database.prepare(
    "INSERT OR IGNORE INTO entity_identifier (entity_id, scheme, value, legal_folded) VALUES (?, ?, ?, ?)",
  );
  for (const entity of entities) {
    const id = idOf.get(entity.id);
    for (const name of entity.aliases) alias.run(id, foldName(name), name, "alias");
    for (const name of entity.products) alias.run(id, foldName(name), name, "product");
    for (const name of entity.domains) alias.run(id, foldName(name), name, "domain");
    for (const company of entity.legal_entities) {
      legal.run(id, foldName(company.name), company.name, company.country);
      for (const { scheme, value } of company.identifiers) identifier.run(id, scheme, value, foldName(company.name));
    }
  }
}
