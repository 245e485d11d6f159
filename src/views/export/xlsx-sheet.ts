/**
 * One sheet as XML: its head, its rows, its tail.
 *
 * Source  ECMA-376 part 1, 18.3 (worksheets)
 */
import type { Row, Value } from "../../store/store.js";
import type { ViewColumn } from "./columns.js";

/** Excel cuts a cell's text at this many characters. */
const CELL_LENGTH = 32_767;

export const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const BOLD = 1;
const LINK = 2;

export function sheetHead(columns: readonly ViewColumn[]): string {
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

export function sheetTail(columns: number, rows: number, links: readonly string[]): string {
  const hyperlinks = links.length > 0 ? `<hyperlinks>${links.join("")}</hyperlinks>` : "";
  return `</sheetData><autoFilter ref="A1:${letters(columns - 1)}${rows}"/>${hyperlinks}</worksheet>`;
}

export function rowXml(row: Row, columns: readonly ViewColumn[], number: number, linked = -1): string {
  let cells = "";
  for (const [at, { name }] of columns.entries())
    cells += cell(row[name] ?? null, `${letters(at)}${number}`, at === linked ? LINK : 0);
  return `<row r="${number}">${cells}</row>`;
}

function cell(value: Value, place: string, style: number): string {
  if (value === null) return "";
  if (typeof value !== "number") return textCell(value, place, style);
  return `<c r="${place}"${style ? ` s="${style}"` : ""}><v>${value}</v></c>`;
}

const textCell = (words: string, place: string, style = 0): string =>
  `<c r="${place}" t="inlineStr"${style ? ` s="${style}"` : ""}><is><t xml:space="preserve">${escapeXml(words.slice(0, CELL_LENGTH))}</t></is></c>`;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Characters that XML cannot hold are left out, but for the escape that Excel knows: _x0001_. */
export function escapeXml(words: string): string {
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
