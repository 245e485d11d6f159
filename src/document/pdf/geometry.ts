/**
 * Shapes that the PDF stages share: words, lines and rules on a page, in the frame in which the page is read.
 *
 * Shape   A page is read upright: when most of its words run sideways, the reading frame is turned by quarter turns, and
 *         only boxes that leave this folder are turned back to the page as a viewer shows it.
 * Unit    Points. x grows to the right, y grows downwards, the origin is the top left corner.
 */
import type { Box } from "../../model/span.js";
import type { Tags } from "./tags.js";

/** Quarter turns clockwise that the words of a page make against the page as shown. */
export type Turn = 0 | 1 | 2 | 3;

export interface Word {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** Baseline. */
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  /** Words drawn one after the other at the distance of a space share a number. */
  readonly run: number;
  /** White space was drawn before it. */
  readonly spaced: boolean;
  /** Not to be seen: render mode 3, a layer that is off, white on white. */
  readonly hidden: boolean;
  /** Marked content that it belongs to, for tagged PDFs. */
  readonly mark: number | null;
}

/** A drawn line, or one edge of a filled area. Vertical rules have at = x and run in y, horizontal ones the other way. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Rules {
  readonly horizontal: readonly Rule[];
  readonly vertical: readonly Rule[];
}

export interface Page {
  readonly number: number;
  /** Of the reading frame. */
  readonly width: number;
  readonly height: number;
  readonly turn: Turn;
  readonly words: readonly Word[];
  /** Words that run in another direction than most: stamps in the margin, sideways header cells. */
  readonly aside: readonly Word[];
  readonly rules: Rules;
  /** What the PDF says of its own structure, where it does. */
  readonly tags: Tags | null;
  readonly ocr: boolean;
  /** Nothing at all is drawn on it, not even a picture. */
  readonly blank: boolean;
}

/** Words on one baseline that belong together, as one column or cell shows them. */
export interface Line {
  readonly page: Page;
  readonly words: readonly Word[];
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly bottom: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly hidden: boolean;
}

export const ASCENT = 0.75;
export const DESCENT = 0.22;
export const topOf = (word: Word): number => word.y - ASCENT * word.size;
export const bottomOf = (word: Word): number => word.y + DESCENT * word.size;
export const middleOf = (word: Word): number => word.y - 0.27 * word.size;

/** A point of the page as shown, in the frame of words that make so many quarter turns. */
export function turned(x: number, y: number, turn: Turn, width: number, height: number): [number, number] {
  if (turn === 1) return [y, width - x];
  if (turn === 2) return [width - x, height - y];
  if (turn === 3) return [height - y, x];
  return [x, y];
}

/** The box on the page as shown, from a box in the reading frame. */
export function shownBox(page: Page, x0: number, top: number, x1: number, bottom: number): Box {
  const shownWidth = page.turn % 2 === 0 ? page.width : page.height;
  const shownHeight = page.turn % 2 === 0 ? page.height : page.width;
  const corners = [unturned(x0, top), unturned(x1, bottom)] as const;
  const xs = [corners[0][0], corners[1][0]];
  const ys = [corners[0][1], corners[1][1]];
  return [round(Math.min(...xs)), round(Math.min(...ys)), round(Math.max(...xs)), round(Math.max(...ys))];

  function unturned(x: number, y: number): [number, number] {
    if (page.turn === 1) return [shownWidth - y, x];
    if (page.turn === 2) return [shownWidth - x, shownHeight - y];
    if (page.turn === 3) return [y, shownHeight - x];
    return [x, y];
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}
