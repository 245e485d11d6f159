import { describe, expect, test } from "vitest";
import { categorizePurpose, findDataCategories, findDataSubjects } from "../../src/normalization/purpose.js";

describe("categorizePurpose()", () => {
  test.each([
    ["Hosting og drift af serverne", "hosting"],
    ["E-postutskick", "email"],
    ["Kundsupport", "support"],
    ["Payment gateway", "payments"],
    ["Vefhýsing", "hosting"],
    ["Palvelinten ylläpito", "hosting"],
    ["Error tracking", "monitoring"],
    ["AI (språkmodell)", "ai"],
    ["Fakturering", "accounting"],
    ["Greiðslumiðlun", "payments"],
    ["Teldupostur og telduposttænasta", "email"],
    ["Uudiskirjad ja turundus", "marketing"],
    ["Brukarstøtte", "support"],
    ["Księgowość", "accounting"],
  ] as const)("sorts %s", (text, want) => expect(categorizePurpose(text)[0]).toBe(want));
  test("gives no category for words it does not know", () => expect(categorizePurpose("Xyz", null)).toEqual([]));
  test("counts the first text most", () =>
    expect(categorizePurpose("Backup", "Hosting")).toEqual(["backup", "hosting"]));
});

const words = (text: string, spans: { start: number; end: number }[]): string[] =>
  spans.map(({ start, end }) => text.slice(start, end));
test("findDataCategories() finds kinds of data", () => {
  const text = "Navn, e-mail og IP-adresse";
  expect(words(text, findDataCategories(text))).toEqual(["Navn", "e-mail", "IP-adresse"]);
});
test("findDataSubjects() finds people", () => {
  const text = "Kunder och anställda";
  expect(words(text, findDataSubjects(text))).toEqual(["Kunder", "anställda"]);
});
