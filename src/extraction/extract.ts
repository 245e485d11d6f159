/**
 * Reads the list of sub-processors out of a document: finds it, reads its layout, and hands over rows in the supplier's words.
 *
 * Errors  None. A document without a list says so in its status.
 */
import { findKnownNames } from "../knowledge/entities.js";
import { type Vocabulary, vocabularyFor } from "../knowledge/lexicon.js";
import type { CandidateRow, Extraction } from "../model/candidate.js";
import type { Document, Warning } from "../model/document.js";
import { overlapsAny, type Span } from "../model/span.js";
import { findDates } from "../normalization/date.js";
import { findCompanies } from "../normalization/legal-form.js";
import { foldName } from "../normalization/name.js";
import { choose } from "./choose.js";
import { confidenceOf } from "./confidence.js";
import { applyContext } from "./context.js";
import { lastBefore } from "./cover.js";
import { isPlaceholder } from "./features.js";
import { type Note, notesOf, withoutFigures } from "./footnotes.js";
import { interpretRow } from "./interpret.js";
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
import { publisherOf } from "./publisher.js";
import { isAnnouncement, type Region, regionsOf } from "./regions.js";
import { withRegisteredNames } from "./registered-names.js";
import { ACCEPTED, type Proposal } from "./row.js";
import { statusWithoutEntries } from "./status.js";
import { statusOf } from "./statuses.js";
import { type Line, type View, viewOf } from "./view.js";

export function extract(document: Document, languages: readonly string[]): Extraction {
  const vocabulary = vocabularyFor(languages);
  const view = viewOf(document);
  const sections = outlineOf(view, vocabulary);
  const regions = regionsOf(sections, vocabulary);
  const proposals = proposalsIn(view, sections, regions, vocabulary);
  const chosen = choose(view.text, proposals, vocabulary);
  const notes = chosen.length > 0 ? notesOf(view) : [];
  const rows = withoutHiddenTwins(
    view.text,
    chosen.flatMap((proposal) => rowsOf(view.text, proposal, notes, vocabulary)),
  );
  const isDenied = deniedIn(view, vocabulary);
  const complete = applyContext(
    view,
    rows.filter((row) => !isEnded(row) && !isDenied(row) && !isController(view.text, row, vocabulary)),
    regions,
    vocabulary,
    notes,
  );
  const unread = complete.length > 0 ? [] : unreadOf(view.text, proposals, regions, vocabulary);
  return {
    status: complete.length > 0 ? "listed" : statusWithoutEntries(view, vocabulary, unread.length > 0),
    rows: withRegisteredNames(view, complete, vocabulary),
    listUpdated: updatedOf(view, vocabulary, complete),
    publisher: publisherOf(view, complete, vocabulary),
    unread,
    warnings: warningsOf(rows, complete),
  };
}

/** Every reading that a layout proposes, taken or not: for people who wonder why a row is missing. */
export function proposalsOf(document: Document, languages: readonly string[]): Proposal[] {
  const vocabulary = vocabularyFor(languages);
  const view = viewOf(document);
  const sections = outlineOf(view, vocabulary);
  return proposalsIn(view, sections, regionsOf(sections, vocabulary), vocabulary);
}

