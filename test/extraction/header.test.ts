/** Which fields header words stand for, alone and in their row. */
import { expect, test } from "vitest";
import { readHeaderCell, readHeaderRow } from "../../src/extraction/header.js";
import { vocabularyFor } from "../../src/knowledge/lexicon.js";

const cells = [
  { language: "da", text: "Underdatabehandler", want: ["name"] },
  { language: "da", text: "Sted for behandlingen", want: ["processing_countries"] },
  { language: "sv", text: "Org.nr", want: ["registration_numbers"] },
  { language: "fi", text: "Y-tunnus", want: ["registration_numbers"] },
  { language: "nb", text: "Navn / Org.nr", want: ["name", "registration_numbers"] },
  { language: "en", text: "Purpose", want: ["purpose"] },
  { language: "en", text: "Ravnholt Support Ltd", want: [] },
  { language: "en", text: "The quick brown fox", want: [] },
  { language: "en", text: "", want: [] },
] as const;

for (const { language, text, want } of cells)
  test(`readHeaderCell() reads "${text}" as ${want.join(" and ") || "nothing"}`, () => {
    expect(readHeaderCell(vocabularyFor([language]), text).fields).toEqual(want);
  });

const rows = [
  {
    name: "takes the service for the name where nothing else is",
    cells: ["Service", "Location"],
    want: [["name"], ["processing_countries"]],
  },
  {
    name: "makes the service a label beside a name",
    cells: ["Vendor", "Service", "Purpose"],
    want: [["name"], ["service"], ["purpose"]],
  },
  {
    name: "takes the company for the name where no column is called so",
    cells: ["Company", "Purpose"],
    want: [["name"], ["purpose"]],
  },
  {
    name: "takes the brand for the name beside its company",
    cells: ["Service", "Company", "Country"],
    want: [["name"], ["legal_entity"], ["countries"]],
  },
  { name: "refuses a row of other words", cells: ["Monday", "Tuesday", "Wednesday"], want: null },
  { name: "refuses a row with one header word", cells: ["Purpose", "Ravnholt Ltd", "Mosevang Ltd"], want: null },
] as const;

for (const { name, cells: header, want } of rows)
  test(`readHeaderRow() ${name}`, () => {
    expect(readHeaderRow(vocabularyFor(["en"]), header)?.fields ?? null).toEqual(want);
  });
