/**
 * The parts of a workbook beside its sheets: which sheets there are, their styles, the types of the files.
 *
 * Source  ECMA-376 part 1, 18.2 (workbook), 18.8 (styles); part 2 (packages)
 */
import { escapeXml, HEAD, MAIN } from "./xlsx-sheet.js";

/** The sheet that holds the quotes. */
export const QUOTES = "quotes";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

interface SheetPart {
  readonly name: string;
  readonly file: string;
}

/** The parts that say which sheets there are. */
export function workbookParts(view: string, count: number, withQuotes: boolean): (readonly [string, string])[] {
  const sheets: SheetPart[] = Array.from({ length: count }, (_, at) => ({
    name: `${view.slice(0, 27)}${at > 0 ? ` ${at + 1}` : ""}`,
    file: `sheet${at + 1}`,
  }));
  if (withQuotes) sheets.push({ name: QUOTES, file: QUOTES });
  return [
    ["xl/workbook.xml", workbookXml(sheets)],
    ["xl/_rels/workbook.xml.rels", relationsXml(sheets)],
    ["xl/styles.xml", stylesXml()],
    [
      "_rels/.rels",
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation("book", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    ],
    ["[Content_Types].xml", contentTypesXml(sheets)],
  ];
}

function workbookXml(sheets: readonly SheetPart[]): string {
  const list = sheets.map(
    ({ name, file }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="${file}"/>`,
  );
  return `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${list.join("")}</sheets></workbook>`;
}

const relation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

function relationsXml(sheets: readonly SheetPart[]): string {
  const list = sheets.map(({ file }) => relation(file, "worksheet", `worksheets/${file}.xml`));
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list.join("")}${relation("styles", "styles", "styles.xml")}</Relationships>`;
}

/** 0 text (format 49: a typed "=1" stays words), 1 the header, 2 a link. */
function stylesXml(): string {
  const font = (marks: string): string => `<font>${marks}<sz val="11"/><name val="Calibri"/></font>`;
  const fonts = [font(""), font("<b/>"), font('<u/><color rgb="FF0563C1"/>')].join("");
  const fills = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>';
  const formats = [0, 1, 2]
    .map((id) => `<xf numFmtId="49" fontId="${id}" applyNumberFormat="1" applyFont="1" xfId="0"/>`)
    .join("");
  return `${HEAD}<styleSheet ${MAIN}><fonts count="3">${fonts}</fonts><fills count="2">${fills}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">${formats}</cellXfs></styleSheet>`;
}

function contentTypesXml(sheets: readonly SheetPart[]): string {
  const part = (path: string, type: string): string =>
    `<Override PartName="/xl/${path}" ContentType="${TYPE}.${type}+xml"/>`;
  const list = sheets.map(({ file }) => part(`worksheets/${file}.xml`, "worksheet"));
  const relations =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>';
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types">${relations}${part("workbook.xml", "sheet.main")}${part("styles.xml", "styles")}${list.join("")}</Types>`;
}
