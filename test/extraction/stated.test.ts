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

describe("data categories are read from", () => {
  test.each(data)("$name", expectRows);
});

async function expectRows({ text, language, file, want, without = [] }: Case): Promise<void> {
  const rows = await recordsIn(text, language, file);
  expect(rows.map(({ name }) => name)).toEqual(want.map(({ name }) => name));
  expect(rows).toMatchObject(want as Record<string, string>[]);
  for (const row of rows) for (const field of without) expect(row).not.toHaveProperty(field);
}
