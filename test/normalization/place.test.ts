import { describe, expect, test } from "vitest";
import { findPlaces } from "../../src/normalization/place.js";
import { readPlaces } from "../../src/normalization/place-reading.js";

const said = (text: string): string[] =>
  findPlaces(text).map(
    ({ start, end, places, kind, negated }) =>
      `${text.slice(start, end)}=${places} ${kind}${negated ? " negated" : ""}`,
  );

const found = [
  {
    name: "finds a country and a region joined by a slash",
    text: "Sverige/EU",
    want: ["Sverige=SE country", "EU=EU region"],
  },
  { name: "finds a country in brackets", text: "EU (Ireland)", want: ["EU=EU region", "Ireland=IE country"] },
  { name: "finds codes beside regions", text: "DE/EU", want: ["DE=DE country", "EU=EU region"] },
  { name: "finds a code in brackets", text: "Eksempel Ltd (IE)", want: ["IE=IE country"] },
  {
    name: "finds codes that are words in a list of codes",
    text: "SE, NO, DK",
    want: ["SE=SE country", "NO=NO country", "DK=DK country"],
  },
  { name: "leaves a business word in capitals alone", text: "drift, IT, support", want: [] },
  { name: "leaves AI beside a country alone", text: "Prøve Inc. USA AI-sprogmodel", want: ["USA=US country"] },
  { name: "leaves a name that begins like a country alone", text: "Norgesgruppen", want: [] },
  { name: "takes the longest name", text: "Nordirland", want: ["Nordirland=GB country"] },
  {
    name: "reads a third country beside a region",
    text: "EES + ev. tredjeland",
    want: ["EES=EEA region", "tredjeland=non-EEA region"],
  },
  { name: "reads outside a union as one place", text: "utenfor EU/EØS", want: ["utenfor EU/EØS=non-EEA region"] },
  {
    name: "reads a Finnish outside after the union",
    text: "EU:n ulkopuolella",
    want: ["EU:n ulkopuolella=non-EEA region"],
  },
  {
    name: "reads a Finnish outside after two unions",
    text: "EU/ETA-alueen ulkopuolelle",
    want: ["EU/ETA-alueen ulkopuolelle=non-EEA region"],
  },
  { name: "reads a Faroese outside", text: "uttan fyri ES", want: ["uttan fyri ES=non-EEA region"] },
  {
    name: "says when a third country is denied",
    text: "Data overføres ikke til tredjeland",
    want: ["tredjeland=non-EEA region negated"],
  },
  {
    name: "says when the outside is denied",
    text: "never outside the EU",
    want: ["outside the EU=non-EEA region negated"],
  },
  {
    name: "reads Finnish cases",
    text: "Suomessa, Irlannin, Yhdysvaltoihin",
    want: ["Suomessa=FI country", "Irlannin=IE country", "Yhdysvaltoihin=US country"],
  },
  {
    name: "reads Icelandic cases",
    text: "í Þýskalandi, Bandaríkjunum og Svíþjóð",
    want: ["Þýskalandi=DE country", "Bandaríkjunum=US country", "Svíþjóð=SE country"],
  },
  {
    name: "reads Polish cases",
    text: "w Niemczech i Stanach Zjednoczonych",
    want: ["Niemczech=DE country", "Stanach Zjednoczonych=US country"],
  },
  {
    name: "reads Estonian cases",
    text: "Iirimaal ja Ameerika Ühendriikides",
    want: ["Iirimaal=IE country", "Ameerika Ühendriikides=US country"],
  },
  { name: "reads genitives", text: "Danmarks og Sveriges", want: ["Danmarks=DK country", "Sveriges=SE country"] },
  { name: "reads an adjective as one", text: "et dansk selskab", want: ["dansk=DK adjective"] },
  { name: "leaves a language alone", text: "på dansk", want: [] },
  { name: "leaves a currency alone", text: "100 svenska kronor", want: [] },
  { name: "leaves a name with an adjective alone", text: "Danske Prøvebank", want: [] },
  { name: "leaves an adjective in a web address alone", text: "prøve.swiss", want: [] },
  { name: "reads a state before a ZIP", text: "San Mateo, CA 94403", want: ["San Mateo=US city", "CA=US state"] },
  {
    name: "takes the state's country for the city",
    text: "Cambridge, MA 02141",
    want: ["Cambridge=US city", "MA=US state"],
  },
  {
    name: "reads Georgia behind a city of the USA as a state",
    text: "Atlanta, Georgia",
    want: ["Atlanta=US city", "Georgia=US state"],
  },
  { name: "reads a postal prefix with the digits of its country", text: "L-1855", want: ["L=LU country"] },
  { name: "leaves a prefix with other digits alone", text: "L-18", want: [] },
  { name: "reads a cloud region", text: "eu-west-1", want: ["eu-west-1=IE cloud-region"] },
  {
    name: "reads a cloud region with no-break hyphens",
    text: "eu\u2011north\u20111",
    want: ["eu\u2011north\u20111=SE cloud-region"],
  },
  { name: "reads West Europe as the Dutch region", text: "Azure West Europe", want: ["West Europe=NL cloud-region"] },
  { name: "leaves the framework of two unions alone", text: "EU-US Data Privacy Framework", want: [] },
  { name: "leaves the union's clauses alone", text: "EU:s standardavtalsklausuler", want: [] },
  { name: "leaves an act's number alone", text: "(EU) 2016/679", want: [] },
  { name: "asks for a capital where the word is another", text: "turkey, island, jordan", want: [] },
  { name: "leaves a shouted pronoun alone", text: "CONTACT US", want: [] },
  { name: "leaves a Finnish pronoun alone", text: "Oman palvelun", want: [] },
  { name: "finds nothing in nothing", text: "", want: [] },
];

