/**
 * Strings of glyphs, placed on the page and handed to the makers of words.
 *
 * Shape   One maker for each quarter turn that words make, since sideways words follow each other in another direction. Glyphs
 *         that run across the page, as watermarks do, are left out.
 */
import { type Turn, turned, type Word } from "./geometry.js";
import { WordMaker } from "./glyphs.js";
import { type Ink, isPaper } from "./ink.js";
import type { Marks } from "./marks.js";
import { apply, type Matrix, type TextState, times } from "./text-state.js";

export interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly number[] | null;
}

export class TextShower {
  readonly #makers = [new WordMaker(), new WordMaker(), new WordMaker(), new WordMaker()] as const;
  readonly #ink: Ink;
  readonly #marks: Marks;
  invisible = 0;
  glyphs = 0;

  constructor(ink: Ink, marks: Marks) {
    this.#ink = ink;
    this.#marks = marks;
  }

  /** A new text object begins. */
  break(): void {
    for (const maker of this.#makers) maker.break();
  }

  /** All words, by the quarter turns that they make. */
  finish(): [Word[], Word[], Word[], Word[]] {
    for (const maker of this.#makers) maker.flush();
    const [a, b, c, d] = this.#makers;
    return [a.words, b.words, c.words, d.words];
  }

  show(glyphs: readonly (Glyph | number)[], state: TextState): void {
    const matrix = times(state.ctm, state.matrix);
    const along = Math.hypot(matrix[0], matrix[1]);
    const size = Math.abs(state.size) * Math.hypot(matrix[2], matrix[3]);
    const turn = turnOf(matrix, state.size < 0 ? -1 : 1);
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        shift(state, glyph);
        continue;
      }
      const width = glyph.width * state.font.scale * state.size;
      if (turn !== null && along > 0 && size > 0.5)
        this.#glyph(glyph, state, matrix, turn, width * state.stretch * along, size);
      advance(state, glyph, width);
    }
  }

  #glyph(glyph: Glyph, state: TextState, matrix: Matrix, turn: Turn, width: number, size: number): void {
    const [px, py] = apply(matrix, state.x, state.y + state.rise);
    const [x, y] = turned(px, py, turn, this.#ink.width, this.#ink.height);
    const visible = state.mode !== 3 && state.mode !== 7;
    this.glyphs++;
    if (!visible) this.invisible++;
    const white = visible && isPaper(state.fill) && !this.#ink.darkAt(px, py - 0.3 * size);
    const { mark, hidden } = this.#marks.now;
    const pen = { x0: Math.min(x, x + width), x1: Math.max(x, x + width), y, size };
    const look = { bold: state.font.bold || state.mode === 2, hidden: hidden || !visible || white, mark };
    this.#makers[turn].add(glyph.unicode, pen, look);
  }
}

/** A number between glyphs: thousandths of the size, against the direction of writing. */
function shift(state: TextState, thousandths: number): void {
  const by = (-thousandths * state.size) / 1000;
  if (state.font.vertical) state.y += by;
  else state.x += by * state.stretch;
}

function advance(state: TextState, glyph: Glyph, width: number): void {
  const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
  if (state.font.vertical)
    state.y -= (glyph.vmetric ? -glyph.vmetric[0]! * state.font.scale * state.size : state.size) + spacing;
  else state.x += (width + spacing) * state.stretch;
}

/** The nearest quarter turn; null for words that run across, as watermarks do. */
function turnOf(matrix: Matrix, sign: number): Turn | null {
  const [dx, dy] = [matrix[0] * sign, matrix[1] * sign];
  const steep = Math.abs(dy) / (Math.abs(dx) + Math.abs(dy) || 1);
  if (steep < 0.15) return dx >= 0 ? 0 : 2;
  if (steep > 0.85) return dy >= 0 ? 1 : 3;
  return null;
}
