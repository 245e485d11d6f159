import { expect, test } from "vitest";
import { dateOf, rankLinks, scoreLink } from "../../src/source/link-score.js";
import { linksOf } from "../../src/source/links.js";

const PAGE = "https://eksempel.dk/om/";
const links = (html: string) => linksOf(Buffer.from(html), PAGE);

const rows: readonly (readonly [name: string, html: string, want: readonly (readonly [string, string])[]])[] = [
  ["a link with its words", '<a href="/jura">Vores <b>jura</b></a>', [["https://eksempel.dk/jura", "Vores jura"]]],
  ["a relative link", "<a href=liste.pdf>PDF</a>", [["https://eksempel.dk/om/liste.pdf", "PDF"]]],
  ["a base", '<base href="/x/"><a href=y>Y</a>', [["https://eksempel.dk/x/y", "Y"]]],
  [
    "entities and a title",
    '<a title="Se listen" href="/a?b=1&amp;c=2">Underbitr&auml;den</a>',
    [["https://eksempel.dk/a?b=1&c=2", "Se listen Underbiträden"]],
  ],
  [
    "a picture's words",
    '<a href="/p"><img src=i.png alt="Alikäsittelijät"></a>',
    [["https://eksempel.dk/p", "Alikäsittelijät"]],
  ],
  ["a frame", '<iframe src="https://docs.example/list"></iframe>', [["https://docs.example/list", ""]]],
  ["no mail, script or fragment", '<a href="mailto:a@b.dk">a</a><a href="javascript:x">b</a><a href="#c">c</a>', []],
  ["one address once", "<a href=/a>Jura</a> <a href=/a#b>Liste</a>", [["https://eksempel.dk/a", "Jura Liste"]]],
];
for (const [name, html, want] of rows) {
  test(`linksOf() finds ${name}`, () => {
    expect(links(html).map(({ url, words }) => [url, words])).toEqual(want);
  });
}

test("linksOf() reads a deep page without paying for its depth", () => {
  expect(links(`${"<div><a>".repeat(100_000)}<a href=/x>X</a>`).length).toBe(1);
});

const kinds: readonly (readonly [words: string, path: string, kind: string | undefined])[] = [
  ["Underdatabehandlere", "/u", "list"],
  ["Se vores underbiträden här", "/u", "list"],
  ["Oversikt over underleverandører", "/x", "list"],
  ["Alikäsittelijät (PDF)", "/x", "list"],
  ["Undirvinnsluaðilar", "/x", "list"],
  ["Sub-processors", "/x", "list"],
  ["", "/legal/sub-processors", "list"],
  ["", "/personuppgiftsbitradesavtal.pdf", "agreement"],
  ["Databehandleraftale", "/x", "agreement"],
  ["Tietosuoja", "/x", "hub"],
  ["Trust Center", "/x", "hub"],
  ["Priser", "/priser", undefined],
];
for (const [words, path, kind] of kinds) {
  test(`scoreLink() takes "${words || path}" for ${kind ?? "nothing"}`, () => {
    expect(scoreLink({ url: `https://eksempel.dk${path}`, words })?.kind).toBe(kind);
  });
}

test("rankLinks() puts the list before the agreement and that before the rest", () => {
  const ranked = rankLinks([
    { url: "https://e.dk/gdpr", words: "GDPR" },
    { url: "https://e.dk/dba", words: "Databehandleraftale" },
    { url: "https://e.dk/u", words: "Underdatabehandlere" },
  ]);
  expect(ranked.map(({ url }) => url)).toEqual(["https://e.dk/u", "https://e.dk/dba", "https://e.dk/gdpr"]);
});

test("dateOf() reads the newest date of a link", () => {
  expect(dateOf({ url: "https://e.dk/files/2025/liste_2026-03-01.pdf", words: "" })).toBe("2026-03-01");
  expect(dateOf({ url: "https://e.dk/liste-202609.pdf", words: "" })).toBe("2026-09-00");
  expect(dateOf({ url: "https://e.dk/liste.pdf", words: "" })).toBe("");
});
