/** Lists that no heading announces, and rows and tables whose own words say that they are none. */
import { expect, test } from "vitest";
import { lists, recordsIn } from "./read-rows.js";

lists(
  "is known by its header words, one a line, where no heading announces it",
  "sv",
  `11. Behandling

Butiken registrerar uppgifter om sina kunder i tjänsten.

Underbiträde
Ändamål
Plats

Ravnholt Drift AB
Databas
Sverige

Fjärdhundra Post AB
Utskick av kvitton
Finland
`,
  [
    "Ravnholt Drift AB | legal_entity: Ravnholt Drift AB | purpose: Databas | processing_countries: Sverige",
    "Fjärdhundra Post AB | legal_entity: Fjärdhundra Post AB | purpose: Utskick av kvitton | processing_countries: Finland",
  ],
);

lists(
  "goes on under the same header words, which may run into each other",
  "en",
  `Sub-processors

Group companies
Company Country Services
Ravnholt Danmark A/S Denmark Support
Ravnholt Norge AS Norway Support

Others
Company Country Services
Kelvedon Hosting Ltd United Kingdom Data centre
Brackley Maps Inc. USA Maps
`,
  [
    "Ravnholt Danmark A/S | legal_entity: Ravnholt Danmark A/S | countries: Denmark | service: Support",
    "Ravnholt Norge AS | legal_entity: Ravnholt Norge AS | countries: Norway | service: Support",
    "Kelvedon Hosting Ltd | legal_entity: Kelvedon Hosting Ltd | countries: United Kingdom | service: Data centre",
    "Brackley Maps Inc. | legal_entity: Brackley Maps Inc. | countries: USA | service: Maps",
  ],
);

const CONTROLLERS = [
  { language: "sv", heading: "Underbiträden", words: "Självständigt personuppgiftsansvariga är:" },
  { language: "da", heading: "Underdatabehandlere", words: "Selvstændige dataansvarlige er:" },
  { language: "nb", heading: "Underdatabehandlere", words: "Egne behandlingsansvarlige er:" },
  { language: "fi", heading: "Alikäsittelijät", words: "Itsenäisiä rekisterinpitäjiä ovat:" },
  { language: "en", heading: "Sub-processors", words: "Controllers in their own right are:" },
];

for (const { language, heading, words } of CONTROLLERS)
  test(`companies that are controllers of their own are no entries, in ${language}`, async () => {
    const text = `# ${heading}\n\n- Ravnholt Drift AB (databas, Sverige)\n- Kelvedon Post AB (e-post, Sverige)\n\n${words}\n\n- Brackley Betal AB (betal, Sverige)\n- Osby Frakt AB (frakt, Sverige)\n`;
    const names = (await recordsIn(text, language, "list.md")).map(({ name }) => name);
    expect(names).toEqual(["Ravnholt Drift AB", "Kelvedon Post AB"]);
  });

test("a row that calls its company a controller of its own is no entry", async () => {
  const text = `# Underbiträden\n\n| Underbiträde | Ändamål |\n|---|---|\n| Ravnholt Drift AB | Databas |\n| Brackley Betal AB | Säljer abonnemang som självständigt personuppgiftsansvarig |\n`;
  expect((await recordsIn(text, "sv", "list.md")).map(({ name }) => name)).toEqual(["Ravnholt Drift AB"]);
});

test("a table is no list where the sentence before it says so", async () => {
  const table =
    "| Vendor | Use | Region |\n|---|---|---|\n| Kelvedon Hosting | Panels | EU |\n| Brackley Maps | Maps | EU |\n";
  expect(await recordsIn(`# Review\n\nA worklist, not our sub-processor list.\n\n${table}`, "en", "list.md")).toEqual(
    [],
  );
});

test("a labelled line of a card names no companies", async () => {
  const card = (name: string, what: string): string =>
    `${name}\n•\n${what}\nUnited States\n\nProducts: Ravnholt Pro, Google Drive, Slack\n\n`;
  const text = `Sub-processors\n\n${card("Stripe", "Billing")}${card("Intercom", "User support")}${card("Twilio", "Messages")}`;
  expect((await recordsIn(text, "en")).map(({ name }) => name)).toEqual(["Stripe", "Intercom", "Twilio"]);
});
