/** One promise each of blocks, cards and tables that hold one sub-processor, on invented companies. */
import { lists, reads } from "./read-rows.js";

lists(
  "takes no labelled line for the head of a block, and reads labels that a bracket explains",
  "en",
  "Annex III – List of sub-processors\n\n1. Name: Ravnholt Ltd\n\nAddress: 4 Mill Lane, Leeds, LS1 4AP, United Kingdom\n\nDescription of the processing (including a clear delimitation of responsibilities in case several are used): Backup copies\n\n2. Name: Mosevang Translations B.V.\n\nAddress: Langestraat 3, 1011 AB Amsterdam, Netherlands\n\nDescription of the processing (including a clear delimitation of responsibilities in case several are used): Interpreting\n",
  [
    "Ravnholt Ltd | legal_entity: Ravnholt Ltd | address: 4 Mill Lane, Leeds, LS1 4AP, United Kingdom | purpose: Backup copies",
    "Mosevang Translations B.V. | legal_entity: Mosevang Translations B.V. | address: Langestraat 3, 1011 AB Amsterdam, Netherlands | purpose: Interpreting",
  ],
);

const facts = (heading: string, rows: readonly string[]): string =>
  `## ${heading}\n\n| | |\n|---|---|\n${rows.map((row) => `| ${row} |\n`).join("")}\n`;

reads(
  "fact-tables",
  "gives each table the name in the heading above it, and the company in its cell",
  "sv",
  `# Bilaga 2\n\nVi anlitar underbiträdena som beskrivs nedan.\n\n${facts("2.1 Ravnholt Molnet", ["Bolag | Ravnholt Drift AB, org.nr 556016-0680", "Ändamål | Serverdrift", "Plats för behandling | Sverige"])}${facts("2.2 E-post", ["Bolag | Mosevang GmbH", "Ändamål | Utskick av kvitton", "Plats för behandling | Tyskland"])}## 2.3 Upphörande\n\nUppgifterna raderas.\n`,
  [
    "Ravnholt Molnet | legal_entity: Ravnholt Drift AB, org.nr 556016-0680 | purpose: Serverdrift | processing_countries: Sverige",
    "Mosevang GmbH | service: E-post | purpose: Utskick av kvitton | processing_countries: Tyskland",
  ],
  "list.md",
);
reads(
  "fact-tables",
  "leaves tables alone that no heading and no sentence announces",
  "sv",
  `# Om oss\n\nHär är våra kontor.\n\n${facts("Ravnholt Drift", ["Bolag | Ravnholt Drift AB", "Adress | Storgatan 2, 411 10 Göteborg", "Land | Sverige"])}${facts("Mosevang Drift", ["Bolag | Mosevang Drift AB", "Adress | Storgatan 4, 411 10 Göteborg", "Land | Sverige"])}`,
  [],
  "list.md",
);

const card = (name: string, tag: string, rows: readonly (readonly [string, string])[]): string =>
  `<div class="box"><div class="in"><div class="top"><i>1</i><div class="t"><b>${name}</b></div><div>${tag}</div></div>${rows
    .map(([label, value]) => `<div class="r"><div class="k">${label}</div><div class="v">${value}</div></div>`)
    .join("")}</div></div>`;

reads(
  "fact-tables",
  "takes the name and the tag from the lines above the table of a card",
  "nb",
  `<h1>Hvem hjelper oss?</h1><p>Nedenfor står underdatabehandlerne våre.</p><section>${card(
    "Ravnholt Drift AS",
    "Norge",
    [
      ["Brukes til", "Servere"],
      ["Hvor?", "Oslo, Norge"],
      ["Hva kan de se?", "Alt, kryptert"],
    ],
  )}${card("mosevang.io (Mosevang d.o.o.)", "EU", [
    ["Brukes til", "Varsler til telefoner"],
    ["Hvor?", "Slovenia"],
    ["Hva kan de se?", "Enhetens id"],
  ])}</section><p>Kommunen er ingen underdatabehandler.</p>`,
  [
    "Ravnholt Drift AS | countries: Norge | purpose: Servere | processing_countries: Oslo, Norge | data_categories: Alt, kryptert",
    "mosevang.io (Mosevang d.o.o.) | countries: EU | purpose: Varsler til telefoner | processing_countries: Slovenia | data_categories: Enhetens id",
  ],
  "list.html",
);
