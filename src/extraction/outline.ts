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
    return { topic: "list", strength: title.length <= 14 ? 3 : 2 };
  }
  const listed = vocabulary.listTitles.all(title);
  const covered = listed.reduce((sum, hit) => sum + hit.to - hit.from, 0);
  if (listed.length > 0 && (covered * 2 >= content(title) || covered >= 3))
    return { topic: "list", strength: covered === content(title) ? 2 : 1 };
  return decoy ? { topic: decoy.topic, strength: 1 } : null;
}

function strongestDecoy(vocabulary: Vocabulary, title: readonly Word[]): { topic: Topic; length: number } | null {
  let best: { topic: Topic; length: number } | null = null;
  for (const hit of vocabulary.decoyTitles.all(title)) {
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
  const base = view.document.title ? readTitle(vocabulary, wordsOf(view.document.title)) : null;
  const stack: { heading: Line; reading: TitleReading | null }[] = [];
  const sections: Section[] = [];
  let current = section([], base);
  for (const item of view.items) {
    if (item.type === "line" && item.kind === "heading") {
      while (stack.length > 0 && stack.at(-1)!.heading.level >= item.level) stack.pop();
      stack.push({ heading: item, reading: readTitle(vocabulary, item.words) });
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
