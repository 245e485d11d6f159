/**
 * What the layouts propose, and where each of them is asked: tables wherever they stand, lines in the regions that a heading or
 * a sentence announces, and lines that carry header words or separators of their own.
 */
import { type Vocabulary, vocabularyFor } from "../knowledge/lexicon.js";
import type { Document } from "../model/document.js";
import { overlapsAny } from "../model/span.js";
import { readBullets } from "./layouts/bullets.js";
import { readCellLists } from "./layouts/cell-list.js";
import { readColumnsFirst } from "./layouts/columns-first.js";
import { readCompanySentences } from "./layouts/company-sentences.js";
import { readDelimitedLines } from "./layouts/delimited-lines.js";
import { readFactTables } from "./layouts/fact-tables.js";
import { readHeaded } from "./layouts/headed.js";
import { readHeaderTable } from "./layouts/header-table.js";
import { readItemLines } from "./layouts/item-lines.js";
import { readLabelledBlocks } from "./layouts/labelled-blocks.js";
import { readNumberedRows } from "./layouts/numbered-rows.js";
import { readProse } from "./layouts/prose.js";
import { readStackedBlocks } from "./layouts/stacked-blocks.js";
import { outlineOf, type Section } from "./outline.js";
import { isAnnouncement, type Region, regionsOf } from "./regions.js";
import { ACCEPTED, type Proposal } from "./row.js";
import { statusOf } from "./statuses.js";
import { type Line, type View, viewOf } from "./view.js";

/** Every reading that a layout proposes, taken or not: for people who wonder why a row is missing. */
export function proposalsOf(document: Document, languages: readonly string[]): Proposal[] {
  const vocabulary = vocabularyFor(languages);
  const view = viewOf(document);
  const sections = outlineOf(view, vocabulary);
  return proposalsIn(view, sections, regionsOf(sections, vocabulary), vocabulary);
}

export function proposalsIn(
  view: View,
  sections: readonly Section[],
  regions: readonly Region[],
  vocabulary: Vocabulary,
): Proposal[] {
  const facts = readFactTables(view.text, sections, vocabulary).filter(({ score }) => score >= ACCEPTED);
  const inFacts = overlapsAny(facts.map(({ span }) => span));
  const tables = [
    ...facts,
    ...tableProposals(view, sections, vocabulary).filter(({ span }) => facts.length === 0 || !inFacts(span)),
  ];
  const clear = tables.some(({ score, rows }) => score >= CLEAR_TABLE && rows.length > 1);
  return [
    ...tables,
    ...delimitedProposals(view, sections, vocabulary),
    ...(clear ? [] : columnProposals(view, sections, regions, vocabulary)),
    ...numberedProposals(view, sections, vocabulary),
    ...regions
      .filter(({ lines }) => !clear || lines.some(mayHoldList))
      .flatMap((region) => lineProposals(view, region, vocabulary)),
  ];
}

/** Beside a table as clear as this, running text is not searched for another list. */
const CLEAR_TABLE = 7;
const mayHoldList = ({ kind }: Line): boolean => kind === "list-item" || kind === "definition";

const DECOYED: ReadonlySet<string> = new Set([
  "retention",
  "security",
  "cookies",
  "data",
  "contact",
  "changelog",
  "roles",
  "rights",
]);

function tableProposals(view: View, sections: readonly Section[], vocabulary: Vocabulary): Proposal[] {
  return sections.flatMap((section) =>
    section.items.flatMap((item, i) => {
      if (
        item.type !== "table" ||
        item.region === "nav" ||
        item.region === "footer" ||
        section.topic === "ended" ||
        section.topic === "nested"
      )
        return [];
      const listness =
        (section.topic && DECOYED.has(section.topic) ? -3 : section.listness * 0.8) +
        announcedNear(section, i, vocabulary);
      const lists = section.topic && DECOYED.has(section.topic) ? [] : readCellLists(view.text, item.table, vocabulary);
      const proposal = readHeaderTable(view.text, item.table, { vocabulary, listness });
      return proposal ? [withCondition(proposal, section, vocabulary), ...lists] : lists;
    }),
  );
}

