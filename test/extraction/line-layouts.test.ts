/** One promise of each layout of lines a row, on invented companies. */
import { reads } from "./read-rows.js";

reads(
  "bullets",
  "takes the line above bullets for their title, with no paragraph between",
  "da",
  "Underdatabehandlere\n\n- Mosevang Sten AS – Betaling og fakturering (Danmark)\n- Ravnholt AB – Betaling og fakturering (Irland)\n",
  [
    "Mosevang Sten AS | purpose: Betaling og fakturering | countries: Danmark",
    "Ravnholt AB | purpose: Betaling og fakturering | countries: Irland",
  ],
);
reads(
  "flattened-rows",
  "finds the borders between cells with one space between",
  "da",
  "Underdatabehandlere\n\nVirksomhed Lokation Formål\nRavnholt IT A/S Danmark Drift af servere\nMosevang Inc. USA Udsendelse af breve\n",
  [
    "Ravnholt IT A/S | processing_countries: Danmark | purpose: Drift af servere",
    "Mosevang Inc. | processing_countries: USA | purpose: Udsendelse af breve",
  ],
);
reads(
  "flattened-rows",
  "takes bare digits for a column of numbers",
  "nb",
  "Underdatabehandlere\n\nNavn Org.nr Behandlingssted Formål\nRavnholt AS 949022455 Norge Drift av servere\nMosevang Inc.  USA Utsending av brev\n",
  [
    "Ravnholt AS | registration_numbers: 949022455 | processing_countries: Norge | purpose: Drift av servere",
    "Mosevang Inc. | processing_countries: USA | purpose: Utsending av brev",
  ],
);
reads(
  "flattened-rows",
  "ends a row at its date where a nameless row is glued to it",
  "en",
  "Sub-processors\n\nSub-processor Location Purpose Last updated\nRavnholt Ltd Ireland Bookkeeping 2019-02-11\nMosevang Ltd Ireland Backup copies 2019-02-11 Denmark Web hosting 2020-03-01\n",
  [
    "Ravnholt Ltd | processing_countries: Ireland | purpose: Bookkeeping | updated: 2019-02-11",
    "Mosevang Ltd | processing_countries: Ireland | purpose: Backup copies | updated: 2019-02-11",
  ],
);
reads(
  "columns-first",
  "fills the columns where a cell is empty and a page number stands between",
  "fi",
  "Alikäsittelijät\n\nNimi\nTehtävä\nMaa\n\nSuovirta Oy\nPalvelinten ylläpito\nSuomi\n\nSivu 2/3\n\nHaapala Oy\nLaskujen tulostus\n\nKivikko AB\nVarmuuskopiot\nRuotsi\n",
  [
    "Suovirta Oy | purpose: Palvelinten ylläpito | countries: Suomi",
    "Haapala Oy | purpose: Laskujen tulostus",
    "Kivikko AB | purpose: Varmuuskopiot | countries: Ruotsi",
  ],
);
reads(
  "flattened-rows",
  "passes over a line drawn under the headers",
  "en",
  "Sub-processors\n\nName            Country         Purpose\n--------------  --------------  -----------\nRavnholt Ltd    Ireland         Hosting\nMosevang BV     Netherlands     Backup\n",
  ["Ravnholt Ltd | countries: Ireland | purpose: Hosting", "Mosevang BV | countries: Netherlands | purpose: Backup"],
);
reads(
  "labelled-blocks",
  "takes the company for the name where no label says name",
  "nb",
  "Underleverandører\n\nSelskap: Ravnholt AS\nAdresse: Storgata 9, 0155 Oslo\nTjeneste: Drift\n\nSelskap: Mosevang AS\nAdresse: Torvet 1, 3256 Larvik\nTjeneste: Utsending\n",
  [
    "Ravnholt AS | address: Storgata 9, 0155 Oslo | service: Drift",
    "Mosevang AS | address: Torvet 1, 3256 Larvik | service: Utsending",
  ],
);
reads(
  "labelled-blocks",
  "types the lines that stand without a label",
  "en",
  "Sub-processors\n\nRavnholt ApS\nCVR 10000009\nHavnegade 5, 5000 Odense C, Denmark\nPurpose: invoicing\nLocation: Denmark\n\nMosevang Ltd\n3 Dock Road, Dublin 2, Ireland\nPurpose: hosting\nLocation: Ireland\n",
  [
    "Ravnholt ApS | registration_numbers: CVR 10000009 | address: Havnegade 5, 5000 Odense C, Denmark | purpose: invoicing | processing_countries: Denmark",
    "Mosevang Ltd | address: 3 Dock Road, Dublin 2, Ireland | purpose: hosting | processing_countries: Ireland",
  ],
);
reads(
  "stacked-blocks",
  "goes on with an address over box, town and country",
  "sv",
  "Underbiträden\n\nRavnholt AB\nOrg.nr: 556000-0001\nGruvgatan 14\nBox 12\n791 50 Falun\n\nSverige Lagring av handlingar och sökindex\n\nMosevang AB\nOrg.nr: 556000-0019\nTryckarvägen 3\n702 10 Örebro\n\nSverige Utskrift och kuvertering av brev\n",
  [
    "Ravnholt AB | registration_numbers: Org.nr: 556000-0001 | address: Gruvgatan 14\nBox 12\n791 50 Falun | processing_countries: Sverige | purpose: Lagring av handlingar och sökindex",
    "Mosevang AB | registration_numbers: Org.nr: 556000-0019 | address: Tryckarvägen 3\n702 10 Örebro | processing_countries: Sverige | purpose: Utskrift och kuvertering av brev",
  ],
);
reads(
  "headed",
  "reads a place off the end of what a kind of service is for",
  "nb",
  "# Underleverandører\n\n## Drift og lagring\n\nServere, database og fillagring. Norge.\n\n## Språkmodeller\n\nLager svarene og gjør kunnskapen søkbar. USA.\n",
  [
    "Drift og lagring | purpose: Servere, database og fillagring. | processing_countries: Norge",
    "Språkmodeller | purpose: Lager svarene og gjør kunnskapen søkbar. | processing_countries: USA",
  ],
);
reads(
  "item-lines",
  "reads a kind, a company and its place off each line",
  "sv",
  "Underbiträden\n\nFöljande underbiträden är godkända:\n\nDrift och lagring: Ravnholt AB (Sverige)\nE-post: Mosevang Ltd (Irland)\n",
  [
    "Ravnholt AB | service: Drift och lagring | countries: Sverige",
    "Mosevang Ltd | service: E-post | countries: Irland",
  ],
);
reads(
  "delimited-lines",
  "keeps an empty cell between two semicolons",
  "nb",
  "Underdatabehandlere\n\nLeverandør; Formål; Land\nRavnholt AS; Drift; Norge\nMosevang AS; ; Danmark\n",
  ["Ravnholt AS | purpose: Drift | countries: Norge", "Mosevang AS | countries: Danmark"],
);
reads(
  "item-lines",
  "leaves names on lines of their own to the other layouts",
  "en",
  "Sub-processors\n\nRavnholt Ltd\nMosevang Ltd\n",
  [],
);
reads(
  "flattened-rows",
  "leaves header words without rows alone",
  "en",
  "Sub-processors\n\nName Country Purpose\n\nWe will publish our list here before the service is opened to customers in the spring.\n",
  [],
);
reads(
  "columns-first",
  "begins with the header word for a company under the title of the list",
  "nb",
  "Avtale\n\nUnderdatabehandlere\n\nSelskap\nOppgave\nSted\nType opplysninger\nRavnholt AS\nDrift\nNorge\nNavn, alder\nMosevang AS\nArkiv\nSverige\nBilder\n",
  [
    "Ravnholt AS | purpose: Drift | processing_countries: Norge | data_categories: Navn, alder",
    "Mosevang AS | purpose: Arkiv | processing_countries: Sverige | data_categories: Bilder",
  ],
);
reads(
  "flattened-rows",
  "takes two grounds with a word between for one cell",
  "fi",
  "Alikäsittelijät\n\nToimittaja Palvelu Sijainti Siirtoperuste\nRavnholt Oy Palvelimet Suomi Ei siirtoa\nMosevang LLC Viestit Yhdysvallat Vakiosopimuslausekkeet ja EU–US DPF\n",
  [
    "Ravnholt Oy | service: Palvelimet | processing_countries: Suomi | transfer_mechanisms: Ei siirtoa",
    "Mosevang LLC | service: Viestit | processing_countries: Yhdysvallat | transfer_mechanisms: Vakiosopimuslausekkeet ja EU–US DPF",
  ],
);
