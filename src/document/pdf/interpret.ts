/**
 * One pass over what a page draws: its words and its rules.
 *
 * Shape   pdf.js's operator list holds the glyphs with their widths as well as the paths. Reading both from it costs about as
 *         much as pdf.js's own text extraction; asking for the text and the list would cost twice.
 * Source  pdfjs-dist 5.4.296, pinned exactly: the codes of constructPath are private to it (test/document/pdf/layouts.test.ts).
 */
import { OPS, type PDFPageProxy } from "./engine.js";
import { type Turn, turned, type Word } from "./geometry.js";
import { WordMaker } from "./glyphs.js";
import { Ink } from "./ink.js";
import { apply, type Font, type Matrix, TextState, times } from "./text-state.js";

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Words by the quarter turns that they make, each in its own frame. */
  readonly words: readonly [Word[], Word[], Word[], Word[]];
  readonly ink: Ink;
  /** How many glyphs were drawn in render mode 3, as recognized scans do. */
  readonly invisible: number;
  readonly glyphs: number;
}

/** Whether the layer (optional content) that a mark opens is shown. */
export type Visible = (group: unknown) => boolean;

interface Glyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric?: readonly number[] | null;
}

export async function interpretPage(page: PDFPageProxy, visible: Visible): Promise<Drawing> {
  const viewport = page.getViewport({ scale: 1 });
  const list = await page.getOperatorList({ annotationMode: 0 });
  const reader = new PageInterpreter(
    page,
    viewport.transform as unknown as Matrix,
    viewport.width,
    viewport.height,
    visible,
  );
  for (let at = 0; at < list.fnArray.length; at++) reader.take(list.fnArray[at]!, list.argsArray[at]);
  return reader.finish();
}

class PageInterpreter {
  #state: TextState;
  readonly #saved: TextState[] = [];
  readonly #makers = [new WordMaker(), new WordMaker(), new WordMaker(), new WordMaker()] as const;
  readonly #marks: { mark: number | null; hidden: boolean }[] = [];
  readonly #fonts = new Map<string, Font>();
  readonly #ink: Ink;
  #invisible = 0;
  #glyphs = 0;

  constructor(
    readonly page: PDFPageProxy,
    transform: Matrix,
    readonly width: number,
    readonly height: number,
    readonly visible: Visible,
  ) {
    this.#state = new TextState(transform);
    this.#ink = new Ink(width, height);
  }

