/** Pieces of all pages to blocks of the document. */
import type { DocumentBuilder, TableBuilder } from "../builder.js";
import { type FlowBlock, flowBlocks, type Look } from "./flow.js";
import type { Line } from "./geometry.js";
import type { Grid, GridCell } from "./grid.js";
import { writeLines } from "./join.js";
import type { Piece } from "./layout.js";

export function writePieces(builder: DocumentBuilder, pieces: readonly Piece[], look: Look): void {
  for (const piece of pieces) {
    if (piece.kind === "table") writeTable(builder, piece);
    else for (const block of flowBlocks(piece.lines, look)) writeBlock(builder, block);
  }
}

export function writeBlock(builder: DocumentBuilder, block: FlowBlock): void {
  const hidden = block.lines.every((line) => line.hidden);
  const words = () => writeLines(builder, block.lines, block.width);
  if (block.kind === "heading") builder.block({ kind: "heading", level: block.level }, hidden, words);
  else if (block.kind === "list-item") builder.block({ kind: "list-item", depth: block.depth }, hidden, words, "\n");
  else builder.block({ kind: "paragraph" }, hidden, words);
}

function writeTable(builder: DocumentBuilder, grid: Grid): void {
  const widths = columnWidths(grid);
  const lines = grid.cells.flatMap((cell) => cell.lines);
  const hidden = lines.length > 0 && lines.every((line) => line.hidden);
  builder.table(hidden, (table) => {
    for (const cell of grid.cells) writeCell(builder, table, cell, widths);
  });
}

function writeCell(builder: DocumentBuilder, table: TableBuilder, cell: GridCell, widths: readonly number[]): void {
  const { row, column, rowSpan, columnSpan, header } = cell;
  const hidden = cell.lines.length > 0 && cell.lines.every((line) => line.hidden);
  const width = widths.slice(column, column + columnSpan).reduce((sum, one) => sum + one, 0);
  table.cell({ row, column, rowSpan, columnSpan, header, hidden }, () => writeLines(builder, cell.lines, width));
}

/** What a full line takes in each column: the longest line, or the drawn width without its padding. */
function columnWidths(grid: Grid): number[] {
  return grid.columns.map((column, at) => {
    const lines: Line[] = grid.cells
      .filter((cell) => cell.column === at && cell.columnSpan === 1)
      .flatMap((cell) => cell.lines);
    const longest = Math.max(0, ...lines.map((line) => line.x1 - line.x0));
    if (!grid.ruled || lines.length === 0) return longest;
    const padding = Math.max(0, Math.min(...lines.map((line) => line.x0)) - column.x0);
    return Math.max(longest, column.x1 - column.x0 - 2 * padding);
  });
}
