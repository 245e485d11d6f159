/**
 * A page's words and rules to blocks in reading order: drawn tables first, then columns of text, tables by alignment, and prose.
 */
import { type Line, middleOf, type Page, type Word } from "./geometry.js";
import type { Grid } from "./grid.js";
import { readingGroups } from "./page-columns.js";
import { refine } from "./refine.js";
import { mergeRules, networksOf } from "./rule-networks.js";
import { ruledTable } from "./ruled.js";
import { sameColumns, stitch } from "./stitch.js";
import { taggedTables } from "./tagged-tables.js";
import { unruledTables } from "./unruled.js";

/** Lines that stand together outside tables. */
export interface Text {
  readonly kind: "text";
  readonly lines: readonly Line[];
}

export type Piece = Grid | Text;

/** White between two parts of one table, in points. */
const NEAR = 14;

/** open: the table that the page before ended with, which may go on here. */
export function layoutPage(page: Page, furniture: ReadonlySet<Word>, open: Grid | null = null): Piece[] {
  const words = page.words.filter((word) => !furniture.has(word));
  const drawn = ruledTables(page, words);
  const tagged = page.tags ? taggedTables(page, page.tags, drawn.rest) : { grids: [], rest: drawn.rest };
  const grids = [...drawn.grids, ...tagged.grids];
  const rest = tagged.rest;
  const separators = mergeRules(page.rules.horizontal);
  const pieces: Piece[] = [];
  for (const band of bandsOf(grids, rest)) {
    readingGroups(band.words).forEach((group, at) => {
      const goesOn = pieces.length === 0 && open && !open.ruled ? open : null;
      const found = unruledTables(page, group, separators, goesOn);
      pushGroup(pieces, inOrder(found.grids, found.rest), at);
    });
    if (band.grid) pushGrid(pieces, band.grid);
  }
  return pieces;
}

/** A table that goes on in the next column of the page is one table. */
function pushGroup(pieces: Piece[], more: readonly Piece[], group: number): void {
  const [last, first] = [pieces.at(-1), more[0]];
  const both = group > 0 && last?.kind === "table" && first?.kind === "table" && !last.ruled && !first.ruled;
  if (both && sameColumns(last.columns, first.columns, false, first.columns[0]!.x0 - last.columns[0]!.x0)) {
    stitch(last, first);
    pieces.push(...more.slice(1));
  } else pieces.push(...more);
}

/** A drawn table whose header or sections are drawn as boxes of their own is one table. */
function pushGrid(pieces: Piece[], grid: Grid): void {
  const last = pieces.at(-1);
  const near =
    last?.kind === "table" &&
    last.ruled &&
    grid.top - last.bottom < NEAR &&
    sameColumns(last.columns, grid.columns, true);
  if (near) stitch(last, grid);
  else pieces.push(grid);
}

function ruledTables(page: Page, words: readonly Word[]): { grids: Grid[]; rest: Word[] } {
  const grids: Grid[] = [];
  let rest = [...words];
  for (const net of networksOf(page.rules)) {
    const found = ruledTable(page, net, rest);
    if (!found) continue;
    grids.push(refine(page, found.grid));
    rest = rest.filter((word) => !found.used.has(word));
  }
  return { grids, rest };
}

/** The words above each drawn table, then the table; last the words below all. */
function bandsOf(grids: readonly Grid[], words: readonly Word[]): { words: Word[]; grid: Grid | null }[] {
  const sorted = [...grids].sort((a, b) => a.top - b.top);
  let rest = [...words];
  const bands: { words: Word[]; grid: Grid | null }[] = sorted.map((grid) => {
    const above = rest.filter((word) => middleOf(word) < grid.top + 1);
    rest = rest.filter((word) => middleOf(word) >= grid.top + 1);
    return { words: above, grid };
  });
  return [...bands, { words: rest, grid: null }];
}

function inOrder(grids: readonly Grid[], lines: readonly Line[]): Piece[] {
  const pieces: Piece[] = [];
  let run: Line[] = [];
  let next = 0;
  const flush = () => {
    if (run.length > 0) pieces.push({ kind: "text", lines: run });
    run = [];
  };
  for (const line of lines) {
    while (grids[next] && grids[next]!.top < line.y) {
      flush();
      pieces.push(grids[next++]!);
    }
    run.push(line);
  }
  flush();
  pieces.push(...grids.slice(next));
  return pieces;
}
