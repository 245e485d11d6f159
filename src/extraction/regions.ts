/**
 * Stretches in which a list of sub-processors is looked for line by line: a section that its heading announces, with its
 * sub-sections, or what follows a sentence that announces it.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import { findLegalForm } from "../normalization/legal-form.js";
import type { Section } from "./outline.js";
import type { Item, Line } from "./view.js";

export interface Region {
  /** Lines with headings of sub-sections among them; tables cut a region in two. */
  readonly lines: readonly Line[];
  /** 1 to 4. */
  readonly listness: number;
  readonly sections: readonly Section[];
}

export function regionsOf(sections: readonly Section[], vocabulary: Vocabulary): Region[] {
  const regions: Region[] = [];
  for (let i = 0; i < sections.length; i++) {
    const section = sections[i]!;
    if (section.topic !== null && section.topic !== "list") {
      for (const part of announcedParts(section.items, vocabulary))
        if (part.strength === 3) regions.push(...cut(part.items, 2, [section], vocabulary));
      continue;
    }
    if (section.listness > 0) {
      const family = [section];
      while (i + 1 < sections.length && belongs(sections[i + 1]!, section)) family.push(sections[++i]!);
      regions.push(...cut(itemsOf(family), listnessOf(section, vocabulary), family, vocabulary));
    } else
      for (const part of announcedParts(section.items, vocabulary)) {
        const family = [section];
        const last = part.items.length <= 2;
        while (i + 1 < sections.length && isUnder(sections[i + 1]!, section) && (last || isCompany(sections[i + 1]!)))
          family.push(sections[++i]!);
        regions.push(...cut([...part.items, ...itemsUnder(family.slice(1))], part.strength, family, vocabulary));
      }
  }
  return regions;
}

/** A sub-section of the list that is still about the list. */
function belongs(next: Section, first: Section): boolean {
  if (next.topic !== "list") return false;
  const own = first.path.at(-1);
  return own
    ? next.path.includes(own) && next.path.at(-1) !== own
    : next.path.length > 0 && next.listness <= first.listness;
}

const itemsOf = ([first, ...rest]: readonly Section[]): Item[] => [...(first?.items ?? []), ...itemsUnder(rest)];

const itemsUnder = (sections: readonly Section[]): Item[] =>
  sections.flatMap(({ path, items }) => [...path.slice(-1), ...items]);

const isCompany = ({ path }: Section): boolean => findLegalForm(path.at(-1)!.text) !== null;

/** A sub-section whose heading says nothing, under a sentence that announces a list and is the last above it. */
function isUnder(next: Section, first: Section): boolean {
  const own = first.path.at(-1);
  return own !== undefined && next.topic === null && next.path.includes(own) && next.path.at(-1) !== own;
}

/** A sentence under the heading that announces sub-processors says it as clearly as a heading can. */
function listnessOf({ items, listness }: Section, vocabulary: Vocabulary): number {
  const announced = items
    .slice(0, 8)
    .reduce((most, item) => Math.max(most, item.type === "line" ? announcementStrength(item, vocabulary) : 0), 0);
  return announced === 0 ? listness : Math.max(listness + 1, announced);
}

/** "We use the following sub-processors:", "We rely on a few sub-processors: A, B", "These providers help us:" */
export const isAnnouncement = (line: Line, vocabulary: Vocabulary): boolean =>
  announcementStrength(line, vocabulary) > 0;

/**
 * 3: says sub-processors. 2: says processors, suppliers or with whom data is shared, and ends with a colon, or says who
 * processes data on the supplier's behalf. 0: announces nothing.
 */
function announcementStrength(line: Line, vocabulary: Vocabulary): number {
  if (line.words.length < 3 || line.text.length > 900) return 0;
  const colon = line.text.trimEnd().endsWith(":");
  const subprocessor = vocabulary.roles.firstOf("subprocessor", line.words);
  const announced = vocabulary.phrase("announce", line.words) !== null;
  if (!subprocessor && vocabulary.phrase("on_behalf", line.words)) return announced || colon ? 2 : 0;
  if (subprocessor) return announced || colon || /^[^.:]{0,30}:/u.test(line.text.slice(subprocessor.end)) ? 3 : 0;
  if (!colon && !(announced && /:\s/u.test(line.text))) return 0;
  const supplier = vocabulary.roles.firstOf("processor", line.words) !== null || namesSuppliers(line, vocabulary);
  return (supplier && line.words.length <= 40) || vocabulary.phrase("sharing", line.words) ? 2 : 0;
}

/** "leverandører", "providers": a header word for the name column that stands in the sentence. */
const namesSuppliers = (line: Line, vocabulary: Vocabulary): boolean =>
  line.words.some((_, i) => vocabulary.headers.at(line.words, i)?.value === "name");

/** What follows an announcing sentence inside a section whose heading says nothing of it. */
function announcedParts(items: readonly Item[], vocabulary: Vocabulary): { items: Item[]; strength: number }[] {
  const at = items.findIndex((item) => item.type === "line" && isAnnouncement(item, vocabulary));
  return at < 0 ? [] : [{ items: items.slice(at), strength: announcementStrength(items[at] as Line, vocabulary) }];
}

/** "Side 2 af 3", "Page 2/3": what a page prints at its foot. */
export function isPageNumber(line: Line, vocabulary: Vocabulary): boolean {
  if (line.text.length > 24 || !/\d/u.test(line.text)) return false;
  const page = vocabulary.phrase("page", line.words);
  return (
    page !== null &&
    page.from === 0 &&
    line.words.slice(page.to).every(({ word }) => /^\d{1,4}$|^\p{L}{1,3}$/u.test(word))
  );
}

/** Between a page number and header words that stood before lies what the page prints on top; both are no part of the list. */
function furnitureOf(items: readonly Item[], vocabulary: Vocabulary): Set<Item> {
  const furniture = new Set<Item>();
  const seen = new Set<string>();
  items.forEach((item, i) => {
    if (item.type !== "line") return;
    if (isPageNumber(item, vocabulary)) {
      const next = items.slice(i + 1, i + 6);
      const again = next.findIndex((line) => isHeaderAgain(line, seen, vocabulary));
      if (again >= 0 && next.slice(0, again).every((line) => line.type === "line"))
        for (const line of next.slice(0, again)) furniture.add(line);
      for (let at = i + 1 + again; again >= 0 && at < items.length && isHeaderAgain(items[at]!, seen, vocabulary); at++)
        furniture.add(items[at]!);
    }
    if (item.text.length < LONGEST_HEADER) seen.add(item.text);
  });
  return furniture;
}

const LONGEST_HEADER = 60;
const isHeaderAgain = (item: Item, seen: ReadonlySet<string>, vocabulary: Vocabulary): boolean =>
  item.type === "line" &&
  seen.has(item.text) &&
  item.text.length < LONGEST_HEADER &&
  vocabulary.headers.first(item.words) !== null;

function cut(items: readonly Item[], listness: number, sections: readonly Section[], vocabulary: Vocabulary): Region[] {
  const regions: Region[] = [];
  let lines: Line[] = [];
  const close = () => {
    if (lines.length > 0) regions.push({ lines, listness, sections });
    lines = [];
  };
  const furniture = furnitureOf(items, vocabulary);
  for (const item of items) {
    if (item.type === "table") close();
    else if (
      !furniture.has(item) &&
      (item.region === null || item.region === "aside") &&
      !isPageNumber(item, vocabulary)
    )
      lines.push(item);
  }
  close();
  return regions;
}
