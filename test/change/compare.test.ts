/** What compareReadings() says of two versions of a list: one row a promise. */
import { describe, expect, test } from "vitest";
import { compareReadings } from "../../src/change/compare.js";
import { list, type Row } from "./lists.js";

const HOSTING: Row = { name: "Fjordsky ApS", purpose: "Hosting of the platform", places: ["DK"] };
const MAIL: Row = { name: "Brevdue AB", purpose: "Sends e-mail to users", places: ["SE"] };
const LOGS: Row = { name: "Logfugl Oy", purpose: "Keeps error logs", places: ["FI"] };
const LIST = [HOSTING, MAIL, LOGS];

const brief = (before: readonly Row[], after: readonly Row[]): string[] =>
  compareReadings(list(before), list(after)).changes.map(({ kind, name, field }) =>
    [kind, name, field].filter((part) => part !== null).join(" "),
  );

const rows: readonly { name: string; before: readonly Row[]; after: readonly Row[]; want: readonly string[] }[] = [
  { name: "is silent about the same list", before: LIST, after: LIST, want: [] },
  { name: "is silent about another order", before: LIST, after: [LOGS, HOSTING, MAIL], want: [] },
  { name: "tells a new row", before: LIST, after: [...LIST, { name: "Ny Hjælp A/S" }], want: ["added Ny Hjælp A/S"] },
  { name: "tells a row that is gone", before: LIST, after: [HOSTING, LOGS], want: ["removed Brevdue AB"] },
  {
    name: "tells two where a row was edited into another company",
    before: [HOSTING, { ...MAIL, name: "Postgås", places: ["BE"] }],
    after: [HOSTING, { ...MAIL, name: "Kuvert", places: ["PL"] }],
    want: ["added Kuvert", "removed Postgås"],
  },
  {
    name: "tells a rename where the registration number stays",
    before: [{ ...HOSTING, number: "10 00 00 09" }],
    after: [{ ...HOSTING, name: "Skybro ApS", number: "DK10000009" }],
    want: ["changed Skybro ApS name"],
  },
  {
    name: "tells two where the registration numbers differ",
    before: [{ name: "Fjordsky Drift ApS", number: "10000009", purpose: "Hosting" }],
    after: [{ name: "Fjordsky ApS", number: "20000007", purpose: "Hosting" }],
    want: ["added Fjordsky ApS", "removed Fjordsky Drift ApS"],
  },
  {
    name: "tells a legal form that was added as a change of name",
    before: [{ ...HOSTING, name: "Skybro" }],
    after: [{ ...HOSTING, name: "Skybro, Inc.", legal_entity: "Skybro, Inc." }],
    want: ["changed Skybro, Inc. name"],
  },
  {
    name: "is silent about another spelling of the legal form",
    before: [{ ...HOSTING, name: "Skybro, Inc.", legal_entity: "Skybro, Inc." }],
    after: [{ ...HOSTING, name: "Skybro Incorporated", legal_entity: "Skybro Incorporated" }],
    want: [],
  },
  {
    name: "tells another legal form of one name",
    before: [{ ...HOSTING, name: "Skybro, Inc.", legal_entity: "Skybro, Inc." }],
    after: [{ ...HOSTING, name: "Skybro, LLC", legal_entity: "Skybro, LLC" }],
    want: ["changed Skybro, LLC name"],
  },
  {
    name: "takes a slip of one letter in a name for the same name",
    before: [{ ...MAIL, name: "Brevdeu AB" }],
    after: [{ ...MAIL, name: "Brevdue AB" }],
    want: ["changed Brevdue AB name"],
  },
  {
    name: "keeps two rows of one name two, and gives each its own",
    before: [
      { name: "Skybro", purpose: "Hosting of the platform" },
      { name: "Skybro", purpose: "Cache for workflow queries" },
    ],
    after: [
      { name: "Skybro", purpose: "Cache for workflow queries" },
      { name: "Skybro", purpose: "Hosting of the platform and its backups" },
    ],
    want: ["changed Skybro purpose"],
  },
  {
    name: "tells a second row of a name that was there",
    before: [{ name: "Skybro", purpose: "Hosting of the platform" }],
    after: [
      { name: "Skybro", purpose: "Cache for workflow queries" },
      { name: "Skybro", purpose: "Hosting of the platform" },
    ],
    want: ["added Skybro"],
  },
  {
    name: "is silent about a row that is written twice",
    before: [HOSTING],
    after: [HOSTING, { ...HOSTING, hidden: true }],
    want: [],
  },
  {
    name: "is silent about case, white space, punctuation, quotes, marks and links",
    before: [{ ...HOSTING, purpose: "Hosting of “the platform”, incl. backup¹ – see [terms](https://a.example/x)" }],
    after: [{ ...HOSTING, purpose: 'hosting  of "The Platform" incl backup; see terms' }],
    want: [],
  },
  {
    name: "is silent about the order of a list inside a field",
    before: [{ ...HOSTING, purpose: "E-mail, hosting and support", places: ["DK", "SE"] }],
    after: [{ ...HOSTING, purpose: "Support, e-mail & hosting", places: ["SE", "DK"] }],
    want: [],
  },
  {
    name: "is silent about words that pages write beside links",
    before: [{ ...HOSTING, purpose: "Hosting" }],
    after: [{ ...HOSTING, purpose: "Hosting fjordsky.example.com Opens in a new tab" }],
    want: [],
  },
  {
    name: "is silent about a typing error that was mended",
    before: [{ ...HOSTING, purpose: "Hostign of the platfrm" }],
    after: [{ ...HOSTING, purpose: "Hosting of the platform" }],
    want: [],
  },
  {
    name: "takes no number for a typing error",
    before: [{ ...HOSTING, purpose: "Keeps backups for 30000 days" }],
    after: [{ ...HOSTING, purpose: "Keeps backups for 80000 days" }],
    want: ["changed Fjordsky ApS purpose"],
  },
  {
    name: "tells a purpose that lost its second half",
    before: [{ ...MAIL, purpose: "Sends newsletters and notices" }],
    after: [{ ...MAIL, purpose: "Sends newsletters" }],
    want: ["changed Brevdue AB purpose"],
  },
  {
    name: "is silent where EU became EEA",
    before: [{ ...HOSTING, places: ["EU"] }],
    after: [{ ...HOSTING, places: ["EEA"] }],
    want: [],
  },
  {
    name: "is silent where a member stands beside its region",
    before: [{ ...HOSTING, places: ["EU", "DE"] }],
    after: [{ ...HOSTING, places: ["DE"] }],
    want: [],
  },
  {
    name: "tells a new country",
    before: [HOSTING],
    after: [{ ...HOSTING, places: ["DK", "US"] }],
    want: ["changed Fjordsky ApS processing_countries"],
  },
  {
    name: "is silent where a place was read as the other kind of place",
    before: [{ ...HOSTING, places: [], countries: ["DK"] }],
    after: [{ ...HOSTING, places: ["DK"], countries: [] }],
    want: [],
  },
  {
    name: "is silent where the same words were not understood before",
    before: [{ ...HOSTING, places: [], unresolved: { field: "processing_countries", quote: "Vikingeland" } }],
    after: [{ ...HOSTING, placeWords: "Vikingeland" }],
    want: [],
  },
  {
    name: "tells words that nobody understood and that are new",
    before: [{ ...HOSTING, places: [], unresolved: { field: "processing_countries", quote: "Region North" } }],
    after: [{ ...HOSTING, places: [], unresolved: { field: "processing_countries", quote: "Region South" } }],
    want: ["changed Fjordsky ApS processing_countries"],
  },
  {
    name: "is silent where purpose and service changed their fields",
    before: [{ name: "Skybro", service: "Cloud", purpose: "Hosting" }],
    after: [{ name: "Skybro", purpose: "Cloud Hosting" }],
    want: [],
  },
  {
    name: "pairs withheld names by what they do",
    before: [
      { name: null, service: "SMS gateway", places: ["DK"] },
      { name: null, service: "Drift", places: ["SE"] },
    ],
    after: [
      { name: null, service: "Drift", places: ["SE", "US"] },
      { name: null, service: "SMS gateway", places: ["DK"] },
    ],
    want: ["changed Drift processing_countries"],
  },
  {
    name: "takes a row that moved to the former ones for removed, and is silent when it leaves them",
    before: [HOSTING, MAIL, { ...LOGS, status: "ended" }],
    after: [HOSTING, { ...MAIL, status: "ended" }],
    want: ["removed Brevdue AB"],
  },
  {
    name: "tells a planned one that is in use now",
    before: [HOSTING, { ...MAIL, status: "planned" }],
    after: [HOSTING, MAIL],
    want: ["changed Brevdue AB status"],
  },
  {
    name: "tells a ground for the transfer that is gone",
    before: [{ ...HOSTING, mechanisms: ["scc", "dpf"] }],
    after: [{ ...HOSTING, mechanisms: ["scc"] }],
    want: ["changed Fjordsky ApS transfer_mechanisms"],
  },
];

