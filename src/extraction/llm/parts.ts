/**
 * What is sent: the stretches asked about as numbered lines, with the headings above them and the sentence that announces them, cut at
 * the borders of blocks so that a part fits into one call. The next part begins with the last row of the one before.
 *
 * Shape   text is what the model sees. searchable has the length of the stretch it covers in the document; everything that was not
 *         sent is BARRIER there, so that no quote can be found in it.
 * Unit    Line numbers count from 1 in each part, columns from 1.
 */
import { createHash } from "node:crypto";
import type { Document } from "../../model/document.js";
import { overlaps, type Span } from "../../model/span.js";
import { BARRIER } from "./fold.js";
import { firstBlock, linesIn, linesOf, type SourceLine } from "./lines.js";
import { type PartLine, type Rendered, render } from "./render.js";

export interface Part {
  readonly lines: readonly PartLine[];
  readonly text: string;
  readonly hash: string;
  readonly searchable: { readonly base: number; readonly text: string };
}

export interface PartOptions {
  readonly maxCharacters: number;
  /** Sentences that are never sent. */
  readonly withheld: readonly Span[];
}

export function partsOf(document: Document, spans: readonly Span[], options: PartOptions): Part[] {
  const parts: Part[] = [];
  let open: Rendered[] = [];
  let size = 0;
  const close = (): void => {
    if (open.some(({ line }) => !line.context)) parts.push(makePart(document.text, open));
    open = [];
    size = 0;
  };
  const push = (lines: readonly Rendered[]): void => {
    for (const line of lines) {
      open.push(line);
      size += line.text.length + 6;
    }
  };
  for (const span of spans) {
    const lines = render(document, linesIn(document, span), options.withheld);
    const context = render(document, contextOf(document, span, lines), options.withheld, true);
    if (size > 0 && size + lengthOf(context) + lengthOf(lines) > options.maxCharacters) close();
    push(context);
    lines.forEach((line, at) => {
      if (size + line.text.length > options.maxCharacters && open.some((known) => !known.line.context)) {
        close();
        push([...context, ...headerAbove(lines, at), ...lastRow(lines, at)]);
      }
      push([line]);
    });
  }
  close();
  return parts;
}

const lengthOf = (lines: readonly Rendered[]): number => lines.reduce((sum, { text }) => sum + text.length + 6, 0);

/** Two halves, for an answer that did not fit; null where one line is left. */
export function halves(document: Document, part: Part, withheld: readonly Span[]): [Part, Part] | null {
  const own = part.lines.filter(({ context }) => !context);
  if (own.length < 2) return null;
  const context = part.lines.filter(({ context: isContext }) => isContext);
  const middle = own.length >> 1;
  const make = (lines: readonly PartLine[]): Part =>
    makePart(document.text, [...render(document, context, withheld, true), ...render(document, lines, withheld)]);
  return [make(own.slice(0, middle)), make(own.slice(middle - 1))];
}

/** Header row of the table that goes on here. */
function headerAbove(lines: readonly Rendered[], at: number): Rendered[] {
  const { block, kind } = lines[at]!.line;
  if (kind !== "table") return [];
  const first = lines.findIndex(({ line }) => line.block === block);
  if (first < 0 || first >= at - 1) return [];
  return [{ ...lines[first]!, line: { ...lines[first]!.line, context: true } }];
}

/** The row before, or the lines since the last blank line where those are few. */
function lastRow(lines: readonly Rendered[], at: number): Rendered[] {
  if (at === 0) return [];
  if (lines[at]!.line.kind === "table") return lines.slice(at - 1, at);
  let from = at - 1;
  while (from > 0 && at - from < 8 && !lines[from]!.line.gap) from--;
  return lines.slice(from, at);
}

/** Headings above the stretch, and the lines just before it that announce it. */
function contextOf(document: Document, span: Span, own: readonly Rendered[]): SourceLine[] {
  const first = own[0]?.line.block ?? firstBlock(document.blocks, span.start);
  const context: SourceLine[] = [];
  let level = 7;
  let announced = false;
  for (let index = first - 1; index >= 0 && index > first - 200 && level > 1; index--) {
    const block = document.blocks[index]!;
    if (block.hidden) continue;
    if (block.kind === "heading" && block.level < level) {
      context.unshift(...linesOf(document.text, block, index));
      level = block.level;
    } else if (block.kind !== "table" && !announced && level === 7) {
      const last = linesOf(document.text, block, index).at(-1);
      if (last && last.end - last.start <= 600) context.unshift(last);
      announced = true;
    }
  }
  return context.filter((line) => !own.some(({ line: known }) => overlaps(known, line))).slice(-6);
}

function makePart(text: string, rendered: readonly Rendered[]): Part {
  const seen = new Set<SourceLine | number>();
  const unique = rendered.filter(({ line }) => !seen.has(line.start) && seen.add(line.start));
  const shownText = unique.map(({ text: words }, at) => `${at + 1}: ${words}`).join("\n");
  return {
    lines: unique.map(({ line }) => line),
    text: shownText,
    hash: createHash("sha256").update(shownText).digest("hex"),
    searchable: searchableOf(text, unique),
  };
}

function searchableOf(text: string, rendered: readonly Rendered[]): { base: number; text: string } {
  const own = rendered.filter(({ line }) => !line.context);
  const base = Math.min(...own.map(({ line }) => least(line)));
  const end = Math.max(...own.map(({ line }) => line.end));
  const units = Array.from({ length: end - base }, () => BARRIER);
  for (const { line } of own) for (const cell of line.cells) if (cell) copy(text, units, base, cell);
  for (const { gaps } of own)
    for (const gap of gaps) units.fill(BARRIER, Math.max(0, gap.start - base), Math.max(0, gap.end - base));
  return { base, text: units.join("") };
}

/** A cell that spans rows stands above its own line. */
const least = (line: PartLine): number =>
  Math.min(line.start, ...line.cells.flatMap((cell) => (cell ? [cell.start] : [])));

function copy(text: string, units: string[], base: number, { start, end }: Span): void {
  for (let at = start; at < end; at++) units[at - base] = text[at]!;
}
