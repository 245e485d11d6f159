/**
 * Workbooks of Excel.
 *
 * Shape   Every sheet in its order; formulas by the value that was last saved; dates as ISO 8601. Macros are not looked at.
 * Errors  document/broken, document/encrypted, document/too-complex above the cap on grid cells.
 */
import readXlsxFile from "read-excel-file/node";
import { UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import type { ReadOptions } from "../reader.js";
import { writeSheet } from "./sheet-blocks.js";
import { type SheetFacts, sheetFacts } from "./sheet-facts.js";
import { wellFormed } from "./xml.js";
import { packStored, Zip } from "./zip.js";

export const XLSX_READER = { name: "spreadsheet", version: "1" };

export async function readXlsx(snapshot: Snapshot, mediaType: string, options: ReadOptions): Promise<Document> {
  const name = snapshot.fileName;
  const zip = new Zip(snapshot.bytes, name);
  const facts = sheetFacts(zip);
  checkSize(facts, options.limits.maxGridCells, name);
  const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: XLSX_READER });
  for (const { sheet, data } of await sheetsOf(zip, name)) {
    const known = facts.find((one) => one.name === sheet);
    const cells = data.map((row) => row.map(wordsOf));
    writeSheet(builder, { ...(known ?? UNKNOWN), name: sheet, cells }, facts.length > 1);
    if (known?.hidden) builder.warn("hidden-sheet", `The sheet "${sheet}" is hidden`);
  }
  if (zip.names.some((part) => /vbaProject/u.test(part)))
    builder.warn("office-macros", "The workbook holds macros: they were not looked at");
  return builder.finish();
}

const UNKNOWN: SheetFacts = {
  name: "",
  hidden: false,
  hiddenRows: new Set(),
  hiddenColumns: new Set(),
  merges: [],
  headers: new Set(),
  gridCells: 0,
};

function checkSize(facts: readonly SheetFacts[], most: number, name: string): void {
  const cells = facts.reduce((sum, sheet) => sum + sheet.gridCells, 0);
  if (cells <= most) return;
  const message = `Cannot read "${name}": its sheets span ${cells} cells, more than ${most} (maxGridCells)`;
  throw new UnderlagError("document/too-complex", message, { name, cells });
}

async function sheetsOf(zip: Zip, name: string) {
  const parts = new Map<string, Buffer>();
  for (const part of zip.names)
    if (/\.(?:xml|rels)$/u.test(part) && !/^xl\/(?:media|drawings|charts|theme|printerSettings)/u.test(part)) {
      const xml = zip.xml(part);
      if (xml !== null) parts.set(part, Buffer.from(wellFormed(xml)));
    }
  try {
    // numbers stay as they are written: a registration number is no quantity
    return await readXlsxFile(packStored(parts), { parseNumber: (digits: string) => digits, trim: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new UnderlagError("document/broken", `Cannot read "${name}" as a workbook: ${detail}`, { name }, error);
  }
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/u, "");
  return String(value);
}
