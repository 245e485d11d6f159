/**
 * How much a change matters, by plain rules, each with the reason that a reader is shown.
 *
 * Shape   high: data may leave the EEA that did not before. medium: another company, another country, another ground.
 *         low: other words for the same.
 * Source  Membership of the EEA: data/adequacy.json
 */
import { adequacyDecisions, eeaCountries } from "../knowledge/adequacy.js";
import type { Change } from "../model/change.js";
import type { Entry } from "../model/entry.js";
import type { Difference } from "./difference.js";
import { nameKey } from "./facts.js";
import { sameWords } from "./words.js";

export type Judgement = Pick<Change, "severity" | "reason">;

export function judgeAdded(entry: Entry): Judgement {
  const outside = outsideEea(placesOf(entry));
  return outside.length > 0
    ? { severity: "high", reason: `New sub-processor outside the EEA: ${outside.map(described).join(", ")}` }
    : { severity: "medium", reason: "New sub-processor" };
}

export const judgeRemoved = (): Judgement => ({ severity: "medium", reason: "Sub-processor no longer listed" });

export function judgeDifference(difference: Difference, before: Entry, after: Entry): Judgement {
  const { field } = difference;
  if (field === "countries" || field === "processing_countries") return judgePlaces(before, after);
  if (field === "name" || field === "legal_entity") return judgeName(difference);
  const known = BY_FIELD[field];
  return known ?? { severity: "low", reason: "Reworded" };
}

const BY_FIELD: Partial<Record<Difference["field"], Judgement>> = {
  registration_numbers: { severity: "medium", reason: "Other registration number" },
  transfer_mechanisms: { severity: "medium", reason: "Other ground for the transfer" },
  data_categories: { severity: "medium", reason: "Other personal data" },
  data_subjects: { severity: "medium", reason: "Other persons' data" },
  status: { severity: "medium", reason: "Other status" },
  purpose: { severity: "low", reason: "Reworded purpose" },
  service: { severity: "low", reason: "Reworded service" },
  address: { severity: "low", reason: "Other address" },
};

function judgePlaces(before: Entry, after: Entry): Judgement {
  const known = new Set(placesOf(before));
  const fresh = placesOf(after).filter((place) => !known.has(place));
  const outside = outsideEea(fresh);
  if (outside.length > 0)
    return { severity: "high", reason: `New transfer outside the EEA: ${outside.map(described).join(", ")}` };
  return fresh.length > 0
    ? { severity: "medium", reason: `New place of processing: ${fresh.join(", ")}` }
    : { severity: "low", reason: "Fewer places stated" };
}

/** Another legal form is another company; another spelling is not. */
function judgeName({ before, after }: Difference): Judgement {
  if (typeof before !== "string" || typeof after !== "string")
    return { severity: "low", reason: "Name stated otherwise" };
  const [oldCore, oldForm] = nameKey(before).split("|");
  const [newCore, newForm] = nameKey(after).split("|");
  if (oldCore === newCore && oldForm && newForm) return { severity: "medium", reason: "Other legal entity" };
  return oldCore === newCore || sameWords(before, after)
    ? { severity: "low", reason: "Name spelled otherwise" }
    : { severity: "medium", reason: "Renamed" };
}

const placesOf = (entry: Entry): string[] => [...new Set([...entry.countries, ...entry.processing_countries])];

function outsideEea(places: readonly string[]): string[] {
  const members = eeaCountries();
  return places.filter((place) => place !== "EU" && place !== "EEA" && !members.has(place));
}

/** A transfer under an adequacy decision is one all the same, and easier to accept. */
function described(place: string): string {
  const decision = adequacyDecisions().find(({ country, valid_to }) => country === place && valid_to === null);
  if (!decision) return place;
  return `${place} (adequacy decision${decision.scope === "whole" ? "" : `, ${decision.scope}`})`;
}
