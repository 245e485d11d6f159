/**
 * Names of countries, regions, cities and cloud regions, as data/ has them.
 *
 * Shape   One file of names a language under data/countries/names (generated), the rest kept by hand beside it.
 * Source  Each file says its own.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { lazyData, loadData } from "./load.js";

const words = z.array(z.string().min(1));
const byPlace = z.record(z.string(), words);

export const CountryNames = z.strictObject({
  source: z.string(),
  language: z.string(),
  names: z.record(z.string().regex(/^[A-Z]{2}$/u), z.string()),
  forms: byPlace,
});
export type CountryNames = z.infer<typeof CountryNames>;

export const countryNames = once((): readonly CountryNames[] =>
  readdirSync(new URL("../../data/countries/names/", import.meta.url))
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => loadData(`countries/names/${file}`, CountryNames)),
);

export const countryAliases = lazyData(
  "countries/aliases.json",
  z.strictObject({
    source: z.string(),
    aliases: byPlace,
    /** Names that are also common words or first names when they begin with a small letter. */
    capital_only: words,
    /** Names that count only where nothing else stands in the part. */
    whole_only: words,
    /** Names that suppliers write with a small letter as well. */
    lower_case: words,
    /** ISO codes that are words in some language even in capitals, and those of them that are business words. */
    common_codes: words,
    business_codes: words,
  }),
);

export const inflectedNames = lazyData(
  "countries/inflected.json",
  z.strictObject({ source: z.string(), forms: z.record(z.string(), byPlace) }),
);

export const nationalAdjectives = lazyData(
  "countries/adjectives.json",
  z.strictObject({ source: z.string(), adjectives: byPlace, not_a_place_before: words, not_a_place_after: words }),
);

export const regionNames = lazyData(
  "countries/regions.json",
  z.strictObject({
    source: z.string(),
    regions: byPlace,
    not_places: words,
    outside_before: words,
    outside_after: words,
    outside_skip: words,
  }),
);

export const cloudRegions = lazyData(
  "countries/cloud-regions.json",
  z.strictObject({ source: z.string(), regions: byPlace }),
);

export const usStates = lazyData(
  "countries/states.json",
  z.strictObject({ source: z.string(), states: z.record(z.string().regex(/^[A-Z]{2}$/u), z.string()), also: words }),
);

export const cityNames = lazyData(
  "cities.json",
  z.strictObject({ source: z.string(), cities: byPlace, not_before: words }),
);

export const negationWords = lazyData(
  "negations.json",
  z.strictObject({ source: z.string(), before: words, after: words, turn: words }),
);

function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}
