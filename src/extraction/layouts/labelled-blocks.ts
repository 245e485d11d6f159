/**
 * Blocks with labels: "Sub-processor: X / Role: … / Region: …", definition lists, cards whose label stands on a line of its own.
 *
 * How     A label is a header word before a colon or alone on its line. A block begins at a label that names the company, or,
 *         where the name has no label, at the line that stands before the first label after a blank line or heading.
 *         A number says by itself what it is, so blocks with no other label are stacked blocks.
 *         Lines that stand in most blocks word for word are badges of the page and not the supplier's words about one company.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { isKind, looksLikeName, looksLikeSentence } from "../features.js";
import { readHeaderCell } from "../header.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { looseCells } from "./loose-line.js";

interface Labelled {
  readonly line: Line;
  /** null for a line without a label. */
  readonly field: HeaderField | null;
  readonly label: string;
  /** The words after the label on the same line; null when they stand on the next lines. */
  readonly value: Span | null;
}

export function readLabelledBlocks(text: string, region: Region, vocabulary: Vocabulary): Proposal | null {
  const read = withCompanyAsName(
    region.lines.flatMap((line) => withoutTerm(text, line, vocabulary)).map((line) => labelOf(line, vocabulary)),
  );
  const counts = new Map<string, number>();
  for (const { field, label } of read) if (field) counts.set(label, (counts.get(label) ?? 0) + 1);
  const lines = withoutRareLabels(read, counts);
  const repeated = lines.filter(({ field, label }) => field && counts.get(label)! >= 2).length;
  if (lines.filter(({ field }) => field).length < 2 || (repeated < 2 && region.listness < 2)) return null;
  const blocks = lines.some(({ field, label, value }) => field === "name" && value && counts.get(label)! >= 1)
    ? byNameLabel(lines)
    : alike(byFirstLine(lines, vocabulary));
  const badges = badgesOf(blocks);
  const rows = blocks.map((block) => rowOf(text, block, badges, vocabulary)).filter((row) => row !== null);
  const labels = new Set(lines.flatMap(({ field }) => (field && field !== "ignore" ? [field] : [])));
  if (rows.length === 0 || [...labels].every((label) => label === "registration_numbers")) return null;
  const first = blocks[0]![0]!.line.start;
  const cells = rows.reduce((sum, row) => sum + row.cells.length, 0) / rows.length;
  if (cells < 2) return null;
  const score =
    region.listness + 0.6 * Math.min(4, labels.size) + (rows.length > 1 ? 0.75 : 0) + (labels.has("decoy") ? -3 : 0);
  return { method: "rule:labelled-blocks", rows, span: { start: first, end: rows.at(-1)!.span.end }, score };
}

/** A definition says its term and its first detail on one line; where the detail has a label of its own, they are two. */
function withoutTerm(text: string, line: Line, vocabulary: Vocabulary): Line[] {
  const { term } = line;
  if (!term || term.start !== line.start || term.end >= line.end) return [line];
  const lead = /^\s*:?\s*/u.exec(text.slice(term.end, Math.min(line.end, term.end + 8)))![0].length;
  const detail = partOf(text, line, term.end + lead, line.end, false);
  return labelOf(detail, vocabulary).field ? [partOf(text, line, term.start, term.end, true), detail] : [line];
}

function partOf(text: string, line: Line, start: number, end: number, gap: boolean): Line {
  const words = text.slice(start, end);
  return { ...line, start, end, text: words, words: wordsOf(words), gap, term: null };
}

/** "Selskab: …" is the name where no label is called so. */
function withCompanyAsName(lines: readonly Labelled[]): Labelled[] {
  if (lines.some(({ field, value }) => field === "name" && value)) return [...lines];
  return lines.map((line) =>
    line.field === "legal_entity" && line.value ? { ...line, field: "name" as const } : line,
  );
}

/** A word alone on its line is a label only where it stands in about as many blocks as the commonest one. */
function withoutRareLabels(lines: readonly Labelled[], counts: ReadonlyMap<string, number>): Labelled[] {
  const most = [...counts.values()].reduce((highest, count) => Math.max(highest, count), 0);
  return lines.map((line) =>
    line.field && line.value === null && (counts.get(line.label) ?? 0) * 2 < most
      ? { ...line, field: null, label: "" }
      : line,
  );
}

/** A block that shares no label with most others is something else. */
function alike(blocks: Labelled[][]): Labelled[][] {
  const labelsOf = (block: readonly Labelled[]) =>
    new Set(block.flatMap(({ field }) => (field && field !== "ignore" ? [field as string] : [])));
  const counts = new Map<string, number>();
  for (const block of blocks) for (const label of labelsOf(block)) counts.set(label, (counts.get(label) ?? 0) + 1);
  const common = new Set([...counts].filter(([, count]) => count * 2 >= blocks.length).map(([label]) => label));
  if (blocks.length < 3 || common.size === 0) return blocks;
  return blocks.filter((block) => [...labelsOf(block)].some((label) => common.has(label)));
}

