/** Word documents: what a reader of the printed, accepted document sees. */
import { expect, test } from "vitest";
import { blocksOf, docxOf, p, readOffice, run, table, zipBomb } from "./office-files.js";

const cell = (text: string) => p(run(text));
const author = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"';

const rows = [
  { name: "a paragraph", body: p(run("Vi bruger disse.")), want: ["paragraph: Vi bruger disse."] },
  {
    name: "a table",
    body: table([
      [cell("Navn"), cell("Land")],
      [cell("Ærø ApS"), cell("")],
    ]),
    want: ["table: Navn\tLand\nÆrø ApS\t"],
  },
  {
    name: "a table in a content control",
    body: `<w:sdt><w:sdtContent>${table([
      [cell("Navn"), cell("Land")],
      [cell("Ærø"), cell("DK")],
    ])}</w:sdtContent></w:sdt>`,
    want: ["table: Navn\tLand\nÆrø\tDK"],
  },
  {
    name: "insertions, and no deletions",
    body: p(
      `${run("Fjeld ")}<w:del ${author}><w:r><w:delText>gammel</w:delText></w:r></w:del><w:ins ${author}>${run("ny")}</w:ins>`,
    ),
    want: ["paragraph: Fjeld ny"],
  },
  {
    name: "moved words once, where they went",
    body: `${p(`<w:moveFrom ${author}>${run("Hav")}</w:moveFrom>${run("Før")}`)}${p(`<w:moveTo ${author}>${run("Hav")}</w:moveTo>`)}`,
    want: ["paragraph: Før", "paragraph: Hav"],
  },
];

for (const { name, body, want } of rows)
  test(`readDocx() reads ${name}`, async () => {
    expect(blocksOf(await readOffice(docxOf(body), "a.docx"))).toEqual(want);
  });

test("readDocx() reads a footnote and gives an element path", async () => {
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const note = `<w:footnotes xmlns:w="${W}"><w:footnote w:id="2">${p(run("Kun ved brug af SMS"))}</w:footnote></w:footnotes>`;
  const document = await readOffice(
    docxOf(p(`${run("Hav AS")}<w:r><w:footnoteReference w:id="2"/></w:r>`), {
      "word/footnotes.xml": note,
      "word/_rels/document.xml.rels":
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="f" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
    }),
    "a.docx",
  );
  expect(document.text).toContain("Kun ved brug af SMS");
  expect(document.origins[0]?.origin).toMatchObject({ kind: "html" });
});

const refused = [
  {
    name: "a part that unpacks to 300 MB",
    bytes: zipBomb("word/document.xml", 300_000_000),
    code: "document/too-complex",
  },
  {
    name: "a document type",
    bytes: docxOf("", { "word/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }),
    code: "document/broken",
  },
  { name: "no document part", bytes: docxOf("", { "word/document.xml": "<x" }), code: "document/broken" },
  { name: "half a container", bytes: docxOf(p(run("x"))).subarray(0, 900), code: "document/broken" },
  { name: "an encrypted package", bytes: ole("EncryptedPackage"), code: "document/encrypted" },
  { name: "an old Word document", bytes: ole("WordDocument"), code: "document/unknown-format" },
];

for (const { name, bytes, code } of refused)
  test(`readDocx() refuses ${name}`, async () => {
    await expect(readOffice(bytes, "a.docx")).rejects.toMatchObject({ code });
  });

function ole(streamName: string): Uint8Array {
  const bytes = Buffer.alloc(4096);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  Buffer.from(streamName, "utf16le").copy(bytes, 1024);
  return new Uint8Array(bytes);
}
