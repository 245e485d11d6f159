/**
 * Which lines of a table without row lines begin a row.
 *
 * Shape   Cells of several lines make this hard. Three signs decide, in this order: a drawn line; a stripe of white that is
 *         clearly higher than the one between two lines of a cell (this also holds for cells that are centred upright, whose
 *         lines interleave); and which columns a line fills, where all stripes are alike.
 */
import type { Line } from "./geometry.js";

export interface RowLine {
  readonly cells: readonly { readonly column: number; readonly columnSpan: number; readonly line: Line }[];
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
}

export function rowStarts(lines: readonly RowLine[], cuts: readonly number[]): boolean[] {
  const drawn = lines.map((_, at) => at > 0 && cuts.some((cut) => isBetween(cut, lines, at)));
  const gaps = gapsOf(lines);
  const bands = drawn.filter(Boolean).length + 1;
  // lines under the rows: the drawn lines say it all
  if (bands > 2 && areRowLines(lines, drawn, bands)) return withUndrawn(lines, drawn, gaps);
  const stripe = stripeOf(lines, gaps);
  const byFill = fills(lines);
  return lines.map((line, at) => {
    if (at === 0 || drawn[at]! || splitsSpan(lines[at - 1]!, line)) return true;
    return stripe === null ? byFill[at]! : gaps[at]! > stripe;
  });
}

/** Whether drawn lines part single rows, and not groups of rows: in a group numbers stand below numbers. */
function areRowLines(lines: readonly RowLine[], drawn: readonly boolean[], bands: number): boolean {
  const columns = Math.max(...lines.map((line) => line.cells.length));
  let [groups, whole, numeric] = [0, 0, false];
  const end = () => {
    if (numeric || (bands < 5 && whole > 2)) groups++;
    whole = 0;
    numeric = false;
  };
  lines.forEach((line, at) => {
    if (drawn[at]) end();
    else if (at > 0 && isNumericRow(line, lines[at - 1]!)) numeric = true;
    if (line.cells[0]?.column === 0 && line.cells.length >= Math.max(2, 0.7 * columns)) whole++;
  });
  end();
  return groups <= 0.3 * bands;
}

/** Drawn lines, and the places without one that look the same: striped rows have their edges, the header above them has none. */
function withUndrawn(lines: readonly RowLine[], drawn: readonly boolean[], gaps: readonly number[]): boolean[] {
  const at = gaps.filter((_, index) => drawn[index]).sort((a, b) => a - b);
  const usual = at[Math.floor(at.length / 4)] ?? Infinity;
  const least = Math.max(0.8 * usual, 0.35 * lines[0]!.size);
  return lines.map(
    (line, index) => index === 0 || drawn[index]! || gaps[index]! > least || endsHeader(lines[index - 1]!, line),
  );
}

/** All bold above, nothing bold below, in several cells. */
const endsHeader = (above: RowLine, line: RowLine): boolean =>
  above.cells.length > 1 &&
  line.cells.length > 1 &&
  above.cells.every((cell) => cell.line.bold) &&
  line.cells.every((cell) => !cell.line.bold);

const isBetween = (cut: number, lines: readonly RowLine[], at: number): boolean =>
  cut > lines[at - 1]!.top + 0.4 * (lines[at - 1]!.bottom - lines[at - 1]!.top) &&
  cut < lines[at]!.top + 0.6 * (lines[at]!.bottom - lines[at]!.top);

/** Cells below a cell that spans them: the second line of a header. */
const splitsSpan = (above: RowLine, line: RowLine): boolean =>
  above.cells.some(
    (cell) =>
      cell.columnSpan > 1 &&
      line.cells.filter((one) => one.column >= cell.column && one.column < cell.column + cell.columnSpan).length > 1,
  );

/** White above each line, measured from the lowest ink so far; negative where lines of neighbouring cells interleave. */
function gapsOf(lines: readonly RowLine[]): number[] {
  let lowest = -Infinity;
  return lines.map((line) => {
    const gap = line.top - lowest;
    lowest = Math.max(lowest, line.bottom);
    return gap;
  });
}

/** The height that parts rows from lines of a cell, when the stripes of white come in two clearly different heights. */
function stripeOf(lines: readonly RowLine[], gaps: readonly number[]): number | null {
  const size = lines[0]!.size;
  // where lines of neighbouring cells interleave there is no stripe at all
  const heights = gaps
    .slice(1)
    .filter((gap) => gap > -0.1 * size)
    .sort((a, b) => a - b);
  let [best, cut] = [0, 0];
  for (let at = 1; at < heights.length; at++) {
    const jump = heights[at]! - heights[at - 1]!;
    // the jump counts most where the lower height is that of lines in a cell
    if (heights[at - 1]! < 1.0 * size && jump > best) {
      best = jump;
      cut = (heights[at]! + heights[at - 1]!) / 2;
    }
  }
  if (best < 0.1 * size) return null;
  const inside = lines.filter((_, at) => at > 0 && gaps[at]! <= cut);
  const columns = Math.max(...lines.map((line) => line.cells.length));
  const whole = inside.filter((line) => line.cells[0]?.column === 0 && line.cells.length >= Math.max(2, 0.7 * columns));
  // full lines that stand close are rows of their own, and the white only groups them
  return whole.length > 0.4 * inside.length && !allWrap(lines, gaps, cut) ? null : cut;
}

/** Whether the white parts the lines into rows of about as many lines each, all of them with words going on. */
function allWrap(lines: readonly RowLine[], gaps: readonly number[], cut: number): boolean {
  const rows = gaps.filter((gap, at) => at === 0 || gap > cut).length;
  return (
    rows >= 3 &&
    rows >= 0.3 * lines.length &&
    !lines.some((line) => line.cells.filter((cell) => NUMERIC.test(cell.line.text)).length >= 2)
  );
}

const NUMERIC = /^[\s.,:%()€$£+*–—-]*\d[\s\d.,:%()€$£+*–—-]*$/u;

/** Row starts from the columns that each line fills. */
function fills(lines: readonly RowLine[]): boolean[] {
  return lines.map((line, at) => {
    if (at === 0) return true;
    const before = lines[at - 1]!;
    const lead = line.cells[0];
    if (!lead) return false;
    if (lead.column > 0) return isNumericRow(line, before);
    if (lead.columnSpan > 1) return true;
    const continues = goesOn(before, lead.line);
    return !continues;
  });
}

/** Numbers below numbers, in several columns: a row whose first cell is empty. */
export function isNumericRow(line: RowLine, before: RowLine): boolean {
  const numbers = line.cells.filter((cell) => NUMERIC.test(cell.line.text));
  const same = numbers.filter((cell) =>
    before.cells.some((one) => one.column === cell.column && NUMERIC.test(one.line.text)),
  );
  return same.length >= 2;
}

/** Whether the first cell's words carry on from the line above. */
function goesOn(before: RowLine, line: Line): boolean {
  return before.cells[0]?.column === 0 && /^\p{Ll}/u.test(line.text);
}
