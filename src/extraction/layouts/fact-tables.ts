/**
 * One small table of facts a sub-processor: labels in its first column, values in its second. The heading or line above names
 * it where no label does, or where the label says that what follows is the company behind the name.
 *
 * How     Neighbouring tables that share two labels and more are one list. A table right behind another goes on where a page
 *         broke it.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { isKind, isPlaceOnly, looksLikeName } from "../features.js";
import { readHeaderCell } from "../header.js";
import { readTitle, type Section } from "../outline.js";
import { isAnnouncement } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Line, TableItem } from "../view.js";
import { filled, gridOf } from "./grid.js";

interface Card {
  readonly cells: readonly RawCell[];
  readonly hidden: boolean;
  /** The heading and the lines right above the table. */
  readonly lead: readonly Line[];
  readonly section: number;
}

export function readFactTables(text: string, sections: readonly Section[], vocabulary: Vocabulary): Proposal[] {
  return runsOf(sections.flatMap((section, i) => cardsOf(text, section, i, vocabulary))).flatMap((run) => {
    const rows: RawRow[] = run.map(({ cells, hidden }) => ({ cells, span: rowSpan(cells), hidden, groups: [] }));
    const fields = new Set(run.flatMap(({ cells }) => cells.map(({ field }) => field)));
    const certain = run.filter(({ cells }) => isCertain(text, cells, vocabulary)).length / run.length;
    const listness = Math.max(
      sections[run[0]!.section]!.listness,
      announced(run[0]!, sections[run[0]!.section - 1], vocabulary) ? 2 : 0,
    );
    if (listness === 0) return [];
    return [
      {
        method: "rule:fact-tables",
        rows,
        span: { start: rows[0]!.span.start, end: rows.at(-1)!.span.end },
        score: listness + 0.6 * Math.min(4, fields.size - 1) + 1.5 * certain,
      },
    ];
  });
}

const isCertain = (text: string, cells: readonly RawCell[], vocabulary: Vocabulary): boolean => {
  const { span } = cells.find(({ field }) => field === "name" || field === "legal_entity")!;
  return looksLikeName(text.slice(span.start, span.end), vocabulary).certain;
};

/** Neighbouring cards; two and more, of which each shares two labels with the first. */
function runsOf(cards: readonly (Card | null)[]): Card[][] {
  const runs: Card[][] = [[]];
  for (const card of cards) {
    const first = runs.at(-1)![0];
    if (card && (!first || shared(first, card) >= 2)) runs.at(-1)!.push(card);
    else if (first) runs.push(card ? [card] : []);
  }
  return runs.filter((run) => run.length > 1);
}

const shared = (a: Card, b: Card): number => {
  const fields = new Set(a.cells.map(({ field }) => field));
  return new Set(b.cells.filter(({ field }) => field !== "name" && fields.has(field)).map(({ field }) => field)).size;
};

/** A sentence before the first card, or the last one before its heading, announces the list. */
const announced = ({ lead }: Card, before: Section | undefined, vocabulary: Vocabulary): boolean =>
  [...lead, ...(before?.items.slice(-3) ?? [])].some(
    (item) => item.type === "line" && isAnnouncement(item, vocabulary),
  );

/** The tables of a section; null where something else stands between cards. */
function cardsOf(text: string, section: Section, index: number, vocabulary: Vocabulary): (Card | null)[] {
  const tables = section.items.filter(({ type }) => type === "table").length;
  if (tables === 0) return section.items.length > 0 ? [null] : [];
  if (section.topic === "ended" || section.topic === "nested") return [null];
  const cards: (Card | null)[] = [];
  let lead: Line[] = section.path.slice(-1);
  for (const item of section.items) {
    if (item.type === "line") lead.push(item);
    else {
      const facts = factsOf(text, item, vocabulary);
      const open = cards.at(-1);
      if (facts && open && lead.length === 0 && !facts.some(({ field }) => NAMES.has(field)))
        cards[cards.length - 1] = { ...open, cells: [...open.cells, ...facts] };
      else {
        const cells = facts && named(text, facts, lead, vocabulary);
        cards.push(cells && { cells, hidden: item.hidden, lead, section: index });
      }
      lead = [];
    }
  }
  return cards;
}

const NAMES: ReadonlySet<HeaderField> = new Set(["name", "legal_entity"]);

/** With one name: the label's, that of the lines above, or the company's where these say what kind of service it gives. */
function named(
  text: string,
  cells: readonly RawCell[],
  lead: readonly Line[],
  vocabulary: Vocabulary,
): readonly RawCell[] | null {
  const names = cells.filter(({ field }) => field === "name").length;
  if (names > 0) return names === 1 ? cells : null;
  const above = titleOf(text, lead.slice(-LEAD), vocabulary);
  if (above.some(({ field }) => field === "name")) return [...above, ...cells];
  const company = cells.find(({ field }) => field === "legal_entity");
  return company
    ? [...above, ...cells.map((cell) => (cell === company ? { ...cell, field: "name" as const } : cell))]
    : null;
}

/** How many lines above a table may belong to it: a number, the name, and a tag or two. */
const LEAD = 5;

/** "2.3.1 Example A/S" without its number, and tags that stand behind it: a place, a kind of service. */
function titleOf(text: string, lead: readonly Line[], vocabulary: Vocabulary): RawCell[] {
  const spans = lead.map((line) => withoutNumber(text, line));
  const look = (at: number) => looksLikeName(text.slice(spans[at]!.start, spans[at]!.end), vocabulary);
  const names = lead.flatMap(({ words }, i) =>
    look(i).likely && !readTitle(vocabulary, words) && /\p{L}/u.test(lead[i]!.text) ? [i] : [],
  );
  const at = names.find((i) => look(i).certain) ?? names[0];
  const tags = (at === undefined ? spans.slice(-1) : spans.slice(at + 1)).flatMap((span): RawCell[] => {
    const words = text.slice(span.start, span.end);
    if (isPlaceOnly(words)) return [{ field: "countries", span }];
    return isKind(words, vocabulary) && !readTitle(vocabulary, wordsOf(words)) ? [{ field: "service", span }] : [];
  });
  return at === undefined ? tags : [{ field: "name", span: spans[at]! }, ...tags];
}

function withoutNumber(text: string, { start, end }: Line): Span {
  const number = /^\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+/u.exec(text.slice(start, end));
  return { start: start + (number?.[0].length ?? 0), end };
}

/** Its rows, where each has a label that we know; a title over both columns is passed over. */
function factsOf(text: string, { table }: TableItem, vocabulary: Vocabulary): RawCell[] | null {
  if (table.columns !== 2) return null;
  const rows = gridOf(text, table).map(filled);
  const facts = rows.filter(({ length }) => length === 2);
  const fields = facts.map(([label]) => readHeaderCell(vocabulary, label!.text).fields[0]);
  const known = fields.filter((field): field is HeaderField => field !== undefined).length;
  if (facts.length < 2 || facts.length + 1 < rows.length || known * 4 < facts.length * 3) return null;
  if (new Set(fields).size < Math.min(3, facts.length)) return null;
  return facts.flatMap(([, value], i) =>
    fields[i] && fields[i] !== "ignore" && fields[i] !== "decoy"
      ? [{ field: fields[i], span: value!.span, labelled: true }]
      : [],
  );
}
