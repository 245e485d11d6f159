/**
 * Spreadsheets of OpenDocument.
 *
 * Shape   Every table of content.xml; the words of a cell as its paragraphs show them.
 * Errors  document/broken, document/encrypted, document/too-complex above the cap on grid cells.
 * Source  OASIS OpenDocument 1.3 part 3, 9.1 (tables) and 19.678 (number-columns-repeated).
 */
import { UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import type { ReadOptions } from "../reader.js";
import { type Merge, type Sheet, writeSheet } from "./sheet-blocks.js";
import { XLSX_READER } from "./xlsx.js";
import { eachTag } from "./xml.js";
import { Zip } from "./zip.js";

export function readOds(snapshot: Snapshot, mediaType: string, options: ReadOptions): Document {
  const zip = new Zip(snapshot.bytes, snapshot.fileName);
  const name = snapshot.fileName;
  const manifest = zip.xml("META-INF/manifest.xml") ?? "";
  if (manifest.includes("encryption-data"))
    throw new UnderlagError("document/encrypted", `Cannot read "${name}": it is protected by a password`, { name });
  const xml = zip.xml("content.xml");
  if (xml === null)
    throw new UnderlagError("document/broken", `Cannot read "${name}": it has no content part`, { name });
  const reader = new OdsParser(options.limits.maxGridCells, name, hiddenStyles(xml));
  eachTag(xml, reader);
  const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: XLSX_READER });
  for (const sheet of reader.sheets) {
    writeSheet(builder, sheet, reader.sheets.length > 1);
    if (sheet.hidden) builder.warn("hidden-sheet", `The sheet "${sheet.name}" is hidden`);
  }
  return builder.finish();
}

/** Names of table styles that are not displayed. */
function hiddenStyles(xml: string): Set<string> {
  const hidden = new Set<string>();
  let style = "";
  eachTag(xml, {
    onopentag(tag, attributes) {
      if (tag === "style:style") style = attributes["style:name"] ?? "";
      if (tag === "style:table-properties" && attributes["table:display"] === "false") hidden.add(style);
    },
  });
  return hidden;
}

interface Draft {
  name: string;
  hidden: boolean;
  cells: string[][];
  hiddenRows: Set<number>;
  hiddenColumns: Set<number>;
  merges: Merge[];
  headers: Set<number>;
}

class OdsParser {
  readonly sheets: Sheet[] = [];
  #sheet: Draft | null = null;
  #row: string[] = [];
  #rowRepeat = 1;
  #columns = 0;
  #cell: { words: string; repeat: number; rows: number; columns: number } | null = null;
  #paragraphs = 0;
  #note = 0;
  #cells = 0;

  constructor(
    readonly mostCells: number,
    readonly name: string,
    readonly hidden: ReadonlySet<string>,
  ) {}

  onopentag(tag: string, attributes: Record<string, string>): void {
    if (tag === "table:table") this.#open(attributes);
    else if (tag === "table:table-column") this.#column(attributes);
    else if (tag === "table:table-row") this.#openRow(attributes);
    else if (tag === "table:table-cell" || tag === "table:covered-table-cell") this.#openCell(attributes);
    else if (tag === "office:annotation") this.#note++;
    else if (tag === "text:p" && this.#cell && this.#paragraphs++ > 0) this.#cell.words += "\n";
    else if (tag === "text:line-break" && this.#cell) this.#cell.words += "\n";
    else if ((tag === "text:s" || tag === "text:tab") && this.#cell) this.#cell.words += " ";
  }

  ontext(words: string): void {
    if (this.#cell && this.#paragraphs > 0 && this.#note === 0) this.#cell.words += words;
  }

  onclosetag(tag: string): void {
    if (tag === "table:table-cell" || tag === "table:covered-table-cell") this.#closeCell();
    else if (tag === "table:table-row") this.#closeRow();
    else if (tag === "office:annotation") this.#note--;
    else if (tag === "table:table" && this.#sheet) {
      this.sheets.push(this.#sheet);
      this.#sheet = null;
    }
  }

  #open(attributes: Record<string, string>): void {
    const hidden = this.hidden.has(attributes["table:style-name"] ?? "");
    this.#sheet = {
      name: attributes["table:name"] ?? `Sheet${this.sheets.length + 1}`,
      hidden,
      cells: [],
      hiddenRows: new Set(),
      hiddenColumns: new Set(),
      merges: [],
      headers: new Set(),
    };
    this.#columns = 0;
  }

  #column(attributes: Record<string, string>): void {
    const repeat = Math.min(16_384, Number(attributes["table:number-columns-repeated"] ?? 1));
    if (isHidden(attributes)) for (let at = 0; at < repeat; at++) this.#sheet?.hiddenColumns.add(this.#columns + at);
    this.#columns += repeat;
  }

  #openRow(attributes: Record<string, string>): void {
    this.#row = [];
    this.#rowRepeat = Number(attributes["table:number-rows-repeated"] ?? 1);
    if (isHidden(attributes)) this.#sheet?.hiddenRows.add(this.#sheet.cells.length);
  }

  #openCell(attributes: Record<string, string>): void {
    this.#paragraphs = 0;
    this.#cell = {
      words: "",
      repeat: Number(attributes["table:number-columns-repeated"] ?? 1),
      rows: Number(attributes["table:number-rows-spanned"] ?? 1),
      columns: Number(attributes["table:number-columns-spanned"] ?? 1),
    };
  }

  #closeCell(): void {
    const cell = this.#cell;
    const sheet = this.#sheet;
    this.#cell = null;
    if (!cell || !sheet) return;
    const words = cell.words.trim();
    if (cell.rows > 1 || cell.columns > 1)
      sheet.merges.push({ row: sheet.cells.length, column: this.#row.length, rows: cell.rows, columns: cell.columns });
    // blank cells are repeated to the end of the sheet: only what words follow is kept
    const times = words === "" ? Math.min(cell.repeat, 1024) : cell.repeat;
    this.#count(words === "" ? 1 : times);
    for (let at = 0; at < times; at++) this.#row.push(words);
  }

  #closeRow(): void {
    const sheet = this.#sheet;
    if (!sheet) return;
    while (this.#row.at(-1) === "") this.#row.pop();
    const times = this.#row.length === 0 ? Math.min(this.#rowRepeat, 2) : this.#rowRepeat;
    this.#count(times * this.#row.length);
    for (let at = 0; at < times; at++) sheet.cells.push(this.#row);
  }

  #count(more: number): void {
    this.#cells += more;
    if (this.#cells <= this.mostCells) return;
    const message = `Cannot read "${this.name}": more than ${this.mostCells} cells (maxGridCells)`;
    throw new UnderlagError("document/too-complex", message, { name: this.name });
  }
}

function isHidden(attributes: Record<string, string>): boolean {
  const shown = attributes["table:visibility"];
  return shown === "collapse" || shown === "filter";
}
