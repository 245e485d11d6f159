/**
 * A table for a terminal: columns share the width by what they hold, words wrap inside their cell, nothing is wider than asked.
 *
 * Unit    width in columns of the terminal; wide letters (CJK, emoji) take two.
 */
import { printable } from "./printable.js";

export interface TableOptions {
  readonly width: number;
  /** Lines that one cell may take before it is cut with "…". */
  readonly maxLines?: number;
  readonly bold?: (text: string) => string;
}

const GAP = "  ";
const NARROWEST = 6;

export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  options: TableOptions,
): string {
  const cells = rows.map((row) => row.map((cell) => printable(cell.replace(/\s+/gu, " ")).trim()));
  const widths = shareWidth([header, ...cells], options.width - GAP.length * (header.length - 1));
  const lines = (row: readonly string[]): string[] => formatRow(row, widths, options.maxLines ?? 3);
  const rule = widths.map((width) => "─".repeat(width)).join(GAP);
  const bold = options.bold ?? ((text: string) => text);
  return [...lines(header).map(bold), rule, ...cells.flatMap(lines)].join("\n");
}

function formatRow(row: readonly string[], widths: readonly number[], maxLines: number): string[] {
  const wrapped = row.map((cell, column) => wrap(cell, widths[column]!, maxLines));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, column) => pad(lines[line] ?? "", widths[column]!))
      .join(GAP)
      .trimEnd(),
  );
}

/** Every column gets what it needs; where that is too much, the widest give first. */
function shareWidth(rows: readonly (readonly string[])[], total: number): number[] {
  const columns = rows[0]?.length ?? 0;
  const needed = Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...rows.slice(0, 500).map((row) => displayWidth(row[column] ?? ""))),
  );
  const widths = [...needed];
  let over = widths.reduce((sum, width) => sum + width, 0) - total;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= NARROWEST) break;
    widths[widest]!--;
    over--;
  }
  return widths;
}

function wrap(text: string, width: number, maxLines: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (displayWidth(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const [head, rest] = cut(line, width);
      lines.push(head);
      line = rest;
    }
    if (lines.length > maxLines) break;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `${cut(lines[maxLines - 1]!, width - 1)[0]}…`];
}

/** The text up to a width, and the rest; at least one letter goes into the first part. */
function cut(text: string, width: number): [string, string] {
  let head = "";
  for (const letter of text) {
    if (head !== "" && displayWidth(head + letter) > width) break;
    head += letter;
  }
  return [head, text.slice(head.length)];
}

const pad = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - displayWidth(text)));

export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter.codePointAt(0)!);
  return width;
}

/** Marks take none, East Asian wide letters and emoji two: enough for aligned columns, not a typesetter. */
function letterWidth(code: number): number {
  if (code < 0x300) return 1;
  if (code <= 0x36f || code === 0x200b || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}
