/**
 * Companies across suppliers: data/entities.json, and finding their names in a text.
 *
 * Shape   A name is a row of tokens; all names stand in one tree, so that a text is read once and the longest name wins.
 *         An ambiguous name is also an everyday word or another company's: it needs a capital letter here, and a second
 *         fact where record/link.ts links it.
 * Unit    Spans in UTF-16 units, as in model/span.ts.
 * Errors  None of its own. UNDERLAG_NO_ENTITIES=1 gives an empty table: what is read must not rest on it, and the score
 *         is reported with and without.
 * Source  data/entities.json names the source of each kind of fact.
 */
import { z } from "zod";
import { CountryCode, PurposeCategory } from "../model/entry.js";
import type { Span } from "../model/span.js";
import { legalForms } from "./legal-forms.js";
import { loadData } from "./load.js";
import { addName, isWholeName, longestNames, type NameTree, nameTree } from "./name-tree.js";
import { rememberFor } from "./remember.js";

const word = z.string().min(1);

export const EntityIdentifier = z.strictObject({ scheme: word, value: word });
export const EntityRecord = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9-]+$/u)
    .describe("Stays the same for ever"),
  name: word,
  group: word.describe("Companies under one owner; the id where there is no other"),
  legal_entities: z
    .array(
      z.strictObject({
        name: word.describe("Registered name with its legal form"),
        country: CountryCode.nullable().describe("null where not certain"),
        identifiers: z.array(EntityIdentifier).default([]),
      }),
    )
    .default([]),
  aliases: z.array(word).default([]),
  products: z.array(word).default([]),
  ambiguous: z
    .array(word)
    .default([])
    .describe("Those of its names that are everyday words or other companies' names too"),
  leads: z
    .array(word)
    .default([])
    .describe("What begins with one of these and bears no legal form is a product of the company"),
  houses: z
    .array(word)
    .default([])
    .describe("Those of its leads that are coined words: subsidiaries trade under them too"),
  domains: z.array(word).default([]),
  purposes: z.array(PurposeCategory).min(1),
  source: z.array(word).min(1).describe("Keys of the table of sources"),
});
export type EntityRecord = z.infer<typeof EntityRecord>;

export const EntityFile = z.strictObject({
  about: word,
  sources: z.record(z.string(), word),
  regions: z.array(word).describe("Words that a subsidiary adds to the name of its house"),
  entities: z.array(EntityRecord),
});

export interface EntityTable {
  readonly entities: readonly EntityRecord[];
  readonly byId: ReadonlyMap<string, EntityRecord>;
  readonly regions: readonly string[];
  readonly names: NameTree;
}

export interface KnownName extends Span {
  readonly entity: string;
  readonly ambiguous: boolean;
}

export const NO_ENTITIES: EntityTable = buildEntityTable([], []);

let loaded: EntityTable | undefined;

/** The committed table; empty where the environment says so. */
export function entityTable(): EntityTable {
  if (process.env.UNDERLAG_NO_ENTITIES === "1") return NO_ENTITIES;
  if (!loaded) {
    const file = loadData("entities.json", EntityFile);
    loaded = buildEntityTable(file.entities, file.regions);
  }
  return loaded;
}

/** Whether the whole text is the name of a known company or product, its legal form included or not. */
export const isKnownName = (text: string, table: EntityTable = entityTable()): boolean => isKnown(text, table);

const isKnown = rememberFor((text: string, { names }: EntityTable): boolean => {
  return isWholeName(names, text) || isWholeName(names, withoutForm(text));
});

/** Known names in a text, left to right, not overlapping, the longest at each place. */
export function findKnownNames(text: string, table: EntityTable = entityTable()): KnownName[] {
  return longestNames(table.names, text);
}

/** The text up to the legal form that ends it, as far as spelling tells one. */
function withoutForm(text: string): string {
  const form = /[\s,]([\p{L}/.]{2,12})$/u.exec(text.slice(0, LONGEST_NAME).trim());
  return form && formSpellings().has(form[1]!) ? text.trim().slice(0, form.index) : text;
}

const LONGEST_NAME = 200;
let spellings: ReadonlySet<string> | undefined;
const formSpellings = (): ReadonlySet<string> =>
  (spellings ??= new Set(legalForms().forms.flatMap(({ written }) => written)));

export function buildEntityTable(entities: readonly EntityRecord[], regions: readonly string[]): EntityTable {
  const names = nameTree();
  for (const entity of entities) {
    const ambiguous = new Set(entity.ambiguous);
    const legal = entity.legal_entities.map(({ name }) => name);
    for (const name of [entity.name, ...entity.aliases, ...entity.products, ...legal]) {
      addName(names, name, { entity: entity.id, ambiguous: ambiguous.has(name) });
    }
  }
  return { entities, byId: new Map(entities.map((entity) => [entity.id, entity])), regions, names };
}
