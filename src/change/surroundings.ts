/**
 * What a document says where one of its entries stands, read or not.
 *
 * Shape   The words of the stretch that belongs to one entry: from the end of the row before it to the start of the row after it.
 *         Without the document's text only the entry's own quotes are known. A value whose words the other version has in the
 *         same row is no news: there our reader read more, and the supplier wrote nothing new.
 */
import type { Entry } from "../model/entry.js";
import { quotesOf } from "./facts.js";
import { tellingWords } from "./words.js";

export interface Surroundings {
  /** Whether these words stand at the entry, one quote after another, each as a whole. */
  says(entry: Entry, quotes: readonly string[]): boolean;
  /** Words of the whole row, as the document has them; empty where the text is not known. */
  row(entry: Entry): string;
  /** How often a row of words stands in the document. */
  count(row: string): number;
}

/** A row's stretch does not go on for ever where no other row follows. */
const LONGEST_GAP = 400;
/** Fewer words may stand anywhere. */
const SHORTEST_ROW = 4;

export function surroundingsOf(entries: readonly Entry[], text: string | null): Surroundings {
  const places = text === null ? new Map<Entry, Place>() : placesOf(entries);
  let whole: string | undefined;
  const stretch = (entry: Entry): string => {
    const place = places.get(entry);
    const around = place && text !== null ? text.slice(place.from, place.to) : "";
    return ` ${[around, ...quotesOf(entry)].map(joined).join(" | ")} `;
  };
  return {
    says: (entry, quotes) => {
      const words = stretch(entry);
      return quotes.flatMap(linesOf).every((line) => words.includes(` ${line} `));
    },
    row: (entry) => {
      const place = places.get(entry);
      const words = place && text !== null ? tellingWords(text.slice(place.start, place.end)) : [];
      return words.length >= SHORTEST_ROW ? words.join(" ") : "";
    },
    count: (row) => {
      whole ??= ` ${joined(text ?? "")} `;
      return row === "" ? 0 : whole.split(` ${row} `).length - 1;
    },
  };
}

const joined = (words: string): string => tellingWords(words).join(" ");

/** A quote may join lines that another layout puts in another order. */
const linesOf = (quote: string): string[] =>
  quote
    .split(/[\n\t]/u)
    .map(joined)
    .filter((line) => line !== "");

interface Place {
  /** The entry's own words in the row. */
  readonly start: number;
  readonly end: number;
  /** With what stands around them up to the neighbours. */
  readonly from: number;
  readonly to: number;
}

function placesOf(entries: readonly Entry[]): Map<Entry, Place> {
  const anchored = entries.map((entry) => ({ entry, anchor: anchorOf(entry) })).sort((a, b) => a.anchor - b.anchor);
  const rows = anchored.map(({ entry, anchor }, i) => {
    const low = anchored[i - 1]?.anchor ?? anchor - LONGEST_GAP;
    const high = anchored[i + 1]?.anchor ?? Number.POSITIVE_INFINITY;
    const own = [...entry.evidence, ...entry.unresolved].filter(({ start }) => start > low && start < high);
    const start = Math.min(anchor, ...own.map((quote) => quote.start));
    const end = Math.max(anchor, ...own.map((quote) => quote.end));
    return { entry, start, end };
  });
  return new Map(
    rows.map(({ entry, start, end }, i) => {
      const from = Math.max(rows[i - 1]?.end ?? start, start - LONGEST_GAP);
      const to = Math.min(rows[i + 1]?.start ?? end + LONGEST_GAP, end + LONGEST_GAP);
      return [entry, { start, end, from: Math.min(from, start), to: Math.max(to, end) }] as const;
    }),
  );
}

/** Where the entry's own first field stands: headings over it come later in the order. */
function anchorOf(entry: Entry): number {
  for (const field of ["name", "legal_entity", "service", "purpose"] as const) {
    const quote = entry.evidence.find((evidence) => evidence.field === field);
    if (quote) return quote.start;
  }
  return entry.evidence[0]?.start ?? 0;
}
