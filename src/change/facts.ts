/**
 * What tells one entry from another, made comparable once for every entry.
 *
 * Shape   names holds every folded name that the entry bears (name, legal entity, aliases); joined the same without spaces.
 *         A registration number is its digits, so that "DK 12 34 56 78" and "12345678" are one.
 */
import { entityTable } from "../knowledge/entities.js";
import type { Entry } from "../model/entry.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { foldName } from "../normalization/name-folding.js";
import { tellingWords, wordsIn } from "./words.js";

export interface Facts {
  readonly entry: Entry;
  /** Place in the list, from 0, and as a share of the list. */
  readonly index: number;
  readonly position: number;
  readonly main: string;
  readonly names: ReadonlySet<string>;
  readonly joined: ReadonlySet<string>;
  /** Legal entity with its form, or null. */
  readonly legal: string | null;
  readonly numbers: ReadonlySet<string>;
  readonly host: string | null;
  readonly entity: string | null;
  /** The name is one of the company, and not of one of its products. */
  readonly isCompanyName: boolean;
  /** Words of service and purpose. */
  readonly purpose: readonly string[];
  readonly address: readonly string[];
  readonly data: readonly string[];
  readonly places: ReadonlySet<string>;
  /** Every word of the entry's quotes, sorted: equal where the supplier wrote the same. */
  readonly said: string;
}

export function factsOf(entries: readonly Entry[]): Facts[] {
  return entries.map((entry, index) => {
    const names = foldedNames(entry);
    return {
      entry,
      index,
      position: index / Math.max(1, entries.length - 1),
      main: names[0] ?? "",
      names: new Set(names),
      joined: new Set(names.map((name) => name.replaceAll(" ", ""))),
      legal: entry.legal_entity === null ? null : nameKey(entry.legal_entity),
      numbers: new Set(entry.registration_numbers.map(({ value }) => numberKey(value))),
      host: hostOf(entry.website),
      entity: entry.entity,
      isCompanyName: isCompanyName(entry),
      purpose: tellingWords([entry.service, entry.purpose].filter((words) => words !== null).join(" ")),
      address: wordsIn(entry.address ?? ""),
      data: tellingWords([entry.data_categories, entry.data_subjects].filter((words) => words !== null).join(" ")),
      places: new Set([...entry.countries, ...entry.processing_countries]),
      said: [...new Set(saidWords(entry))].sort().join(" "),
    };
  });
}

/** Folded name and legal form: "Foo, Inc" and "Foo Inc." are one, "Foo Inc." and "Foo LLC" two. */
export function nameKey(name: string): string {
  const form = findLegalForm(name);
  const core = form ? `${name.slice(0, form.start)} ${name.slice(form.end)}` : name;
  return `${wordsIn(core).join("")}|${form?.form ?? ""}`;
}

export function numberKey(value: string): string {
  const digits = value.replace(/\D/gu, "");
  const swedishVat = /^\s*SE\d{10}01$/iu.test(value.replace(/[\s-]/gu, ""));
  if (swedishVat) return digits.slice(0, 10);
  return digits.length >= 6 ? digits : value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Every quote once: the same words may support two fields. */
export function quotesOf(entry: Entry): string[] {
  return [...new Set([...entry.evidence, ...entry.unresolved].map(({ quote }) => quote))];
}

const saidWords = (entry: Entry): string[] => quotesOf(entry).flatMap(tellingWords);

function foldedNames(entry: Entry): string[] {
  const given = [entry.name, entry.legal_entity, ...entry.aliases].filter((name) => name !== null);
  return [...new Set(given.map(foldName).filter((name) => name !== ""))];
}

function isCompanyName(entry: Entry): boolean {
  const company = entry.entity === null ? undefined : entityTable().byId.get(entry.entity);
  const name = entry.name ?? entry.legal_entity;
  if (!company || name === null) return false;
  const own = [company.name, ...company.aliases, ...company.legal_entities.map((legal) => legal.name)];
  const folded = foldName(name);
  return own.some((known) => foldName(known) === folded) && !company.products.some((it) => foldName(it) === folded);
}

function hostOf(website: string | null): string | null {
  const match = /^(?:[a-z]+:\/\/)?(?:www\.)?([a-z0-9.-]{3,253})(?:[/:?#]|$)/iu.exec(website?.trim() ?? "");
  return match ? match[1]!.toLowerCase() : null;
}
