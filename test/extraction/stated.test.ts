/** What a document says of an entry outside its cells: in a sentence, a footnote, a paragraph after the list. Invented companies. */
import { describe, expect, test } from "vitest";
import { type ReadRow, recordsIn } from "./read-rows.js";

interface Case {
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly file?: string;
  /** What must stand in the rows named; other fields are free. */
  readonly want: readonly ReadRow[];
  /** Fields that no row may have. */
  readonly without?: readonly string[];
}

const table = (rows: readonly string[]): string => `<table>${rows.map((row) => `<tr>${row}</tr>`).join("")}</table>`;
const cells = (tag: string, ...words: readonly string[]): string =>
  words.map((word) => `<${tag}>${word}</${tag}>`).join("");

const data: readonly Case[] = [
  {
    name: "a sentence that begins with the verb of receiving",
    language: "sv",
    text: "Underbiträden\n\nRavnholt AB: Svarar på frågor i chatten. Ser texten i chatten och kundens e-postadress.\nMosevang AB: Skickar kallelser. Får mobilnummer.\n",
    want: [
      { name: "Ravnholt AB", data_categories: "texten i chatten och kundens e-postadress" },
      { name: "Mosevang AB", data_categories: "mobilnummer" },
    ],
  },
  {
    name: "not what is received for another reason than data",
    language: "en",
    text: "Sub-processors\n\nRavnholt Ltd: Prints invoices. Gets paid by the month.\nMosevang Ltd: Sends letters. Receives no orders from us.\n",
    want: [{ name: "Ravnholt Ltd" }, { name: "Mosevang Ltd" }],
    without: ["data_categories"],
  },
  {
    name: "a paragraph after the table that begins with the name",
    language: "en",
    file: "list.html",
    text: `<html lang="en"><h1>Sub-processors</h1>${table([
      cells("th", "Sub-processor", "Purpose", "Location"),
      cells("td", "Ravnholt Ltd", "Hosting", "Ireland"),
      cells("td", "Mosevang Inc.", "Summaries", "USA"),
    ])}<p>Transfers to the USA (Mosevang): The service writes a summary. Data transferred is limited to key figures and the name of the firm; other names are removed first.</p></html>`,
    want: [
      { name: "Ravnholt Ltd" },
      { name: "Mosevang Inc.", data_categories: "key figures and the name of the firm" },
    ],
  },
];

const grounds: readonly Case[] = [
  {
    name: "a sentence after the list that names the country in the entry's address",
    language: "sv",
    text: "Underbiträde (namn, organisationsnummer, adress)\tUppgift\nRavnholt AB, org.nr 559012-3450, Storgatan 4, 111 22 Stockholm, Sverige\tDrift\nMosevang LLC, 42 Broadway, Somerville, MA 02145, USA\tFelrapporter\nTjernet (UK) Ltd, company no. 09111111, 7 High Street, London WC2H 9JQ, Storbritannien\tSupport\n\nFör mottagare i USA tillämpas standardavtalsklausuler. För Storbritannien gäller kommissionens beslut om adekvat skyddsnivå.\n",
    want: [
      { name: "Ravnholt AB" },
      {
        name: "Mosevang LLC",
        address: "42 Broadway, Somerville, MA 02145, USA",
        transfer_mechanisms: "standardavtalsklausuler",
      },
      { name: "Tjernet (UK) Ltd", transfer_mechanisms: "beslut om adekvat skyddsnivå" },
    ],
  },
  {
    name: "figures of footnotes that lost their height, which leave the names",
    language: "sv",
    text: "Underbiträden\n\nUnderbiträde\tUppgift\tLand\nRavnholt AB\tDrift\tSverige\nMosevang, Inc.1\tLagring\tUSA\nTjernet Analytics2\tStatistik\tUSA\n\n1\nÖverföringen sker med stöd av standardavtalsklausuler.\n\n2\nMottagaren är certifierad enligt EU–US Data Privacy Framework.\n",
    want: [
      { name: "Ravnholt AB" },
      { name: "Mosevang, Inc.", transfer_mechanisms: "standardavtalsklausuler" },
      { name: "Tjernet Analytics", transfer_mechanisms: "Data Privacy Framework" },
    ],
  },
  {
    name: "footnotes of Markdown with words for marks",
    language: "en",
    file: "list.md",
    text: "# Sub-processors\n\n| Sub-processor | Purpose |\n|---|---|\n| Ravnholt Ltd[^ie] | Hosting |\n| Mosevang Inc.[^us] | Search |\n\n[^ie]: Data is stored in Ireland.\n[^us]: Contracting party in Canada; data is processed in the USA under the SCCs.\n",
    want: [
      { name: "Ravnholt Ltd", processing_countries: "Ireland" },
      { name: "Mosevang Inc.", countries: "Canada", processing_countries: "USA", transfer_mechanisms: "SCCs" },
    ],
  },
  {
    name: "a column of remarks",
    language: "nb",
    file: "list.html",
    text: `<html lang="nb"><h1>Underdatabehandlere</h1>${table([
      cells("th", "Underdatabehandler", "Formål", "Sted", "Merknad"),
      cells("td", "Ravnholt AS", "Drift", "Norge", "Kontrakt fra 2020"),
      cells("td", "Mosevang Inc.", "Søk", "USA", "SCC undertegnet 2025"),
    ])}</html>`,
    want: [{ name: "Ravnholt AS" }, { name: "Mosevang Inc.", transfer_mechanisms: "SCC" }],
  },
];

