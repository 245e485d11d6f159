import { readDocument } from "../../src/document/read.js";
import type { Block, Document, Table } from "../../src/model/document.js";
import { snapshotOf } from "../../src/source/file.js";

export function read(
  content: string | Uint8Array,
  fileName: string,
  contentType: string | null = null,
): Promise<Document> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return readDocument(snapshotOf(fileName, bytes, { contentType, fileName }));
}

export const words = (document: Document, { span }: { span: { start: number; end: number } }): string =>
  document.text.slice(span.start, span.end);

/** "heading 2: words", "list-item 1: words", "paragraph: words", with "(hidden)" where hidden. */
export function outline(document: Document): string[] {
  return document.blocks.map((block) => `${nameOf(block)}: ${words(document, block)}`);
}

function nameOf(block: Block): string {
  const detail = "level" in block ? ` ${block.level}` : "depth" in block ? ` ${block.depth}` : "";
  return `${block.kind}${detail}${block.hidden ? " (hidden)" : ""}`;
}

export const tables = (document: Document): Table[] => document.blocks.filter((block) => block.kind === "table");

/** Cells of a table as rows of words; spanned slots stay undefined. */
export function rows(document: Document, table: Table | undefined): string[][] {
  const grid: string[][] = [];
  for (const cell of table?.cells ?? []) {
    grid[cell.row] ??= [];
    grid[cell.row]![cell.column] = words(document, cell);
  }
  return grid;
}
