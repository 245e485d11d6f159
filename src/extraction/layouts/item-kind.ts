/** Several companies behind one kind of service: "Safety: Example AI (USA, SCCs), Other Ltd (Canada)". */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { type Span, trimSpan } from "../../model/span.js";
import { looksLikeName } from "../features.js";
import { readHeaderCell } from "../header.js";
import type { RawCell } from "../row.js";
import { readItem } from "./item.js";
import { isSure, type ReadItem } from "./item-name.js";
import { piecesOf, withLegalForms } from "./pieces.js";

/** The entries of one line or bullet: mostly one; none where nothing in it can be a name or a kind. */
export function readItems(text: string, span: Span, vocabulary: Vocabulary): ReadItem[] {
  const several = severalAfterKind(text, trimSpan(text, span), vocabulary);
  if (several.length > 0) return several;
  const item = readItem(text, span, vocabulary);
  return item ? [item] : [];
}

function severalAfterKind(text: string, span: Span, vocabulary: Vocabulary): ReadItem[] {
  if (span.end - span.start > 600) return [];
  const kind = /^([^:(),–—]{2,40}):\s+/u.exec(text.slice(span.start, span.end));
  if (!kind || wordsOf(kind[1]!).length > 4 || looksLikeName(kind[1]!, vocabulary).certain) return [];
  const rest = { start: span.start + kind[0].length, end: span.end };
  const pieces = withLegalForms(text, piecesOf(text, rest, /[,;]\s+|(?<=\))\s(?:og|och|and|ja|sekä|samt|und)\s/u));
  const items = pieces.flatMap((piece) => readItem(text, piece, vocabulary) ?? []);
  if (items.length < 2 || items.length < pieces.length || !items.every(isSure)) return [];
  if (isLabel(kind[1]!, vocabulary) && items.some(({ cells }) => cells.length < 2)) return [];
  const service: RawCell = { field: "service", span: { start: span.start, end: span.start + kind[1]!.length } };
  return items.map((item) => ({ ...item, cells: [service, ...item.cells], sureness: Math.max(0.9, item.sureness) }));
}

/** "Products: Example Pro, Example Basic" is a line of a card; "Servers: Example Ltd (Ireland), …" says more of each. */
function isLabel(words: string, vocabulary: Vocabulary): boolean {
  const field = readHeaderCell(vocabulary, words).fields[0];
  return field !== undefined && field !== "name";
}
