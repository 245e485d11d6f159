/**
 * Rows that say nothing that another row of the same list does not say: a hidden copy of a shown table, a name that is listed
 * again without a word about it. How often a supplier repeats himself is no news.
 */
import type { Entry } from "../model/entry.js";
import { foldName } from "../normalization/name-folding.js";
import { tellingWords } from "./words.js";

export function withoutRepeats(entries: readonly Entry[]): Entry[] {
  const said = new Set<string>();
  const described = new Set(entries.filter(isDescribed).map(nameOf));
  return entries.filter((entry) => {
    if (!isDescribed(entry) && described.has(nameOf(entry)) && nameOf(entry) !== "") return false;
    const words = statement(entry);
    if (said.has(words)) return false;
    said.add(words);
    return true;
  });
}

const nameOf = (entry: Entry): string => foldName(entry.name ?? entry.legal_entity ?? "");

/** The row says more than a name. */
function isDescribed(entry: Entry): boolean {
  const words = [entry.service, entry.purpose, entry.address, entry.data_categories];
  return words.some((value) => value !== null) || [...entry.countries, ...entry.processing_countries].length > 0;
}

function statement(entry: Entry): string {
  const words = [entry.name, entry.legal_entity, entry.service, entry.purpose, entry.address, entry.data_categories];
  const sets = [entry.countries, entry.processing_countries, entry.transfer_mechanisms];
  const numbers = entry.registration_numbers.map(({ value }) => value);
  return JSON.stringify([words.map((value) => tellingWords(value ?? "").join(" ")), sets, numbers, entry.level]);
}
