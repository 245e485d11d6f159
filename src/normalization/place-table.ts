/**
 * All words for places in one phrase table, compiled once from data/.
 *
 * Shape   Each word says what it stands for and how it must be written to count: "Jordan" only with a capital, "EU" only in capitals.
 */

import {
  cityNames,
  cloudRegions,
  countryAliases,
  countryNames,
  inflectedNames,
  nationalAdjectives,
  regionNames,
  usStates,
} from "../knowledge/countries.js";
import type { Place } from "../model/entry.js";
import type { Span } from "../model/span.js";
import { isUpper, PhraseTable } from "./words.js";

export type PlaceKind = "country" | "region" | "city" | "cloud-region" | "adjective" | "state";

export interface PlaceMention extends Span {
  readonly places: readonly Place[];
  readonly kind: PlaceKind;
  /** "never transferred to third countries": the words name the place to deny it. */
  readonly negated?: boolean;
}

/** How a word must be written: all capitals, a first capital, anyhow, or alone in its part. */
export type Writing = "upper" | "capital" | "any" | "whole";

export interface PlaceWord {
  /** "nothing": the words look like a place and are none ("EU standard clauses"). */
  readonly kind: PlaceKind | "nothing";
  readonly place: Place;
  readonly writing: Writing;
}

let compiled: PhraseTable<PlaceWord> | undefined;

export function placeTable(): PhraseTable<PlaceWord> {
  return (compiled ??= compile());
}

/** Every word with its meaning, in order of precedence; the tests look for words with two meanings here. */
export function* placeWords(): Generator<[string, PlaceWord]> {
  for (const phrase of regionNames().not_places) yield [phrase, { kind: "nothing", place: "EU", writing: "any" }];
  yield* countryWords();
  yield* tableWords(regionNames().regions, "region", (phrase) => (isAcronym(phrase) ? "upper" : "any"));
  yield* tableWords(cloudRegions().regions, "cloud-region", () => "any");
  const { states, also } = usStates();
  yield* tableWords({ US: [...Object.values(states), ...also] }, "state", () => "capital");
  yield* tableWords(cityNames().cities, "city", () => "capital");
  yield* tableWords(nationalAdjectives().adjectives, "adjective", () => "any");
}

function* countryWords(): Generator<[string, PlaceWord]> {
  const { aliases, capital_only, whole_only, lower_case } = countryAliases();
  const whole = new Set(whole_only);
  const lower = new Set(lower_case.filter((word) => !capital_only.some((name) => name.toLowerCase() === word)));
  const writing = (phrase: string): Writing => {
    if (whole.has(phrase)) return "whole";
    if (isAcronym(phrase)) return "upper";
    return lower.has(phrase.toLowerCase()) ? "any" : "capital";
  };
  yield* tableWords(aliases, "country", writing);
  for (const { names, forms } of countryNames()) {
    for (const [code, name] of Object.entries(names)) yield* tableWords({ [code]: [name] }, "country", writing);
    yield* tableWords(forms, "country", writing);
  }
  for (const forms of Object.values(inflectedNames().forms)) yield* tableWords(forms, "country", writing);
}

function* tableWords(
  table: Readonly<Record<string, readonly string[]>>,
  kind: PlaceKind,
  writing: (phrase: string) => Writing,
): Generator<[string, PlaceWord]> {
  for (const [place, phrases] of Object.entries(table)) {
    for (const phrase of phrases) yield [phrase, { kind, place: place as Place, writing: writing(phrase) }];
  }
}

const isAcronym = (phrase: string): boolean => isUpper(phrase.split(/[\s-]/u)[0]!) && phrase.length > 1;

function compile(): PhraseTable<PlaceWord> {
  const table = new PhraseTable<PlaceWord>();
  const known = new Set<string>();
  for (const [phrase, word] of placeWords()) {
    const key = `${phrase.toLowerCase()} ${word.kind} ${word.place}`;
    if (known.has(key)) continue;
    known.add(key);
    table.add(phrase, word);
  }
  return table;
}
