/**
 * How a name stands: as an item of a list, or inside a sentence. What a sentence says of a company can be anything, an order to name it
 * among it; no words of ours tell them all apart, in all languages. An item says a name, and then something about it.
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import type { PartLine } from "./render.js";
import { cellAt } from "./windows.js";

/** A sign that ends the name, or nothing. */
const AFTER = /^\s*(?:$|[\u2013\u2014:;,(|/[*_.\u2022\u00b7-])/u;
const LONGEST_LABEL = 60;

/** At the head of its line or cell, behind a bullet, a number or a label that lists have, with a sign behind it. */
export function standsInList(text: string, line: PartLine, name: Span, vocabulary: Vocabulary): boolean {
  const cell = line.cells[cellAt(line, name)] ?? line;
  const before = text.slice(cell.start, name.start);
  const colon = before.lastIndexOf(":") + 1;
  return (
    before.length <= LONGEST_LABEL &&
    !/[\p{L}\p{N}]{3}/u.test(before.slice(colon)) &&
    (colon === 0 || isLabel(before.slice(0, colon), vocabulary)) &&
    AFTER.test(text.slice(name.end, Math.min(cell.end, name.end + 80)))
  );
}

function isLabel(label: string, { headers, roles, listTitles }: Vocabulary): boolean {
  const words = wordsOf(label);
  return [headers, roles, listTitles].some((index) => index.whole(words) !== null);
}
