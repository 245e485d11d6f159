/**
 * Stretches in which a list of sub-processors is looked for line by line: a section that its heading announces, with its
 * sub-sections, or what follows a sentence that announces it.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
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
      for (const items of announcedParts(section.items, vocabulary)) regions.push(...cut(items, 2, [section], vocabulary));
      continue;
    }
    if (section.listness > 0) {
      const family = [section];
      while (i + 1 < sections.length && belongs(sections[i + 1]!, section)) family.push(sections[++i]!);
      regions.push(...cut(itemsOf(family), section.listness + (announces(section.items, vocabulary) ? 1 : 0), family, vocabulary));
    } else for (const items of announcedParts(section.items, vocabulary)) regions.push(...cut(items, 3, [section], vocabulary));
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

function itemsOf(sections: readonly Section[]): Item[] {
  return sections.flatMap((section, i) => [...(i > 0 ? section.path.slice(-1) : []), ...section.items]);
}

const announces = (items: readonly Item[], vocabulary: Vocabulary): boolean =>
  items.slice(0, 8).some((item) => item.type === "line" && isAnnouncement(item, vocabulary));

/** "We use the following sub-processors:", "We rely on a few sub-processors: A, B", "Følgende databehandlere hjælper os:" */
export function isAnnouncement(line: Line, vocabulary: Vocabulary): boolean {
  if (line.words.length < 3 || line.text.length > 900) return false;
  const roles = vocabulary.roles.all(line.words).filter(({ value }) => value !== "controller");
  const announced = vocabulary.phrases("announce", line.words);
  const subprocessor = roles.find(({ value }) => value === "subprocessor");
  if (subprocessor) return announced.length > 0 || line.text.trimEnd().endsWith(":") || /^[^.:]{0,30}:/u.test(line.text.slice(subprocessor.end));
  if (roles.length > 0 && line.words.length <= 8 && line.text.trimEnd().endsWith(":") && vocabulary.phrase("verb", line.words)) return true;
  const introduces = line.text.trimEnd().endsWith(":") || /:\s/u.test(line.text);
  return introduces && roles.some((role) => announced.some(({ to, from }) => Math.abs(role.from - to) <= 2 || Math.abs(from - role.to) <= 2));
}

/** What follows an announcing sentence inside a section whose heading says nothing of it. */
function announcedParts(items: readonly Item[], vocabulary: Vocabulary): Item[][] {
  const at = items.findIndex((item) => item.type === "line" && isAnnouncement(item, vocabulary));
  return at < 0 ? [] : [items.slice(at)];
}

/** "Side 2 af 3", "Page 2/3": what a page prints at its foot. */
function isPageNumber(line: Line, vocabulary: Vocabulary): boolean {
  if (line.text.length > 24 || !/\d/u.test(line.text)) return false;
  const page = vocabulary.phrase("page", line.words);
  return page !== null && page.from === 0 && line.words.slice(page.to).every(({ word }) => /^\d{1,4}$|^\p{L}{1,3}$/u.test(word));
}

function cut(items: readonly Item[], listness: number, sections: readonly Section[], vocabulary: Vocabulary): Region[] {
  const regions: Region[] = [];
  let lines: Line[] = [];
  const close = () => {
    if (lines.length > 0) regions.push({ lines, listness, sections });
    lines = [];
  };
  for (const item of items) {
    if (item.type === "table") close();
    else if ((item.region === null || item.region === "aside") && !isPageNumber(item, vocabulary)) lines.push(item);
  }
  close();
  return regions;
}
