import { describe, expect, test } from "vitest";
import { findMechanisms, readTransferCell } from "../../src/normalization/transfer.js";

const said = (text: string): string[] =>
  findMechanisms(text).map(
    ({ start, end, mechanism, negated }) => `${text.slice(start, end)}=${mechanism}${negated ? " denied" : ""}`,
  );

const mentions = [
  { name: "reads the abbreviation with the union's", text: "EU SCCs", want: ["EU SCCs=scc"] },
  { name: "reads a framework inside a place", text: "USA (EU-US DPF)", want: ["EU-US DPF=dpf"] },
  {
    name: "reads the Danish clauses",
    text: "EU's standardkontraktbestemmelser",
    want: ["standardkontraktbestemmelser=scc"],
  },
  { name: "reads the Swedish clauses", text: "standardavtalsklausulerna", want: ["standardavtalsklausulerna=scc"] },
  {
    name: "reads the Finnish clauses, inflected",
    text: "vakiosopimuslausekkeisiin",
    want: ["vakiosopimuslausekkeisiin=scc"],
  },
  {
    name: "reads the Icelandic clauses, inflected",
    text: "á grundvelli staðlaðra samningsákvæða",
    want: ["staðlaðra samningsákvæða=scc"],
  },
  { name: "reads the Faroese clauses", text: "Standardsáttmálaásetingar", want: ["Standardsáttmálaásetingar=scc"] },
  { name: "reads the article of the clauses", text: "Art. 46(2)(c) GDPR", want: ["Art. 46(2)(c=scc"] },
  { name: "reads the decision on the clauses", text: "beslut 2021/914", want: ["2021/914=scc"] },
  { name: "leaves a house number like the article alone", text: "Prøvevej 46, 2. C", want: [] },
  {
    name: "reads an adequacy decision",
    text: "Tilstrækkelighedsafgørelse",
    want: ["Tilstrækkelighedsafgørelse=adequacy"],
  },
  { name: "reads a denied certificate", text: "ikke DPF-sertifisert", want: ["DPF=dpf denied"] },
  {
    name: "lets a denial end with the clause",
    text: "Not certified under the DPF; SCCs apply",
    want: ["DPF=dpf denied", "SCCs=scc"],
  },
  { name: "reads the Swedish but", text: "inte DPF utan SCC", want: ["DPF=dpf denied", "SCC=scc"] },
  { name: "reads a denial after the words", text: "SCC gælder ikke", want: ["SCC=scc denied"] },
  { name: "keeps a denial inside its cell", text: "Bez danych | SCC", want: ["SCC=scc"] },
  { name: "leaves a consent tool alone", text: "Consent management", want: [] },
  { name: "leaves an agreement alone", text: "DPA, GDPR, databehandleraftale", want: [] },
  {
    name: "reads that nothing is transferred",
    text: "Ingen overførsel til tredjeland",
    want: ["Ingen overførsel til tredjeland=none_needed"],
  },
];
describe("findMechanisms()", () => {
  test.each(mentions)("$name", ({ text, want }) => expect(said(text)).toEqual(want));
});

const cells = [
  { name: "reads a region alone as none needed", text: "EU/EØS", want: ["none_needed"] },
  { name: "reads within the union as none needed", text: "Inom EES", want: ["none_needed"] },
  { name: "reads a Finnish within", text: "EU:n sisällä", want: ["none_needed"] },
  { name: "reads a bare no", text: "Ingen", want: ["none_needed"] },
  { name: "reads a Faroese no", text: "Eingin", want: ["none_needed"] },
  { name: "reads a Dutch no", text: "Nee", want: ["none_needed"] },
  { name: "reads two mechanisms", text: "EU-U.S. DPF + SCCs", want: ["dpf", "scc"] },
  { name: "reads a dash as not stated", text: "—", want: "not stated" },
  { name: "reads a dash with a place as not stated", text: "— (EU-region)", want: "not stated" },
  { name: "reads not applicable as not stated", text: "Ej tillämpligt", want: "not stated" },
  { name: "reads an agreement as neither", text: "DPA", want: [] },
  { name: "leaves a third country without a ground open", text: "USA", want: [] },
];
describe("readTransferCell()", () => {
  test.each(cells)("$name", ({ text, want }) => {
    const { mechanisms, notStated } = readTransferCell(text);
    expect(notStated ? "not stated" : mechanisms).toEqual(want);
  });
});
