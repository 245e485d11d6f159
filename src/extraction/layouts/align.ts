/**
 * Puts a run of pieces under a row of columns: which piece is which cell, where a cell is missing, where one goes on over
 * several pieces, and where the list ends.
 *
 * Why     A list copied out of a page comes as one line or one paragraph a cell, and every third supplier leaves a cell empty.
 *         Counting in steps breaks there; the cheapest assignment over the whole run does not.
 * Unit    Costs: 0 fits, 1 is doubtful, 2.5 and more does not fit. Work is pieces × columns², memory a window of pieces.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import type { Unit } from "../units.js";
import { appendCost, costOf, type Look, lookOf } from "./looks.js";

export interface Alignment {
  /** For each column of each record the pieces in it. */
  readonly records: Unit[][][];
  readonly cost: number;
  /** Index of the first piece after the list. */
  readonly end: number;
}

const LEFTOVER = 0.75;
const MISSING = 0.9;

export interface AlignOptions {
  /** Records begin only where a blank line stands before. */
  readonly recordsStartAtGaps: boolean;
}

interface Step {
  cost: number;
  from: number;
  fromColumn: number;
  /** The piece begins a record. */
  fresh: boolean;
}

/** A window is aligned as a whole; the last records of a full one are aligned again with what follows them. */
const WINDOW = 1500;
const AGAIN = 3;

export function align(
  units: readonly Unit[],
  fields: readonly HeaderField[],
  vocabulary: Vocabulary,
  options: AlignOptions,
): Alignment {
  const records: Unit[][][] = [];
  let cost = 0;
  for (let from = 0; ; ) {
    const window = units.slice(from, from + WINDOW);
    const part = alignWindow(window, fields, vocabulary, options);
    const whole = from + window.length >= units.length || part.end < window.length || part.records.length <= AGAIN;
    if (whole) {
      const rest = units.length - from - window.length;
      return { records: [...records, ...part.records], cost: cost + part.cost + LEFTOVER * rest, end: from + part.end };
    }
    const kept = part.records.slice(0, -AGAIN);
    const used = kept.reduce((sum, record) => sum + record.reduce((cells, cell) => cells + cell.length, 0), 0);
    for (const record of kept) records.push(record);
    cost += (part.cost * used) / window.length;
    from += used;
  }
}

function alignWindow(
  units: readonly Unit[],
  fields: readonly HeaderField[],
  vocabulary: Vocabulary,
  options: AlignOptions,
): Alignment {
  const width = fields.length;
  const looks = units.map(({ text }) => lookOf(text, vocabulary));
  const table: Step[][] = units.map(() =>
    Array.from({ length: width }, () => ({ cost: Number.POSITIVE_INFINITY, from: -1, fromColumn: -1, fresh: true })),
  );
  let best = { cost: LEFTOVER * units.length, end: 0, column: -1 };
  for (let i = 0; i < units.length; i++) {
    for (let column = 0; column < width; column++)
      table[i]![column] = stepTo(table, i, column, units, looks, fields, options);
    for (let column = 0; column < width; column++) {
      const cost = table[i]![column]!.cost + MISSING * (width - 1 - column) + LEFTOVER * (units.length - 1 - i);
      if (cost < best.cost) best = { cost, end: i + 1, column };
    }
  }
  return { records: trace(table, units, width, best.end, best.column), cost: best.cost, end: best.end };
}

function stepTo(
  table: Step[][],
  i: number,
  column: number,
  units: readonly Unit[],
  looks: readonly Look[],
  fields: readonly HeaderField[],
  options: AlignOptions,
): Step {
  const unit = units[i]!;
  const own = costOf(fields[column]!, looks[i]!, unit.text);
  let best: Step = { cost: Number.POSITIVE_INFINITY, from: -1, fromColumn: -1, fresh: true };
  const offer = (cost: number, from: number, fromColumn: number, fresh = false) => {
    if (cost < best.cost) best = { cost, from, fromColumn, fresh };
  };
  const starts = !options.recordsStartAtGaps || unit.gap;
  if (i === 0) {
    if (column === 0) offer(own, -1, -1, true);
    return best;
  }
  const before = table[i - 1]!;
  if (column === 0 && starts) {
    for (let last = 0; last < fields.length; last++)
      offer(before[last]!.cost + MISSING * (fields.length - 1 - last) + own, i - 1, last, true);
  }
  const broken = options.recordsStartAtGaps && unit.gap ? 1.5 : 0;
  for (let last = 0; last < column; last++)
    offer(before[last]!.cost + MISSING * (column - 1 - last) + own + broken, i - 1, last);
  offer(before[column]!.cost + appendCost(fields[column]!, looks[i]!, unit) + broken, i - 1, column);
  return best;
}

/** Walks back from the end; a step that stays in its column goes on the same cell. */
function trace(table: Step[][], units: readonly Unit[], width: number, end: number, column: number): Unit[][][] {
  const records: Unit[][][] = [];
  let record: Unit[][] = Array.from({ length: width }, () => []);
  let i = end - 1;
  let at = column;
  while (i >= 0) {
    record[at]!.unshift(units[i]!);
    const step = table[i]![at]!;
    if (step.fresh) {
      records.push(record);
      record = Array.from({ length: width }, () => []);
    }
    at = step.fromColumn;
    i = step.from;
  }
  return records.reverse();
}
