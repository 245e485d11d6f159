import { expect, test } from "vitest";
import { originAt } from "../../../src/model/document.js";
import { outline, read, rows, tables } from "../helpers.js";

const kinds = [
  {
    name: "a numbered title",
    source: "5. Underbiträden\n\nVi anlitar följande.\n",
    want: "heading 2: 5. Underbiträden",
  },
  {
    name: "an annex",
    source: "Slut.\n\nBilag B: Underdatabehandlere\n\nx\n",
    want: "heading 1: Bilag B: Underdatabehandlere",
  },
  {
    name: "numbers that are stuck to their titles",
    source: "a.\n\n5Sikkerhet\n\nb.\n\n6Underleverandører\n\nc.\n",
    want: "heading 2: 6Underleverandører",
  },
  {
    name: "the first line above running text",
    source: `Underdatabehandlere\n\n${"Vi anvender disse leverandører. ".repeat(3)}\n`,
    want: "heading 1: Underdatabehandlere",
  },
  {
    name: "a short line alone as a paragraph",
    source: `Liste\n\n${"x ".repeat(40)}.\n\nEksempelsky\n\nDrift\n`,
    want: "paragraph: Eksempelsky",
  },
  {
    name: "a company that begins with a figure",
    source: "Liste over alt.\n\n1Kodeord ApS\n\nDrift\n",
    want: "paragraph: 1Kodeord ApS",
  },
  {
    name: "an address that begins with a number",
    source: "A.\n\nPrøve Ltd\n2 Prøvegade\n\nB\n",
    want: "paragraph: Prøve Ltd\n2 Prøvegade",
  },
  { name: "a numbered list", source: "1. Prøve ApS\n2. Eksempel AB\n", want: "list-item 0: Eksempel AB" },
  { name: "a list in quoted mail", source: "> Hej\n>\n> Her:\n> 1) Prøve\n>> 2) Andet\n", want: "list-item 0: Prøve" },
  { name: "few arrows as they stand", source: "> Prøve\n> Andet\n", want: "paragraph: > Prøve\n> Andet" },
  { name: "an item under an item", source: "• a\n   – b\n", want: "list-item 1: b" },
  { name: "a line under its item", source: "- a\n  b\n", want: "list-item 0: a\n  b" },
  {
    name: "gaps between columns as they stand",
    source: "  Navn     Land\n  Prøve    DK\n",
    want: "paragraph: Navn     Land\n  Prøve    DK",
  },
] as const;

for (const { name, source, want } of kinds) {
  test(`textReader reads ${name}`, async () => {
    expect(outline(await read(source, "a.txt"))).toContain(want);
  });
}

test("textReader reads lines with tabs as a table, over blank lines and short rows", async () => {
  const source =
    "Navn\tLand\tFormål\nPrøve ApS\tDK\t<p>Drift</p><p>Mail &amp; SMS</p>\n\nEksempel AB\tSE\n\tNO\tStøtte\n";
  const document = await read(source, "a.txt");
  expect(rows(document, tables(document)[0])).toEqual([
    ["Navn", "Land", "Formål"],
    ["Prøve ApS", "DK", "Drift\nMail & SMS"],
    ["Eksempel AB", "SE"],
    ["", "NO", "Støtte"],
  ]);
  expect(originAt(document, document.text.indexOf("Eksempel"))).toEqual({ kind: "text", line: 4 });
});

test("textReader takes a tab after a list mark or clause number for no table", async () => {
  const document = await read("•\tførste\n•\tanden\n1.1\tLeverandøren skal\n1.2\tKunden skal\n", "a.txt");
  expect(tables(document)).toEqual([]);
});

test("textReader keeps the text, blank lines beyond one and line ends aside", async () => {
  const source =
    "Titel på listen\r\n\r\n\r\n\r\nEn linje   med rum\r\n  og en til\r\n- punkt\r\n\tindrykket\r\n\r\nslut";
  const document = await read(`\ufeff${source}`, "a.txt");
  expect(document.text).toBe(source.replace(/\r\n/g, "\n").replace(/\n{3,}/g, "\n\n"));
});

test("textReader hands pipe tables to the Markdown reader", async () => {
  const document = await read("Liste:\n\nNavn | Land\n--- | ---\nPrøve | DK\n", "a.txt");
  expect(document.reader.name).toBe("markdown");
  expect(rows(document, tables(document)[0])).toEqual([
    ["Navn", "Land"],
    ["Prøve", "DK"],
  ]);
});

const printed = [
  "Liste pr. 2026",
  "",
  "Leverantör              Uppgift                Plats",
  "",
  "Ravnholt Nordic         Drift av servrar       Sverige",
  "Holding AB              och lagring",
  "",
  "                                        Sida 2 av 3",
  "",
  "Mosevang Inc.           Kund-                  USA",
  "                        register",
  "",
  "Tjernet AB              Brev                   Sverige",
  "",
  "",
  "Gallring",
  "",
  "Brev                    efter ett år           två år",
];

test("textReader reads columns of spaces whose cells go on over lines as a table, over the end of a page", async () => {
  const document = await read(`${printed.join("\n")}\n`, "a.txt");
  expect(tables(document)).toHaveLength(1);
  expect(rows(document, tables(document)[0])).toEqual([
    ["Leverantör", "Uppgift", "Plats"],
    ["Ravnholt Nordic Holding AB", "Drift av servrar och lagring", "Sverige"],
    ["Sida 2 av 3"],
    ["Mosevang Inc.", "Kundregister", "USA"],
    ["Tjernet AB", "Brev", "Sverige"],
  ]);
  expect(originAt(document, document.text.indexOf("Holding"))).toEqual({ kind: "text", line: 6 });
  expect(document.text).toContain("Gallring");
});

test("textReader leaves columns of spaces with one line a row to the layouts of lines", async () => {
  const source =
    "Navn         Opgave      Land\nRavnholt AS  Drift       NO\nMosevang AB  Brev        SE\nTjernet Oy   Tuki        FI\n";
  const document = await read(source, "a.txt");
  expect(tables(document)).toEqual([]);
  expect(document.text).toBe(source.trimEnd());
});
