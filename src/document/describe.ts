/** A document as words for people: every block with what it is, tables with their cells between bars. */
import { type Block, type Cell, type Document, originAt, type Table } from "../model/document.js";

export function describe(document: Document): string {
  const head = [
    `# ${document.title ?? "(no title)"}`,
    `${document.mediaType}, read by ${document.reader.name} ${document.reader.version}`,
    ...document.warnings.map((warning) => `! ${warning.code}: ${warning.message}`),
  ];
  return [...head, "", ...document.blocks.map((block) => describeBlock(document, block))].join("\n");
}

function describeBlock(document: Document, block: Block): string {
  const words = document.text.slice(block.span.start, block.span.end);
  const mark = `${placeOf(document, block)}${block.hidden ? " (hidden)" : ""}`;
  if (block.kind === "table")
    return `${mark} table ${block.rows} × ${block.columns}\n${describeTable(document, block)}`;
  if (block.kind === "heading") return `${mark} ${"#".repeat(block.level)} ${flat(words)}`;
  if (block.kind === "list-item") return `${mark} ${"  ".repeat(block.depth)}- ${flat(words)}`;
  return `${mark} ${flat(words)}`;
}

function describeTable(document: Document, table: Table): string {
  const rows: string[] = [];
  for (let row = 0; row < table.rows; row++) {
    const cells = table.cells.filter((cell) => cell.row === row);
    rows.push(`  | ${cells.map((cell) => describeCell(document, cell)).join(" | ")} |`);
  }
  return rows.join("\n");
}

function describeCell(document: Document, cell: Cell): string {
  const span = cell.columnSpan > 1 || cell.rowSpan > 1 ? `[${cell.rowSpan}×${cell.columnSpan}] ` : "";
  const words = flat(document.text.slice(cell.span.start, cell.span.end));
  return `${span}${cell.header ? `*${words}*` : words}${cell.hidden ? " (hidden)" : ""}`;
}

function placeOf(document: Document, block: Block): string {
  const origin = originAt(document, block.span.start);
  if (origin?.kind === "pdf") return `[p${origin.page}]`;
  if (origin?.kind === "sheet") return `[${origin.sheet}!${origin.cell}]`;
  if (origin?.kind === "text") return `[l${origin.line}]`;
  return "[·]";
}

/** Line ends inside a block are shown, not obeyed. */
const flat = (words: string): string => words.replaceAll("\n", " ⏎ ").replaceAll("\t", " ⇥ ");
