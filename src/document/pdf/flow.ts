/**
 * Lines outside tables to headings, paragraphs and list items.
 *
 * Shape   A heading is larger than the body, or bold and short and alone. A list item begins with a bullet or number; the
 *         bullet goes, the number stays. Lines of one paragraph stand at one distance; more white, another size, a change of
 *         weight or a new marker begins another.
 */
import type { Line } from "./geometry.js";
import { median } from "./geometry.js";
import { endedEarly } from "./join.js";
import { makeLine } from "./lines.js";
import type { TaggedBlock } from "./tags.js";

export type FlowBlock =
  | { readonly kind: "heading"; readonly level: number; readonly lines: readonly Line[]; readonly width: number }
  | { readonly kind: "paragraph"; readonly lines: readonly Line[]; readonly width: number }
  | { readonly kind: "list-item"; readonly depth: number; readonly lines: readonly Line[]; readonly width: number };

/** What the whole document looks like: its usual size of letters, and the larger ones, largest first. */
export interface Look {
  readonly body: number;
  readonly larger: readonly number[];
  /** Most of the document is bold, so that bold says nothing. */
  readonly boldBody: boolean;
}

export function lookOf(lines: readonly Line[]): Look {
  const letters = new Map<number, number>();
  let [all, bold] = [0, 0];
  for (const line of lines) {
    const size = Math.round(line.size * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + line.text.length);
    all += line.text.length;
    if (line.bold) bold += line.text.length;
  }
  const body = [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10;
  const larger = [...letters.keys()].filter((size) => size > 1.12 * body).sort((a, b) => b - a);
  return { body, larger, boldBody: bold > 0.5 * all };
}

const BULLET = /^[•◦▪‣●○■□➢✓✔·\u2043\u2219*–—-]$/u;
const NUMBER = /^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)$/u;

export function flowBlocks(lines: readonly Line[], look: Look): FlowBlock[] {
  const groups = paragraphsOf(lines, look);
  const left = Math.min(...lines.map((line) => line.x0));
  return groups.map((group) => blockOf(group, look, left));
}

interface Group {
  lines: Line[];
  marker: "bullet" | "number" | null;
  /** Left edge of the marker. */
  indent: number;
  /** Left edge of the text column. */
  left: number;
  width: number;
}

function paragraphsOf(lines: readonly Line[], look: Look): Group[] {
  const groups: Group[] = [];
  const width = columnWidth(lines);
  const pitch = usualPitch(lines);
  const left = leftOf(lines);
  let before: Line | null = null;
  for (const line of lines) {
    const marker = markerOf(line);
    const group = groups.at(-1);
    const stated = before !== null && sameBlock(before, line) === true;
    if (group && before && (!marker || stated) && goesOn(before, line, group, pitch, look, width))
      group.lines.push(line);
    else groups.push({ lines: [line], marker, indent: line.x0, left, width: width - (line.x0 - left) });
    before = line;
  }
  return groups;
}

const leftOf = (lines: readonly Line[]): number => Math.min(...lines.map((line) => line.x0));

/** What a full line takes: the longest of the column, a stray long one aside. */
function columnWidth(lines: readonly Line[]): number {
  const widths = lines.map((line) => line.x1 - line.x0).sort((a, b) => a - b);
  return widths[Math.floor(0.95 * (widths.length - 1))] ?? 0;
}

/** Usual distance of baselines in ems. */
function usualPitch(lines: readonly Line[]): number {
  const pitches: number[] = [];
  for (let at = 1; at < lines.length; at++) {
    const [a, b] = [lines[at - 1]!, lines[at]!];
    const pitch = (b.y - a.y) / b.size;
    if (Math.abs(a.size - b.size) < 0.6 && pitch > 0.8 && pitch < 2.2) pitches.push(pitch);
  }
  pitches.sort((a, b) => a - b);
  return pitches.length >= 4 ? pitches[Math.floor(0.4 * pitches.length)]! : Math.min(1.4, median(pitches) || 1.3);
}

function markerOf(line: Line): "bullet" | "number" | null {
  const [first, second] = line.words;
  if (!first || !second) return null;
  if (BULLET.test(first.text)) return "bullet";
  return NUMBER.test(first.text) && /^[\p{Lu}\p{L}"“«(]/u.test(second.text) ? "number" : null;
}

/** What a tagged PDF says of two lines: one block, two, or nothing. */
function sameBlock(before: Line, line: Line): boolean | null {
  const [a, b] = [blockTag(before), blockTag(line)];
  return a && b ? a === b : null;
}

function blockTag(line: Line): TaggedBlock | null {
  const { mark } = line.words[0]!;
  return mark === null ? null : (line.page.tags?.blocks.get(mark) ?? null);
}

function goesOn(before: Line, line: Line, group: Group, pitch: number, look: Look, width: number): boolean {
  if (line.page !== before.page) return goesOnOverPage(before, line, width);
  const stated = sameBlock(before, line);
  if (stated !== null) return stated;
  const distance = (line.y - before.y) / Math.max(line.size, before.size);
  const large = line.size > 1.12 * look.body;
  if (distance > (large ? 1.6 : pitch * 1.22 + 0.08) || distance < 0.3) return false;
  if (Math.abs(line.size - before.size) > 0.12 * before.size) return false;
  if (group.marker === "bullet" && line.x0 < group.indent + 0.2 * line.size) return false;
  // words in bold at the start of a paragraph are no heading when their line runs full
  const full = !endedEarly(before, line, width - Math.max(0, before.x0 - group.left));
  return line.bold === before.bold || look.boldBody || full;
}

/** A sentence that was cut by the end of a page. */
function goesOnOverPage(before: Line, line: Line, width: number): boolean {
  const open = !/[.:;!?]["”»)]?$/u.test(before.text) && before.x1 - before.x0 > 0.6 * width;
  return open && /^[\p{Ll}(]/u.test(line.text) && Math.abs(line.size - before.size) < 0.6;
}

function blockOf(group: Group, look: Look, left: number): FlowBlock {
  const { lines, width } = group;
  const first = lines[0]!;
  const text = lines.map((line) => line.text).join(" ");
  const tag = blockTag(first);
  const level = tag?.role === "heading" ? tag.level : headingLevel(lines, text, look);
  if (level !== null && group.marker !== "bullet") return { kind: "heading", level, lines, width };
  if (group.marker === null && tag?.role !== "list-item") return { kind: "paragraph", lines, width };
  const depth = Math.max(0, Math.min(5, Math.round((group.indent - left) / (1.8 * first.size))));
  if (group.marker !== "bullet") return { kind: "list-item", depth, lines, width };
  return { kind: "list-item", depth, lines: [makeLine(first.page, first.words.slice(1)), ...lines.slice(1)], width };
}

function headingLevel(lines: readonly Line[], text: string, look: Look): number | null {
  const first = lines[0]!;
  if (lines.length > 3 || text.length > 160 || !/\p{L}{2}/u.test(text)) return null;
  const size = Math.round(first.size * 2) / 2;
  const rank = look.larger.indexOf(size);
  if (rank >= 0 && lines.every((line) => line.size > 1.12 * look.body)) return Math.min(6, rank + 1);
  const bold = lines.every((line) => line.bold) && !look.boldBody;
  if (bold && text.length <= 110 && !/[.,;:]$/u.test(text.slice(0, -1))) return Math.min(6, look.larger.length + 1);
  return null;
}
