/**
 * A name as a supplier writes it, looked up in the table of companies.
 *
 * Shape   First as it stands, then without the region of a subsidiary ("Twilio Ireland"), then by its house ("Google Vision"),
 *         then part by part ("Postmark (ActiveCampaign)"). sure is false for a name that needs a second fact.
 * Errors  None. Parts of one name that mean companies of two groups, listed side by side, mean neither.
 */
import type { EntityRecord } from "../knowledge/entities.js";
import { rememberFor } from "../knowledge/remember.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { foldName } from "../normalization/name-folding.js";
import { type EntityIndex, legalKey } from "./entity-index.js";
import { nameParts } from "./name-parts.js";

export interface Resolved {
  readonly entity: EntityRecord;
  readonly method: "legal-name" | "alias" | "folded-name" | "domain";
  readonly confidence: number;
  readonly sure: boolean;
}

/** No name of a company is longer. */
const LONGEST = 200;
/** A single word this short with another country's legal form is somebody else. */
const SHORT_WORD = 5;

/** The same companies stand in list after list. */
export const resolveName = rememberFor(resolveAnew);

function resolveAnew(written: string, index: EntityIndex): Resolved | null {
  const name = written.normalize("NFC").trim();
  if (name === "" || name.length > LONGEST) return null;
  const whole = resolveWhole(name, index);
  return whole?.sure ? whole : (resolveParts(name, index) ?? whole);
}

function resolveWhole(name: string, index: EntityIndex): Resolved | null {
  const registered = index.legalNames.get(legalKey(name));
  if (registered) return { entity: registered, method: "legal-name", confidence: 0.98, sure: true };
  const domain = index.domains.get(name.toLowerCase());
  if (domain) return { entity: domain, method: "domain", confidence: 0.95, sure: true };
  return byFoldedName(name, index) ?? byHouse(name, index);
}

function byFoldedName(name: string, index: EntityIndex): Resolved | null {
  const folded = foldName(name);
  const local = withoutRegion(folded, index);
  const exact = index.names.get(folded);
  const found = exact ?? index.compact.get(folded.replaceAll(" ", ""));
  const known = found ?? index.names.get(local);
  if (!known) return null;
  const { entity, ambiguous } = known;
  const form = findLegalForm(name);
  const stranger = form !== null && !formsOf(entity).has(form.form);
  if (ambiguous)
    return stranger || !exact ? null : { entity, method: "alias", confidence: form ? 0.6 : 0.5, sure: false };
  if (stranger && ((!exact && found) || isShortWord(folded))) return null;
  const spelled = index.spellings.has(name.toLowerCase());
  const confidence = found ? (spelled ? 0.96 : stranger ? 0.8 : 0.92) : 0.85;
  return { entity, method: spelled ? "alias" : "folded-name", confidence, sure: true };
}

const isShortWord = (folded: string): boolean => !folded.includes(" ") && folded.length <= SHORT_WORD;

const forms = new WeakMap<EntityRecord, ReadonlySet<string>>();

/** Legal forms that the company's own entities bear. */
function formsOf(entity: EntityRecord): ReadonlySet<string> {
  const known = forms.get(entity);
  if (known) return known;
  const made = new Set(entity.legal_entities.flatMap(({ name }) => findLegalForm(name)?.form ?? []));
  forms.set(entity, made);
  return made;
}

/** "twilio ireland" is Twilio; what is left may not be empty. */
function withoutRegion(folded: string, index: EntityIndex): string {
  const words = folded.split(" ");
  while (words.length > 1 && index.regions.has(words.at(-1)!)) words.pop();
  return words.join(" ");
}

/** A product under the name of its house; a legal form needs a house whose subsidiaries bear its name. */
function byHouse(name: string, index: EntityIndex): Resolved | null {
  if (nameParts(name).others.some(({ kind }) => kind !== "aside")) return null;
  // By spaces: "Google-konsulenten" is a word of its own.
  const words = name.split(" ");
  const starts = [3, 2, 1].filter((count) => count < words.length).map((count) => words.slice(0, count).join(" "));
  const folded = starts.map(foldName);
  const hasForm = findLegalForm(name) !== null;
  const lead = folded.find((start) => index.leads.has(start) && (!hasForm || index.houses.has(start)));
  const house = lead === undefined ? undefined : index.leads.get(lead);
  if (house) return { entity: house, method: "folded-name", confidence: 0.75, sure: true };
  const known = hasForm ? undefined : folded.flatMap((start) => knownStart(start, index) ?? [])[0];
  return known ? { entity: known, method: "folded-name", confidence: 0.65, sure: false } : null;
}

/** A known name of two words and more, with words behind it: perhaps a product of it, perhaps a club that bears its name. */
function knownStart(lead: string, index: EntityIndex): EntityRecord | undefined {
  const known = lead.includes(" ") ? index.names.get(lead) : undefined;
  return known && !known.ambiguous ? known.entity : undefined;
}

function resolveParts(name: string, index: EntityIndex): Resolved | null {
  const { main, others } = nameParts(name);
  if (others.length === 0) return null;
  const first = resolveWhole(main, index);
  const rest = others.map((part) => ({ ...part, found: resolveWhole(part.text, index) }));
  const sure = rest.flatMap(({ found, kind }) => (found?.sure ? [{ found, kind }] : []));
  if (!first) return sure.find(({ kind }) => kind === "same")?.found ?? null;
  const other = sure.find(({ found }) => found.entity.group !== first.entity.group);
  if (other && other.kind !== "aside") return null;
  // "Foo and Sons": with a part that nobody knows it may be one longer name.
  const open = rest.some(({ kind, found }) => kind === "listed" && !found);
  if (open) return findLegalForm(name) ? null : { ...first, confidence: 0.5, sure: false };
  if (first.sure) return { ...first, confidence: Math.min(first.confidence, other ? 0.8 : 0.94) };
  if (other) return bears(other.found.entity, main) ? { ...other.found, confidence: 0.9 } : first;
  return sure.length > 0 || doubled(first, main, rest) ? { ...first, confidence: 0.9, sure: true } : first;
}

/** Two doubtful names of one company speak for each other. */
function doubled(first: Resolved, main: string, rest: readonly { text: string; found: Resolved | null }[]): boolean {
  return rest.some(({ text, found }) => found?.entity === first.entity && foldName(text) !== foldName(main));
}

/** Whether an ambiguous name is one of this company's too. */
function bears(entity: EntityRecord, name: string): boolean {
  const folded = foldName(name);
  return entity.ambiguous.some((ambiguous) => foldName(ambiguous) === folded);
}
