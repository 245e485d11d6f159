/**
 * One model for every format: one text, blocks that point into it, and for every stretch of text its place in the source.
 *
 * Shape   Blocks stand in reading order and do not overlap. A table's cells stand row by row, each cell's words once.
 *         Between two cells of a row the text has "\t", between rows "\n", between blocks "\n" or "\n\n".
 *         A cell or paragraph may hold "\n" itself (a <br>, a line of a wrapped PDF cell, a nested list item).
 * Unit    text is NFC with "\n"; spans as in span.ts.
 * Errors  Documents are only built by document/builder.ts, which hands out the spans: a wrong span is our bug.
 */
import type { Origin, Span } from "./span.js";

export interface Document {
  readonly snapshot: string;
  readonly mediaType: string;
  readonly reader: { readonly name: string; readonly version: string };
  readonly title: string | null;
  /** BCP 47 tag that the document itself declares (html lang), as a hint only. */
  readonly declaredLanguage: string | null;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Sorted by start, not overlapping; stretches between them belong to no place (separators). */
  readonly origins: readonly OriginRun[];
  /** Where words are linked; mail and web addresses only, never fetched. */
  readonly links: readonly Link[];
  readonly warnings: readonly Warning[];
}

export interface OriginRun extends Span {
  readonly origin: Origin;
}

export interface Link extends Span {
  readonly href: string;
}

export interface Warning {
  readonly code: string;
  readonly message: string;
}

interface BlockBase {
  readonly span: Span;
  /** Not shown to a reader of the page: hidden attribute, display:none, a closed accordion, a hidden sheet. */
  readonly hidden: boolean;
  /** Part of the page's frame and not of its matter, where the format says so. */
  readonly region?: Region;
}

/** Navigation, head, foot and side of a page. */
export type Region = "nav" | "header" | "footer" | "aside";

export type Block = Heading | Paragraph | ListItem | Definition | Table;

export interface Heading extends BlockBase {
  readonly kind: "heading";
  /** 1 is the highest. */
  readonly level: number;
}
export interface Paragraph extends BlockBase {
  readonly kind: "paragraph";
}
export interface ListItem extends BlockBase {
  readonly kind: "list-item";
  /** 0 for a top-level item. */
  readonly depth: number;
}
/** One term of a definition list, or of a run of "Label: value" lines, with what is said of it. */
export interface Definition extends BlockBase {
  readonly kind: "definition";
  readonly term: Span;
  readonly details: readonly Span[];
}
export interface Table extends BlockBase {
  readonly kind: "table";
  readonly caption: Span | null;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly Cell[];
}
export interface Cell {
  /** From 0. A spanning cell stands once, at its top left slot. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** th, a row of thead, or a first row that the format marks as header. */
  readonly header: boolean;
  readonly hidden: boolean;
  readonly span: Span;
}

/** The run that holds the span's first unit, or the next one after it; null in an empty document. */
export function originAt(document: Pick<Document, "origins">, start: number): Origin | null {
  const { origins } = document;
  let low = 0;
  let high = origins.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (origins[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  return origins[low]?.origin ?? null;
}
