/**
 * What each part of a document is about: its headings, and the topic that they give to the lines and tables under them.
 *
 * Why     A table of retention periods has the same look as a list of sub-processors; the heading above tells them apart.
 */
import type { Topic, Vocabulary } from "../knowledge/lexicon.js";
import { type Word, wordsOf } from "../knowledge/phrases.js";
import type { Item, Line, View } from "./view.js";

export interface Section {
  /** Heading path, outermost first. */
  readonly path: readonly Line[];
  readonly items: Item[];
  /** null: the headings say nothing about it. */
  readonly topic: Topic | null;
  /** 0 to 3: how clearly the headings announce a list of sub-processors. */
  readonly listness: number;
}

export interface TitleReading {
  readonly topic: Topic;
  readonly strength: number;
}

/** What a title is about; null when it says nothing that we know. */
export function readTitle(vocabulary: Vocabulary, title: readonly Word[]): TitleReading | null {
  if (title.length === 0 || title.length > 24) return null;
  const subprocessor = vocabulary.roles.all(title).filter(({ value }) => value === "subprocessor");
  const decoy = strongestDecoy(vocabulary, title);
  if (
    decoy &&
    (decoy.topic !== "changes" || title.length - decoy.length < 4) &&
    decoy.length >= (subprocessor.length > 0 ? 2 : 1)
  ) {
    return { topic: decoy.topic, strength: 2 };
  }
  if (subprocessor.length > 0) {
    if (decoy && (decoy.topic === "changelog" || decoy.topic === "contact")) return { topic: decoy.topic, strength: 1 };
    const sentence = title.length > 4 && vocabulary.phrase("verb", title) !== null;
    return { topic: "list", strength: sentence ? 1 : title.length <= 10 ? 3 : title.length <= 14 ? 2 : 1 };
  }
  const listed = vocabulary.listTitles.all(title);
  const covered = listed.reduce((sum, hit) => sum + hit.to - hit.from, 0);
  const leads = listed.length > 0 && title.slice(0, listed[0]!.from).every(({ word }) => LEADING.test(word));
  if (listed.length > 0 && leads && title.length <= 8) return { topic: "list", strength: 2 };
  if (listed.length > 0 && (covered * 3 >= content(title) || covered >= 3))
    return { topic: "list", strength: covered === content(title) ? 2 : 1 };
  if (decoy) return { topic: decoy.topic, strength: 1 };
  return title.length <= 9 && vocabulary.phrase("sharing", title) ? { topic: "list", strength: 1 } : null;
}

/** "Bilag 1 –", "5.2", "Vår", "Our": what may stand before the words that tell the topic. */
const LEADING =
  /^(?:\d+|[a-z]|bilag|bilaga|vedlegg|liite|viðauki|skjal|fylgiskjal|lisa|annex|annexe|appendix|anlage|anhang|schedule|section|afsnit|avsnitt|punkt|kapitel|our|vores|våra|våre|vår|the|de|list|of|liste|lista|over|över|oversigt|oversikt|käyttämämme|meidän|listi|yfir|other|approved|godkendte|godkända|godkjente|hyväksytyt)$/u;

function strongestDecoy(vocabulary: Vocabulary, title: readonly Word[]): { topic: Topic; length: number } | null {
  let best: { topic: Topic; length: number } | null = null;
  const listed = vocabulary.listTitles.all(title);
  for (const hit of vocabulary.decoyTitles.all(title)) {
    // "third parties" is no heading "parties"
    if (listed.some((list) => list.from <= hit.from && list.to >= hit.to && list.to - list.from > hit.to - hit.from))
      continue;
    const length = hit.to - hit.from + (hit.value === "nested" || hit.value === "ended" ? 4 : 0);
    if (!best || length > best.length) best = { topic: hit.value, length };
  }
  return best;
}

/** Words of a title without its number ("5.", "B.2"). */
function content(title: readonly Word[]): number {
  return title.filter(({ word }) => !/^\d+$/u.test(word)).length;
}

