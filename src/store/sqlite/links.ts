/**
 * From a written name to a company across suppliers.
 *
 * Shape   A person's link for that name wins for ever; then what record/ found; then a provisional company of that very name,
 *         which is nobody's claim that two suppliers mean the same company, only that they write the same words.
 *         Method and confidence are the rules' own, as handed in; a link that they do not explain (any more) is explained by
 *         the tables of known companies. One row a name, company and method: as sure as the least sure entry behind it.
 */
import type { Entry } from "../../model/entry.js";
import { foldName } from "../fold.js";
import type { ExplainLink, LinkReason } from "../store.js";
import type { Database } from "./connection.js";

export interface LinkedEntity {
  readonly entityId: number | null;
  readonly linkId: number | null;
}

export interface Links {
  of(entry: Entry): LinkedEntity;
  /** A person says what a written name stands for: a slug of data/entities.json, or a company's name. */
  decide(name: string, company: string, by: string, at: string): LinkedEntity;
}

/** How often a link is right that the rules no longer explain. */
const CONFIDENCE = {
  "registration-number": 0.99,
  "legal-name": 0.99,
  alias: 0.98,
  domain: 0.9,
  "folded-name": 0.93,
} as const;
type LinkMethod = keyof typeof CONFIDENCE;

export function linkStatements(database: Database, explain: ExplainLink): Links {
  const bySlug = database.prepare("SELECT id FROM entity WHERE slug = ?").pluck();
  const addKnown = database.prepare("INSERT INTO entity (slug, name, folded) VALUES (@slug, @slug, @slug)");
  const provisional = database.prepare("SELECT id FROM entity WHERE folded = ? AND slug IS NULL").pluck();
  const addProvisional = database.prepare("INSERT INTO entity (name, folded) VALUES (?, ?)");
  const person = database.prepare(
    "SELECT id AS linkId, entity_id AS entityId FROM entity_link WHERE folded = ? AND decided_by IS NOT NULL",
  );
  const known = database.prepare(
    "SELECT id, confidence FROM entity_link WHERE folded = ? AND entity_id = ? AND method = ?",
  );
  const lower = database.prepare("UPDATE entity_link SET confidence = ? WHERE id = ?");
  const insert = database.prepare(
    "INSERT INTO entity_link (folded, entity_id, method, confidence) VALUES (?, ?, ?, ?)",
  );
  const decide = database.prepare(
    `INSERT INTO entity_link (folded, entity_id, method, confidence, decided_by, decided_at) VALUES (?, ?, 'person', 1, ?, ?)
     ON CONFLICT (folded, entity_id, method) DO UPDATE SET decided_by = excluded.decided_by, decided_at = excluded.decided_at`,
  );
  const forget = database.prepare(
    "DELETE FROM entity_link WHERE folded = ? AND decided_by IS NOT NULL AND entity_id <> ?",
  );
  const release = database.prepare(
    `UPDATE entry SET entity_link_id = NULL WHERE entity_link_id IN
     (SELECT id FROM entity_link WHERE folded = ? AND decided_by IS NOT NULL AND entity_id <> ?)`,
  );
  const method = linkMethod(database);

  const slugId = (slug: string): number =>
    (bySlug.get(slug) as number | undefined) ?? Number(addKnown.run({ slug }).lastInsertRowid);
  const provisionalId = (name: string): number =>
    (provisional.get(foldName(name)) as number | undefined) ??
    Number(addProvisional.run(name, foldName(name)).lastInsertRowid);

  const reason = (entityId: number, entry: Entry): Pick<LinkReason, "method" | "confidence"> => {
    const explained = explain(entry);
    if (explained?.entity === entry.entity) return explained;
    const how = method(entityId, entry);
    return { method: how, confidence: CONFIDENCE[how] };
  };
  const linkId = (folded: string, entityId: number, { method: how, confidence }: ReturnType<typeof reason>): number => {
    const found = known.get(folded, entityId, how) as { id: number; confidence: number } | undefined;
    if (!found) return Number(insert.run(folded, entityId, how, confidence).lastInsertRowid);
    if (confidence < found.confidence) lower.run(confidence, found.id);
    return found.id;
  };

  return {
    of(entry) {
      const written = entry.name ?? entry.legal_entity;
      if (written === null) return { entityId: entry.entity === null ? null : slugId(entry.entity), linkId: null };
      const folded = foldName(written);
      const decided = person.get(folded) as LinkedEntity | undefined;
      if (decided) return decided;
      if (entry.entity === null) return { entityId: provisionalId(written), linkId: null };
      const entityId = slugId(entry.entity);
      return { entityId, linkId: linkId(folded, entityId, reason(entityId, entry)) };
    },
    decide(name, company, by, at) {
      const folded = foldName(name);
      const entityId = (bySlug.get(company) as number | undefined) ?? provisionalId(company);
      release.run(folded, entityId);
      forget.run(folded, entityId);
      decide.run(folded, entityId, by, at);
      return person.get(folded) as LinkedEntity;
    },
  };
}

/** Why record/ could link it: the strongest fact that the tables of known companies confirm. Names as in record/link.ts. */
function linkMethod(database: Database): (entityId: number, entry: Entry) => LinkMethod {
  const number = database.prepare("SELECT 1 FROM entity_identifier WHERE entity_id = ? AND value = ?").pluck();
  const legal = database.prepare("SELECT 1 FROM entity_legal WHERE entity_id = ? AND folded = ?").pluck();
  const name = database
    .prepare(
      "SELECT 1 FROM entity WHERE id = @id AND folded = @name UNION SELECT 1 FROM entity_alias WHERE entity_id = @id AND folded = @name",
    )
    .pluck();
  const domain = database.prepare("SELECT alias FROM entity_alias WHERE entity_id = ? AND kind = 'domain'").pluck();
  return (id, entry) => {
    const numbers = entry.registration_numbers.map(({ value }) => value.replace(/[\s.-]/gu, ""));
    if (numbers.some((value) => number.get(id, value))) return "registration-number";
    const names = [entry.legal_entity, entry.name].filter((value) => value !== null).map(foldName);
    if (names.some((value) => legal.get(id, value))) return "legal-name";
    if (names.some((value) => name.get({ id, name: value }))) return "alias";
    const website = entry.website?.toLowerCase() ?? "";
    return (domain.all(id) as string[]).some((host) => website.includes(host)) ? "domain" : "folded-name";
  };
}
