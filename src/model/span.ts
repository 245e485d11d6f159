/**
 * Where something was read.
 *
 * Shape   A Span is { start, end }, half open. An Origin says where those words stand in the supplier's own file.
 * Unit    Spans count UTF-16 code units of Document.text, so text.slice(start, end) is the quote. Never bytes, never lines.
 *         Lines and pages count from 1. A PDF box is [left, top, right, bottom] in points from the page's top left corner.
 * Errors  quoteAt throws RangeError when a span leaves the text. Spans are made by us, so that is our bug.
 * Source  Position plus quote, as in the W3C Web Annotation Data Model: https://www.w3.org/TR/annotation-model/#selectors
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** [left, top, right, bottom] */
export type Box = readonly [number, number, number, number];

export type Origin =
  | { readonly kind: "text"; readonly line: number }
  /** path: element path such as "html>body>table:nth-of-type(2)>tr:nth-of-type(3)>td"; start and end: offsets in the decoded source. */
  | { readonly kind: "html"; readonly path: string; readonly start: number; readonly end: number }
  /** method says when the words were recognized from a picture. */
  | { readonly kind: "pdf"; readonly page: number; readonly box: Box; readonly ocr?: boolean }
  | { readonly kind: "sheet"; readonly sheet: string; readonly cell: string };

export function quoteAt(text: string, span: Span): string {
  if (span.start < 0 || span.end < span.start || span.end > text.length) {
    throw new RangeError(`Cannot quote ${span.start}..${span.end} from a text of ${text.length} code units`);
  }
  return text.slice(span.start, span.end);
}

/** The span without white space at its edges; empty at its start when it holds nothing else. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

export function isSpace(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x200b ||
    code === 0xfeff ||
    code === 0x202f ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x3000
  );
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Asks of many spans whether any of these overlaps them, without looking at each one again. */
export function overlapsAny(spans: readonly Span[]): (span: Span) => boolean {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return (span) => {
    let low = 0;
    let high = merged.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (merged[middle]!.end <= span.start) low = middle + 1;
      else high = middle;
    }
    return low < merged.length && overlaps(merged[low]!, span);
  };
}
