/** The same list in many layouts: every cell comes back, whatever the page looks like. */
import { expect, test } from "vitest";
import { HEADER, type Layout, listOf, printList } from "./printed-list.js";
import { gridsOf, readPdfBytes } from "./read-pdf.js";

const layouts: (Layout & { rows: number })[] = [
  { name: "a grid of lines", rules: "grid", rows: 12 },
  { name: "no lines", rules: "none", rows: 12 },
  { name: "lines under rows", rules: "rows", rows: 12 },
  { name: "a line under the header", rules: "header", rows: 12 },
  { name: "no lines and no white between rows", rules: "none", padding: 0, rows: 12, widths: [120, 60, 260, 60, 20] },
  { name: "centred cells without lines", rules: "none", centred: true, rows: 12 },
  { name: "two pages with the header repeated", rules: "none", repeatHeader: true, footer: true, rows: 40 },
  { name: "three pages without the header repeated", rules: "none", footer: true, rows: 60 },
  {
    name: "a grid over three pages with the header repeated",
    rules: "grid",
    repeatHeader: true,
    footer: true,
    rows: 60,
  },
  { name: "a grid over three pages without the header repeated", rules: "grid", rows: 60 },
  { name: "a landscape page", rules: "none", landscape: true, rows: 15 },
  { name: "a page turned by 90 degrees", rules: "none", rotate: 90, rows: 15 },
  { name: "a page turned by 270 degrees", rules: "grid", rotate: 270, rows: 15 },
  { name: "sixty rows", rules: "rows", rows: 60, repeatHeader: true },
];

for (const layout of layouts)
  test(`the PDF reader reads ${layout.name}`, async () => {
    const rows = listOf(layout.rows);
    const tables = gridsOf(await readPdfBytes(await printList(rows, layout)));
    expect(tables).toHaveLength(1);
    const flat = tables[0]!.map((row) => row.map((cell) => cell.replaceAll("\n", " ")));
    expect(flat).toEqual([HEADER, ...rows]);
  });
