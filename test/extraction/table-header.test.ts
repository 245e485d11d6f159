/** What the columns of a table hold: header words in two rows, words of no lexicon, words with a relative clause. Invented companies. */
import { expect, test } from "vitest";
import { type ReadRow, recordsIn } from "./read-rows.js";

const row = (tag: string, ...words: readonly string[]): string =>
  `<tr>${words.map((word) => `<${tag}>${word}</${tag}>`).join("")}</tr>`;
const page = (language: string, title: string, rows: readonly string[]): string =>
  `<html lang="${language}"><h1>${title}</h1><table>${rows.join("")}</table></html>`;

interface Case {
  readonly name: string;
  readonly language: string;
  readonly html: string;
  readonly want: readonly ReadRow[];
}

const cases: readonly Case[] = [
  {
    name: "narrower words under a spanning cell are part of the header, also where it stands again",
    language: "sv",
    html: page("sv", "Underbiträden", [
      "<tr><th rowspan=2>Underbiträde</th><th rowspan=2>Uppdrag</th><th colspan=2>Plats</th></tr>",
      row("th", "Bolag", "Servrar"),
      row("td", "Ravnholt AB", "Drift av webbplatsen", "Sverige", "Finland"),
      row("td", "Mosevang Inc.", "Felsökning", "USA", "Irland"),
      "<tr><th rowspan=2>Underbiträde</th><th rowspan=2>Uppdrag</th><th colspan=2>Plats</th></tr>",
      row("th", "Bolag", "Servrar"),
      row("td", "Tjernet ApS", "Utskick av brev", "Danmark", "Danmark"),
    ]),
    want: [
      { name: "Ravnholt AB", countries: "Sverige", processing_countries: "Finland" },
      { name: "Mosevang Inc.", countries: "USA", processing_countries: "Irland" },
      { name: "Tjernet ApS", countries: "Danmark", processing_countries: "Danmark" },
    ],
  },
  {
    name: "company and servers above, name and country below",
    language: "en",
    html: page("en", "Sub-processors", [
      "<tr><th colspan=2>Company</th><th>Servers</th><th rowspan=2>Purpose</th></tr>",
      row("th", "Name", "Country", "Country"),
      row("td", "Ravnholt Ltd", "Ireland", "Germany", "Hosting"),
      row("td", "Mosevang Inc.", "USA", "Finland", "Search"),
    ]),
    want: [
      { name: "Ravnholt Ltd", countries: "Ireland", processing_countries: "Germany", purpose: "Hosting" },
      { name: "Mosevang Inc.", countries: "USA", processing_countries: "Finland", purpose: "Search" },
    ],
  },
  {
    name: "a second column of nothing but places says where data is",
    language: "nb",
    html: page("nb", "Underdatabehandlere", [
      row("th", "Leverandør", "Land", "Formål", "Maskinene våre der"),
      row("td", "Ravnholt AS", "Norge", "Drift", "Sverige"),
      row("td", "Mosevang Inc.", "USA", "Søk", "Irland"),
    ]),
    want: [
      { name: "Ravnholt AS", countries: "Norge", processing_countries: "Sverige" },
      { name: "Mosevang Inc.", countries: "USA", processing_countries: "Irland" },
    ],
  },
  {
    name: "a column of nothing but grounds says on which ground",
    language: "fi",
    html: page("fi", "Alikäsittelijät", [
      row("th", "Alikäsittelijä", "Tehtävä", "Maa", "Jos ei Suomessa"),
      row("td", "Ravnholt Oy", "Palvelimet", "Suomi", "–"),
      row("td", "Mosevang Inc.", "Haku", "Yhdysvallat", "Vakiosopimuslausekkeet"),
      row("td", "Tjernet Ltd", "Tuki", "Iso-Britannia", "Riittävyyspäätös"),
    ]),
    want: [
      { name: "Ravnholt Oy" },
      { name: "Mosevang Inc.", transfer_mechanisms: "Vakiosopimuslausekkeet" },
      { name: "Tjernet Ltd", transfer_mechanisms: "Riittävyyspäätös" },
    ],
  },
  {
    name: "the one column of free words is the purpose where no other is",
    language: "da",
    html: page("da", "Underdatabehandlere", [
      row("th", "Underdatabehandler", "Brik i puslespillet", "Land"),
      row("td", "Ravnholt A/S", "Serverrum", "Danmark"),
      row("td", "Mosevang ApS", "Udskrift af breve", "Sverige"),
    ]),
    want: [
      { name: "Ravnholt A/S", purpose: "Serverrum" },
      { name: "Mosevang ApS", purpose: "Udskrift af breve" },
    ],
  },
  {
    name: "the noun before a relative clause is the header",
    language: "da",
    html: page("da", "Underdatabehandlere", [
      row("th", "Leverandører vi bruger", "Formål", "Oplysninger som gives videre"),
      row("td", "Ravnholt A/S", "Serverrum", "Alt i sagen"),
      row("td", "Mosevang ApS", "Breve", "Hvem brevet er til"),
    ]),
    want: [
      { name: "Ravnholt A/S", data_categories: "Alt i sagen" },
      { name: "Mosevang ApS", data_categories: "Hvem brevet er til" },
    ],
  },
];

const glued: Case = {
  name: "two rows in one are told apart where each line of the name is a company",
  language: "en",
  html: page("en", "Sub-processors", [
    row("th", "Sub-processor", "Country", "Purpose"),
    row("td", "Ravnholt Ltd", "Ireland", "Hosting"),
    row("td", "Mosevang A/S<br>Tjernet AB", "Denmark<br>Sweden", "Keys<br>Doors"),
    row("td", "Swift mail<br>Sivbek Ltd", "Ireland", "Mail"),
  ]),
  want: [
    { name: "Ravnholt Ltd" },
    { name: "Mosevang A/S", countries: "Denmark", purpose: "Keys" },
    { name: "Tjernet AB", countries: "Sweden", purpose: "Doors" },
    { name: "Swift mail", legal_entity: "Sivbek Ltd", countries: "Ireland" },
  ],
};

test.each([...cases, glued])("$name", async ({ html, language, want }) => {
  const rows = await recordsIn(html, language, "list.html");
  expect(rows.map(({ name }) => name)).toEqual(want.map(({ name }) => name));
  expect(rows).toMatchObject(want as Record<string, string>[]);
});

test("partners and dealers with their countries are no list where no word speaks of processing", async () => {
  const html = page("sv", "Starka samarbeten", [
    row("th", "Partner", "Område", "Land"),
    row("td", "Ravnholt AB", "Guldpartner sedan 2014", "Sverige"),
    row("td", "Mosevang Inc.", "Återförsäljare", "USA"),
  ]);
  expect(await recordsIn(html, "sv", "list.html")).toEqual([]);
});

test("a column that its cells tell makes no list of a table that is none", async () => {
  const html = page("en", "Our offices", [
    row("th", "Name", "Opening hours", "Town"),
    row("td", "North", "Eight to four", "Oslo"),
    row("td", "South", "Nine to five", "Bergen"),
  ]);
  expect(await recordsIn(html, "en", "list.html")).toEqual([]);
});
