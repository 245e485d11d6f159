/**
 * What a sub-processor is used for, by kind; and where a text names kinds of personal data or of people.
 *
 * Shape   Categories stand by strength: how often their words occur, the first text counting most. No word known: no category.
 * Source  data/purposes, one file a language; every language is read at once, since lists mix them.
 */

import { purposeWords } from "../knowledge/purposes.js";
import type { PurposeCategory } from "../model/entry.js";
import type { Span } from "../model/span.js";
import { PhraseTable, tokenize } from "./words.js";

export function categorizePurpose(...texts: readonly (string | null)[]): PurposeCategory[] {
  const strength = new Map<PurposeCategory, number>();
  texts.forEach((text, index) => {
    const weight = 1 / (index + 1);
    for (const match of text ? categoryTable().all(text) : []) {
      const category = match.values[0]!;
      strength.set(category, (strength.get(category) ?? 0) + weight);
    }
  });
  return [...strength].sort((a, b) => b[1] - a[1]).map(([category]) => category);
}

/** Where kinds of personal data are named: "navn", "IP-adresse". */
export function findDataCategories(text: string): Span[] {
  return spansOf(text, dataTable());
}

/** Where the people are named whose data it is: "kunder", "medarbejdere". */
export function findDataSubjects(text: string): Span[] {
  return spansOf(text, subjectTable());
}

function spansOf(text: string, table: PhraseTable<true>): Span[] {
  const tokens = tokenize(text);
  return table.all(text).map(({ from, to }) => ({ start: tokens.starts[from]!, end: tokens.ends[to - 1]! }));
}

const categoryTable = once(() => {
  const table = new PhraseTable<PurposeCategory>();
  for (const { categories } of purposeWords()) {
    for (const [category, phrases] of Object.entries(categories))
      for (const phrase of phrases) table.add(phrase, category as PurposeCategory);
  }
  return table;
});
const dataTable = once(() => wordTable(purposeWords().flatMap(({ data_categories }) => data_categories)));
const subjectTable = once(() => wordTable(purposeWords().flatMap(({ data_subjects }) => data_subjects)));

function wordTable(phrases: readonly string[]): PhraseTable<true> {
  const table = new PhraseTable<true>();
  for (const phrase of phrases) table.add(phrase, true);
  return table;
}

function once<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}
