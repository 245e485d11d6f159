/** One promise of each layout of lines a row, on invented companies. */
import { expect, test } from "vitest";
import { type ReadRow, rowsBy } from "./read-rows.js";

interface Case {
  readonly method: string;
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly want: readonly ReadRow[];
}

const cases: readonly Case[] = [
  {
    method: "flattened-rows",
    name: "takes two grounds with a word between for one cell",
    language: "fi",
    text: "Alikäsittelijät\n\nToimittaja Palvelu Sijainti Siirtoperuste\nRavnholt Oy Palvelimet Suomi Ei siirtoa\nMosevang LLC Viestit Yhdysvallat Vakiosopimuslausekkeet ja EU–US DPF\n",
    want: [
      { name: "Ravnholt Oy", service: "Palvelimet", processing_countries: "Suomi", transfer_mechanisms: "Ei siirtoa" },
      {
        name: "Mosevang LLC",
        service: "Viestit",
        processing_countries: "Yhdysvallat",
        transfer_mechanisms: "Vakiosopimuslausekkeet ja EU–US DPF",
      },
    ],
  },
  {
    method: "columns-first",
    name: "begins with the header word for a company under the title of the list",
    language: "nb",
    text: "Avtale\n\nUnderdatabehandlere\n\nSelskap\nOppgave\nSted\nType opplysninger\nRavnholt AS\nDrift\nNorge\nNavn, alder\nMosevang AS\nArkiv\nSverige\nBilder\n",
    want: [
      { name: "Ravnholt AS", purpose: "Drift", processing_countries: "Norge", data_categories: "Navn, alder" },
      { name: "Mosevang AS", purpose: "Arkiv", processing_countries: "Sverige", data_categories: "Bilder" },
    ],
  },
  {
    method: "bullets",
    name: "takes the line above bullets for their title, with no paragraph between",
    language: "da",
    text: "Underdatabehandlere\n\n- Mosevang Sten AS – Betaling og fakturering (Danmark)\n- Ravnholt AB – Betaling og fakturering (Irland)\n",
    want: [
      { name: "Mosevang Sten AS", purpose: "Betaling og fakturering", countries: "Danmark" },
      { name: "Ravnholt AB", purpose: "Betaling og fakturering", countries: "Irland" },
    ],
  },
  {
    method: "flattened-rows",
    name: "finds the borders between cells with one space between",
    language: "da",
    text: "Underdatabehandlere\n\nVirksomhed Lokation Formål\nRavnholt IT A/S Danmark Drift af servere\nMosevang Inc. USA Udsendelse af breve\n",
    want: [
      { name: "Ravnholt IT A/S", processing_countries: "Danmark", purpose: "Drift af servere" },
      { name: "Mosevang Inc.", processing_countries: "USA", purpose: "Udsendelse af breve" },
    ],
  },
  {
    method: "flattened-rows",
    name: "takes bare digits for a column of numbers",
    language: "nb",
    text: "Underdatabehandlere\n\nNavn Org.nr Behandlingssted Formål\nRavnholt AS 949022455 Norge Drift av servere\nMosevang Inc.  USA Utsending av brev\n",
    want: [
      {
        name: "Ravnholt AS",
        registration_numbers: "949022455",
        processing_countries: "Norge",
        purpose: "Drift av servere",
      },
      { name: "Mosevang Inc.", processing_countries: "USA", purpose: "Utsending av brev" },
    ],
  },
  {
    method: "flattened-rows",
    name: "ends a row at its date where a nameless row is glued to it",
    language: "en",
    text: "Sub-processors\n\nSub-processor Location Purpose Last updated\nRavnholt Ltd Ireland Bookkeeping 2019-02-11\nMosevang Ltd Ireland Backup copies 2019-02-11 Denmark Web hosting 2020-03-01\n",
    want: [
      { name: "Ravnholt Ltd", processing_countries: "Ireland", purpose: "Bookkeeping", updated: "2019-02-11" },
      { name: "Mosevang Ltd", processing_countries: "Ireland", purpose: "Backup copies", updated: "2019-02-11" },
    ],
  },
  {
    method: "columns-first",
    name: "fills the columns where a cell is empty and a page number stands between",
    language: "fi",
    text: "Alikäsittelijät\n\nNimi\nTehtävä\nMaa\n\nSuovirta Oy\nPalvelinten ylläpito\nSuomi\n\nSivu 2/3\n\nHaapala Oy\nLaskujen tulostus\n\nKivikko AB\nVarmuuskopiot\nRuotsi\n",
    want: [
      { name: "Suovirta Oy", purpose: "Palvelinten ylläpito", countries: "Suomi" },
      { name: "Haapala Oy", purpose: "Laskujen tulostus" },
      { name: "Kivikko AB", purpose: "Varmuuskopiot", countries: "Ruotsi" },
    ],
  },
  {
    method: "flattened-rows",
    name: "passes over a line drawn under the headers",
    language: "en",
    text: "Sub-processors\n\nName            Country         Purpose\n--------------  --------------  -----------\nRavnholt Ltd    Ireland         Hosting\nMosevang BV     Netherlands     Backup\n",
    want: [
      { name: "Ravnholt Ltd", countries: "Ireland", purpose: "Hosting" },
      { name: "Mosevang BV", countries: "Netherlands", purpose: "Backup" },
    ],
  },
  {
    method: "labelled-blocks",
    name: "takes the company for the name where no label says name",
    language: "nb",
    text: "Underleverandører\n\nSelskap: Ravnholt AS\nAdresse: Storgata 9, 0155 Oslo\nTjeneste: Drift\n\nSelskap: Mosevang AS\nAdresse: Torvet 1, 3256 Larvik\nTjeneste: Utsending\n",
    want: [
      { name: "Ravnholt AS", address: "Storgata 9, 0155 Oslo", service: "Drift" },
      { name: "Mosevang AS", address: "Torvet 1, 3256 Larvik", service: "Utsending" },
    ],
  },
  {
    method: "labelled-blocks",
    name: "types the lines that stand without a label",
    language: "en",
    text: "Sub-processors\n\nRavnholt ApS\nCVR 10000009\nHavnegade 5, 5000 Odense C, Denmark\nPurpose: invoicing\nLocation: Denmark\n\nMosevang Ltd\n3 Dock Road, Dublin 2, Ireland\nPurpose: hosting\nLocation: Ireland\n",
    want: [
      {
        name: "Ravnholt ApS",
        registration_numbers: "CVR 10000009",
        address: "Havnegade 5, 5000 Odense C, Denmark",
        purpose: "invoicing",
        processing_countries: "Denmark",
      },
      {
        name: "Mosevang Ltd",
        address: "3 Dock Road, Dublin 2, Ireland",
        purpose: "hosting",
        processing_countries: "Ireland",
      },
    ],
  },
  {
    method: "stacked-blocks",
    name: "goes on with an address over box, town and country",
    language: "sv",
    text: "Underbiträden\n\nRavnholt AB\nOrg.nr: 556000-0001\nGruvgatan 14\nBox 12\n791 50 Falun\n\nSverige Lagring av handlingar och sökindex\n\nMosevang AB\nOrg.nr: 556000-0019\nTryckarvägen 3\n702 10 Örebro\n\nSverige Utskrift och kuvertering av brev\n",
    want: [
      {
        name: "Ravnholt AB",
        registration_numbers: "Org.nr: 556000-0001",
        address: "Gruvgatan 14\nBox 12\n791 50 Falun",
        processing_countries: "Sverige",
        purpose: "Lagring av handlingar och sökindex",
      },
      {
        name: "Mosevang AB",
        registration_numbers: "Org.nr: 556000-0019",
        address: "Tryckarvägen 3\n702 10 Örebro",
        processing_countries: "Sverige",
        purpose: "Utskrift och kuvertering av brev",
      },
    ],
  },
  {
    method: "headed",
    name: "reads a place off the end of what a kind of service is for",
    language: "nb",
    text: "# Underleverandører\n\n## Drift og lagring\n\nServere, database og fillagring. Norge.\n\n## Språkmodeller\n\nLager svarene og gjør kunnskapen søkbar. USA.\n",
    want: [
      { name: "Drift og lagring", purpose: "Servere, database og fillagring.", processing_countries: "Norge" },
      { name: "Språkmodeller", purpose: "Lager svarene og gjør kunnskapen søkbar.", processing_countries: "USA" },
    ],
  },
  {
    method: "item-lines",
    name: "reads a kind, a company and its place off each line",
    language: "sv",
    text: "Underbiträden\n\nFöljande underbiträden är godkända:\n\nDrift och lagring: Ravnholt AB (Sverige)\nE-post: Mosevang Ltd (Irland)\n",
    want: [
      { service: "Drift och lagring", name: "Ravnholt AB", countries: "Sverige" },
      { service: "E-post", name: "Mosevang Ltd", countries: "Irland" },
    ],
  },
  {
    method: "delimited-lines",
    name: "keeps an empty cell between two semicolons",
    language: "nb",
    text: "Underdatabehandlere\n\nLeverandør; Formål; Land\nRavnholt AS; Drift; Norge\nMosevang AS; ; Danmark\n",
    want: [
      { name: "Ravnholt AS", purpose: "Drift", countries: "Norge" },
      { name: "Mosevang AS", countries: "Danmark" },
    ],
  },
  {
    method: "item-lines",
    name: "leaves names on lines of their own to the other layouts",
    language: "en",
    text: "Sub-processors\n\nRavnholt Ltd\nMosevang Ltd\n",
    want: [],
  },
  {
    method: "flattened-rows",
    name: "leaves header words without rows alone",
    language: "en",
    text: "Sub-processors\n\nName Country Purpose\n\nWe will publish our list here before the service is opened to customers in the spring.\n",
    want: [],
  },
];

for (const { method, name, language, text, want } of cases)
  test(`${method} ${name}`, async () => {
    expect(await rowsBy(method, text, language)).toEqual(want);
  });
