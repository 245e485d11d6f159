/** One entry a bullet, a numbered point or a line with a dash. */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import { isPlaceholder, isPlaceOnly, isPlaceWithGround } from "../features.js";
import { readHeaderCell } from "../header.js";
import type { Region } from "../regions.js";
import { isAnnouncement } from "../regions.js";
import { type Proposal, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { readItems } from "./item-kind.js";
import type { ReadItem } from "./item-name.js";

interface Point extends Span {
  readonly hidden: boolean;
}

export function readBullets(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  const proposals = runsOf(region.lines).flatMap((run) => {
    if (isLabelled(run.lines, vocabulary)) return [];
    const read = pointsOf(run.lines).flatMap((point) => readPoint(text, point, vocabulary));
    const proposal = proposalOf(
      read.map(({ point }) => point),
      read.map(({ item }) => item),
      region,
      run,
      vocabulary,
      text,
    );
    return proposal ? [proposal] : [];
  });
  return joinedByPlace(proposals);
}

/** Bullets under "Within the EU", "USA", "Canada" are one list, and as clear as the clearest of them. */
function joinedByPlace(proposals: readonly Proposal[]): Proposal[] {
  const placed = proposals.filter(({ rows }) => rows.every(({ groups }) => groups.length > 0));
  if (placed.length < 2) return [...proposals];
  return [
    ...proposals.filter((proposal) => !placed.includes(proposal)),
    {
      method: placed[0]!.method,
      rows: placed.flatMap(({ rows }) => rows),
      span: { start: placed[0]!.span.start, end: placed.at(-1)!.span.end },
      score: Math.max(...placed.map(({ score }) => score)),
    },
  ];
}

/** "Name", and under it "For: …" and "Where: …": blocks with labels. */
function isLabelled(lines: readonly Line[], vocabulary: Vocabulary): boolean {
  const isInner = (line: Line, i: number): boolean =>
    line.kind === "definition" ? lines[i - 1]?.block === line.block : line.kind === "list-item" && line.level > 0;
  const inner = lines.filter(isInner);
  const labels = inner.filter(({ text }) => {
    const colon = text.indexOf(": ");
    return colon > 1 && colon < 60 && readHeaderCell(vocabulary, text.slice(0, colon)).fields.length > 0;
  });
  return labels.length > 0 && labels.length >= lines.length - inner.length;
}

/** "Hosting: Example AB (Sweden), Other AS (Norway)" is two. */
function readPoint(text: string, point: Point, vocabulary: Vocabulary): { point: Point; item: ReadItem | null }[] {
  const items = readItems(text, point, vocabulary);
  return items.length === 0 ? [{ point, item: null }] : items.map((item) => ({ point, item }));
}

interface Run {
  readonly lines: readonly Line[];
  readonly before: Line | null;
}

/** Neighbouring points of one list; plain lines with dashes count where several follow each other. */
function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = [];
  let open: Line[] = [];
  let before: Line | null = null;
  const close = () => {
    if ((open.length > 0 && open.some(({ kind }) => kind === "list-item" || kind === "definition")) || open.length > 1)
      runs.push({ lines: open, before });
    open = [];
  };
  for (const line of lines) {
    const point = line.kind === "list-item" || line.kind === "definition" || isDashLine(line);
    const continues =
      open.length > 0 &&
      (open.at(-1)!.block === line.block || !line.gap) &&
      line.kind !== "heading" &&
      !point &&
      open.at(-1)!.kind === "list-item" &&
      open.at(-1)!.block === line.block;
    if (point || continues) {
      if (open.length > 0 && point && isDashLine(line) !== isDashLine(open[0]!) && line.kind !== open[0]!.kind) close();
      open.push(line);
    } else {
      close();
      before = line;
    }
  }
  close();
  return runs;
}

const isDashLine = (line: Line): boolean =>
  line.kind === "paragraph" && line.text.length < 600 && /^\p{Lu}[^.:;]{1,70}?\s[–—-]\s\S/u.test(line.text);

/** A point with its continuation lines and deeper points. */
function pointsOf(lines: readonly Line[]): Point[] {
  const top = lines.reduce((least, { level }) => Math.min(least, level), lines[0]?.level ?? 0);
  const points: { start: number; end: number; hidden: boolean; block: number }[] = [];
  for (const line of lines) {
    const last = points.at(-1);
    const inner = last && (line.block === last.block ? line.kind !== "paragraph" : line.level > top);
    if (inner) last.end = line.end;
    else points.push({ start: line.start, end: line.end, hidden: line.hidden, block: line.block });
  }
  return points;
}

/** "We fetch data from the following sources:" introduces something else. */
function speaksOfSuppliers(line: Line, vocabulary: Vocabulary): boolean {
  return (
    line.words.some(
      (_, i) => vocabulary.headers.at(line.words, i)?.value === "name" || vocabulary.roles.at(line.words, i) !== null,
    ) || vocabulary.listTitles.first(line.words) !== null
  );
}

function proposalOf(
  points: readonly Point[],
  items: readonly (ReadItem | null)[],
  region: Region,
  run: Run,
  vocabulary: Vocabulary,
  text: string,
): Proposal | null {
  const read = items.flatMap((item, i) => (item ? [{ item, point: points[i]! }] : []));
  const usable = read.filter(
    ({ item, point }) => !isPlaceholder(text.slice(point.start, point.end), vocabulary) && item.cells.length > 0,
  );
  if (usable.length === 0) return null;
  const others = points.filter(
    (point, i) =>
      !items[i] && vocabulary.phrase("others", text.slice(point.start, Math.min(point.end, point.start + 60))) !== null,
  ).length;
  const share = usable.length / Math.max(1, points.length - others);
  const named = usable.filter(({ item }) => !item.withheld);
  const sureness = named.reduce((sum, { item }) => sum + item.sureness, 0) / usable.length;
  const announced = run.before !== null && isAnnouncement(run.before, vocabulary);
  const colon = run.before?.text.trimEnd().endsWith(":") ?? false;
  const other = colon && !announced && run.before && !speaksOfSuppliers(run.before, vocabulary) ? 1.5 : 0;
  const score =
    region.listness -
    other +
    (announced ? 1.5 : colon ? 0.75 : 0) +
    2.5 * (share - 0.5) +
    4 * (sureness - 0.6) +
    (usable.some(({ item }) => item.cells.length > 1) ? 0.5 : announced || sureness > 0.8 ? -0.5 : -2.5);
  if (share < 0.6 || named.length === 0) return null;
  const rows: RawRow[] = named.map(({ item, point }) => ({
    cells: item.cells,
    span: rowSpan(item.cells),
    hidden: point.hidden,
    groups: groupsOf(run),
  }));
  return { method: "rule:bullets", rows, span: { start: points[0]!.start, end: points.at(-1)!.end }, score };
}

/** "Within the EU", "USA (Data Privacy Framework)", above the bullets: it holds for each of them. */
function groupsOf({ before }: Run): Span[] {
  if (before?.kind !== "heading") return [];
  return isPlaceOnly(before.text) || isPlaceWithGround(before.text) ? [{ start: before.start, end: before.end }] : [];
}
