/** Pieces of a stretch between separators that stand outside brackets; "Example, Inc." stays one. */
import { type Span, trimSpan } from "../../model/span.js";

/** Pieces between separators that stand outside brackets. */
export function piecesOf(text: string, span: Span, separator: RegExp): Span[] {
  const words = text.slice(span.start, span.end);
  const sticky = new RegExp(separator.source, "yu");
  const pieces: Span[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < words.length; ) {
    const sign = words[i]!;
    if (sign === "(" || sign === "[") depth++;
    else if (sign === ")" || sign === "]") depth = Math.max(0, depth - 1);
    sticky.lastIndex = i;
    const match = depth === 0 ? sticky.exec(words) : null;
    if (match && match[0].length > 0) {
      pieces.push({ start, end: i });
      i += match[0].length;
      start = i;
    } else i++;
  }
  pieces.push({ start, end: words.length });
  return pieces
    .map((piece) => trimSpan(text, { start: span.start + piece.start, end: span.start + piece.end }))
    .filter(({ start: from, end }) => end > from);
}

/** "Zendesk, Inc." is one name. */
export function withLegalForms(text: string, pieces: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (
      last &&
      /^(?:Inc|LLC|L\.L\.C|Ltd|LP|LLP|PBC|Corp|Co|B\.V|N\.V|S\.A|GmbH|AB|AS)\b/u.test(
        text.slice(piece.start, piece.end),
      )
    )
      joined[joined.length - 1] = { start: last.start, end: piece.end };
    else joined.push(piece);
  }
  return joined;
}