function proposalsIn(
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

function rowsOf(
  text: string,
  { method, score, rows }: Proposal,
  notes: readonly Note[],
  vocabulary: Vocabulary,
): CandidateRow[] {
  const confidence = confidenceOf(method, score);
  return withoutFigures(text, rows, notes).flatMap((row) =>
    interpretRow(text, row, { vocabulary, method, confidence }),
  );
}

/** A page that shows ten rows and keeps all of them hidden says each once: the shown row stands. */
function withoutHiddenTwins(text: string, rows: readonly CandidateRow[]): CandidateRow[] {
  const nameOf = (row: CandidateRow): string => {
    const span = row.fields.find(({ field }) => field === "name")?.spans[0];
    return span ? foldName(text.slice(span.start, span.end)) : "";
  };
  const shown = new Set(rows.filter(({ hidden }) => !hidden).map(nameOf));
  return rows.filter((row) => !row.hidden || !shown.has(nameOf(row)));
}

/** A row that the supplier itself lists as former. */
const isEnded = (row: CandidateRow): boolean =>
  row.fields.some(({ field, value }) => field === "status" && value === "ended");

/** A row that says of its company that it is a controller of its own. */
const isController = (text: string, { span }: CandidateRow, vocabulary: Vocabulary): boolean =>
  vocabulary.phrase("own_controller", text.slice(span.start, span.end)) !== null;

/** The last heading or introducing sentence before the row says that what follows are no sub-processors. */
function deniedIn(view: View, vocabulary: Vocabulary): (row: CandidateRow) => boolean {
  const intros = view.items.filter(
    (item): item is Line => item.type === "line" && (item.kind === "heading" || item.text.endsWith(":")),
  );
  const ends = intros.map(({ end }) => ({ start: end }));
  return (row) => {
    const intro = intros[lastBefore(ends, row.span.start + 1)];
    return intro !== undefined && vocabulary.deniesSubprocessor(intro.words) !== null;
  };
}

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
      return proposal ? [withCondition(view.text, proposal, section, vocabulary), ...lists] : lists;
    }),
  );
}

/** "Sub-processors for the assistant (optional add-on)": the bracket of the heading holds for every row. */
function withCondition(_text: string, proposal: Proposal, { path }: Section, vocabulary: Vocabulary): Proposal {
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

/** Readings that nearly stood, and regions that a heading announces and no layout read. */
function unreadOf(
  text: string,
  proposals: readonly Proposal[],
  regions: readonly Region[],
  vocabulary: Vocabulary,
): Span[] {
  const unfilled = ({ rows }: Proposal): boolean =>
    rows.every(({ cells }) =>
      cells.some(({ field, span }) => field === "name" && isPlaceholder(text.slice(span.start, span.end), vocabulary)),
    );
  const near = proposals
    .filter((proposal) => proposal.score >= ACCEPTED - 1.5 && !unfilled(proposal))
    .map(({ span }) => span);
  const announced = regions
    .filter(({ listness, lines }) => listness >= 2 && lines.length > 2 && !isClauses(lines))
    .map(({ lines }) => ({ start: lines[0]!.start, end: lines.at(-1)!.end }));
  return [...near, ...announced].sort((a, b) => a.start - b.start);
}

/** Numbered sentences that name no company: the duties of an agreement. */
const isClauses = (lines: readonly Line[]): boolean =>
  lines.filter(({ text, kind }) => kind !== "heading" && !/[.:;]$/u.test(text)).length < 2 &&
  !lines.some(({ text }) => findCompanies(text).length > 0 || findKnownNames(text).length > 0);

/** The date on a line that says "last updated", nearest the list. */
function updatedOf(view: View, vocabulary: Vocabulary, rows: readonly CandidateRow[]): Span | null {
  const at = rows[0]?.span.start ?? 0;
  let best: { span: Span; distance: number } | null = null;
  for (const item of view.items) {
    if (item.type !== "line" || item.text.length > 300 || !/\d{4}/u.test(item.text)) continue;
    const label = vocabulary.headers.firstOf("updated", item.words);
    const date = label && findDates(item.text).find(({ start }) => start >= label.start);
    if (!date || date.start - label.end > 40) continue;
    const span = { start: item.start + date.start, end: item.start + date.end };
    const distance = Math.abs(span.start - at);
    if (!best || distance < best.distance) best = { span, distance };
  }
  return best?.span ?? null;
}

function warningsOf(all: readonly CandidateRow[], kept: readonly CandidateRow[]): Warning[] {
  const ended = all.filter(isEnded).length;
  const warnings: Warning[] =
    ended > 0
      ? [{ code: "ended-entries", message: `Left out ${ended} entries that the list itself calls former` }]
      : [];
  if (kept.length > 0 && kept.every(({ hidden }) => hidden))
    warnings.push({
      code: "hidden-list",
      message: "Every row of the list stands in a part that the page does not show",
    });
  return warnings;
}
