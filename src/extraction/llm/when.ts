/**
 * Which stretches of a document a model is asked about: what the rules left unread, rows they were not sure of, and, where they found
 * no list although the document speaks of sub-processors, the places where it does. Nothing where the rules read the list.
 *
 * Shape   Sorted spans that do not overlap. At most a quarter of a long document.
 */
import { findKnownNames } from "../../knowledge/entities.js";
import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { Extraction } from "../../model/candidate.js";
import type { Block, Document } from "../../model/document.js";
import { overlaps, type Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { firstBlock } from "./lines.js";

/** Below this a rule's row is asked about again; to be set anew when the corpus is measured anew. */
export const CONFIDENCE_FLOOR = 0.5;
const SHORT_DOCUMENT = 8_000;
const MOST_OF_LONG = 0.25;
const MOST_AFTER_MENTION = 4_000;

export interface AskWhat {
  readonly mode: "always" | "fallback";
  readonly floor: number;
  readonly vocabulary: Vocabulary;
  /** The lexicons know the document's language. */
  readonly languageKnown: boolean;
}

export function spansToAsk(document: Document, extraction: Extraction, what: AskWhat): Span[] {
  const spans =
    what.mode === "always"
      ? [...extraction.unread, ...extraction.rows.map(({ span }) => span)]
      : doubtful(document, extraction, what);
  if (what.mode === "always" || (unsure(extraction, what) && spans.length === 0))
    spans.push(...mentions(document, what));
  const runs = what.languageKnown ? joined(document.text, spans) : bridged(document, joined(document.text, spans));
  return withinShare(
    document,
    runs.map((run) => withoutClauses(document, run)),
  );
}

/** Without the paragraphs of contract at either end, which name nobody; the list's own lines are short. */
function withoutClauses({ text, blocks }: Document, run: Span): Span {
  const inside = blocksIn(blocks, run);
  const first = inside.findIndex((block) => !isClause(text, block));
  const last = inside.findLastIndex((block) => !isClause(text, block));
  if (first < 0) return run;
  return { start: Math.max(run.start, inside[first]!.span.start), end: Math.min(run.end, inside[last]!.span.end) };
}

const blocksIn = (blocks: readonly Block[], { start, end }: Span): readonly Block[] =>
  blocks.slice(firstBlock(blocks, start), firstBlock(blocks, end - 1) + 1);

/** A long sentence about no company. An item that may name a brand has a sign behind it: "Wolkenpost – …". */
function isClause(text: string, { kind, span }: Block): boolean {
  const words = text.slice(span.start, span.end);
  const isKind = kind === "paragraph" || kind === "list-item";
  return (
    isKind &&
    words.length > LONG_LINE &&
    /\.$/u.test(words) &&
    !/[:\u2013\u2014\n]| - |\(/u.test(words.slice(0, 60)) &&
    !namesCompany(text, span)
  );
}

const LONG_LINE = 80;

/** Where no word helps, companies close to each other are one run, with what stands between them. */
function bridged(document: Document, spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const last = kept.at(-1);
    if (last && span.start - last.end <= MOST_BETWEEN) kept[kept.length - 1] = { start: last.start, end: span.end };
    else kept.push(span);
  }
  // What stands before the first company of a run, or behind its last, may speak of it.
  return kept.map(({ start, end }) => {
    const before = document.blocks[firstBlock(document.blocks, start) - 1]?.span;
    const after = document.blocks[firstBlock(document.blocks, end)]?.span;
    return {
      start: before && start - before.start <= MOST_BETWEEN ? before.start : start,
      end: after && after.end - end <= MOST_BETWEEN ? after.end : end,
    };
  });
}

const MOST_BETWEEN = 300;

const unsure = ({ status }: Extraction, { languageKnown }: AskWhat): boolean =>
  status === "needs_review" || (status === "no_list" && !languageKnown);

/**
 * What the rules left unread, and what they read without being sure. Where they say that there is no list, only stretches that speak
 * of sub-processors and name a company: tables of cookies and of retention look like lists as well.
 */
function doubtful(document: Document, extraction: Extraction, what: AskWhat): Span[] {
  const { status, unread, rows } = extraction;
  if (status === "listed" || unsure(extraction, what))
    return [...unread, ...rows.filter(({ confidence }) => confidence < what.floor).map(({ span }) => span)];
  if (status !== "no_list") return [];
  const titled = mentions(document, what).filter((span) => isTitled(document, span, what.vocabulary));
  return [
    ...unread.filter((span) => namesCompany(document.text, span) && speaksOf(document.text, span, what.vocabulary)),
    ...titled,
  ];
}

/** Begins with a title that says sub-processors, and names two companies or more. */
function isTitled({ text }: Document, { start, end }: Span, vocabulary: Vocabulary): boolean {
  const title = text.slice(start, end).split("\n", 1)[0]!;
  return title.length <= LONGEST_TITLE && vocabulary.saysSubprocessor(title) && companiesIn(text, { start, end }) >= 2;
}

const LONGEST_TITLE = 80;
const companiesIn = (text: string, { start, end }: Span): number => {
  const words = text.slice(start, end);
  return findCompanies(words).length + findKnownNames(words).length;
};

const speaksOf = (text: string, { start, end }: Span, vocabulary: Vocabulary): boolean =>
  vocabulary.saysSubprocessor(text.slice(Math.max(0, start - 300), Math.min(end, start + 2_000)));

/** Sections that speak of sub-processors and name companies; in a language that no lexicon knows, runs of companies. */
function mentions(document: Document, { vocabulary, languageKnown }: AskWhat): Span[] {
  const visible = document.blocks.filter(
    (block) => !block.hidden && block.region !== "nav" && block.region !== "footer",
  );
  const spans: Span[] = [];
  visible.forEach((block, at) => {
    const said = vocabulary.saysSubprocessor(
      document.text.slice(block.span.start, Math.min(block.span.end, block.span.start + 4_000)),
    );
    if (!said && languageKnown) return;
    const section = said ? sectionFrom(visible, at) : block.span;
    if (namesCompany(document.text, section)) spans.push(section);
  });
  return spans;
}

function sectionFrom(blocks: readonly Block[], from: number): Span {
  const first = blocks[from]!;
  let end = first.span.end;
  for (const block of blocks.slice(from + 1, from + 60)) {
    if (block.kind === "heading" && (first.kind !== "heading" || block.level <= first.level)) break;
    if (block.span.end - first.span.start > MOST_AFTER_MENTION && block.kind !== "table") break;
    end = block.span.end;
  }
  return { start: first.span.start, end };
}

const namesCompany = (text: string, span: Span): boolean => companiesIn(text, span) > 0;

/** Spans that touch, or have only little between them, are one. */
function joined(text: string, spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = kept.at(-1);
    if (last && (overlaps(last, span) || text.slice(last.end, span.start).trim() === ""))
      kept[kept.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else if (span.end > span.start) kept.push({ start: span.start, end: span.end });
  }
  return kept;
}

/** Of a long document the stretches with the most companies, until a quarter of it is reached. */
function withinShare(document: Document, spans: readonly Span[]): Span[] {
  const visible = document.blocks.reduce((sum, { hidden, span }) => sum + (hidden ? 0 : span.end - span.start), 0);
  const most =
    visible <= SHORT_DOCUMENT ? Number.POSITIVE_INFINITY : Math.max(SHORT_DOCUMENT / 2, visible * MOST_OF_LONG);
  const dense = ({ start, end }: Span): number => findCompanies(document.text.slice(start, end)).length / (end - start);
  let size = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  if (size <= most) return [...spans];
  const kept = new Set(spans);
  for (const { span } of spans.map((span) => ({ span, density: dense(span) })).sort((a, b) => a.density - b.density)) {
    if (size <= most || kept.size === 1) break;
    kept.delete(span);
    size -= span.end - span.start;
  }
  return spans.filter((span) => kept.has(span));
}