/** Cuts the document at its headings. A section's items are those before the next heading of any level. */
export function outlineOf(view: View, vocabulary: Vocabulary): Section[] {
  const base = baseOf(view.document.title, vocabulary);
  const stack: { heading: Line; level: number; reading: TitleReading | null }[] = [];
  const sections: Section[] = [];
  let current = section([], base);
  for (const [index, item] of view.items.entries()) {
    const level = item.type === "line" ? titleLevel(view.items, index, vocabulary) : null;
    if (item.type === "line" && level !== null) {
      while (stack.length > 0 && stack.at(-1)!.level >= level) stack.pop();
      stack.push({ heading: item, level, reading: readTitle(vocabulary, item.words) });
      if (current.items.length > 0 || current.path.length > 0) sections.push(current);
      current = section(
        stack.map(({ heading }) => heading),
        inherited(
          stack.map(({ reading }) => reading),
          base,
        ),
      );
    } else current.items.push(item);
  }
  sections.push(current);
  return sections;
}

/** A title that is a menu or a sentence says by one word of it nothing of what the document is about. */
function baseOf(title: string | null, vocabulary: Vocabulary): TitleReading | null {
  const words = title ? wordsOf(title) : [];
  const reading = readTitle(vocabulary, words);
  return reading && (reading.topic === "list" || words.length <= LONGEST_DECOY) ? reading : null;
}
const LONGEST_DECOY = 5;

/** Below a chapter, above the names in it. */
const PROMOTED = 4;

/**
 * The level of a heading; null for other lines. A text has no marks for headings, so a short paragraph of its own counts
 * when its words are those of a title that we know, and are not the first of a row of header words.
 */
function titleLevel(items: readonly Item[], index: number, vocabulary: Vocabulary): number | null {
  const line = items[index] as Line;
  if (line.kind === "heading") return line.level;
  if (line.kind !== "paragraph" || line.words.length > 12 || /[.:;,!]$/u.test(line.text)) return null;
  const [before, next] = [items[index - 1], items[index + 1]];
  if (!line.gap && !(before?.type === "line" && before.kind === "heading")) return null;
  const numbered = /^(?:§\s?)?\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s/u.test(line.text);
  const bullets = next?.type === "line" && next.kind === "list-item";
  if (!next || (!numbered && !bullets && next.type === "line" && (!next.gap || isLaterHeader(next, vocabulary))))
    return null;
  if (line.text.endsWith("?") && !bullets && !vocabulary.phrase("sharing", line.words)) return null;
  const reading = readTitle(vocabulary, line.words);
  if (!reading) return null;
  if (reading.topic === "list") return reading.strength >= 2 || line.text.endsWith("?") ? PROMOTED : null;
  // the bullets under "Security" end with it: what follows them may be the list
  if (bullets && !numbered && !next.gap) return null;
  const from = line.words.findIndex(({ word }) => !LEADING.test(word));
  const decoy = from < 0 ? null : vocabulary.decoyTitles.at(line.words, from);
  return decoy && decoy.to === line.words.length ? PROMOTED : null;
}

/** "Land" on the next line makes this line the first header word; "Navn" or "Selskab" makes it the title above them. */
function isLaterHeader(next: Line, vocabulary: Vocabulary): boolean {
  const header = vocabulary.headers.whole(next.words);
  return header !== null && header.value !== "name" && header.value !== "legal_entity";
}

/** The innermost heading that says something; a list's neutral sub-headings stay in the list. */
function inherited(readings: readonly (TitleReading | null)[], base: TitleReading | null): TitleReading | null {
  for (let i = readings.length - 1; i >= 0; i--) {
    const reading = readings[i];
    if (reading)
      return reading.topic === "list" && i < readings.length - 1
        ? { topic: "list", strength: Math.max(1, reading.strength - 1) }
        : reading;
  }
  return base?.topic === "list" ? { topic: "list", strength: 1 } : null;
}

function section(path: Line[], reading: TitleReading | null): Section {
  return { path, items: [], topic: reading?.topic ?? null, listness: reading?.topic === "list" ? reading.strength : 0 };
}
