/** Lines whose cells are divided by a sign: "Name; servers; Finland", "Name | servers | Finland". With or without header words. */

import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { Cell } from "../../model/document.js";
import { type Span, trimSpan } from "../../model/span.js";
import type { Proposal } from "../row.js";
import type { Line } from "../view.js";
import type { Grid, Slot } from "./grid.js";
import { readGrid } from "./header-table.js";

const SIGNS: readonly [string, RegExp][] = [
  [";", /\s?;(?:\s|(?=\S)|$)/u],
  ["|", /\s?\|\s?/u],
  ["\t", /\t/u],
  [" / ", /\s\/\s/u],
  [" – ", /\s[–—]\s/u],
];

export function readDelimitedLines(
  text: string,
  lines: readonly Line[],
  listness: number,
  vocabulary: Vocabulary,
): Proposal[] {
  return SIGNS.flatMap(([sign, separator]) =>
    runsOf(lines, sign, sign === " – " || sign === " / " ? 2 : 1).flatMap((run) => {
      const grid = gridOf(text, run, separator);
      const proposal = readGrid(grid, { start: run[0]!.start, end: run.at(-1)!.end }, { vocabulary, listness });
      return proposal ? [{ ...proposal, method: "rule:delimited-lines" }] : [];
    }),
  );
}

/** Neighbouring lines that hold the sign about equally often. */
function runsOf(lines: readonly Line[], sign: string, least: number): Line[][] {
  const runs: Line[][] = [];
  let open: Line[] = [];
  let count = 0;
  const close = () => {
    if (open.length > 1) runs.push(open);
    open = [];
  };
  for (const line of lines) {
    const signs = line.text.length > 2000 || line.kind === "heading" ? 0 : countOf(line.text, sign);
    if (signs < least || (open.length > 0 && Math.abs(signs - count) > 1)) close();
    if (signs >= least) {
      if (open.length === 0) count = signs;
      open.push(line);
    }
  }
  close();
  return runs;
}

function countOf(text: string, sign: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) count++;
  return count;
}

function gridOf(text: string, lines: readonly Line[], separator: RegExp): Grid {
  const rows = lines.map((line) => cellsOf(text, line, separator));
  const width = Math.min(
    30,
    rows.reduce((most, row) => Math.max(most, row.length), 0),
  );
  return rows.map((row, index) =>
    Array.from({ length: width }, (_, column) => slotOf(text, row[column], index, column)),
  );
}

/** Empty cells keep their place. */
function cellsOf(text: string, line: Line, separator: RegExp): Span[] {
  const sticky = new RegExp(separator.source, "gu");
  const cells: Span[] = [];
  let start = line.start;
  for (const match of line.text.matchAll(sticky)) {
    cells.push(trimSpan(text, { start, end: line.start + match.index }));
    start = line.start + match.index + match[0].length;
  }
  return [...cells, trimSpan(text, { start, end: line.end })];
}

function slotOf(text: string, span: Span | undefined, row: number, column: number): Slot | null {
  if (!span || span.end <= span.start) return null;
  const cell: Cell = { row, column, rowSpan: 1, columnSpan: 1, header: false, hidden: false, span };
  return { span, text: text.slice(span.start, span.end), cell };
}
