/** A whole list inside one cell of a table of facts: "Sub-processors | A (hosting, Norway), B (e-mail; USA)". */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Table } from "../../model/document.js";
import { type Span, trimSpan } from "../../model/span.js";
import { readTitle } from "../outline.js";
import { type Proposal, type RawRow, rowSpan } from "../row.js";
import { gridOf } from "./grid.js";
import { readItem } from "./item.js";
import type { ReadItem } from "./item-name.js";
import { piecesOf } from "./pieces.js";

export function readCellLists(text: string, table: Table, vocabulary: Vocabulary): Proposal[] {
  if (table.columns < 2 || table.columns > 3) return [];
  return gridOf(text, table).flatMap((row) => {
    const [label, value] = [row[0], row[1]];
    if (!label || !value || label.cell === value.cell || label.text.length > 80) return [];
    const title = readTitle(vocabulary, wordsOf(label.text));
    if (title?.topic !== "list" || title.strength < 2) return [];
    const items = itemsOf(text, value.span, vocabulary);
    if (items.length === 0) return [];
    const rows: RawRow[] = items.map(({ cells }) => ({
      cells,
      span: rowSpan(cells),
      hidden: value.cell.hidden,
      groups: [],
    }));
    const sureness = items.reduce((sum, item) => sum + item.sureness, 0) / items.length;
    return [{ method: "rule:cell-list", rows, span: value.span, score: title.strength + 3 * (sureness - 0.2) }];
  });
}

/** Lines divide first, then semicolons, then commas outside brackets. */
export function itemsOf(text: string, span: Span, vocabulary: Vocabulary): ReadItem[] {
  for (const separator of [
    /\n/u,
    /;\s+/u,
    /,\s+(?:og|och|and|sekä|ja|und|en|samt)?\s*|\s(?:og|och|and|sekä|ja|und|samt)\s/u,
  ]) {
    const pieces = piecesOf(text, span, separator).map((piece) => trimSpan(text, piece));
    if (pieces.length < 2) continue;
    const items = pieces.map((piece) => readItem(text, unmarked(text, piece), vocabulary));
    const usable = items.filter((item): item is ReadItem => item !== null && !item.withheld);
    if (usable.length * 10 >= pieces.length * 7) return usable;
  }
  const single = readItem(text, unmarked(text, span), vocabulary);
  return single && !single.withheld && single.sureness > 0.8 ? [single] : [];
}

/** Without a bullet sign and a full stop. */
function unmarked(text: string, span: Span): Span {
  const mark = /^(?:[•*–-]|\d{1,2}[.)])\s*/u.exec(text.slice(span.start, span.end));
  return { start: span.start + (mark ? mark[0].length : 0), end: span.end };
}
