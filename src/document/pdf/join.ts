/**
 * Lines of one cell or paragraph to words: wrapped lines joined by a space, divided words made whole, true line ends kept.
 *
 * Shape   A line ended on purpose when the first word of the next line would still have fitted behind it.
 *         A soft hyphen at the end of a line goes; a hyphen goes when letters go on in lower case, except before the little
 *         words that follow a hanging hyphen ("navn- og adresse").
 */
import type { Origin } from "../../model/span.js";
import type { DocumentBuilder } from "../builder.js";
import { hyphenGoes, startsHanging } from "../hyphens.js";
import { type Line, shownBox } from "./geometry.js";

export type Joint = "" | " " | "\n";

export interface Piece {
  readonly text: string;
  readonly line: Line;
  readonly joint: Joint;
}

/** The pieces in order, each with what stands before it. width is what a full line of this cell or column takes. */
export function joined(lines: readonly Line[], width: number): Piece[] {
  return lines.map((line, at) => {
    const next = lines[at + 1];
    const text = next && hyphenGoes(line.text, next.text) ? line.text.slice(0, -1) : line.text;
    return { text: visible(text), line, joint: at === 0 ? "" : jointOf(lines[at - 1]!, line, next, width) };
  });
}

function jointOf(before: Line, line: Line, next: Line | undefined, width: number): Joint {
  if (hyphenGoes(before.text, line.text)) return "";
  if (endedEarly(before, line, width) || isOwnLine(before, line, next)) return "\n";
  if (/[\p{L}\d][-‐]$/u.test(before.text) && !startsHanging(line.text)) return "";
  return endsInAddress(before.text) ? "" : " ";
}

/** "…https://example.com/about/": an address that a line end broke in two. */
function endsInAddress(text: string): boolean {
  const word = text.slice(text.lastIndexOf(" ") + 1);
  return /[/=&?_]$/u.test(word) && /https?:\/\/|www\./u.test(word);
}

const POSTCODE = /^(?:[A-Z]{1,3}-)?(?:\d{3} ?\d{2}|\d{4,5}) \p{Lu}/u;
const LABEL = /^\p{Lu}[\p{L}.-]{1,20}(?: \p{L}{1,12})?: ?\S/u;

/** Lines of an address, mail addresses and "Label: value" are lines of their own even where the column is too narrow to tell. */
function isOwnLine(before: Line, line: Line, next: Line | undefined): boolean {
  if (POSTCODE.test(line.text) || LABEL.test(line.text)) return true;
  if (next && POSTCODE.test(next.text) && /^\p{Lu}.*\d/u.test(line.text)) return true;
  return /^[^\s@]+@\S+$/u.test(line.text) || /^[^\s@]+@\S+$/u.test(before.text);
}

/** Whether the next line's first word would have fitted behind the line above. */
export function endedEarly(before: Line, line: Line, width: number): boolean {
  const first = line.words[0]!;
  const space = 0.3 * before.size;
  return before.x1 - before.x0 + space + (first.x1 - first.x0) < width - 0.4 * before.size;
}

/** Soft hyphens that no line end needs are not to be seen. */
const visible = (text: string): string => text.replaceAll("\u00ad", "");

export function writeLines(builder: DocumentBuilder, lines: readonly Line[], width: number): void {
  for (const piece of joined(lines, width)) {
    if (piece.joint !== "") builder.write(piece.joint);
    builder.write(piece.text, originOf(piece.line));
  }
}

function originOf(line: Line): Origin {
  const box = shownBox(line.page, line.x0, line.top, line.x1, line.bottom);
  return { kind: "pdf", page: line.page.number, box, ...(line.page.ocr ? { ocr: true } : {}) };
}
