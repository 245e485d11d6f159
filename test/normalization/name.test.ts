import { describe, expect, test } from "vitest";
import { findCompanies, findLegalForm } from "../../src/normalization/legal-form.js";
import { foldName, hasMixedScript, readName, skeleton } from "../../src/normalization/name.js";

const names = [
  {
    name: "keeps a brand with its owner in brackets whole",
    text: "Skyen (Prøvesoft)",
    want: ["Skyen (Prøvesoft)", null, "Skyen", "Prøvesoft"],
  },
  {
    name: "takes initials for another name",
    text: "Prøve Web Sky EMEA SARL (PWS)",
    want: ["Prøve Web Sky EMEA SARL", "Prøve Web Sky EMEA SARL", "PWS"],
  },
  {
    name: "finds the company in brackets",
    text: "Vakt (Prøve Software, Inc.)",
    want: ["Vakt (Prøve Software, Inc.)", "Prøve Software, Inc.", "Vakt"],
  },
  {
    name: "finds a company that begins with a number in brackets",
    text: "Vakt (720 Prøver, Inc.)",
    want: ["Vakt (720 Prøver, Inc.)", "720 Prøver, Inc.", "Vakt"],
  },
  {
    name: "finds the brand in brackets",
    text: "Prøve Software, Inc. (Vakt)",
    want: ["Prøve Software, Inc. (Vakt)", "Prøve Software, Inc.", "Vakt"],
  },
  {
    name: "takes a quoted brand for the name",
    text: 'Prøve Group Lt. ("Postdue")',
    want: ["Postdue", "Prøve Group Lt.", 'Prøve Group Lt. ("Postdue")'],
  },
  {
    name: "takes a brand by a company for the name",
    text: "Brevdue by\nPrøve Kampanje, LLC",
    want: ["Brevdue", "Prøve Kampanje, LLC"],
  },
  {
    name: "takes the first of two lines for the name",
    text: "Del IO\nPrøve Ireland Limited",
    want: ["Del IO", "Prøve Ireland Limited"],
  },
  {
    name: "keeps a brand behind a dash",
    text: "Villbit LLC – Brevdue",
    want: ["Villbit LLC – Brevdue", "Villbit LLC", "Brevdue"],
  },
  { name: "leaves a remark in brackets out", text: "Prøve AB (valfri)", want: ["Prøve AB", "Prøve AB"] },
  {
    name: "keeps a bracket before the legal form",
    text: "Prøve (Europe), Inc.",
    want: ["Prøve (Europe), Inc.", "Prøve (Europe), Inc."],
  },
  {
    name: "finds a company whose name holds the word for another form",
    text: "Vakt (Prøve Corporation UK Limited)",
    want: ["Vakt (Prøve Corporation UK Limited)", "Prøve Corporation UK Limited", "Vakt"],
  },
  {
    name: "finds the company through which a service is bought",
    text: "Kortbetaling via Prøve AB",
    want: ["Kortbetaling via Prøve AB", "Prøve AB", "Prøve AB"],
  },
  { name: "leaves a country in brackets out", text: "Prøve (Tyskland)", want: ["Prøve", null] },
  { name: "leaves footnote marks out", text: "Prøve Inc. *", want: ["Prøve Inc.", "Prøve Inc."] },
  { name: "leaves numbering and pictures out", text: "1. Prøve LLC 🆕", want: ["Prøve LLC", "Prøve LLC"] },
  {
    name: "keeps the public mark in the form",
    text: "Prøvebanken AB (publ)",
    want: ["Prøvebanken AB (publ)", "Prøvebanken AB (publ)"],
  },
  { name: "leaves an address out", text: "Prøve AB, Storgatan 1, 111 22 Stockholm", want: ["Prøve AB", "Prøve AB"] },
  {
    name: "keeps two names joined by a slash",
    text: "Ett A/S / To ApS",
    want: ["Ett A/S / To ApS", "Ett A/S", "Ett A/S", "To ApS"],
  },
  {
    name: "reads doing business as",
    text: "Prøve Software, dba Vakt",
    want: ["Prøve Software, dba Vakt", null, "Prøve Software", "Vakt"],
  },
  {
    name: "does not take the owner of a bracket for a brand's",
    text: "Bro by PRV (Bank SAS)",
    want: ["Bro by PRV (Bank SAS)", "Bank SAS", "Bro by PRV"],
  },
];
describe("readName()", () => {
  test.each(names)("$name", ({ text, want }) => {
    const { name, legalEntity, aliases } = readName(text);
    const at = (span: { start: number; end: number } | null): string | null => span && text.slice(span.start, span.end);
    expect([at(name), at(legalEntity), ...aliases.map(at)]).toEqual(want);
  });
});

const forms = [
  ["Prøve A/S", "A/S", "DK"],
  ["Prøve Sp. z o.o.", "Sp. z o.o.", "PL"],
  ["UAB Prøve", "UAB", "LT"],
  ["Prøve S.à r.l.", "SARL", null],
  ["Prøve GmbH & Co. KG", "GmbH & Co. KG", "DE"],
  ["Prøve Pakistan SMC-Pvt Ltd", "Pvt Ltd", null],
  ["Prøve Sp/f", "Sp/f", "FO"],
  ["Prøve ehf.", "ehf.", "IS"],
  ["Prøve AS", "AS", null],
] as const;
describe("findLegalForm()", () => {
  test.each(forms)("reads the form of %s", (name, form, country) =>
    expect(findLegalForm(name)).toMatchObject({ form, country }),
  );
  test.each(["as", "Prøve", "AS", "basics"])("finds none in %s", (name) => expect(findLegalForm(name)).toBeNull());
});

const sentences = [
  {
    name: "finds companies in a sentence",
    text: "Vi använder Prøve AB och Web Sky EMEA SARL samt Betal, Inc. för drift.",
    want: ["Prøve AB", "Web Sky EMEA SARL", "Betal, Inc."],
  },
  { name: "leaves the role before a name out", text: "Leverandøren Norsk Prøve AS leverer.", want: ["Norsk Prøve AS"] },
  {
    name: "takes names in small letters that begin a part",
    text: "- prøve.blå ApS — hosting\n- x8x GmbH",
    want: ["prøve.blå ApS", "x8x GmbH"],
  },
  { name: "takes a form before the name", text: "Drift: UAB Prøve i Litauen", want: ["UAB Prøve"] },
  { name: "stops at a wide gap", text: "Danmark  Prøve ApS", want: ["Prøve ApS"] },
  { name: "leaves a year before a name out", text: "© 2025 Prøve Inc.", want: ["Prøve Inc."] },
  { name: "leaves words in capitals alone", text: "AS IS. Limited access", want: [] },
];
describe("findCompanies()", () => {
  test.each(sentences)("$name", ({ text, want }) =>
    expect(findCompanies(text).map(({ start, end }) => text.slice(start, end))).toEqual(want),
  );
});

describe("foldName()", () => {
  test.each([
    ["Prøve-Hosting ApS", "prøve hosting"],
    ["PRØVE hosting", "prøve hosting"],
    ["Prøve Software, Inc. (Vakt)", "prøve software"],
    ["UAB Prøve", "prøve"],
    ["(Vakt)", "vakt"],
  ])("folds %s", (name, want) => expect(foldName(name)).toBe(want));
});

test("hasMixedScript() sees a Cyrillic letter in a Latin word, and skeleton() undoes it", () => {
  const fake = "G\u043eogle";
  expect(hasMixedScript(fake)).toBe(true);
  expect(hasMixedScript("Google")).toBe(false);
  expect(skeleton(fake)).toBe(skeleton("Google"));
});
