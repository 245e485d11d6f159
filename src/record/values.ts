/** What the words of each field mean, by the finders of normalization. */
import type { CandidateField } from "../model/candidate.js";
import type { Entry, EvidenceField, Place, RegistrationNumber, TransferMechanism, Unresolved } from "../model/entry.js";
import type { Span } from "../model/span.js";
import { findDates } from "../normalization/date.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { readPlaces } from "../normalization/place-reading.js";
import {
  type FoundNumber,
  findRegistrationNumbers,
  readNumberCell,
} from "../normalization/registration-number/find.js";
import { findMechanisms, readTransferCell } from "../normalization/transfer.js";

type Fields = Pick<Entry, EvidenceField>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Values {
  readonly fields: Fields;
  /** Which words support which field. */
  readonly supported: { readonly field: EvidenceField; readonly spans: readonly Span[] }[];
  readonly unresolved: Unresolved[];
}

interface Draft {
  readonly text: string;
  readonly fields: Mutable<Fields>;
  readonly supported: { field: EvidenceField; spans: Span[] }[];
  readonly unresolved: Unresolved[];
}

export function valuesOf(text: string, candidates: readonly CandidateField[]): Values {
  const draft: Draft = { text, fields: blankFields(), supported: [], unresolved: [] };
  for (const candidate of candidates) if (candidate.field !== "registration_numbers") read(draft, candidate);
  deriveCountries(draft, candidates);
  for (const candidate of candidates)
    if (candidate.field === "registration_numbers") readNumbers(draft, candidate.spans);
  return draft;
}

/** Nothing is stated. */
export const blankFields = (): Mutable<Fields> => ({
  name: null,
  legal_entity: null,
  aliases: [],
  registration_numbers: [],
  address: null,
  countries: [],
  processing_countries: [],
  service: null,
  purpose: null,
  data_categories: null,
  data_subjects: null,
  transfer_mechanisms: [],
  updated: null,
  valid_from: null,
  valid_to: null,
  status: "active",
  level: 1,
  website: null,
});

function read(draft: Draft, candidate: CandidateField): void {
  const { field, spans } = candidate;
  switch (field) {
    case "countries":
    case "processing_countries":
      readPlaceField(draft, field, spans);
      break;
    case "registration_numbers":
      readNumbers(draft, spans);
      break;
    case "transfer_mechanisms":
      readTransfers(draft, spans);
      break;
    case "updated":
    case "valid_from":
    case "valid_to":
      readDate(draft, field, spans);
      break;
    case "aliases":
      draft.fields.aliases = [...new Set([...draft.fields.aliases, words(draft.text, spans)])];
      support(draft, field, spans);
      break;
    case "status":
      draft.fields.status = (candidate.value ?? "active") as Entry["status"];
      support(draft, field, spans);
      break;
    case "level":
      draft.fields.level = Number(candidate.value ?? 1);
      support(draft, field, spans);
      break;
    default:
      if (draft.fields[field] !== null) break;
      draft.fields[field] = words(draft.text, spans);
      support(draft, field, spans);
      break;
  }
}

/** Words of the spans on one line. */
function words(text: string, spans: readonly Span[]): string {
  return spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, " ").trim()).join(" ");
}

function support(draft: Draft, field: EvidenceField, spans: readonly Span[]): void {
  draft.supported.push({ field, spans: [...spans] });
}

function unresolved(draft: Draft, field: EvidenceField, span: Span): void {
  const quote = draft.text.slice(span.start, span.end);
  if (quote.trim() !== "") draft.unresolved.push({ field, reason: "not-understood", quote, ...span });
}

/** A region is no country of a company, so a stated region makes all places of the cell places of processing. */
function readPlaceField(draft: Draft, field: "countries" | "processing_countries", spans: readonly Span[]): void {
  for (const span of spans) {
    const quote = draft.text.slice(span.start, span.end);
    const all = readPlaces(quote).places;
    const places = field === "countries" ? withoutRemark(all, quote) : all;
    if (places.length === 0) {
      unresolved(draft, field, span);
      continue;
    }
    const target = places.every((place) => /^[A-Z]{2}$/u.test(place) && place !== "EU")
      ? field
      : "processing_countries";
    draft.fields[target] = unique<Place>([...draft.fields[target], ...places]) as never;
    support(draft, target, [span]);
  }
}

