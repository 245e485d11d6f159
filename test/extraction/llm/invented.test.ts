/** A model that invents, repeats, and takes words from the row beside: what is kept is only what stands there. */
import { describe, expect, test } from "vitest";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import { answer, brainStub, documentOf, entriesOf, optionsFor, readBy, type SentLine, unread } from "./stub-model.js";

const COMPANIES = [
  "Aspeløkka Drift AS",
  "Bølgen Hosting AS",
  "Curlew Mail Inc.",
  "Dovre Support AS",
  "Eider Analytics Ltd",
  "Furua Kode AS",
];
const PURPOSES = [
  "serverdrift",
  "lagring av bilder",
  "utsending av post",
  "brukerstøtte på telefon",
  "besøksmåling",
  "utvikling av appen",
];
const PLACES = ["Norge", "Sverige", "USA", "Danmark", "Irland", "Finland"];
const TABLE = `<h1>Oversikt</h1><table><tr><th>Q</th><th>R</th><th>S</th></tr>${COMPANIES.map((name, at) => `<tr><td>${name}</td><td>${PURPOSES[at]}</td><td>${PLACES[at]}</td></tr>`).join("")}</table>`;
const LINES = `Oversikt\n\n${COMPANIES.map((name, at) => `${name}\n${PURPOSES[at]}\n${PLACES[at]}\n`).join("\n")}`;
const BULLETS = `Oversikt\n\n${COMPANIES.map((name, at) => `- ${name}: ${PURPOSES[at]} (${PLACES[at]})`).join("\n")}\n`;
const PROSE = `Oversikt\n\n${COMPANIES.map((name, at) => `${name} står for ${PURPOSES[at]} i ${PLACES[at]}.`).join(" ")}\n`;
const WAYS = [
  { name: "a table", words: TABLE, file: "a.html" },
  { name: "stacked lines", words: LINES, file: "a.txt" },
  { name: "bullets", words: BULLETS, file: "a.md" },
  { name: "sentences", words: PROSE, file: "a.txt" },
];
const lineOf = (lines: readonly SentLine[], words: string): number =>
  lines.find(({ text }) => text.includes(words))?.number ?? 1;
const truth = COMPANIES.map((name, at) => ({ name, purpose: PURPOSES[at]!, processing_countries: PLACES[at]! }));

