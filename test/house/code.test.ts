/**
 * The words of the code: only cli and views print, and no rule knows one supplier.
 *
 * Shape   Companies are data, and stand neither in src/ nor in the lexicons. Strings, regular expressions and identifiers are searched for every name, alias and domain of data/entities.json and,
 *         where ../shared is there, for the names of its documents. Comments may give examples.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { codeOf } from "./code.js";
import { sources } from "./sources.js";

/** Company names that are also other things, and what they are here. */
const ALSO_WORDS: Readonly<Record<string, string>> = {
  Tally: "a count",
  Block: "a block of a document",
  Buffer: "bytes in Node",
  Box: "a box on a page, or a post box",
  Square: "a kind of street",
  Segment: "a piece of a line",
  npm: "our package manager",
  OpenAI: "the client of the language model",
  "openai.com": "the endpoint that is asked when none is named",
};
/** The help may show what a question looks like. */
const IN_HELP = new Set(["Amazon", "Amazon Web Services"]);

interface Company {
  readonly name: string;
  readonly legal_entities?: readonly { readonly name: string }[];
  readonly aliases?: readonly string[];
  readonly domains?: readonly string[];
}
const { entities } = JSON.parse(readFileSync("data/entities.json", "utf8")) as { entities: Company[] };
const companies = entities.flatMap(({ name, legal_entities = [], aliases = [], domains = [] }) => [
  name,
  ...legal_entities.map((entity) => entity.name),
  ...aliases,
  ...domains,
]);
const names = [...new Set(companies)].filter((name) => name.length > 2 && !(name in ALSO_WORDS));

const code = sources.map(codeOf);

describe("a company's name", () => {
  test("stands in no code", () => {
    const all = code.map((file) => file.words).join("\n");
    const found = names
      .filter((name) => all.includes(name))
      .flatMap((name) => code.filter((file) => holds(file.words, name)).map(({ path }) => ({ path, name })));
    expect(found.filter(({ path, name }) => !(path.startsWith("cli/") && IN_HELP.has(name)))).toEqual([]);
  });

  test("stands in no lexicon", () => {
    const found = readdirSync("data/lexicons").flatMap((file) => {
      const text = readFileSync(`data/lexicons/${file}`, "utf8");
      return names.filter((name) => holds(text, name)).map((name) => `${file}: ${name}`);
    });
    expect(found).toEqual([]);
  });
});

test("only cli and views print", () => {
  const loud = code.filter(({ path }) => !/^(?:cli|views)\//u.test(path)).flatMap(({ prints }) => prints);
  expect(loud).toEqual([]);
});

const CORPUS = ["seeds", "public", "files"]
  .map((set) => `../shared/corpus/${set}/docs`)
  .filter((folder) => existsSync(folder));

test.skipIf(CORPUS.length === 0)("a document of the corpus is named nowhere in code, data or prompts", () => {
  const slugs = CORPUS.flatMap((folder) => readdirSync(folder)).map((file) => basename(file).replace(/\.[^.]+$/u, ""));
  const texts = [
    ...sources.map(({ path, text }) => [`src/${path}`, text] as const),
    ...filesOf("data"),
    ...filesOf("prompts"),
  ];
  const found = texts.flatMap(([path, text]) =>
    slugs.filter((slug) => text.includes(slug)).map((slug) => `${path}: ${slug}`),
  );
  expect(found).toEqual([]);
});

function filesOf(folder: string): (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:json|md)$/u.test(file))
    .map((file) => [`${folder}/${file}`, readFileSync(`${folder}/${file}`, "utf8")] as const);
}

/** The name as whole words. */
function holds(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + name.length] ?? " "];
    if (!isWord(before) && !isWord(after)) return true;
  }
  return false;
}

const isWord = (letter: string): boolean => /[\p{L}\p{N}]/u.test(letter);
