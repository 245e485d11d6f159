/** Pieces of a stretch between separators that stand outside brackets; "Example, Inc." stays one. */
import { type Span, trimSpan } from "../../model/span.js";

/** Pieces between separators that stand outside brackets. */
export function piecesOf(text: string, span: Span, separator: RegExp): Span[] {
  const words = text.slice(span.start, span.end);
  const pieces: Span[] = [];
  let depth = 0;
  let start = 0;
  let seen = 0;
  for (const match of words.matchAll(globalOf(separator))) {
    depth = depthAt(words, seen, match.index, depth);
    seen = match.index + match[0].length;
    if (depth > 0) depth = depthAt(words, match.index, seen, depth);
    else {
      pieces.push({ start, end: match.index });
      start = seen;
    }
  }
  pieces.push({ start, end: words.length });
  return pieces
    .map((piece) => trimSpan(text, { start: span.start + piece.start, end: span.start + piece.end }))
    .filter(({ start: from, end }) => end > from);
}

/** How many brackets are open before `to`. */
function depthAt(words: string, from: number, to: number, open: number): number {
  let depth = open;
  for (let i = from; i < to; i++) {
    const code = words.charCodeAt(i);
    if (code === 40 || code === 91) depth++;
    else if (code === 41 || code === 93) depth = Math.max(0, depth - 1);
  }
  return depth;
}

/** By their source: the separators are those that stand in the code. */
const globals = new Map<string, RegExp>();
function globalOf({ source }: RegExp): RegExp {
  if (!globals.has(source)) globals.set(source, new RegExp(source, "gu"));
  return globals.get(source)!;
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