describe("readWithModel() with a model that invents", () => {
  for (const { name, words, file } of WAYS) {
    test(`keeps six true entries of twelve in ${name}`, async () => {
      const { entries } = await readBy(
        (lines) =>
          answer([
            ...COMPANIES.map(
              (company, at) =>
                [
                  lineOf(lines, company),
                  `name=${company}`,
                  `purpose=${PURPOSES[at]}`,
                  `place=${PLACES[at]}`,
                  "transfer=SCC",
                  "number=999 888 777",
                  `address=Storgata ${at}, Oslo`,
                ] as [number, ...string[]],
            ),
            ...COMPANIES.map(
              (_, at) =>
                [at + 1, `name=Oppdiktet ${at} AS`, `purpose=${PURPOSES[at]}`, `place=${PLACES[at]}`] as [
                  number,
                  ...string[],
                ],
            ),
          ]),
        words,
        file,
      );
      expect(entries).toEqual(truth);
    });

    test(`takes no words from another row of ${name}`, async () => {
      const kept: string[] = [];
      for (let shift = 1; shift < COMPANIES.length; shift++) {
        const { entries } = await readBy(
          (lines) =>
            answer(
              COMPANIES.map((company, at) => {
                const other = (at + shift) % COMPANIES.length;
                return [
                  lineOf(lines, company),
                  `name=${company}`,
                  `purpose=${PURPOSES[other]}`,
                  `place@${lineOf(lines, PLACES[other]!)}=${PLACES[other]}`,
                ];
              }),
            ),
          words,
          file,
        );
        expect(entries.map((entry) => entry.name)).toEqual(COMPANIES);
        for (const entry of entries) kept.push(...Object.keys(entry).filter((field) => field !== "name"));
      }
      expect(kept).toEqual([]);
    });
  }

  test("finds quotes with other white space, case, dashes and quotation marks, and keeps the document's own words", async () => {
    const words = "Lista\n\nNord\u00a0\u2013\u00a0Sør  Drift AS\n«lagring\u00adsløsning» for  bilder\n";
    const { entries } = await readBy(
      (lines) => answer([[lineOf(lines, "Drift"), "name=NORD - SØR DRIFT AS", 'purpose="lagringsløsning" for bilder']]),
      words,
    );
    expect(entries).toEqual([
      { name: "Nord\u00a0\u2013\u00a0Sør  Drift AS", purpose: "«lagring\u00adsløsning» for  bilder" },
    ]);
  });

  test("takes an answer that repeats itself once", async () => {
    const { entries } = await readBy(
      (lines) => answer(Array.from({ length: 40 }, () => [lineOf(lines, COMPANIES[0]!), `name=${COMPANIES[0]}`])),
      LINES,
    );
    expect(entries).toEqual([{ name: COMPANIES[0] }]);
  });

  test("joins the first and last words of a long quote", async () => {
    const { entries } = await readBy(
      (lines) => answer([[lineOf(lines, "Curlew"), "name=Curlew Mail Inc.", "purpose=sender ut … til foreldre"]]),
      "Liste\n\nCurlew Mail Inc.\nsender ut påminnelser om møter og varsler til foreldre\n",
    );
    expect(entries[0]!.purpose).toBe("sender ut påminnelser om møter og varsler til foreldre");
  });

  const refused = [
    { name: "a place", words: "Norge\nserverdrift", said: "name=Norge" },
    { name: "a heading word", words: "Underdatabehandler\nserverdrift", said: "name=Underdatabehandler" },
    { name: "a template's bracket", words: "[navn på leverandør]\nserverdrift", said: "name=[navn på leverandør]" },
    {
      name: "an address of the web",
      words: "Se https://evil.example/x\nserverdrift",
      said: "name=https://evil.example/x",
    },
    {
      name: "a company said to be none",
      words: "Curlew Mail Inc. er ikke underdatabehandler.",
      said: "name=Curlew Mail Inc.",
    },
    {
      name: "a whole sentence",
      words: "Vi behandler opplysninger om elever og foreldre i tjenesten vår hver dag.",
      said: "name=Vi behandler opplysninger om elever og foreldre i tjenesten vår hver dag.",
    },
    { name: "half a word", words: "Curlewmail Drift AS", said: "name=Curlew" },
  ];
  for (const { name, words, said } of refused)
    test(`refuses ${name} as a name`, async () => {
      const { entries, warnings } = await readBy(
        (lines) => answer(lines.map(({ number }) => [number, said])),
        `Liste\n\n${words}\n`,
      );
      expect(entries).toEqual([]);
      expect(warnings.some(({ code }) => code === "llm-dropped")).toBe(true);
    });

  const wrong = [
    { name: "a purpose as a country", said: "country=serverdrift" },
    { name: "a place as a purpose", said: "purpose=Norge" },
    { name: "a purpose as a number", said: "number=serverdrift" },
    { name: "a place as a ground", said: "transfer=serverdrift" },
    { name: "a purpose as a date", said: "updated=serverdrift" },
    { name: "a field that we do not have", said: "website=serverdrift" },
    { name: "the country of its own name", said: "country=Norge AS" },
  ];
  for (const { name, said } of wrong)
    test(`drops ${name}`, async () => {
      const { entries } = await readBy(
        (lines) => answer([[lineOf(lines, "Alkedrift"), "name=Alkedrift Norge AS", said]]),
        "Liste\n\nAlkedrift Norge AS\nserverdrift\nNorge\n",
      );
      expect(entries).toEqual([{ name: "Alkedrift Norge AS" }]);
    });

  test("keeps the rules' row and says so where the two differ", async () => {
    const document = await documentOf(LINES);
    const span = (words: string) => ({
      start: document.text.indexOf(words),
      end: document.text.indexOf(words) + words.length,
    });
    const row = {
      fields: [
        { field: "name" as const, spans: [span(COMPANIES[0]!)] },
        { field: "purpose" as const, spans: [span(PLACES[0]!)] },
      ],
      span: { start: span(COMPANIES[0]!).start, end: span(PLACES[0]!).end },
      method: "rule:stacked",
      confidence: 0.9,
      hidden: false,
    };
    const stub = await brainStub((lines) =>
      answer([[lineOf(lines, COMPANIES[0]!), `name=${COMPANIES[0]}`, `purpose=${PURPOSES[0]}`]]),
    );
    const { extraction, warnings } = await readWithModel(document, unread(document, { rows: [row] }), optionsFor(stub));
    await stub.close();
    expect(entriesOf(document, extraction)).toEqual([{ name: COMPANIES[0], purpose: PLACES[0] }]);
    expect(extraction.status).toBe("needs_review");
    expect(warnings.map(({ code }) => code)).toContain("llm-conflict");
  });

  test("asks the caller's own rules about each name", async () => {
    const { entries } = await readBy(
      (lines) => answer(COMPANIES.map((company) => [lineOf(lines, company), `name=${company}`])),
      LINES,
      "a.txt",
      { isRefused: (words) => (words.startsWith("Curlew") ? "publisher" : null) },
    );
    expect(entries.map(({ name }) => name)).toEqual(COMPANIES.filter((name) => !name.startsWith("Curlew")));
  });
});
