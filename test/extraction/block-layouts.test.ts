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
lists(
  "is announced once, above headings that say what its bullets do",
  "sv",
  "# Sockenkollen\n\n## Integritet\n\nNedan ser du vilka som behandlar uppgifter för vår räkning.\n\n### Drift\n\n* Ravnholt AB: webbplats och e-post\n* Mosevang AS: medlemsregister\n\n### Utskick\n\n* Tangmark Oy - sms till föräldrar\n\n## Vad vi sparar\n\n* Havblik AB: fakturor i sju år\n",
  [
    "Ravnholt AB | legal_entity: Ravnholt AB | purpose: webbplats och e-post",
    "Mosevang AS | legal_entity: Mosevang AS | purpose: medlemsregister",
    "Tangmark Oy | legal_entity: Tangmark Oy | purpose: sms till föräldrar",
  ],
  "list.md",
);
lists(
  "takes the place and the ground in the heading for the bullets under it",
  "fi",
  "# Alikäsittelijämme\n\n## EU/ETA\n\n- Ravnholt Oy – palvelimet\n- Mosevang – tallenteet\n\n## Yhdysvallat (EU-US Data Privacy Framework)\n\n- Havblik Tools – virheraportit\n",
  [
    "Ravnholt Oy | legal_entity: Ravnholt Oy | purpose: palvelimet | processing_countries: EU/ETA",
    "Mosevang | purpose: tallenteet | processing_countries: EU/ETA",
    "Havblik Tools | purpose: virheraportit | processing_countries: Yhdysvallat (EU-US Data Privacy Framework) | transfer_mechanisms: EU-US Data Privacy Framework",
  ],
  "list.md",
);
reads(
  "bullets",
  "takes the place and the ground off the end of a description",
  "nb",
  "Underdatabehandlere\n\n- Ravnholt AS - testmiljø - Norge og Sri Lanka, standardkontrakter for Sri Lanka\n- Mosevang AS - møter for styret (data i EU, unntaksvis USA)\n",
  [
    "Ravnholt AS | purpose: testmiljø | countries: Norge og Sri Lanka | transfer_mechanisms: standardkontrakter for Sri Lanka",
    "Mosevang AS | purpose: møter for styret | countries: data i EU + unntaksvis USA",
  ],
);
reads(
  "labelled-blocks",
  "reads the points under a point that is a name, up to the end of the list",
  "is",
  "<h1>Undirvinnsluaðilar</h1><ol><li><b>Ravnholt ehf.</b><ul><li>Hlutverk: hýsing</li><li>Staðsetning: Ísland</li><li><a href='#'>Persónuverndarstefna</a></li></ul></li><li><b>Mosevang</b><ul><li>Hlutverk: myndbönd</li><li>Staðsetning: Bandaríkin</li><li><a href='#'>Persónuverndarstefna</a></li></ul></li><li><b>Havblik hf.</b><ul><li>Hlutverk: prentun</li><li>Staðsetning: Ísland</li><li><a href='#'>Persónuverndarstefna</a></li></ul></li></ol><p>Þjóðskrá er ekki með.</p>",
  [
    "Ravnholt ehf. | purpose: hýsing | processing_countries: Ísland",
    "Mosevang | purpose: myndbönd | processing_countries: Bandaríkin",
    "Havblik hf. | purpose: prentun | processing_countries: Ísland",
  ],
  "list.html",
);
reads(
  "labelled-blocks",
  "keeps the small words of a heading out of the name, and questions below out of the last block",
  "da",
  "<h1>Underdatabehandlere</h1><details><summary>Ravnholt <small>Adressevask</small></summary><dl><dt>Hvad gør de?</dt><dd>Tjekker adresser</dd><dt>Hvor?</dt><dd>Norge</dd></dl></details><details><summary>Mosevang Inc. <small>Betaling</small></summary><dl><dt>Hvad gør de?</dt><dd>Opkræver</dd><dt>Hvor?</dt><dd>USA</dd></dl></details><h2>Spørgsmål og svar</h2><p>Nej, vi har aldrig brugt Havblik.</p>",
  [
    "Ravnholt | purpose: Adressevask + Tjekker adresser | processing_countries: Norge",
    "Mosevang Inc. | purpose: Betaling + Opkræver | processing_countries: USA",
  ],
  "list.html",
);
reads(
  "bullets",
  "reads the second detail of a term as where it is",
  "sv",
  "<h1>Underbiträden</h1><dl><dt>Ravnholt AB</dt><dd>Databaser</dd><dd>Sverige</dd><dt>Mosevang</dt><dd>Bilder i brev</dd><dd>USA, med standardavtalsklausuler</dd></dl>",
  [
    "Ravnholt AB | purpose: Databaser | countries: Sverige",
    "Mosevang | purpose: Bilder i brev | countries: USA | transfer_mechanisms: med standardavtalsklausuler",
  ],
  "list.html",
);
reads(
  "labelled-blocks",
  "reads cards that stand beside each other and were taken for a table",
  "sv",
  "<h1>Ravnholt</h1><p>Våra underbiträden, se nedan:</p><table><tr><td>Mosevang AB</td><td>Havblik Oy</td></tr><tr><td>ROLL<br>Lönesystem</td><td>ROLL<br>Utskrift</td></tr><tr><td>LAND<br>Sverige</td><td>LAND Finland</td></tr></table><table><tr><td>Tangmark AS</td><td>Kivikko Ltd</td></tr><tr><td>ROLL<br>Serverhall</td><td>ROLL<br>Supportärenden</td></tr><tr><td>LAND<br>Sverige</td><td>LAND<br>Sverige</td></tr></table>",
  [
    "Mosevang AB | purpose: Lönesystem | countries: Sverige",
    "Havblik Oy | purpose: Utskrift | countries: Finland",
    "Tangmark AS | purpose: Serverhall | countries: Sverige",
    "Kivikko Ltd | purpose: Supportärenden | countries: Sverige",
  ],
  "list.html",
);
reads(
  "headed",
  "reads tiles without labels, and leaves tiles of other sections alone",
  "da",
  "<h2>Kontroller</h2><div class='t'><h3>Kryptering</h3><p>AES-256</p><p>Bestået</p></div><h2>Underdatabehandlere</h2><div class='t'><h3>Ravnholt ApS</h3><p>Kører appen</p><p>Aarhus, Danmark</p><ul><li>Medlemsdata</li></ul></div><div class='t'><h3>Mosevang</h3><p>Sender beskeder</p><p>USA</p><ul><li>Telefon</li></ul><span>DPF</span></div><h2>Dokumenter</h2><div class='t'><h3>Revision</h3><p>Erklæring fra Havblik A/S</p><p>Danmark</p></div>",
  [
    "Ravnholt ApS | purpose: Kører appen | countries: Aarhus + Danmark",
    "Mosevang | purpose: Sender beskeder | countries: USA | transfer_mechanisms: DPF",
  ],
  "list.html",
);
lists(
  "leaves out what is struck out",
  "sv",
  "<h1>Underbiträden</h1><table><tr><th>Leverantör</th><th>Ändamål</th><th>Land</th></tr><tr><td>Ravnholt AB</td><td>Drift</td><td>Sverige</td></tr><tr style='text-decoration: line-through'><td>Mosevang AB</td><td>Drift</td><td>Sverige</td></tr><tr><td><del>Havblik AS</del></td><td><del>Utskick</del></td><td><del>Norge</del></td></tr></table>",
  ["Ravnholt AB | legal_entity: Ravnholt AB | purpose: Drift | countries: Sverige"],
  "list.html",
);
reads(
  "labelled-blocks",
  "reads what a verb for a label says",
  "nb",
  "Underdatabehandlere\n\nRavnholt AS\nOrg.nr.: 923 609 016\nLeverer: drift av sakssystemet\nBehandlingssted: Norge\n\nMosevang Limited\nOrg.nr.: –\nLeverer: filtrering av e-post\nBehandlingssted: Irland\n",
  [
    "Ravnholt AS | registration_numbers: 923 609 016 | purpose: drift av sakssystemet | processing_countries: Norge",
    "Mosevang Limited | registration_numbers: – | purpose: filtrering av e-post | processing_countries: Irland",
  ],
);
reads(
  "bullets",
  "leaves terms whose details have labels to the layout of blocks",
  "nb",
  "<h1>Underdatabehandlere</h1><dl><dt>Ravnholt AS</dt><dd>Formål: drift</dd><dd>Behandlingssted: Norge</dd><dt>Mosevang Ltd.</dt><dd>Formål: feilsøking</dd><dd>Behandlingssted: Irland</dd></dl>",
  [],
  "list.html",
);