  finish(): Drawing {
    for (const maker of this.#makers) maker.flush();
    const [a, b, c, d] = this.#makers;
    return {
      width: this.width,
      height: this.height,
      words: [a.words, b.words, c.words, d.words],
      ink: this.#ink,
      invisible: this.#invisible,
      glyphs: this.#glyphs,
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: the arguments of an operator have no common type
  take(code: number, args: any): void {
    const state = this.#state;
    switch (code) {
      case OPS.save:
        this.#saved.push(state.copy());
        break;
      case OPS.restore:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.transform:
        state.ctm = times(state.ctm, args as Matrix);
        break;
      case OPS.paintFormXObjectBegin:
        this.#saved.push(state.copy());
        if (args[0]) state.ctm = times(state.ctm, args[0] as Matrix);
        break;
      case OPS.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.beginText:
        state.setMatrix([1, 0, 0, 1, 0, 0]);
        for (const maker of this.#makers) maker.break();
        break;
      case OPS.setFont:
        state.size = args[1] as number;
        state.font = this.#font(args[0] as string);
        break;
      case OPS.setGState:
        for (const [key, value] of args[0] as [string, unknown][])
          if (key === "Font") {
            const [name, size] = value as [string, number];
            state.font = this.#font(name);
            state.size = size;
          } else if (key === "LW") state.lineWidth = value as number;
        break;
      case OPS.setCharSpacing:
        state.charSpacing = args[0] as number;
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = args[0] as number;
        break;
      case OPS.setHScale:
        state.stretch = (args[0] as number) / 100;
        break;
      case OPS.setLeading:
        state.leading = -(args[0] as number);
        break;
      case OPS.setTextRise:
        state.rise = args[0] as number;
        break;
      case OPS.setTextRenderingMode:
        state.mode = args[0] as number;
        break;
      case OPS.moveText:
        state.move(args[0] as number, args[1] as number);
        break;
      case OPS.setLeadingMoveText:
        state.leading = args[1] as number;
        state.move(args[0] as number, args[1] as number);
        break;
      case OPS.setTextMatrix:
        state.setMatrix(args[0] as Matrix);
        break;
      case OPS.nextLine:
        state.move(0, state.leading);
        break;
      case OPS.showText:
        this.#show(args[0] as (Glyph | number)[]);
        break;
      case OPS.setFillRGBColor:
        state.fill = args[0] as string;
        break;
      case OPS.setFillTransparent:
        state.fill = "none";
        break;
      case OPS.setFillColorN:
        state.fill = "pattern";
        break;
      case OPS.setStrokeRGBColor:
        state.stroke = args[0] as string;
        break;
      case OPS.setLineWidth:
        state.lineWidth = args[0] as number;
        break;
      case OPS.constructPath:
        this.#ink.path(args[0] as number, args[1][0] as Float32Array | null, state);
        break;
      case OPS.beginMarkedContent:
        this.#marks.push({ mark: this.#mark, hidden: this.#off });
        break;
      case OPS.beginMarkedContentProps:
        if (args[0] === "OC") this.#marks.push({ mark: this.#mark, hidden: this.#off || !this.visible(args[1]) });
        else this.#marks.push({ mark: (args[1] as number | null) ?? this.#mark, hidden: this.#off });
        break;
      case OPS.endMarkedContent:
        this.#marks.pop();
        break;
    }
  }

  get #mark(): number | null {
    return this.#marks.at(-1)?.mark ?? null;
  }

  get #off(): boolean {
    return this.#marks.at(-1)?.hidden ?? false;
  }

  #font(name: string): Font {
    const known = this.#fonts.get(name);
    if (known) return known;
    const objects = this.page.commonObjs;
    // biome-ignore lint/suspicious/noExplicitAny: pdf.js does not publish the type of a font
    const found: any = objects.has(name) ? objects.get(name) : null;
    const font: Font = {
      bold: Boolean(found?.bold || found?.black || /bold|black|heavy|semibold|demi/iu.test(found?.name ?? "")),
      vertical: Boolean(found?.vertical),
      scale: (found?.fontMatrix?.[0] as number | undefined) || 0.001,
    };
    this.#fonts.set(name, font);
    return font;
  }

  #show(glyphs: readonly (Glyph | number)[]): void {
    const state = this.#state;
    const matrix = times(state.ctm, state.matrix);
    const along = Math.hypot(matrix[0], matrix[1]);
    const size = Math.abs(state.size) * Math.hypot(matrix[2], matrix[3]);
    const turn = turnOf(matrix, state.size < 0 ? -1 : 1);
    const visible = state.mode !== 3 && state.mode !== 7;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        const shift = (-glyph * state.size) / 1000;
        if (state.font.vertical) state.y += shift;
        else state.x += shift * state.stretch;
        continue;
      }
      const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0);
      const width = glyph.width * state.font.scale * state.size;
      if (turn !== null && along > 0 && size > 0.5)
        this.#glyph(glyph, matrix, turn, width * state.stretch * along, size, visible);
      if (state.font.vertical)
        state.y -= (glyph.vmetric ? -glyph.vmetric[0]! * state.font.scale * state.size : state.size) + spacing;
      else state.x += (width + spacing) * state.stretch;
    }
  }

  #glyph(glyph: Glyph, matrix: Matrix, turn: Turn, width: number, size: number, visible: boolean): void {
    const state = this.#state;
    const [px, py] = apply(matrix, state.x, state.y + state.rise);
    const [x, y] = turned(px, py, turn, this.width, this.height);
    this.#glyphs++;
    if (!visible) this.#invisible++;
    const white = visible && isWhite(state.fill) && !this.#ink.darkAt(px, py - 0.3 * size);
    const hidden = this.#off || !visible || white;
    const pen = { x0: Math.min(x, x + width), x1: Math.max(x, x + width), y, size };
    this.#makers[turn].add(glyph.unicode, pen, { bold: state.font.bold || state.mode === 2, hidden, mark: this.#mark });
  }
}

/** The nearest quarter turn; null for words that run across, as watermarks do. */
function turnOf(matrix: Matrix, sign: number): Turn | null {
  const [dx, dy] = [matrix[0] * sign, matrix[1] * sign];
  const steep = Math.abs(dy) / (Math.abs(dx) + Math.abs(dy) || 1);
  if (steep < 0.15) return dx >= 0 ? 0 : 2;
  if (steep > 0.85) return dy >= 0 ? 1 : 3;
  return null;
}

/** #fdfdfd and lighter. */
function isWhite(colour: string): boolean {
  return /^#f[d-f]f[d-f]f[d-f]$/iu.test(colour);
}
