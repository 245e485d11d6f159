import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { linkWords, usualPaths } from "../../src/knowledge/discovery.js";
import { PAGE_FAILURE_KINDS, pageFailureWords } from "../../src/knowledge/page-failures.js";

const folder = (name: string) => new URL(`../../data/${name}/`, import.meta.url);
const files = (name: string) => readdirSync(folder(name)).filter((file) => /^[a-z]{2}\.json$/u.test(file));
const load = (name: string, file: string) =>
  JSON.parse(readFileSync(new URL(file, folder(name)), "utf8")) as Record<string, string[]>;

for (const language of ["da", "sv", "nb", "fi", "is", "en"]) {
  test(`data/page-failures has words of every kind in ${language}`, () => {
    const words = load("page-failures", `${language}.json`);
    for (const kind of PAGE_FAILURE_KINDS) expect([kind, (words[kind]?.length ?? 0) >= 2]).toEqual([kind, true]);
  });
  test(`data/discovery has words of every kind in ${language}`, () => {
    const words = load("discovery", `${language}.json`);
    for (const kind of ["list", "agreement", "hub"])
      expect([kind, (words[kind]?.length ?? 0) >= 2]).toEqual([kind, true]);
  });
}

for (const name of ["page-failures", "discovery"]) {
  test(`data/${name} holds no word twice and no foreign letters`, () => {
    for (const file of files(name)) {
      for (const [kind, words] of Object.entries(load(name, file))) {
        if (!Array.isArray(words)) continue;
        expect([file, kind, words.length]).toEqual([file, kind, new Set(words).size]);
        for (const word of words)
          expect([file, word, /^[\p{Script=Latin}\p{N}\s\-',.&/]+$/u.test(word)]).toEqual([file, word, true]);
      }
    }
  });
}

test("pageFailureWords() and linkWords() gather all languages", () => {
  expect(pageFailureWords().not_found).toEqual(
    expect.arrayContaining(["page not found", "siden findes ikke", "sivua ei löytynyt"]),
  );
  expect(linkWords().list).toEqual(
    expect.arrayContaining(["underdatabehandlere", "alikäsittelijät", "undirvinnsluaðilar"]),
  );
  expect(usualPaths().paths.length).toBeGreaterThan(20);
});