describe("compareReadings()", () => {
  for (const { name, before, after, want } of rows) {
    test(name, () => {
      expect(brief(before, after)).toEqual(want);
    });
  }

  test("answers same where nothing changed", () => {
    expect(compareReadings(list(LIST), list(LIST))).toMatchObject({ status: "same", changes: [] });
  });

  for (const status of ["failed", "needs_review", "no_list", "on_request", "refers_elsewhere"] as const) {
    test(`finds no list and no change where one side is ${status}`, () => {
      const lost = list([], { status });
      expect(compareReadings(list(LIST), lost)).toMatchObject({ status: "list_not_found", changes: [] });
      expect(compareReadings(lost, list(LIST))).toMatchObject({ status: "list_not_found", changes: [] });
    });
  }

  test("removes rows where the supplier says that none are used", () => {
    const none = list([], { status: "none_used" });
    expect(compareReadings(list(LIST), none).changes.map(({ kind }) => kind)).toEqual([
      "removed",
      "removed",
      "removed",
    ]);
  });

  test("finds no list where another page of another title has taken its place", () => {
    const many = Array.from({ length: 10 }, (_, i): Row => ({ name: `${WORDS[i]} ApS`, purpose: "Drift" }));
    const other = list([{ name: "Cookiehus ApS" }], { title: "Home" });
    expect(compareReadings(list(many), other).status).toBe("list_not_found");
  });

  test("compares names and places, and no words, where the list was translated", () => {
    const danish = list(
      [
        { ...HOSTING, purpose: "Drift af platformen" },
        { ...MAIL, purpose: "Udsendelse af post" },
      ],
      {
        language: "da",
      },
    );
    const english = list([HOSTING, { ...MAIL, places: ["SE", "US"] }]);
    expect(compareReadings(danish, english).changes.map(({ field }) => field)).toEqual(["processing_countries"]);
  });

  test("says that the reader changed it where the bytes are the same", () => {
    const before = list(LIST);
    const after = { ...list([HOSTING, MAIL]), snapshot: before.snapshot, rules: "2" };
    expect(compareReadings(before, after).changes.map(({ cause }) => cause)).toEqual(["reader"]);
    expect(compareReadings(list(LIST), list([HOSTING, MAIL])).changes.map(({ cause }) => cause)).toEqual(["source"]);
    expect(compareReadings(list(LIST), after, { cause: "source" }).changes[0]!.cause).toBe("source");
  });

  test("carries the words of both sides", () => {
    const [change] = compareReadings(list([HOSTING]), list([{ ...HOSTING, purpose: "Backup" }])).changes;
    expect(change!.evidence_before.map(({ quote }) => quote)).toEqual(["Hosting of the platform"]);
    expect(change!.evidence_after.map(({ quote }) => quote)).toEqual(["Backup"]);
  });
});

