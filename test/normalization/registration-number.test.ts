import { describe, expect, test } from "vitest";
import { findRegistrationNumbers, readNumberCell } from "../../src/normalization/registration-number/find.js";

const said = (text: string): string[] =>
  findRegistrationNumbers(text).map(({ value, scheme, valid }) => `${value} ${scheme} ${valid}`);

const rows = [
  { name: "reads a Danish number with its label", text: "CVR-nr. 10 00 00 09", want: ["10 00 00 09 dk-cvr true"] },
  { name: "doubts a wrong check digit and keeps the number", text: "CVR: 10000008", want: ["10000008 dk-cvr false"] },
  { name: "reads the VAT spelling", text: "DK10000009", want: ["DK10000009 dk-cvr true"] },
  { name: "reads a Swedish number by its shape", text: "Org.nr 556016-0680", want: ["556016-0680 se-orgnr true"] },
  {
    name: "reads a Norwegian number under the same label",
    text: "Org.nr. 974 760 673",
    want: ["974 760 673 no-orgnr true"],
  },
  { name: "reads a Finnish number", text: "Y-tunnus 0112038-9", want: ["0112038-9 fi-ytunnus true"] },
  { name: "reads an Icelandic number", text: "kt. 450401-3150", want: ["450401-3150 is-kennitala true"] },
  { name: "reads a German register number", text: "Registration #: HRB 12345 B", want: ["HRB 12345 B de-hrb null"] },
  {
    name: "reads a French register number behind its court",
    text: "RCS Lille Métropole 424 761 419 00045",
    want: ["424 761 419 00045 fr-siret true"],
  },
  { name: "reads an American tax number", text: "Tax ID # 12-3456789", want: ["12-3456789 us-ein null"] },
  { name: "reads a number of a state", text: "Delaware nr. 1234567", want: ["1234567 us-state null"] },
  { name: "reads an EU VAT number without a label", text: "Prøve SARL LU26888617", want: ["LU26888617 eu-vat true"] },
  { name: "keeps the blank of an Irish number", text: "VAT: IE 6388047V", want: ["IE 6388047V eu-vat true"] },
  {
    name: "reads an identifier of legal entities",
    text: "LEI 5493000IBP32UQZ0KL24",
    want: ["5493000IBP32UQZ0KL24 lei true"],
  },
  { name: "stops before a phone number", text: "CVR nr.: 10000009 Tlf. 12345678", want: ["10000009 dk-cvr true"] },
  { name: "leaves a phone number alone", text: "Tlf. +45 10 00 00 09", want: [] },
  { name: "leaves a postal code alone", text: "2100 København Ø", want: [] },
  { name: "leaves a date alone", text: "Reg. 28.9.2026", want: [] },
  { name: "leaves an act alone", text: "(EU) 2016/679", want: [] },
  { name: "leaves a denied number alone", text: "Ikke dansk CVR", want: [] },
  { name: "leaves a dash alone", text: "–", want: [] },
];
describe("findRegistrationNumbers()", () => {
  test.each(rows)("$name", ({ text, want }) => expect(said(text)).toEqual(want));

  test("says where the label begins", () => {
    const text = "Prøve A/S, CVR-nr. 10000009";
    const [number] = findRegistrationNumbers(text);
    expect(text.slice(number!.labelStart, number!.start)).toBe("CVR-nr. ");
    expect(text.slice(number!.start, number!.end)).toBe(number!.value);
  });
});

describe("readNumberCell()", () => {
  test.each([
    ["538158", { countries: ["IE"] }, "ie-crn"],
    ["538158", {}, null],
    ["10000009", { countries: ["DK"] }, "dk-cvr"],
    ["974 760 673", { countries: ["NO"] }, "no-orgnr"],
  ] as const)("reads %s with %j", (text, hint, scheme) =>
    expect(readNumberCell(text, hint)).toMatchObject([{ value: text, scheme }]),
  );
  test.each(["ISO 27001", "2024-01-01", "Ikke dansk CVR", "–", ""])("finds none in %s", (text) =>
    expect(readNumberCell(text)).toEqual([]),
  );
});
