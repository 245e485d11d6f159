/**
 * Quotes of a model looked up in the part that was sent: in the line it says, or wherever they stand.
 *
 * Shape   Spans are of the document's text.
 */
import type { Span } from "../../model/span.js";
import { findLongQuote } from "./fold.js";
import type { Part } from "./parts.js";
import type { PartLine } from "./render.js";

const LONGEST_QUOTE = 800;

export function wholeOf(line: PartLine, column: number | null): Span | null {
  if (column !== null) return line.cells[column - 1] ?? null;
  return line.cells.length === 1 ? line.cells[0]! : null;
}

export function quotesIn(part: Part, line: PartLine, quote: string, column: number | null): Span[] {
  return line.cells.flatMap((cell, at) =>
    cell && (column === null || at === column - 1) ? quoteIn(part, cell, quote) : [],
  );
}

export function quoteIn(part: Part, { start, end }: Span, quote: string): Span[] {
  const { base, text } = part.searchable;
  const found = findLongQuote(text.slice(start - base, end - base), quote, LONGEST_QUOTE);
  return found.map((span) => ({ start: span.start + start, end: span.end + start }));
}