function labelOf(line: Line, vocabulary: Vocabulary): Labelled {
  const nothing: Labelled = { line, field: null, label: "", value: null };
  const colon = colonOf(line.text);
  if (colon > 1) {
    const label = line.text
      .slice(0, colon)
      .replace(/^\d{1,2}[.)]\s*|\([^()]*\)\s*$/gu, "")
      .trim();
    const { fields } = readHeaderCell(vocabulary, label);
    if (line.kind === "heading" ? fields[0] === "name" : fields.length > 0) {
      const value = line.text.slice(colon + 1);
      const start = line.start + colon + 1 + (value.length - value.trimStart().length);
      return {
        line,
        field: fields[0]!,
        label: label.toLowerCase(),
        value: start < line.end ? { start, end: line.end } : null,
      };
    }
  }
  if (line.kind === "heading") return nothing;
  const tab = line.text.indexOf("\t");
  if (tab > 1) {
    const { fields } = readHeaderCell(vocabulary, line.text.slice(0, tab));
    if (fields.length > 0)
      return {
        line,
        field: fields[0]!,
        label: line.text.slice(0, tab).toLowerCase(),
        value: { start: line.start + tab + 1, end: line.end },
      };
  }
  if (line.text.length > 48 || line.kind === "list-item" || /[.,;]$/u.test(line.text)) return nothing;
  const whole = vocabulary.headers.whole(line.words);
  return whole && whole.value !== "name"
    ? { line, field: whole.value, label: line.text.toLowerCase(), value: null }
    : nothing;
}

/** The colon behind a label; a bracket that explains the label does not make it longer. */
function colonOf(text: string): number {
  const label = /^[^:(]{2,59}(?:\([^()]{0,200}\)\s?)?:/u.exec(text);
  return label ? label[0].length - 1 : -1;
}

function byNameLabel(lines: readonly Labelled[]): Labelled[][] {
  const names = lines.filter(({ field }) => field === "name").map(({ label }) => label);
  const main = mostCommon(names);
  const blocks: Labelled[][] = [];
  for (const labelled of lines) {
    if (labelled.field === "name" && (labelled.label === main || blocks.length === 0 || labelled.line.gap))
      blocks.push([labelled]);
    else if (blocks.length > 0 && !closes(blocks.at(-1)!, labelled)) blocks.at(-1)!.push(labelled);
  }
  return blocks;
}

/** A paragraph without a label after a blank line, or a heading, stands outside the block. */
function closes(block: Labelled[], next: Labelled): boolean {
  if (next.line.kind === "heading") return true;
  return next.field === null && next.line.gap && block.at(-1)!.value !== null;
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** A block begins with a name-like line (or heading) that is followed, some lines later, by labels. */
function byFirstLine(lines: readonly Labelled[], vocabulary: Vocabulary): Labelled[][] {
  const blocks: Labelled[][] = [];
  for (let i = 0; i < lines.length; i++) {
    const labelled = lines[i]!;
    if (labelled.field === null && beginsBlock(lines, i, vocabulary)) blocks.push([labelled]);
    else if (
      blocks.length > 0 &&
      !(
        labelled.line.kind === "heading" ||
        (labelled.field === null &&
          labelled.line.gap &&
          looksLikeSentence(labelled.line.text) &&
          blocks.at(-1)!.some(({ field }) => field))
      )
    )
      blocks.at(-1)!.push(labelled);
  }
  return blocks.filter((block) => block.some(({ field }) => field !== null));
}

function beginsBlock(lines: readonly Labelled[], i: number, vocabulary: Vocabulary): boolean {
  const { line } = lines[i]!;
  const before = lines[i - 1];
  if (!(line.kind === "heading" || line.gap || (before && before.value !== null) || i === 0)) return false;
  if (before && before.field !== null && before.value === null && before.line.kind !== "heading") return false;
  const plain = line.text.replace(/^\d{1,2}[.)]\s*/u, "");
  if (!looksLikeName(plain, vocabulary).likely && !isKind(plain, vocabulary)) return false;
  const ahead = lines.slice(i + 1, i + 6);
  const label = ahead.findIndex(({ field }) => field !== null);
  return (
    label >= 0 &&
    !ahead
      .slice(0, label)
      .some(
        (between) =>
          between.line.kind === "heading" ||
          (between.line.gap && line.kind !== "heading" && looksLikeName(between.line.text, vocabulary).certain) ||
          (isKind(plain, vocabulary) && line.kind !== "heading" && looksLikeName(between.line.text, vocabulary).likely),
      )
  );
}

function badgesOf(blocks: readonly (readonly Labelled[])[]): Set<string> {
  if (blocks.length < 3) return new Set();
  const counts = new Map<string, number>();
  for (const block of blocks)
    for (const text of new Set(block.filter(({ field }) => field === null).map(({ line }) => line.text)))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count * 3 >= blocks.length * 2).map(([text]) => text));
}

function rowOf(
  text: string,
  block: readonly Labelled[],
  badges: ReadonlySet<string>,
  vocabulary: Vocabulary,
): RawRow | null {
  const cells: RawCell[] = [];
  let open: HeaderField | null = null;
  block.forEach((labelled, i) => {
    const { line } = labelled;
    if (badges.has(line.text)) return;
    if (labelled.field) {
      open = labelled.value ? null : labelled.field;
      if (labelled.value) cells.push({ field: labelled.field, span: labelled.value, labelled: true });
      return;
    }
    const span = { start: line.start, end: line.end };
    const own: RawCell[] =
      i === 0
        ? [{ field: "name", span }]
        : open
          ? [{ field: open, span, labelled: true }]
          : looseCells(text, line, vocabulary);
    for (const cell of own) join(cells, cell, i > 0 && (open !== null || !line.gap));
  });
  const kept = cells.filter(({ field }) => field !== "ignore" && field !== "decoy");
  const name = kept.find(({ field }) => field === "name");
  return name ? { cells: kept, span: rowSpan(kept), hidden: block[0]!.line.hidden, groups: [] } : null;
}

/** Lines of one field that follow each other are one cell. */
function join(cells: RawCell[], cell: RawCell, near: boolean): void {
  const last = cells.at(-1);
  if (near && last?.field === cell.field)
    cells[cells.length - 1] = { ...last, span: { start: last.span.start, end: cell.span.end } };
  else cells.push(cell);
}