/** "Sub-processors for the assistant (optional add-on)": the bracket of the heading holds for every row. */
function withCondition(proposal: Proposal, { path }: Section, vocabulary: Vocabulary): Proposal {
  const heading = path.at(-1);
  const bracket = heading && /\(([^()]{3,60})\)\s*$/u.exec(heading.text);
  if (!heading || !bracket || statusOf(bracket[1]!, vocabulary) !== "optional") return proposal;
  const start = heading.start + bracket.index + 1;
  const group = { start, end: start + bracket[1]!.length };
  return { ...proposal, rows: proposal.rows.map((row) => ({ ...row, groups: [...row.groups, group] })) };
}

/** Lines with separators carry their own header words, so they count wherever they stand. */
function delimitedProposals(view: View, sections: readonly Section[], vocabulary: Vocabulary): Proposal[] {
  return sections
    .filter(({ topic, listness }) => listness === 0 && !(topic && (DECOYED.has(topic) || topic === "ended")))
    .flatMap(({ items }) =>
      readDelimitedLines(
        view.text,
        items.filter((item) => item.type === "line"),
        0,
        vocabulary,
      ),
    );
}

/** Header words on lines make a table of what follows them, announced or not, as the header of a drawn table does. */
function columnProposals(
  view: View,
  sections: readonly Section[],
  regions: readonly Region[],
  vocabulary: Vocabulary,
): Proposal[] {
  const inRegions = new Set(regions.flatMap(({ lines }) => lines));
  return sections
    .filter(({ topic }) => topic === null)
    .flatMap((section) => {
      const lines = section.items.filter(
        (item): item is Line => item.type === "line" && item.region === null && !inRegions.has(item),
      );
      return lines.length < 3
        ? []
        : readColumnsFirst(view.text, { lines, listness: UNANNOUNCED, sections: [section] }, vocabulary);
    });
}

/** What header words are worth by themselves, where no heading and no sentence announces a list. */
const UNANNOUNCED = 1;

/** "This is not our list of sub-processors": what the words beside a table take from it. */
const DENIED = -2;

/** So do numbered rows whose header says sub-processor. */
function numberedProposals(view: View, sections: readonly Section[], vocabulary: Vocabulary): Proposal[] {
  return sections
    .filter(({ topic }) => !(topic && (DECOYED.has(topic) || topic === "ended")))
    .flatMap(({ items, listness }) => readNumberedRows(view.text, items, listness * 0.8, vocabulary));
}

/** A sentence before the table announces it, or one behind it says what it was. */
function announcedNear(section: Section, index: number, vocabulary: Vocabulary): number {
  for (let i = index - 1; i >= Math.max(0, index - 3); i--) {
    const item = section.items[i]!;
    if (item.type === "line" && isAnnouncement(item, vocabulary)) return 1.5;
  }
  const near = [section.items[index - 1], section.items[index + 1], section.items[index + 2]].filter(
    (item): item is Line => item?.type === "line" && item.text.length < 600 && vocabulary.saysSubprocessor(item.words),
  );
  if (near[0] === section.items[index - 1] && near[0] && vocabulary.deniesSubprocessor(near[0].words)) return DENIED;
  return near.length > 0 ? 1 : 0;
}

function lineProposals(view: View, region: Region, vocabulary: Vocabulary): Proposal[] {
  const whole = [
    readLabelledBlocks(view.text, region, vocabulary),
    readStackedBlocks(view.text, region, vocabulary),
    readHeaded(view.text, region, vocabulary),
  ];
  return [
    ...readColumnsFirst(view.text, region, vocabulary),
    ...readBullets(view.text, region, vocabulary),
    ...readItemLines(view.text, region, vocabulary),
    ...readProse(view.text, region, vocabulary),
    ...readCompanySentences(view.text, region, vocabulary),
    ...readDelimitedLines(view.text, region.lines, region.listness * 0.8, vocabulary),
    ...whole.filter((proposal) => proposal !== null),
  ];
}
