/** Numbered rows of narrow columns, every line of every cell a line of its own. Invented companies. */
import { expect, test } from "vitest";
import { recordsIn } from "./read-rows.js";

const before =
  "Databehandleraftale – Ravnholt Løn ApS\nBilag 2\nSide 4 af 9\nDen dataansvarlige godkender disse under-\ndatabehandlere.\n";
const rows = [
  "1\nMosevang Data\nDanmark ApS\nBeregning af\nløn\nDanmark",
  "2\nTjernet Holding,\nInc.\nUdbetaling\nUSA\n(SCC)",
  "3\nSivbæk A/S\nArkiv for\npapir\nFinland",
];
const want = [
  { name: "Mosevang Data\nDanmark ApS", purpose: "Beregning af\nløn", processing_countries: "Danmark" },
  {
    name: "Tjernet Holding,\nInc.",
    legal_entity: "Tjernet Holding,\nInc.",
    purpose: "Udbetaling",
    processing_countries: "USA",
  },
  { name: "Sivbæk A/S", purpose: "Arkiv for\npapir", processing_countries: "Finland" },
];

test("numbered rows are cut into the header's columns, over the end of a page", async () => {
  const header = "#\nNavn på under-\ndatabehandler\nBehandlingens\nkarakter\nBehandlingssted\n";
  const text = `${before}${header}${rows.slice(0, 2).join("\n")}\nSide 5 af 9\n${header}${rows[2]}\nSide 6 af 9\nBilag 3\n\nSletning\n`;
  const found = await recordsIn(text, "da");
  expect(found).toHaveLength(3);
  expect(found).toMatchObject(want);
});

test("numbered rows of something else are no list", async () => {
  const text = `${before}#\nOplysning\nSlettes efter\n1\nLønsedler\n5 år\n2\nTimesedler\n2 år\n`;
  expect(await recordsIn(text, "da")).toEqual([]);
});

test("numbers alone on their lines in a text without header words are no list", async () => {
  expect(await recordsIn("Notes\nWe met\nand talked\n1\nRavnholt Ltd came\n2\nMosevang Ltd came\n", "en")).toEqual([]);
});
