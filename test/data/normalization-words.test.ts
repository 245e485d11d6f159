import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COUNTRY_CODES, COUNTRY_LANGUAGES, countryNames as generated } from "../../scripts/generate-countries.js";
import { monthNames } from "../../scripts/generate-months.js";
import { countryAliases, countryNames } from "../../src/knowledge/countries.js";
import { legalForms } from "../../src/knowledge/legal-forms.js";
import { purposeWords } from "../../src/knowledge/purposes.js";
import { transferWords } from "../../src/knowledge/transfers.js";
import { placeWords } from "../../src/normalization/place-table.js";

const FILES = [
  "countries",
  "cities.json",
  "legal-forms.json",
  "transfers.json",
  "months.json",
  "purposes",
  "negations.json",
  "adequacy.json",
].flatMap((path) => filesUnder(join("data", path)));

/** Words that mean two things, and which goes first (see mentionOf in place.ts). */
const AMBIGUOUS = new Set([
  "georgia", // country before state
  "kongo", // two countries: read as neither
]);

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

function* strings(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield key;
      yield* strings(inner);
    }
  }
}

const SCRIPTS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

describe.each(FILES)("%s", (path) => {
  const data: unknown = JSON.parse(readFileSync(path, "utf8"));
  test("names its source", () => expect((data as { source?: string }).source).toMatch(/\p{L}{3}/u));
  test("is NFC, and each word is of one script", () => {
    for (const text of strings(data)) {
      expect(text, path).toBe(text.normalize("NFC"));
      expect(text, path).not.toMatch(/[\u200b-\u200f\u00ad\ufeff]/u);
      for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? [])
        expect(SCRIPTS.filter((script) => script.test(word)).length, word).toBeLessThan(2);
    }
  });
});

test("no word for a place means two places, unless it is listed as ambiguous", () => {
  const meanings = new Map<string, Set<string>>();
  for (const [phrase, { kind, place }] of placeWords()) {
    if (kind === "nothing" || kind === "adjective") continue;
    const key = phrase
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    meanings.set(key, (meanings.get(key) ?? new Set()).add(place));
  }
  const double = [...meanings]
    .filter(([word, places]) => places.size > 1 && !AMBIGUOUS.has(word))
    .map(([word, places]) => `${word}: ${[...places]}`);
  expect(double).toEqual([]);
});

test("no adjective means two countries", () => {
  const meanings = new Map<string, string[]>();
  for (const [phrase, { kind, place }] of placeWords())
    if (kind === "adjective") meanings.set(phrase, [...(meanings.get(phrase) ?? []), place]);
  expect([...meanings].filter(([, places]) => new Set(places).size > 1)).toEqual([]);
});

test("no word for a ground of transfer means two grounds, and no cell two things", () => {
  const { mechanisms, cells } = transferWords();
  const all = Object.values(mechanisms).flat();
  expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  expect(cells.none_needed.filter((word) => cells.not_stated.includes(word))).toEqual([]);
});

test("no spelling belongs to two legal forms", () => {
  const all = legalForms().forms.flatMap(({ written }) => written);
  expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
});

test("no word of one language means two kinds of purpose", () => {
  for (const { language, categories } of purposeWords()) {
    const all = Object.values(categories).flat();
    expect(
      all.filter((word, index) => all.indexOf(word) !== index),
      language,
    ).toEqual([]);
  }
});

test("every country has a name in every language", () => {
  expect(COUNTRY_CODES.length).toBe(249);
  expect(
    countryNames()
      .map(({ language }) => language)
      .sort(),
  ).toEqual([...COUNTRY_LANGUAGES].sort());
  for (const { language, names } of countryNames())
    expect(
      COUNTRY_CODES.filter((code) => !names[code]),
      language,
    ).toEqual([]);
  for (const code of Object.keys(countryAliases().aliases)) expect(COUNTRY_CODES).toContain(code);
});

/** Another ICU may know other names: the files stay as they are until somebody freezes them again. */
const frozen = JSON.parse(readFileSync("data/months.json", "utf8")) as {
  source: string;
  months: Record<string, number>;
};
const sameIcu = frozen.source.includes(`ICU ${process.versions.icu})`);
test.skipIf(!sameIcu)("generated files equal what the scripts make under the same ICU", () => {
  expect(frozen.months).toEqual(monthNames());
  for (const { language, names, forms } of countryNames())
    expect({ names, forms }, language).toEqual(generated(language));
});
