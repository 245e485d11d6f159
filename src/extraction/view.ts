/**
 * A document as the layouts look at it: one sequence of lines and tables with what stands around them.
 *
 * Shape   A line is a stretch of a block between line ends. Tables stand as one item. `gap` says that a blank line or a block
 *         border stands before a line.
 */
import { type Word, wordsOf } from "../knowledge/phrases.js";
import type { Block, Document, Table } from "../model/document.js";
import { type Span, trimSpan } from "../model/span.js";
import { cardLines } from "./card-tables.js";

export interface Line extends Span {
  readonly type: "line";
  readonly text: string;
  readonly block: number;
  readonly kind: Exclude<Block["kind"], "table">;
  /** Heading level or list depth. */
  readonly level: number;
  readonly gap: boolean;
  readonly hidden: boolean;
  readonly region: string | null;
  /** For definitions. */
  readonly term: Span | null;
  readonly words: readonly Word[];
}
export interface TableItem extends Span {
  readonly type: "table";
  readonly table: Table;
  readonly block: number;
  readonly hidden: boolean;
  readonly region: string | null;
}
export type Item = Line | TableItem;

export interface View {
  readonly document: Document;
  readonly text: string;
  readonly items: readonly Item[];
}

export function viewOf(document: Document): View {
  const items: Item[] = [];
  document.blocks.forEach((block, index) => {
    const cards = block.kind === "table" ? cardLines(document.text, block) : null;
    if (cards) {
      for (const span of cards)
        items.push(
          ...linesOf(document.text, { kind: "paragraph", span, hidden: block.hidden, ...regionAs(block) }, index, true),
        );
    } else if (block.kind === "table" && block.columns > 1) {
      items.push({
        type: "table",
        table: block,
        block: index,
        ...block.span,
        hidden: block.hidden,
        region: regionOf(block),
      });
    } else if (block.kind === "table") {
      // One column divides nothing: its cells are cards of lines, and the table is a border before and behind them.
      const border: TableItem = {
        type: "table",
        table: block,
        block: index,
        ...block.span,
        hidden: block.hidden,
        region: regionOf(block),
      };
      items.push(border);
      for (const { span, hidden } of block.cells)
        items.push(...linesOf(document.text, { kind: "paragraph", span, hidden, ...regionAs(block) }, index, true));
      items.push(border);
    } else for (const line of linesOf(document.text, block, index)) items.push(line);
  });
  return { document, text: document.text, items };
}

function* linesOf(text: string, block: Exclude<Block, Table>, index: number, card = false): Generator<Line> {
  let start = block.span.start;
  let gap = true;
  while (start <= block.span.end) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 || newline > block.span.end ? block.span.end : newline;
    const span = trimSpan(text, { start, end });
    if (span.end > span.start) {
      yield lineOf(text, block, index, span, gap && (card || blankBefore(text, span.start)));
      gap = false;
    } else gap = true;
    start = end + 1;
  }
}

function lineOf(text: string, block: Exclude<Block, Table>, index: number, span: Span, gap: boolean): Line {
  const words = text.slice(span.start, span.end);
  let folded: Word[] | undefined;
  return {
    type: "line",
    ...span,
    text: words,
    block: index,
    kind: block.kind,
    level: block.kind === "heading" ? block.level : block.kind === "list-item" ? block.depth : 0,
    gap,
    hidden: block.hidden,
    region: regionOf(block),
    term: block.kind === "definition" ? block.term : null,
    get words() {
      folded ??= wordsOf(words);
      return folded;
    },
  };
}

/** Whether a blank line stands before, or the text begins here. */
function blankBefore(text: string, start: number): boolean {
  let breaks = 0;
  for (let i = start - 1; i >= 0; i--) {
    const code = text.charCodeAt(i);
    if (code === 10) breaks++;
    else if (code !== 32 && code !== 9 && code !== 0xa0 && code !== 0x200b) return breaks > 1;
    if (breaks > 1) return true;
  }
  return true;
}

const regionAs = (block: Block): Pick<Block, "region"> => (block.region ? { region: block.region } : {});

function regionOf(block: Block): string | null {
  return (block as { region?: string }).region ?? null;
}

export function sliceOf(view: Pick<View, "text">, span: Span): string {
  return view.text.slice(span.start, span.end);
}
