/** What a page may do besides tables: columns, stamps, hidden words, passwords, divided words. */
import PDFDocument from "pdfkit";
import { expect, test } from "vitest";
import { onePage, pdfOf, stream, words } from "../child/bombs.js";
import { readPdfBytes } from "./read-pdf.js";

function printed(draw: (pdf: PDFDocument) => void, options: Record<string, unknown> = {}): Promise<Uint8Array> {
  const pdf = new PDFDocument({ size: "A4", margin: 40, ...options });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve) =>
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks)))),
  );
  draw(pdf);
  pdf.end();
  return done;
}

const content = (operators: string) => pdfOf(onePage(stream("", Buffer.from(operators))));

test("readPdf() reads an encrypted file with its password, and says so without", async () => {
  const bytes = await printed((pdf) => pdf.text("Fortrolig liste", 40, 40), { userPassword: "hemmelig" });
  await expect(readPdfBytes(bytes)).rejects.toMatchObject({ code: "document/encrypted" });
  expect((await readPdfBytes(bytes, { password: "hemmelig" })).text).toBe("Fortrolig liste");
});

test("readPdf() reads two columns one after the other", async () => {
  const line = (column: string, at: number) => `${column}${at} alle personoplysninger behandles efter aftale`;
  const bytes = await printed((pdf) => {
    pdf.fontSize(9);
    for (let at = 0; at < 20; at++) {
      pdf.text(line("A", at), 40, 100 + at * 12, { lineBreak: false });
      pdf.text(line("B", at), 310, 100 + at * 12, { lineBreak: false });
    }
  });
  const { text, blocks } = await readPdfBytes(bytes);
  expect(blocks.every((block) => block.kind === "paragraph")).toBe(true);
  expect(text.indexOf("A19")).toBeLessThan(text.indexOf("B0"));
});

const divided = [
  {
    name: "a word divided by a hyphen",
    lines: ["Vi bruger leverandører til databehand-", "ling af alle oplysninger om kunder"],
    want: "databehandling af",
  },
  {
    name: "a hanging hyphen",
    lines: ["Vi behandler alle kunders navne- og e-", "mail og adresse- og kontaktoplysninger"],
    want: "e-mail og adresse",
  },
] as const;
for (const { name, lines, want } of divided)
  test(`readPdf() joins ${name}`, async () => {
    const bytes = content(`BT /F1 10 Tf 12 TL 50 700 Td (${lines.join(") Tj T* (").replaceAll("ø", "\\370")}) Tj ET`);
    expect((await readPdfBytes(bytes)).text).toContain(want);
  });

test("readPdf() marks white words on white paper as hidden", async () => {
  const document = await readPdfBytes(
    content("BT /F1 10 Tf 50 700 Td (Seen by all) Tj ET 1 1 1 rg BT /F1 10 Tf 50 600 Td (Evil Ltd) Tj ET"),
  );
  expect(document.blocks.map((block) => block.hidden)).toEqual([false, true]);
});

test("readPdf() gives page and box from the top left corner", async () => {
  const { origins } = await readPdfBytes(pdfOf(onePage(words("Eksempel"))));
  const origin = origins[0]!.origin;
  expect(origin.kind === "pdf" && origin.page).toBe(1);
  expect(origin.kind === "pdf" && origin.box.map(Math.round)).toEqual([50, 93, 94, 102]);
});

test("readPdf() warns of scripts and runs none", async () => {
  const objects = onePage(words("Eksempel"));
  objects[0] = "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>";
  expect((await readPdfBytes(pdfOf(objects))).warnings.map((warning) => warning.code)).toContain("pdf-active-content");
});
