/**
 * A numbered table copied out of narrow columns: every line of every cell is a line of the text, and only the row numbers, alone
 * on their lines, tell where a row begins.
 *
 * How     Between two numbers stand the lines of one row. They are cut into as many cells as the header has columns, where the
 *         words fit the columns best; the header's own lines are cut where its parts are header words.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Cell } from "../../model/document.js";
import { findPlaces } from "../../normalization/place.js";
import { isPlaceWithGround } from "../features.js";
import { readHeaderCell, readHeaderRow } from "../header.js";
import { isPageNumber } from "../regions.js";
import type { Proposal } from "../row.js";
import type { Item, Line } from "../view.js";
import type { Grid, Slot } from "./grid.js";
import { readGrid } from "./header-table.js";
import { costOf, type Look, lookOf } from "./looks.js";

/** More lines than this are no row, and no cell; more rows than these are no list. */
const LONGEST = 20;
const TALLEST = 6;
const MOST_ROWS = 2000;

export function readNumberedRows(
  text: string,
  items: readonly Item[],
  listness: number,
  vocabulary: Vocabulary,
): Proposal[] {
  if (!items.some((item) => item.type === "line" && numberOf(item) === 1)) return [];
  const lines = items.filter((item): item is Line => item.type === "line" && item.kind !== "heading");
  const first = lines.findIndex((line) => numberOf(line) === 1);
  if (first < 3) return [];
  const parts = partsOf(lines.slice(first), vocabulary);
  const header = headerBefore(lines.slice(0, first), vocabulary);
  if (parts.length < 2 || !header) return [];
  const columns = readHeaderRow(vocabulary, header.map(joinedWords));
  if (!columns?.named || (listness <= 0 && !columns.strong)) return [];
  const fields = columns.fields.map((column) => column[0] ?? "ignore");
  const grid: Grid = [header, ...parts.map((part) => cellsOf(part, fields, vocabulary))].map((cells, row) =>
    cells.map((cell, column) => slotOf(text, cell, row, column)),
  );
  const span = { start: header[0]![0]!.start, end: parts.at(-1)!.at(-1)!.end };
  const proposal = readGrid(grid, span, { vocabulary, listness });
  return proposal
    ? [
        {
          ...proposal,
          method: "rule:numbered-rows",
          rows: proposal.rows.map((row) => ({ ...row, wrapped: true as const })),
        },
      ]
    : [];
}

const numberOf = ({ text }: Line): number =>
  text.length < 5 && /^\d{1,3}[.)]?$/u.test(text) ? Number.parseInt(text, 10) : 0;

/** The lines of each row; the header again and the foot of a page are left out. */
function partsOf(lines: readonly Line[], vocabulary: Vocabulary): Line[][] {
  const parts: Line[][] = [];
  let skipping = false;
  for (const line of lines) {
    if (numberOf(line) === parts.length + 1) {
      parts.push([]);
      skipping = false;
    } else if (isPageNumber(line, vocabulary) || isMark(line, vocabulary)) skipping = true;
    else if (!skipping) parts.at(-1)!.push(line);
  }
  const whole = parts.findIndex((part) => part.length === 0 || part.length > LONGEST);
  return parts.slice(0, whole < 0 ? MOST_ROWS : Math.min(whole, MOST_ROWS));
}

/** "#", "Nr.": the header of the numbers themselves. */
function isMark({ text }: Line, vocabulary: Vocabulary): boolean {
  return text === "#" || (text.length <= 6 && readHeaderCell(vocabulary, text).fields[0] === "ignore");
}

/** The cells of the header that ends before the first row: as many lines back as can be cut into header words. */
function headerBefore(lines: readonly Line[], vocabulary: Vocabulary): Line[][] | null {
  const near = lines.slice(-12);
  const mark = near.findLastIndex((line) => isMark(line, vocabulary));
  const from = mark >= 0 ? mark + 1 : Math.max(0, near.findLastIndex(({ text }) => /[.:]$/u.test(text)) + 1);
  const own = near.slice(from);
  if (own.length < 2) return null;
  const cells = headerCells(own, vocabulary);
  return cells.length > 1 ? cells : null;
}