test("a ground said of transfers in general is none of a company in the EEA", async () => {
  const text =
    "Underdatabehandlere\n\nLeverandør\tFormål\tLand\nRavnholt A/S\tDrift\tDanmark\nMosevang ApS\tBreve\tDanmark\n\nOverføres oplysninger fra Danmark til et tredjeland, anvendes standardkontraktbestemmelser.\n";
  const rows = await recordsIn(text, "da");
  expect(rows).toHaveLength(2);
  for (const row of rows) expect(row).not.toHaveProperty("transfer_mechanisms");
});

test("a bare number in a bracket behind a legal form is the company's", async () => {
  const text =
    "Sub-processors\n\nSub-processor\tPurpose\tCountry\nRavnholt Limited (07123450)\tHosting\tUnited Kingdom\nMosevang (2024)\tSearch\tIreland\n";
  const rows = await recordsIn(text, "en");
  expect(rows[0]).toMatchObject({ name: "Ravnholt Limited", registration_numbers: "07123450" });
  expect(rows[1]).not.toHaveProperty("registration_numbers");
});

describe("grounds of transfer are read from", () => {
  test.each(grounds)("$name", expectRows);
});

describe("data categories are read from", () => {
  test.each(data)("$name", expectRows);
});

async function expectRows({ text, language, file, want, without = [] }: Case): Promise<void> {
  const rows = await recordsIn(text, language, file);
  expect(rows.map(({ name }) => name)).toEqual(want.map(({ name }) => name));
  expect(rows).toMatchObject(want as Record<string, string>[]);
  for (const row of rows) for (const field of without) expect(row).not.toHaveProperty(field);
}

const WHERE = [
  { language: "en", cell: "Data in Finland. Company in Ireland.", of: "Ireland", at: "Finland" },
  { language: "sv", cell: "EU (bolag i USA)", of: "USA", at: "EU" },
  { language: "fi", cell: "Data Suomessa. Yhtiö Irlannissa.", of: "Irlannissa", at: "Suomessa" },
];
for (const { language, cell, of, at } of WHERE)
  test(`a cell of places says of which the company is, in ${language}`, async () => {
    const text = `# Sub-processors\n\n| Sub-processor | Purpose | Location |\n|---|---|---|\n| Ravnholt Ltd | Hosting | ${cell} |\n| Mosevang Ltd | E-mail | Norway |\n`;
    const [row] = await recordsIn(text, language, "list.md");
    expect(row).toMatchObject({ countries: of, processing_countries: at });
  });

test("a number that leads a cell of two things is a registration number", async () => {
  const text =
    "# Underdatabehandlere\n\n| Leverandør | Org.nr / land | Formål |\n|---|---|---|\n| Ravnholt AS | 914 778 271 / Norge | Faktura |\n| Mosevang AS | 810 034 882 / Norge | Drift |\n";
  const rows = await recordsIn(text, "nb", "list.md");
  expect(rows.map(({ registration_numbers }) => registration_numbers)).toEqual(["914 778 271", "810 034 882"]);
});

test("a row that repeats the header word for a name is no entry", async () => {
  const text =
    "# Underbiträden\n\n| Underbiträde | Behandling |\n|---|---|\n| _Namn_ | _t.ex. drift_ |\n| Ravnholt AB | Drift |\n";
  expect((await recordsIn(text, "sv", "list.md")).map(({ name }) => name)).toEqual(["Ravnholt AB"]);
});
