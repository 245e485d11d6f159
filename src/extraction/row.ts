/** What layouts make: rows of cells, each cell under the field that its header, its label or its look gives it. */
import type { HeaderField } from "../knowledge/lexicon.js";
import type { Span } from "../model/span.js";

export interface RawCell {
  readonly field: HeaderField;
  readonly span: Span;
  /** The header or label says sub-processor, country of the company, place of processing … in so many words. */
  readonly labelled?: boolean;
}

export interface RawRow {
  readonly cells: readonly RawCell[];
  readonly span: Span;
  readonly hidden: boolean;
  /** Group headings that hold for the row: region, product, kind, "former". */
  readonly groups: readonly Span[];
  /** The layout knows that a kind of service and no company is named. */
  readonly withheld?: boolean;
  readonly level?: number;
  /** A narrow column divided the words of its cells: a line end in the name divides nothing. */
  readonly wrapped?: true;
}

export interface Proposal {
  /** "rule:header-table" … */
  readonly method: string;
  readonly rows: readonly RawRow[];
  /** Words that the reading accounts for. */
  readonly span: Span;
  /** Higher is surer; below ACCEPTED a proposal is not taken. */
  readonly score: number;
}

export const ACCEPTED = 3.5;

export const rowSpan = (cells: readonly RawCell[]): Span => ({
  start: Math.min(...cells.map(({ span }) => span.start)),
  end: Math.max(...cells.map(({ span }) => span.end)),
});
