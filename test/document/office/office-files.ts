/** Office files of a few parts, written by hand. */
import { packStored } from "../../../src/document/office/zip.js";
import { readDocument } from "../../../src/document/read.js";
import { DEFAULT_LIMITS } from "../../../src/document/reader.js";
import type { Document } from "../../../src/model/document.js";
import { packedSpaces } from "../child/bombs.js";
import { snapshotOf } from "../pdf/read-pdf.js";

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export function docxOf(body: string, parts: Record<string, string> = {}): Uint8Array {
  return zipOf({
    "[Content_Types].xml":
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels":
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": `<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...parts,
  });
}

export const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
export const p = (inner: string): string => `<w:p>${inner}</w:p>`;
export const table = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${cell}</w:tc>`).join("")}</w:tr>`).join("")}</w:tbl>`;

export function xlsxOf(sheets: readonly { name: string; state?: string; xml: string }[]): Uint8Array {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const list = sheets.map(
    (sheet, at) =>
      `<sheet name="${sheet.name}" sheetId="${at + 1}" r:id="r${at + 1}"${sheet.state ? ` state="${sheet.state}"` : ""}/>`,
  );
  const links = sheets.map(
    (_, at) => `<Relationship Id="r${at + 1}" Type="${office}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return zipOf({
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${list.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join("")}</Relationships>`,
    ...Object.fromEntries(
      sheets.map((sheet, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet xmlns="${main}">${sheet.xml}</worksheet>`,
      ]),
    ),
  });
}

/** Rows of words as sheet data; hidden rows by their number from 1. */
export function sheetData(rows: readonly (readonly string[])[], hidden: readonly number[] = []): string {
  const cell = (words: string, row: number, column: number) =>
    words === "" ? "" : `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t>${words}</t></is></c>`;
  const lines = rows.map((row, at) => {
    const cells = row.map((words, column) => cell(words, at + 1, column)).join("");
    return `<row r="${at + 1}"${hidden.includes(at + 1) ? ' hidden="1"' : ""}>${cells}</row>`;
  });
  return `<sheetData>${lines.join("")}</sheetData>`;
}

export function zipOf(parts: Record<string, string>): Uint8Array {
  return new Uint8Array(packStored(new Map(Object.entries(parts).map(([name, xml]) => [name, Buffer.from(xml)]))));
}

/** A container with one part that unpacks to so many spaces, and lies about it. */
export function zipBomb(name: string, bytes: number): Uint8Array {
  const packed = packedSpaces(bytes);
  const stored = packStored(
    new Map([
      [name, packed],
      ["word/x.xml", Buffer.from("<x/>")],
      ["xl/x.xml", Buffer.from("<x/>")],
    ]),
  );
  const central = stored.indexOf("PK\u0001\u0002", 0, "latin1");
  stored.writeUInt16LE(8, 8);
  stored.writeUInt16LE(8, central + 10);
  return new Uint8Array(stored);
}

export const readOffice = (bytes: Uint8Array, fileName: string): Promise<Document> =>
  Promise.resolve(readDocument(snapshotOf(bytes, fileName), { limits: DEFAULT_LIMITS }));

export function blocksOf(document: Document): string[] {
  return document.blocks.map(
    (block) => `${block.kind}${block.hidden ? "?" : ""}: ${document.text.slice(block.span.start, block.span.end)}`,
  );
}
