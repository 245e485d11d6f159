/**
 * A list for people: who, where, what for, on which ground.
 *
 * Shape   What a list does not say is said to be missing, in words; a place of the company stands for the place of processing
 *         only where none is stated, and says so.
 */
import { adequacyDecisions, eeaCountries } from "../../knowledge/adequacy.js";
import type { Entry } from "../../model/entry.js";
import type { Reading } from "../../model/reading.js";
import { printable } from "./printable.js";
import { formatTable, type TableOptions } from "./table.js";

export const ANSWER_HEADER = ["Who", "Where", "What for", "On which ground"] as const;

export type Answered = Pick<
  Entry,
  | "name"
  | "legal_entity"
  | "service"
  | "purpose"
  | "countries"
  | "processing_countries"
  | "transfer_mechanisms"
  | "status"
>;

export function answerRow(entry: Answered): string[] {
  return [who(entry), where(entry), whatFor(entry), ground(entry)];
}

export function answerTable(entries: readonly Answered[], options: TableOptions): string {
  return formatTable(ANSWER_HEADER, entries.map(answerRow), options);
}

function who({ name, legal_entity, status }: Answered): string {
  const shown = name ?? "(name withheld)";
  const company = legal_entity !== null && legal_entity !== name ? ` (${legal_entity})` : "";
  return `${shown}${company}${status === "active" ? "" : ` [${status}]`}`;
}

function where({ countries, processing_countries }: Answered): string {
  if (processing_countries.length > 0) return processing_countries.join(", ");
  return countries.length > 0 ? `${countries.join(", ")} (company)` : "not stated";
}

const whatFor = ({ service, purpose }: Answered): string =>
  [service, purpose].filter((words) => words !== null).join(": ") || "not stated";

const MECHANISMS: Readonly<Record<Entry["transfer_mechanisms"][number], string>> = {
  scc: "standard clauses",
  dpf: "Data Privacy Framework",
  privacy_shield: "Privacy Shield (void)",
  adequacy: "adequacy decision",
  bcr: "binding corporate rules",
  consent: "consent",
  derogation: "derogation",
  none_needed: "none needed",
  other: "other",
};

function ground({ countries, processing_countries, transfer_mechanisms }: Answered): string {
  if (transfer_mechanisms.length > 0) return transfer_mechanisms.map((mechanism) => MECHANISMS[mechanism]).join(", ");
  const places = processing_countries.length > 0 ? processing_countries : countries;
  if (places.length === 0) return "not stated";
  const outside = places.filter((place) => !isInside(place));
  if (outside.length === 0) return "within the EEA";
  return outside.every(isAdequate) ? `adequacy decision (${outside.join(", ")})` : "none stated";
}

let members: ReadonlySet<string> | undefined;
function isInside(place: string): boolean {
  members ??= new Set(["EU", "EEA", ...eeaCountries()]);
  return members.has(place);
}

function isAdequate(place: string): boolean {
  const today = new Date().toISOString().slice(0, 10);
  return adequacyDecisions().some(
    ({ country, scope, valid_from, valid_to }) =>
      country === place && scope === "whole" && valid_from <= today && (valid_to === null || valid_to > today),
  );
}

const STATUS_WORDS: Readonly<Record<Reading["status"], string>> = {
  listed: "",
  none_used: "says that it uses none",
  on_request: "gives its list on request",
  refers_elsewhere: "says that its list stands elsewhere",
  no_list: "holds no list",
  needs_review: "speaks of sub-processors and could not be read: needs a person",
  failed: "could not be read",
};

/** What one reading gave: a heading, then its table or the reason why there is none. */
export function answerReading(reading: Reading, options: TableOptions): string {
  const bold = options.bold ?? ((text: string) => text);
  const facts = [reading.publisher, reading.language, reading.list_updated && `as of ${reading.list_updated}`].filter(
    Boolean,
  );
  const head = bold(printable(reading.source)) + (facts.length > 0 ? printable(` (${facts.join(", ")})`) : "");
  if (reading.failure) return `${head}\n  ${printable(reading.failure.message)}. ${reading.failure.remedy}`;
  if (reading.entries.length === 0) return `${head}\n  ${STATUS_WORDS[reading.status] || "lists nobody"}`;
  return `${head}\n${answerTable(reading.entries, options)}`;
}
