/**
 * What read-excel-file does not tell of a workbook: hidden sheets, rows and columns, merged cells, header rows, size.
 * Source  ECMA-376 part 1, 18.2.19 (sheet), 18.3.1.13 (col), 18.3.1.55 (mergeCell), 18.3.1.73 (row).
 */
import type { Merge } from "./sheet-blocks.js";
import { eachTag as walk } from "./xml.js";
import type { Zip } from "./zip.js";

export interface SheetFacts {
  readonly name: string;
  readonly hidden: boolean;
  readonly hiddenRows: Set<number>;
  readonly hiddenColumns: Set<number>;
  readonly merges: Merge[];
  readonly headers: Set<number>;
  /** Cells of the smallest grid that holds all filled cells. */
  gridCells: number;
}

export function sheetFacts(zip: Zip): SheetFacts[] {
  const targets = relationsOf(zip.xml("xl/_rels/workbook.xml.rels") ?? "");
  const sheets: { name: string; hidden: boolean; part: string | undefined }[] = [];
  eachTag(zip.xml("xl/workbook.xml") ?? "", (name, attributes) => {
    if (name !== "sheet") return;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
    const hidden = attributes.state === "hidden" || attributes.state === "veryHidden";
    sheets.push({ name: attributes.name ?? "", hidden, part: targets.get(id) });
  });
  return sheets.map(({ name, hidden, part }) => factsOf(name, hidden, part ? (zip.xml(part) ?? "") : ""));
}

function relationsOf(xml: string): Map<string, string> {
  const targets = new Map<string, string>();
  eachTag(xml, (name, attributes) => {
    if (name !== "Relationship" || !attributes.Id || !attributes.Target) return;
    const target = attributes.Target;
    targets.set(attributes.Id, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  });
  return targets;
}

function factsOf(name: string, hidden: boolean, xml: string): SheetFacts {
  const facts: SheetFacts = {
    name,
    hidden,
    hiddenRows: new Set(),
    hiddenColumns: new Set(),
    merges: [],
    headers: new Set(),
    gridCells: 0,
  };
  let [rows, columns] = [0, 0];
  eachTag(xml, (tag, attributes) => {
    if (tag === "row") {
      const row = Number(attributes.r ?? 0);
      if (isOn(attributes.hidden)) facts.hiddenRows.add(row - 1);
    } else if (tag === "c") {
      const place = placeOf(attributes.r ?? "");
      rows = Math.max(rows, (place?.row ?? 0) + 1);
      columns = Math.max(columns, (place?.column ?? 0) + 1);
    } else if (tag === "col" && isOn(attributes.hidden)) {
      const last = Math.min(Number(attributes.max), 16_384);
      for (let column = Number(attributes.min); column <= last; column++) facts.hiddenColumns.add(column - 1);
    } else if (tag === "mergeCell") {
      const merge = rangeOf(attributes.ref ?? "");
      if (merge) facts.merges.push(merge);
    } else if (tag === "autoFilter") {
      const range = rangeOf(attributes.ref ?? "");
      if (range) facts.headers.add(range.row);
    }
  });
  facts.gridCells = rows * columns;
  return facts;
}

const isOn = (value: string | undefined): boolean => value === "1" || value === "true";

function eachTag(xml: string, take: (name: string, attributes: Record<string, string>) => void): void {
  walk(xml, { onopentag: (tag, attributes) => take(tag.replace(/^\w+:/u, ""), attributes) });
}

/** "B4" to row 3, column 1. */
export function placeOf(cell: string): { row: number; column: number } | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/u.exec(cell);
  if (!found) return null;
  let column = 0;
  for (const letter of found[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(found[2]) - 1, column: column - 1 };
}

function rangeOf(ref: string): Merge | null {
  const [from, to] = ref.split(":");
  const start = placeOf(from ?? "");
  const end = placeOf(to ?? from ?? "");
  if (!start || !end) return null;
  return { ...start, rows: end.row - start.row + 1, columns: end.column - start.column + 1 };
}
