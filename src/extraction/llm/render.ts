/**
 * Lines as they are sent: without persons, withheld sentences and what cannot be seen.
 *
 * Shape   Gaps are the spans of the document that were replaced, each with the word that stands for it.
 */
import type { Document } from "../../model/document.js";
import { overlaps, type Span } from "../../model/span.js";
import { INVISIBLE } from "./fold.js";
import type { SourceLine } from "./lines.js";
import { findPersonal, isPersonalColumn, type Mask, maskAll } from "./mask.js";

export interface PartLine extends SourceLine {
  /** Sent so that the others can be understood: no entry is read from it. */
  readonly context: boolean;
}

interface Gap extends Span {
  readonly word: string;
}

export interface Rendered {
  readonly line: PartLine;
  readonly text: string;
  readonly gaps: readonly Gap[];
}

export function render(
  document: Document,
  lines: readonly SourceLine[],
  withheld: readonly Span[],
  context = false,
): Rendered[] {
  return lines.map((line) => {
    const gaps = gapsOf(document, line, withheld);
    const text = line.cells.map((cell) => (cell ? shown(document.text, cell, gaps) : "")).join(" | ");
    return { line: { ...line, context }, text, gaps };
  });
}

function gapsOf(document: Document, line: SourceLine, withheld: readonly Span[]): Gap[] {
  const gaps: Gap[] = withheld
    .filter((span) => line.cells.some((cell) => cell && overlaps(cell, span)))
    .map((span) => ({ ...span, word: "[withheld]" }));
  line.cells.forEach((cell, column) => {
    if (!cell) return;
    const masks: Mask[] = isPersonalCell(document, line, column)
      ? [maskAll(cell)]
      : findPersonal(document.text.slice(cell.start, cell.end)).map((mask) => moved(mask, cell.start));
    for (const mask of masks) gaps.push({ start: mask.start, end: mask.end, word: `[${mask.kind}]` });
  });
  return gaps.sort((a, b) => a.start - b.start);
}

const moved = (mask: Mask, by: number): Mask => ({ ...mask, start: mask.start + by, end: mask.end + by });

const personalColumns = new WeakMap<object, ReadonlySet<number>>();
function isPersonalCell(document: Document, line: SourceLine, column: number): boolean {
  const block = document.blocks[line.block];
  if (block?.kind !== "table" || line.header) return false;
  let columns = personalColumns.get(block);
  if (!columns) {
    const heads = block.cells.filter(
      (cell) => cell.row === 0 && isPersonalColumn(document.text.slice(cell.span.start, cell.span.end)),
    );
    columns = new Set(heads.map((cell) => cell.column));
    personalColumns.set(block, columns);
  }
  return columns.has(column) && line.start > block.span.start;
}

/** One line, without what cannot be seen and without our own signs. */
function shown(text: string, cell: Span, gaps: readonly Gap[]): string {
  let words = "";
  let at = cell.start;
  for (const gap of gaps) {
    if (gap.end <= at || gap.start >= cell.end) continue;
    words += text.slice(at, Math.max(at, gap.start)) + gap.word;
    at = Math.min(cell.end, gap.end);
  }
  return (words + text.slice(at, cell.end))
    .replace(new RegExp(INVISIBLE, "gu"), "")
    .replace(/\n/gu, " / ")
    .replace(/[\u0000-\u001f\u007f-\u009f]/gu, " ")
    .replace(/\|/gu, "\u00a6");
}
