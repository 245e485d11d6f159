/**
 * Rows as an Excel workbook, streamed: memory does not grow with the rows.
 *
 * Shape   One sheet a view: header frozen and bold, filter over all columns, text as text (never a formula, never retyped),
 *         numbers as numbers. A sheet holds 1,048,576 rows; what is more goes on in the next sheet.
 * Source  ECMA-376 part 1; sheets are written with inline strings, which every reader takes. Measured for this file:
 *         write-excel-file held 100,000 rows of 28 columns in 1.6 GB.
 */
import { Zip, ZipDeflate } from "fflate";
import type { Row, Value } from "../../store/store.js";
import type { ViewColumn } from "./columns.js";
import type { Write } from "./write.js";

const SHEET_ROWS = 1_048_576;
const CHUNK = 64 * 1024;
/** Excel cuts a cell's text at this many characters. */
const CELL_LENGTH = 32_767;

export async function writeXlsx(
  rows: AsyncIterable<Row>,
  columns: readonly ViewColumn[],
  view: string,
  write: Write,
): Promise<void> {
  const package_ = new Package(write);
  const iterator = rows[Symbol.asyncIterator]();
  let next = await iterator.next();
  let sheets = 0;
  do {
    sheets++;
    await package_.begin(`xl/worksheets/sheet${sheets}.xml`);
    await package_.text(sheetHead(columns));
    let row = 1;
    for (; !next.done && row < SHEET_ROWS; next = await iterator.next())
      await package_.text(rowXml(next.value, columns, ++row));
    await package_.text(sheetTail(columns.length, row));
    await package_.end();
  } while (!next.done);
  for (const [path, xml] of workbookParts(view, sheets)) {
    await package_.begin(path);
    await package_.text(xml);
    await package_.end();
  }
  await package_.finish();
}

/** A zip file that is given away as it grows. */
class Package {
  readonly #write: Write;
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];
  #entry: ZipDeflate | undefined;
  #words = "";

  constructor(write: Write) {
    this.#write = write;
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#ready.push(chunk);
    });
  }

  async begin(path: string): Promise<void> {
    this.#entry = new ZipDeflate(path, { level: 3 });
    this.#entry.mtime = EPOCH;
    this.#zip.add(this.#entry);
  }

  async text(words: string): Promise<void> {
    this.#words += words;
    if (this.#words.length >= CHUNK) await this.#push(false);
  }

  end(): Promise<void> {
    return this.#push(true);
  }

  async #push(last: boolean): Promise<void> {
    this.#entry?.push(Buffer.from(this.#words), last);
    this.#words = "";
    await this.#giveAway();
  }

  async finish(): Promise<void> {
    this.#zip.end();
    await this.#giveAway();
  }

  async #giveAway(): Promise<void> {
    const chunks = this.#ready;
    this.#ready = [];
    for (const chunk of chunks) await this.#write(chunk);
  }
}

/** The same rows give the same bytes: no time of writing goes into the file. */
const EPOCH = new Date(1980, 0, 1, 12);

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const BOLD = 1;

function sheetHead(columns: readonly ViewColumn[]): string {
  const pane =
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>';
  const widths = columns.map(
    ({ name, type }, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf(name, type)}" customWidth="1"/>`,
  );
  const cells = columns.map(({ name }, at) => textCell(name, `${letters(at)}1`, BOLD));
  return `${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${cells.join("")}</row>`;
}

const widthOf = (name: string, type: ViewColumn["type"]): number =>
  Math.max(name.length + 4, type === "text" || type === "list" ? 24 : 12);

const sheetTail = (columns: number, rows: number): string =>
  `</sheetData><autoFilter ref="A1:${letters(columns - 1)}${rows}"/></worksheet>`;

function rowXml(row: Row, columns: readonly ViewColumn[], number: number): string {
  let cells = "";
  columns.forEach(({ name }, at) => {
    cells += cell(row[name] ?? null, `${letters(at)}${number}`);
  });
  return `<row r="${number}">${cells}</row>`;
}

function cell(value: Value, place: string): string {
  if (value === null) return "";
  return typeof value === "number" ? `<c r="${place}"><v>${value}</v></c>` : textCell(value, place);
}

const textCell = (words: string, place: string, style = 0): string =>
  `<c r="${place}" t="inlineStr"${style ? ` s="${style}"` : ""}><is><t xml:space="preserve">${escapeXml(words.slice(0, CELL_LENGTH))}</t></is></c>`;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Characters that XML cannot hold are left out, but for the escape that Excel knows: _x0001_. */
function escapeXml(words: string): string {
  return words
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/gu, "_x005F_")
    .replace(/[&<>]/gu, (sign) => ESCAPES[sign]!)
    .replace(
      /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
    );
}

/** 0 → A, 26 → AA. */
export function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function workbookParts(view: string, sheets: number): (readonly [string, string])[] {
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1);
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packageRelation = "http://schemas.openxmlformats.org/package/2006";
  const type = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const sheetName = (number: number): string => `${view.slice(0, 27)}${number > 1 ? ` ${number}` : ""}`;
  return [
    [
      "xl/workbook.xml",
      `${HEAD}<workbook ${MAIN} xmlns:r="${relation}"><sheets>${numbers.map((n) => `<sheet name="${escapeXml(sheetName(n))}" sheetId="${n}" r:id="s${n}"/>`).join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      `${HEAD}<Relationships xmlns="${packageRelation}/relationships">${numbers.map((n) => `<Relationship Id="s${n}" Type="${relation}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join("")}<Relationship Id="styles" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      "xl/styles.xml",
      `${HEAD}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1" xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/></cellXfs></styleSheet>`,
    ],
    [
      "_rels/.rels",
      `${HEAD}<Relationships xmlns="${packageRelation}/relationships"><Relationship Id="workbook" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      "[Content_Types].xml",
      `${HEAD}<Types xmlns="${packageRelation}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`).join("")}</Types>`,
    ],
  ];
}