describe("findPlaces()", () => {
  test.each(found)("$name", ({ text, want }) => expect(said(text)).toEqual(want));

  test("gives spans that hold the words, in order", () => {
    const text = "Data: Irland (EU), Oslo, US/EU og eu-west-1.";
    let last = 0;
    for (const { start, end } of findPlaces(text)) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(text.slice(start, end).trim()).not.toBe("");
      last = end;
    }
    expect(last).toBe(text.length - 1);
  });

  test("finds every country's name in every language it has one in", () => {
    for (const name of [
      "Tyskland",
      "Saksa",
      "Þýskaland",
      "Germany",
      "Duitsland",
      "Niemcy",
      "Saksamaa",
      "Allemagne",
      "Alemania",
    ]) {
      expect(findPlaces(name)[0]?.places, name).toEqual(["DE"]);
    }
  });
});

const cells = [
  { name: "lets a city in a stated region add nothing", text: "EU (Frankfurt)", want: ["EU"] },
  { name: "keeps a country beside its region", text: "EU (Irland, eu-west-1)", want: ["EU", "IE"] },
  { name: "keeps the order of the words", text: "Sverige/EU", want: ["SE", "EU"] },
  { name: "lets the city come first", text: "Frankfurt, EU", want: ["EU"] },
  { name: "takes the country of a city alone", text: "Frankfurt", want: ["DE"] },
  { name: "takes the country beside a city's district", text: "Dublin 4 Ireland", want: ["IE"] },
  { name: "keeps a city outside the stated region", text: "EU, San Francisco", want: ["EU", "US"] },
  { name: "takes an adjective where nothing else is said", text: "finsk", want: ["FI"] },
  { name: "reads a code that is a word where it is the whole cell", text: "IT", want: ["IT"] },
  { name: "leaves a denied third country out", text: "EU, aldrig tredjeland", want: ["EU"] },
  { name: "reads nothing in a dash", text: "—", want: [] },
  { name: "reads both unions", text: "EU/EØS", want: ["EU", "EEA"] },
];
describe("readPlaces()", () => {
  test.each(cells)("$name", ({ text, want }) => expect(readPlaces(text).places).toEqual(want));
});