/** The lines cut into cells of up to three lines, so that as many as possible are header words whole. */
function headerCells(lines: readonly Line[], vocabulary: Vocabulary): Line[][] {
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= lines.length; end++) {
    const steps = [1, 2, 3].flatMap((count) => {
      const from = end - count;
      return from < 0
        ? []
        : [{ from, cost: best[from]!.cost + headerCost(joinedWords(lines.slice(from, end)), vocabulary) }];
    });
    best.push(steps.reduce((a, b) => (b.cost < a.cost ? b : a)));
  }
  const cells: Line[][] = [];
  for (let end = lines.length; end > 0; end = best[end]!.from) cells.unshift(lines.slice(best[end]!.from, end));
  return cells;
}

function headerCost(words: string, vocabulary: Vocabulary): number {
  if (readHeaderCell(vocabulary, words).fields.length === 0) return 2;
  return vocabulary.headers.whole(wordsOf(words)) ? 0.2 : 0.7;
}

/** The lines of a row cut into one run for each column, empty ones among them, where their looks fit best. */
function cellsOf(part: readonly Line[], fields: readonly HeaderField[], vocabulary: Vocabulary): Line[][] {
  const looks = new Map<number, { words: string; look: Look }>();
  const costAt = (column: number, from: number, to: number): number => {
    if (from === to) return column === 0 ? 3 : EMPTY;
    if (to - from > TALLEST) return Number.POSITIVE_INFINITY;
    const key = from * (LONGEST + 1) + to;
    if (!looks.has(key)) {
      const words = joinedWords(part.slice(from, to));
      looks.set(key, { words, look: lookOf(words.replace(/,$/u, ""), vocabulary) });
    }
    const { words, look } = looks.get(key)!;
    return cellCost(fields[column]!, words, look);
  };
  let states: { cost: number; ends: number[] }[] = [{ cost: 0, ends: [] }];
  for (let column = 0; column < fields.length; column++)
    states = Array.from({ length: part.length + 1 }, (_, end) =>
      states
        .slice(0, end + 1)
        .map(({ cost, ends }, from) => ({ cost: cost + costAt(column, from, end), ends: [...ends, end] }))
        .reduce((a, b) => (b.cost < a.cost ? b : a)),
    );
  const { ends } = states.at(-1)!;
  return ends.map((end, column) => part.slice(column === 0 ? 0 : ends[column - 1]!, end));
}

const EMPTY = 0.9;

/** A cell that ends with a comma is broken off; a place leads its cell. */
function cellCost(field: HeaderField, words: string, look: Look): number {
  const cost = costOf(field, look, words) + (words.endsWith(",") ? 1.5 : 0);
  if (field !== "countries" && field !== "processing_countries") return cost;
  if (findPlaces(words)[0]?.start !== 0) return Math.max(1.1, cost);
  return isPlaceWithGround(words) ? 0 : cost;
}

/** "Name of sub-" and "processor" are one word at the border. */
const joinedWords = (lines: readonly Line[]): string =>
  lines.map(({ text }, i) => (i === 0 || lines[i - 1]!.text.endsWith("-") ? text : ` ${text}`)).join("");

function slotOf(text: string, lines: readonly Line[], row: number, column: number): Slot | null {
  if (lines.length === 0) return null;
  const span = { start: lines[0]!.start, end: lines.at(-1)!.end };
  const cell: Cell = { row, column, rowSpan: 1, columnSpan: 1, header: row === 0, hidden: lines[0]!.hidden, span };
  return { span, text: row === 0 ? joinedWords(lines) : text.slice(span.start, span.end).replace(/\n/gu, " "), cell };
}
