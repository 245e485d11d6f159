import { afterEach, describe, expect, test } from "vitest";
import {
  buildEntityTable,
  EntityRecord,
  entityTable,
  findKnownNames,
  isKnownName,
} from "../../src/knowledge/entities.js";

const invented = buildEntityTable(
  [
    EntityRecord.parse({
      id: "havblik",
      name: "Havblik",
      group: "havblik",
      legal_entities: [{ name: "Havblik Hosting, Inc.", country: "US" }],
      aliases: ["Havblik Cloud", "HBK", "havblik.io"],
      purposes: ["hosting"],
      source: ["site"],
    }),
    EntityRecord.parse({
      id: "loft",
      name: "Loft",
      group: "loft",
      products: ["Loft Mail"],
      ambiguous: ["Loft"],
      purposes: ["email"],
      source: ["site"],
    }),
  ],
  [],
);

afterEach(() => {
  delete process.env.UNDERLAG_NO_ENTITIES;
});

describe("findKnownNames()", () => {
  const rows = [
    { name: "finds a name in running text", text: "Vi bruger Havblik til drift", want: ["Havblik"] },
    { name: "takes the longest name", text: "Havblik Cloud, Havblik", want: ["Havblik Cloud", "Havblik"] },
    {
      name: "takes a registered name with its comma",
      text: "Havblik Hosting, Inc. (US)",
      want: ["Havblik Hosting, Inc."],
    },
    {
      name: "takes a registered name whose comma was left out",
      text: "Havblik Hosting Inc",
      want: ["Havblik Hosting Inc"],
    },
    { name: "joins no names over a comma", text: "Loft, Mail", want: ["Loft"] },
    { name: "joins no names over a dash", text: "Havblik – Cloud", want: ["Havblik"] },
    { name: "joins no names over a line's end", text: "Havblik\nCloud", want: ["Havblik"] },
    { name: "wants the capital of an ambiguous name", text: "på et loft med Loft", want: ["Loft"] },
    { name: "wants an abbreviation in capitals", text: "hbk HBK Hbk", want: ["HBK"] },
    { name: "finds a domain", text: "se havblik.io.", want: ["havblik.io"] },
    { name: "finds no part of a word", text: "Havblikke, Uhavblik, Loftet", want: [] },
    { name: "finds nothing in nothing", text: "", want: [] },
  ];
  for (const { name, text, want } of rows) {
    test(name, () => {
      expect(findKnownNames(text, invented).map(({ start, end }) => text.slice(start, end))).toEqual(want);
    });
  }

  test("says whose name it is and whether it is ambiguous", () => {
    expect(findKnownNames("Loft", invented)).toEqual([{ start: 0, end: 4, entity: "loft", ambiguous: true }]);
  });

  test("calls a name ambiguous that two companies bear", () => {
    const [first] = invented.entities;
    const twice = buildEntityTable([first!, { ...first!, id: "other", group: "other" }], []);
    expect(findKnownNames("Havblik", twice)).toMatchObject([{ entity: "havblik", ambiguous: true }]);
  });
});

describe("isKnownName()", () => {
  const rows = [
    { text: "Stripe", want: true },
    { text: "Stripe, Inc.", want: true },
    { text: "Twilio Ireland Limited", want: true },
    { text: "Vercel GmbH", want: true },
    { text: "Google Analytics", want: true },
    { text: "Amazon SES", want: true },
    { text: "Hosting", want: false },
    { text: "Drift", want: false },
    { text: "render", want: false },
    { text: "Stripe for payments", want: false },
    { text: "", want: false },
  ];
  for (const { text, want } of rows) test(`says ${want} of "${text}"`, () => expect(isKnownName(text)).toBe(want));
});

describe("entityTable()", () => {
  test("is loaded once", () => expect(entityTable()).toBe(entityTable()));

  test("is empty where UNDERLAG_NO_ENTITIES is 1", () => {
    process.env.UNDERLAG_NO_ENTITIES = "1";
    expect(entityTable().entities).toEqual([]);
    expect(isKnownName("Stripe")).toBe(false);
    expect(findKnownNames("Stripe")).toEqual([]);
  });
});
