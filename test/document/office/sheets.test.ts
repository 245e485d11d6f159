/** Spreadsheets and separated values: every cell with its place. */
import { expect, test } from "vitest";
import { originAt, type Table } from "../../../src/model/document.js";
import { blocksOf, readOffice, sheetData, xlsxOf, zipBomb, zipOf } from "./office-files.js";

const LIST = [
  ["Navn", "CVR", "Land"],
  ["Ærø ApS", "10000009", "Danmark"],
  ["Fjeld AS", "", "Norge"],
];

test("readXlsx() reads titles, a table and a note between blank rows", async () => {
  const rows = [["Underdatabehandlere"], ["Opdateret 3. marts 2026."], [], ...LIST, [], ["Spørgsmål: skriv til os."]];
  const document = await readOffice(xlsxOf([{ name: "Ark1", xml: sheetData(rows) }]), "a.xlsx");
  expect(blocksOf(document)).toEqual([
    "heading: Underdatabehandlere",
    "paragraph: Opdateret 3. marts 2026.",
    "table: Navn\tCVR\tLand\nÆrø ApS\t10000009\tDanmark\nFjeld AS\t\tNorge",
    "paragraph: Spørgsmål: skriv til os.",
  ]);
  const table = document.blocks[2] as Table;
  expect(originAt(document, table.cells[4]!.span.start)).toEqual({ kind: "sheet", sheet: "Ark1", cell: "B5" });
});

test("readXlsx() marks hidden sheets, rows and columns and keeps them", async () => {
  const xml = `<cols><col min="3" max="3" hidden="1"/></cols>${sheetData(LIST, [3])}`;
  const document = await readOffice(
    xlsxOf([
      { name: "Liste", xml },
      { name: "Gammel", state: "hidden", xml: sheetData(LIST) },
    ]),
    "a.xlsx",
  );
  const [shown, hidden] = document.blocks.filter((block) => block.kind === "table");
  expect(shown!.cells.filter((cell) => cell.hidden).map((cell) => [cell.row, cell.column])).toEqual([
    [0, 2],
    [1, 2],
    [2, 0],
    [2, 1],
    [2, 2],
  ]);
  expect(hidden!.hidden).toBe(true);
  expect(document.warnings.map((warning) => warning.code)).toEqual(["hidden-sheet"]);
});

test("readXlsx() gives a merged cell its span once", async () => {
  const xml = `${sheetData([
    ["Navn", "Land"],
    ["Hav", "EU"],
    ["Fjeld", ""],
  ])}<mergeCells><mergeCell ref="B2:B3"/></mergeCells>`;
  const table = (await readOffice(xlsxOf([{ name: "Ark1", xml }]), "a.xlsx")).blocks[0] as Table;
  expect(table.cells.find((cell) => cell.rowSpan === 2)).toMatchObject({ row: 1, column: 1 });
  expect(table.cells).toHaveLength(5);
});

test("readXlsx() refuses a sheet with a cell at the far end, and a bomb", async () => {
  const far = '<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>';
  await expect(readOffice(xlsxOf([{ name: "A", xml: far }]), "a.xlsx")).rejects.toMatchObject({
    code: "document/too-complex",
  });
  await expect(readOffice(zipBomb("xl/workbook.xml", 300_000_000), "a.xlsx")).rejects.toMatchObject({
    code: expect.stringMatching(/^document\//u),
  });
});

test("readOds() reads repeated, merged and hidden cells", async () => {
  const text = (words: string) => `<text:p>${words}</text:p>`;
  const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="Ark1">
    <table:table-row><table:table-cell>${text("Navn")}</table:table-cell><table:table-cell>${text("Land")}</table:table-cell><table:table-cell table:number-columns-repeated="1000"/></table:table-row>
    <table:table-row table:visibility="collapse"><table:table-cell>${text("Hav")}${text("AS")}</table:table-cell><table:table-cell>${text("Norge")}</table:table-cell></table:table-row>
    <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
  </table:table></office:spreadsheet></office:body></office:document-content>`;
  const document = await readOffice(
    zipOf({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content }),
    "a.ods",
  );
  expect(blocksOf(document)).toEqual(["table: Navn\tLand\nHav\nAS\tNorge"]);
  expect((document.blocks[0] as Table).cells.map((cell) => cell.hidden)).toEqual([false, false, true, true]);
});

const separated = [
  {
    name: "semicolons in a Windows charset",
    file: "a.csv",
    bytes: Buffer.from('Navn;Land\r\n"Ærø; ApS";Danmark\r\n', "latin1"),
    want: "Navn\tLand\nÆrø; ApS\tDanmark",
  },
  {
    name: "commas and doubled quotes",
    file: "a.csv",
    bytes: Buffer.from('Navn,Land\n"""Hav""",Norge\n'),
    want: 'Navn\tLand\n"Hav"\tNorge',
  },
  {
    name: "tabs",
    file: "a.tsv",
    bytes: Buffer.from("Navn\tLand\nHav, AS\tNorge\n"),
    want: "Navn\tLand\nHav, AS\tNorge",
  },
  { name: "bars", file: "a.csv", bytes: Buffer.from("Navn|Land\nHav, AS|Norge\n"), want: "Navn\tLand\nHav, AS\tNorge" },
  {
    name: "a separator that is declared",
    file: "a.csv",
    bytes: Buffer.from("sep=;\nNavn;Land\nHav;Norge, EU\n"),
    want: "Navn\tLand\nHav\tNorge, EU",
  },
  {
    name: "a line end inside quotes",
    file: "a.csv",
    bytes: Buffer.from('Navn,Adresse\nHav,"Kaj 1\n9000 By"\n'),
    want: "Navn\tAdresse\nHav\tKaj 1\n9000 By",
  },
  {
    name: "a quote that is never closed",
    file: "a.csv",
    bytes: Buffer.from('Navn,Land\nHav,"Norge\nFjeld,DK\n'),
    want: 'Navn\tLand\nHav\t"Norge\nFjeld\tDK',
  },
];

for (const { name, file, bytes, want } of separated)
  test(`readCsv() reads ${name}`, async () => {
    expect((await readOffice(new Uint8Array(bytes), file)).text).toBe(want);
  });
