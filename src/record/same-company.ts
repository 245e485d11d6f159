/**
 * Whether two entries mean one company or group, for those that the table knows and for those it does not.
 *
 * Shape   Two that link surely are compared by their group. Two that do not link are one only where their numbers, their registered
 *         names, or their folded names of some length agree, and no legal form of another country speaks against it.
 * Errors  None. In doubt they are two: a wrong merge hides an entry, a missed one shows it twice.
 */
import { type EntityTable, entityTable } from "../knowledge/entities.js";
import { legalForms } from "../knowledge/legal-forms.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { foldName } from "../normalization/name-folding.js";
import { entityIndex, legalKey, numberKeys } from "./entity-index.js";
import { type CompanyFacts, linkEntity, SURE } from "./link.js";

export interface SameCompany {
  readonly same: boolean;
  readonly method: "registration-number" | "entity" | "legal-name" | "folded-name" | "none";
  readonly confidence: number;
}

/** Names of the table that did not link are ambiguous ones. A shorter name is too easily borne by two. */
const SHORTEST = 5;
const SHORTEST_JOINED = 8;

export function sameCompany(a: CompanyFacts, b: CompanyFacts, table: EntityTable = entityTable()): SameCompany {
  if (shareNumber(a, b)) return { same: true, method: "registration-number", confidence: 0.99 };
  const links = [linkEntity(a, table), linkEntity(b, table)].map((link) =>
    link && link.confidence >= SURE ? link : null,
  );
  const [left, right] = links;
  if (left && right) {
    const same = table.byId.get(left.entity)?.group === table.byId.get(right.entity)?.group;
    return { same, method: "entity", confidence: Math.min(left.confidence, right.confidence) };
  }
  return left || right ? apart : byName(a, b, table);
}

const apart: SameCompany = { same: false, method: "none", confidence: 0.8 };

function shareNumber(a: CompanyFacts, b: CompanyFacts): boolean {
  const keys = new Set(a.registration_numbers.flatMap(({ scheme, value }) => numberKeys(scheme, value)));
  return b.registration_numbers.some(({ scheme, value }) => numberKeys(scheme, value).some((key) => keys.has(key)));
}

function byName(a: CompanyFacts, b: CompanyFacts, table: EntityTable): SameCompany {
  const left = a.legal_entity ?? a.name;
  const right = b.legal_entity ?? b.name;
  if (left === null || right === null) return apart;
  const folded = foldName(left);
  const joined = folded.replaceAll(" ", "");
  const names = entityIndex(table).names;
  if (joined.length < SHORTEST || names.has(folded) || names.has(foldName(right))) return apart;
  if (legalKey(left) === legalKey(right)) return { same: true, method: "legal-name", confidence: 0.95 };
  if (!formsAgree(left, right)) return apart;
  if (folded === foldName(right)) return { same: true, method: "folded-name", confidence: 0.85 };
  const sameJoined = joined.length >= SHORTEST_JOINED && joined === foldName(right).replaceAll(" ", "");
  return sameJoined ? { same: true, method: "folded-name", confidence: 0.8 } : apart;
}

/** One without a form agrees with any; two forms agree that one country has both of. */
function formsAgree(left: string, right: string): boolean {
  const one = findLegalForm(left)?.form;
  const other = findLegalForm(right)?.form;
  if (one === undefined || other === undefined || one === other) return true;
  const countries = new Set(countriesOf(one));
  return countriesOf(other).some((country) => countries.has(country));
}

const countriesOf = (form: string): readonly string[] =>
  legalForms().forms.find((known) => known.form === form)?.countries ?? [];
