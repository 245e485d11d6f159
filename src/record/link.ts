/**
 * Which company an entry means, across suppliers.
 *
 * Shape   Facts are weighed from the strongest: registration number, registered name, known name, folded name, domain. Every link
 *         says how it was made and how sure it is. Below 0.7 it is a proposal for a person.
 * Errors  None. Facts that point to two groups give no link: an entry left alone is seen and mended, two companies
 *         merged are not seen at all.
 */
import { type EntityRecord, type EntityTable, entityTable } from "../knowledge/entities.js";
import { type EntityIndex, entityIndex, numberKeys } from "./entity-index.js";
import { type Resolved, resolveName } from "./resolve-name.js";

export interface CompanyFacts {
  readonly name: string | null;
  readonly legal_entity: string | null;
  readonly aliases: readonly string[];
  readonly registration_numbers: readonly { readonly scheme: string | null; readonly value: string }[];
  readonly website: string | null;
  /** Helps an ambiguous name: "Front" that does support. */
  readonly purpose_categories?: readonly string[];
}

export const LINK_METHODS = ["registration-number", "legal-name", "alias", "folded-name", "domain"] as const;
export type LinkMethod = (typeof LINK_METHODS)[number];

export interface EntityLink {
  readonly entity: string;
  readonly method: LinkMethod;
  readonly confidence: number;
}

/** A link below this is not acted on. */
export const SURE = 0.7;

export function linkEntity(facts: CompanyFacts, table: EntityTable = entityTable()): EntityLink | null {
  if (table.entities.length === 0) return null;
  const index = entityIndex(table);
  const numbered = byNumber(facts, index);
  const legal = facts.legal_entity ? resolveName(facts.legal_entity, index) : null;
  const named = facts.name ? resolveName(facts.name, index) : null;
  const sure = [numbered, legal?.sure ? legal.entity : null, named?.sure ? named.entity : null];
  if (new Set(sure.flatMap((entity) => entity?.group ?? [])).size > 1) return null;
  if (numbered) return link(numbered, "registration-number", 0.99);
  if (legal?.sure) return link(legal.entity, legal.method, legal.confidence);
  if (named?.sure) return link(named.entity, named.method, statesOther(facts) ? 0.8 : named.confidence);
  return supported(facts, named ?? legal, index) ?? byAlias(facts, index) ?? byDomain(facts, index);
}

const link = ({ id }: EntityRecord, method: LinkMethod, confidence: number): EntityLink => ({
  entity: id,
  method,
  confidence,
});

function byNumber(facts: CompanyFacts, index: EntityIndex): EntityRecord | null {
  for (const { scheme, value } of facts.registration_numbers) {
    for (const key of numberKeys(scheme, value)) {
      const entity = index.numbers.get(key);
      if (entity) return entity;
    }
  }
  return null;
}

/** A registered name beside the name, and we do not know it. */
const statesOther = ({ name, legal_entity }: CompanyFacts): boolean => legal_entity !== null && legal_entity !== name;

/** An ambiguous name links surely only with a second fact; a registered name we do not know speaks against it. */
function supported(facts: CompanyFacts, named: Resolved | null, index: EntityIndex): EntityLink | null {
  if (!named) return null;
  const { entity } = named;
  const host = hostOf(facts.website);
  if (host !== null && index.domains.get(host)?.group === entity.group) return link(entity, "domain", 0.93);
  if (facts.aliases.some((alias) => sameGroup(resolveName(alias, index), entity))) return link(entity, "alias", 0.9);
  if (statesOther(facts)) return null;
  const shared = facts.purpose_categories?.some((purpose) => purpose !== "other" && isPurposeOf(entity, purpose));
  return link(entity, "alias", shared ? 0.75 : named.confidence);
}

const sameGroup = (found: Resolved | null, entity: EntityRecord): boolean =>
  found?.sure === true && found.entity.group === entity.group;
const isPurposeOf = (entity: EntityRecord, purpose: string): boolean =>
  (entity.purposes as readonly string[]).includes(purpose);

function byAlias(facts: CompanyFacts, index: EntityIndex): EntityLink | null {
  if (statesOther(facts)) return null;
  const found = facts.aliases.map((alias) => resolveName(alias, index)).filter((alias) => alias?.sure);
  const groups = new Set(found.map((alias) => alias!.entity.group));
  return groups.size === 1 ? link(found[0]!.entity, "alias", 0.8) : null;
}

/** A domain alone is a proposal: many a company's page stands on another's. */
function byDomain(facts: CompanyFacts, index: EntityIndex): EntityLink | null {
  const host = hostOf(facts.website);
  const entity = host === null ? undefined : index.domains.get(host);
  return entity ? link(entity, "domain", facts.name === null && facts.legal_entity === null ? 0.75 : 0.6) : null;
}

function hostOf(website: string | null): string | null {
  const match = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9.-]{3,253})(?:[/:?#]|$)/iu.exec(website?.trim() ?? "");
  return match ? match[1]!.toLowerCase() : null;
}
