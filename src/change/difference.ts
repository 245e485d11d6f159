/**
 * In which fields two readings of one sub-processor differ.
 *
 * Shape   Fields that tell the same together are compared together: names, places, what it does. A difference is reported where
 *         the supplier's words differ: not where one reading understood what the other did not, or put it into another field.
 */
import { eeaCountries } from "../knowledge/adequacy.js";
import type { Entry, Evidence, EvidenceField } from "../model/entry.js";
import { nameKey, numberKey } from "./facts.js";
import type { Surroundings } from "./surroundings.js";
import { sameWords } from "./words.js";

export interface Difference {
  readonly field: EvidenceField;
  readonly before: Value;
  readonly after: Value;
}
export type Value = string | number | boolean | string[] | null;

export interface Side {
  readonly entry: Entry;
  readonly surroundings: Surroundings;
}

export interface DifferenceOptions {
  /** False where the lists are written in two languages. */
  readonly compareWords: boolean;
}

export function differencesOf(before: Side, after: Side, { compareWords }: DifferenceOptions): Difference[] {
  const [old, now] = [before.entry, after.entry];
  const found = [
    ...nameDifferences(old, now),
    ...setDifference("registration_numbers", numbersOf(old), numbersOf(now), numberKey),
    ...placeDifferences(old, now),
    ...setDifference("transfer_mechanisms", old.transfer_mechanisms, now.transfer_mechanisms),
    ...DATED_FIELDS.flatMap((field) => plainDifference(field, old[field], now[field])),
    ...wordDifferences("address", old.address, now.address),
    ...(compareWords ? freeDifferences(old, now) : []),
  ];
  const unread = UNREAD_FIELDS.filter((field) => !found.some((known) => groupOf(known.field).includes(field)));
  const all = [...found, ...unread.flatMap((field) => unreadDifference(field, old, now))];
  return all.filter(({ field }) => !isReaders(field, before, after));
}

const DATED_FIELDS = ["updated", "valid_from", "valid_to", "status"] as const;

/** Both versions have the words of both values in the row: what differs is how we read them. */
function isReaders(field: EvidenceField, before: Side, after: Side): boolean {
  const then = quotesFor(before.entry, field);
  const now = quotesFor(after.entry, field);
  if (then.length === 0 && now.length === 0) return field !== "status";
  return before.surroundings.says(before.entry, now) && after.surroundings.says(after.entry, then);
}

/** Fields whose words we may not understand: other such words are a change that we cannot put into values. */
const UNREAD_FIELDS = ["processing_countries", "countries", "transfer_mechanisms"] as const;

function unreadDifference(field: EvidenceField, before: Entry, after: Entry): Difference[] {
  const words = (entry: Entry): string =>
    entry.unresolved
      .filter((unread) => unread.field === field)
      .map(({ quote }) => quote)
      .join("; ");
  const [then, now] = [words(before), words(after)];
  return sameWords(then, now) ? [] : [{ field, before: then || null, after: now || null }];
}

/** Quotes of all fields that are compared together. */
function quotesFor(entry: Entry, field: EvidenceField): string[] {
  const together = groupOf(field);
  return [...entry.evidence, ...entry.unresolved]
    .filter((quote) => together.includes(quote.field))
    .map(({ quote }) => quote);
}

const groupOf = (field: EvidenceField): readonly EvidenceField[] =>
  TOGETHER.find((fields) => fields.includes(field)) ?? [field];

const TOGETHER: readonly (readonly EvidenceField[])[] = [
  ["name", "legal_entity", "aliases"],
  ["countries", "processing_countries"],
  ["service", "purpose"],
];

/** The evidence of a change: the quotes of its field. */
export const evidenceFor = (entry: Entry, field: EvidenceField): Evidence[] =>
  entry.evidence.filter((evidence) => evidence.field === field);

/** One change of a name, even where name and registered name are the same words. */
function nameDifferences(before: Entry, after: Entry): Difference[] {
  const name = plainDifference("name", before.name, after.name, keyOrNull);
  const legal = plainDifference("legal_entity", before.legal_entity, after.legal_entity, keyOrNull);
  if (name.length === 0) return legal.filter(() => legalIsNews(before, after));
  const follows = after.legal_entity === null || keyOrNull(after.legal_entity) === keyOrNull(after.name);
  return follows || before.legal_entity === null ? name : [...name, ...legal];
}

/** A registered name that was the name all along says nothing new. */
const legalIsNews = (before: Entry, after: Entry): boolean =>
  keyOrNull(before.legal_entity ?? before.name) !== keyOrNull(after.legal_entity ?? after.name);

const keyOrNull = (name: string | null): string | null => (name === null ? null : nameKey(name));

const numbersOf = (entry: Entry): string[] => entry.registration_numbers.map(({ value }) => value);

/** EU and EEA are one to a reader, and a region beside its own member says no more than the member. */
function placeDifferences(before: Entry, after: Entry): Difference[] {
  const union = (entry: Entry): string => placesKey([...entry.countries, ...entry.processing_countries]);
  if (union(before) === union(after)) return [];
  const processing = setDifference("processing_countries", before.processing_countries, after.processing_countries);
  const own = setDifference("countries", before.countries, after.countries);
  if (processing.length === 0 || own.length === 0) return [...processing, ...own];
  const alike = placesKey(before.countries) === placesKey(before.processing_countries);
  return alike ? processing : [...processing, ...own];
}

export function placesKey(places: readonly string[]): string {
  const members = eeaCountries();
  const folded = places.map((place) => (place === "EU" ? "EEA" : place));
  const hasMember = folded.some((place) => members.has(place));
  return [...new Set(folded.filter((place) => place !== "EEA" || !hasMember))].sort().join(" ");
}

function setDifference(
  field: "registration_numbers" | "transfer_mechanisms" | "countries" | "processing_countries",
  before: readonly string[],
  after: readonly string[],
  keyOf: (value: string) => string = (value) => value,
): Difference[] {
  const isPlace = field === "countries" || field === "processing_countries";
  const key = (values: readonly string[]): string =>
    isPlace ? placesKey(values) : [...new Set(values.map(keyOf))].sort().join(" ");
  return key(before) === key(after) ? [] : [{ field, before: [...before], after: [...after] }];
}

/** Service and purpose say one thing together: which of them holds which words is the reader's choice. */
function freeDifferences(before: Entry, after: Entry): Difference[] {
  const whole = (entry: Entry): string => [entry.service, entry.purpose].filter((words) => words !== null).join(" ");
  const work = sameWords(whole(before), whole(after))
    ? []
    : [...wordDifferences("purpose", before.purpose, after.purpose), ...serviceDifference(before, after)];
  return [
    ...work,
    ...wordDifferences("data_categories", before.data_categories, after.data_categories),
    ...wordDifferences("data_subjects", before.data_subjects, after.data_subjects),
  ];
}

const serviceDifference = (before: Entry, after: Entry): Difference[] =>
  wordDifferences("service", before.service, after.service);

function wordDifferences(field: EvidenceField, before: string | null, after: string | null): Difference[] {
  return sameWords(before ?? "", after ?? "") ? [] : [{ field, before, after }];
}

function plainDifference(
  field: EvidenceField,
  before: string | null,
  after: string | null,
  keyOf: (value: string | null) => string | null = (value) => value,
): Difference[] {
  return keyOf(before) === keyOf(after) ? [] : [{ field, before, after }];
}