const WORDS = "Alge Bille Cikade Drossel Egern Falk Gedde Hejre Ibis Jerv".split(" ");

describe("compareReadings() with the documents' texts", () => {
  test("is silent about words that stand in the row on both sides", () => {
    const text = "Skybro Hosting of data Terms and conditions";
    const before = list([{ name: "Skybro", purpose: "Hosting of data Terms and conditions" }]);
    const after = list([{ name: "Skybro", purpose: "Hosting of data" }]);
    expect(compareReadings(before, after).changes).toHaveLength(1);
    expect(compareReadings(before, after, { texts: { before: text, after: text } }).changes).toEqual([]);
  });

  test("is silent about a row that still stands, word for word, and was not read", () => {
    const text = "Skybro Hosting of all data\nFjordsky Sends mail to users";
    const both = list([
      { name: "Skybro", purpose: "Hosting of all data" },
      { name: "Fjordsky", purpose: "Sends mail to users" },
    ]);
    const one = list([{ name: "Skybro", purpose: "Hosting of all data" }]);
    expect(compareReadings(both, one, { texts: { before: text, after: text } }).changes).toEqual([]);
    const shorter = "Skybro Hosting of all data";
    expect(compareReadings(both, one, { texts: { before: text, after: shorter } }).changes).toMatchObject([
      { kind: "removed", name: "Fjordsky" },
    ]);
  });
});