/** "Vilnius, Lithuania (EU)": where the company is, and a remark that it lies in the EU. */
function withoutRemark(places: readonly Place[], quote: string): readonly Place[] {
  const countries = places.filter((place) => /^[A-Z]{2}$/u.test(place) && place !== "EU");
  return countries.length > 0 && /\((?:EU|EEA|EØS|EES|ETA|UE|EOG|EER|EWR)\)/u.test(quote) ? countries : places;
}

function readNumbers(draft: Draft, spans: readonly Span[]): void {
  for (const span of spans) {
    const found = numbersAt(draft, span);
    if (found.length === 0) unresolved(draft, "registration_numbers", span);
    for (const { start, end, scheme, value, valid } of found) {
      const number: RegistrationNumber = { scheme, value, valid };
      if (draft.fields.registration_numbers.some((known) => known.value === value)) continue;
      draft.fields.registration_numbers = [...draft.fields.registration_numbers, number];
      support(draft, "registration_numbers", [{ start, end }]);
    }
  }
}

/** How far before a number its label may stand. */
const LABEL = 28;

/** The label before it on its line, and the country of the entity, say which register a number is of. */
function numbersAt(draft: Draft, span: Span): FoundNumber[] {
  const { text, fields } = draft;
  const form = findLegalForm(fields.legal_entity ?? "")?.country;
  const hint = { countries: [...fields.countries, ...(form ? [form] : [])] };
  const line = text
    .slice(Math.max(0, span.start - LABEL), span.start)
    .split(/[\n\t]/u)
    .at(-1)!;
  const from = span.start - line.length;
  const labelled = findRegistrationNumbers(text.slice(from, span.end), hint).filter(
    ({ start }) => from + start >= span.start,
  );
  const found = labelled.length > 0 ? labelled.map((number) => moved(number, from)) : [];
  return found.length > 0
    ? found
    : readNumberCell(text.slice(span.start, span.end), hint).map((number) => moved(number, span.start));
}

const moved = (number: FoundNumber, by: number): FoundNumber => ({
  ...number,
  start: number.start + by,
  end: number.end + by,
  labelStart: number.labelStart + by,
});

function readTransfers(draft: Draft, spans: readonly Span[]): void {
  for (const span of spans) {
    const quote = draft.text.slice(span.start, span.end);
    const { mechanisms, notStated } = readTransferCell(quote);
    if (mechanisms.length > 0) {
      draft.fields.transfer_mechanisms = unique<TransferMechanism>([
        ...draft.fields.transfer_mechanisms,
        ...mechanisms,
      ]);
      support(draft, "transfer_mechanisms", [span]);
    } else if (!notStated && findMechanisms(quote).length === 0) unresolved(draft, "transfer_mechanisms", span);
  }
}

function readDate(draft: Draft, field: "updated" | "valid_from" | "valid_to", spans: readonly Span[]): void {
  const span = spans[0]!;
  const date = findDates(draft.text.slice(span.start, span.end))[0];
  if (date) {
    draft.fields[field] = date.iso;
    support(draft, field, [span]);
  } else unresolved(draft, field, span);
}

/** The country at the end of an address is where the entity is, unless a column says it. */
function deriveCountries(draft: Draft, candidates: readonly CandidateField[]): void {
  if (draft.fields.countries.length > 0) return;
  const address = candidates.find(({ field }) => field === "address");
  if (!address) return;
  for (const span of address.spans.flatMap((whole) => eachAddress(draft.text, whole))) {
    const { mentions, places } = readPlaces(draft.text.slice(span.start, span.end));
    const codes = places.filter((place) => /^[A-Z]{2}$/u.test(place) && place !== "EU");
    const country =
      mentions.findLast(({ kind }) => kind === "country") ??
      mentions.findLast(({ places: found }) => found.some((code) => codes.includes(code)));
    const found = country?.places.filter((code) => codes.includes(code)) ?? [];
    if (found.length === 0) continue;
    draft.fields.countries = unique<string>([...draft.fields.countries, ...found]);
    support(draft, "countries", [{ start: span.start + country!.start, end: span.start + country!.end }]);
  }
}

/** "San Francisco, USA / Dublin, Irlandia" are two. */
function eachAddress(text: string, span: Span): Span[] {
  const parts: Span[] = [];
  let start = span.start;
  for (const slash of text.slice(span.start, span.end).matchAll(/\s\/\s/gu)) {
    parts.push({ start, end: span.start + slash.index });
    start = span.start + slash.index + slash[0].length;
  }
  return [...parts, { start, end: span.end }];
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
