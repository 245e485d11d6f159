/**
 * The table of companies, ready to be asked: by number, by registered name, by folded name, by domain.
 *
 * Shape   One index a table, built on first use. A folded name that two groups bear is ambiguous for both, and so is the folded
 *         name of a legal entity that is one short word: "IDB LLC" does not make every "IDB" that company.
 */
import type { EntityRecord, EntityTable } from "../knowledge/entities.js";
import { foldName } from "../normalization/name-folding.js";

export interface FoldedName {
  readonly entity: EntityRecord;
  readonly ambiguous: boolean;
}

export interface EntityIndex {
  readonly numbers: ReadonlyMap<string, EntityRecord>;
  readonly legalNames: ReadonlyMap<string, EntityRecord>;
  readonly names: ReadonlyMap<string, FoldedName>;
  /** Folded names without their spaces: "Send Grid" and "SendGrid". */
  readonly compact: ReadonlyMap<string, FoldedName>;
  /** As written, capitals aside. */
  readonly spellings: ReadonlySet<string>;
  readonly leads: ReadonlyMap<string, EntityRecord>;
  readonly houses: ReadonlySet<string>;
  readonly domains: ReadonlyMap<string, EntityRecord>;
  readonly regions: ReadonlySet<string>;
}

/** Shorter names are joined and split by chance. */
const SHORTEST_COMPACT = 6;
const SHORTEST_UNDECLARED = 6;

const indexes = new WeakMap<EntityTable, EntityIndex>();

export function entityIndex(table: EntityTable): EntityIndex {
  const known = indexes.get(table);
  if (known) return known;
  const made = buildIndex(table);
  indexes.set(table, made);
  return made;
}

/** The name as a register would compare it: legal form kept, points, commas and capitals aside. */
export function legalKey(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words: string[] = [];
  let letters = "";
  for (const word of plain.match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (/^\p{L}$/u.test(word)) letters += word;
    else {
      if (letters) words.push(letters);
      letters = "";
      if (word !== "publ") words.push(SAME_FORM[word] ?? word);
    }
  }
  if (letters) words.push(letters);
  return words.join(" ");
}

/** Long and short spelling of one legal form. */
const SAME_FORM: Record<string, string> = {
  limited: "ltd",
  incorporated: "inc",
  corporation: "corp",
  company: "co",
  aktiebolag: "ab",
  aktieselskab: "as",
  unlimited: "unltd",
  uc: "unltd co",
  julkinen: "oyj",
};

/** One key for the spellings of a number: a Danish VAT number is the company number with DK before it. */
export function numberKeys(scheme: string | null, value: string): string[] {
  const sign = value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  const national = NATIONAL.find(({ vat }) => vat.test(sign));
  const keys: string[] = [];
  if (national) keys.push(`${national.scheme} ${sign.replace(national.vat, "$1")}`);
  if (scheme !== null) keys.push(`${scheme} ${sign}`);
  if (/^[A-Z]{2}[0-9A-Z]{8,12}$/u.test(sign)) keys.push(`eu-vat ${sign}`);
  return keys;
}

const NATIONAL = [
  { scheme: "dk-cvr", vat: /^DK(\d{8})$/u },
  { scheme: "no-orgnr", vat: /^(?:NO)?(\d{9})MVA$/u },
  { scheme: "se-orgnr", vat: /^SE(\d{10})01$/u },
  { scheme: "fi-ytunnus", vat: /^FI(\d{8})$/u },
  { scheme: "fr-siren", vat: /^FR[0-9A-Z]{2}(\d{9})$/u },
] as const;

function buildIndex(table: EntityTable): EntityIndex {
  const names = new Map<string, FoldedName>();
  const index = {
    numbers: new Map<string, EntityRecord>(),
    legalNames: new Map<string, EntityRecord>(),
    names,
    compact: new Map<string, FoldedName>(),
    spellings: new Set<string>(),
    leads: new Map<string, EntityRecord>(),
    houses: new Set<string>(),
    domains: new Map<string, EntityRecord>(),
    regions: new Set(table.regions.map(foldName)),
  };
  for (const entity of table.entities) {
    addNames(names, index.spellings, entity);
    for (const legal of entity.legal_entities) {
      index.legalNames.set(legalKey(legal.name), entity);
      for (const { scheme, value } of legal.identifiers)
        for (const key of numberKeys(scheme, value)) index.numbers.set(key, entity);
    }
    for (const lead of entity.leads) index.leads.set(foldName(lead), entity);
    for (const house of entity.houses) index.houses.add(foldName(house));
    for (const domain of entity.domains) index.domains.set(domain, entity);
  }
  for (const [name, use] of names) {
    const joined = name.replaceAll(" ", "");
    if (!use.ambiguous && joined.length >= SHORTEST_COMPACT) index.compact.set(joined, use);
  }
  return index;
}

function addNames(names: Map<string, FoldedName>, spellings: Set<string>, entity: EntityRecord): void {
  const doubtful = new Set(entity.ambiguous.map(foldName));
  for (const name of [entity.name, ...entity.aliases, ...entity.products]) {
    spellings.add(name.toLowerCase());
    addName(names, foldName(name), entity, entity.ambiguous.includes(name));
  }
  for (const { name } of entity.legal_entities) {
    const folded = foldName(name);
    const short = !folded.includes(" ") && folded.length < SHORTEST_UNDECLARED && !names.has(folded);
    addName(names, folded, entity, short || doubtful.has(folded));
  }
}

function addName(names: Map<string, FoldedName>, folded: string, entity: EntityRecord, ambiguous: boolean): void {
  if (folded === "") return;
  const known = names.get(folded);
  const contested = known !== undefined && known.entity.group !== entity.group;
  if (!known) names.set(folded, { entity, ambiguous });
  else if (contested || (ambiguous && !known.ambiguous)) names.set(folded, { ...known, ambiguous: true });
}
