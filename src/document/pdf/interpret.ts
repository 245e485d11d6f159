/**
 * One pass over what a page draws: its words and its rules.
 *
 * Shape   pdf.js's operator list holds the glyphs with their widths as well as the paths. Reading both from it costs less than
 *         pdf.js's own text extraction; asking for the text and the list would cost twice.
 * Source  pdfjs-dist 5.4.296, pinned exactly: the codes of constructPath are private to it (test/document/pdf/layouts.test.ts).
 */
import { OPS, type PDFPageProxy } from "./engine.js";
import type { Word } from "./geometry.js";
import { Ink } from "./ink.js";
import { Marks, type Visible } from "./marks.js";
import { type Glyph, TextShower } from "./show-text.js";
import { type Font, type Matrix, TextState, times } from "./text-state.js";

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Words by the quarter turns that they make, each in its own frame. */
  readonly words: readonly [Word[], Word[], Word[], Word[]];
  readonly ink: Ink;
  /** How many glyphs were drawn in render mode 3, as recognized scans do. */
  readonly invisible: number;
  readonly glyphs: number;
  /** Nothing is drawn: even a picture is put in its place first. */
  readonly blank: boolean;
}

export async function interpretPage(page: PDFPageProxy, visible: Visible): Promise<Drawing> {
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const list = await page.getOperatorList({ annotationMode: 0 });
  const ink = new Ink(width, height);
  const reader = new PageInterpreter(page, transform as unknown as Matrix, ink, new Marks(visible));
  for (let at = 0; at < list.fnArray.length; at++) reader.take(list.fnArray[at]!, list.argsArray[at]);
  const words = reader.text.finish();
  const { invisible, glyphs } = reader.text;
  return { width, height, words, ink, invisible, glyphs, blank: list.fnArray.length === 0 };
}

class PageInterpreter {
  readonly text: TextShower;
  readonly #page: PDFPageProxy;
  readonly #ink: Ink;
  readonly #marks: Marks;
  #state: TextState;
  readonly #saved: TextState[] = [];
  readonly #fonts = new Map<string, Font>();

  constructor(page: PDFPageProxy, transform: Matrix, ink: Ink, marks: Marks) {
    this.#page = page;
    this.#ink = ink;
    this.#marks = marks;
    this.text = new TextShower(ink, marks);
    this.#state = new TextState(transform);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the arguments of an operator have no common type
  take(code: number, args: any): void {
    const state = this.#state;
    switch (code) {
      case OPS.save:
        this.#saved.push(state.copy());
        break;
      case OPS.paintFormXObjectBegin:
        this.#saved.push(state.copy());
        if (args[0]) state.ctm = times(state.ctm, args[0] as Matrix);
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.transform:
        state.ctm = times(state.ctm, args as Matrix);
        break;
      case OPS.beginText:
        state.setMatrix([1, 0, 0, 1, 0, 0]);
        this.text.break();
        break;
      case OPS.showText:
        this.text.show(args[0] as (Glyph | number)[], state);
        break;
      case OPS.setFont:
        this.#setFont(args[0] as string, args[1] as number);
        break;
      case OPS.setGState:
        this.#setAll(args[0] as [string, unknown][]);
        break;
      case OPS.setLeadingMoveText:
        state.leading = args[1] as number;
        state.move(args[0] as number, args[1] as number);
        break;
      case OPS.moveText:
        state.move(args[0] as number, args[1] as number);
        break;
      case OPS.nextLine:
        state.move(0, state.leading);
        break;
      case OPS.setTextMatrix:
        state.setMatrix(args[0] as Matrix);
        break;
      case OPS.constructPath:
        this.#ink.path(args[0] as number, args[1][0] as Float32Array | null, state);
        break;
      case OPS.beginMarkedContent:
        this.#marks.begin();
        break;
      case OPS.beginMarkedContentProps:
        this.#marks.beginWith(args[0] as string, args[1]);
        break;
      case OPS.endMarkedContent:
        this.#marks.end();
        break;
      default:
        SETTERS[code]?.(state, args?.[0] as never);
    }
  }

  #setAll(settings: readonly [string, unknown][]): void {
    for (const [key, value] of settings) if (key === "Font") this.#setFont(...(value as [string, number]));
  }

  #setFont(name: string, size: number): void {
    this.#state.size = size;
    this.#state.font = this.#font(name);
  }

  #font(name: string): Font {
    const known = this.#fonts.get(name);
    if (known) return known;
    const objects = this.#page.commonObjs;
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
}

/** Operators that set one value and do nothing else. */
const SETTERS: Readonly<Record<number, (state: TextState, value: never) => void>> = {
  [OPS.setCharSpacing]: (state, value: number) => void (state.charSpacing = value),
  [OPS.setWordSpacing]: (state, value: number) => void (state.wordSpacing = value),
  [OPS.setHScale]: (state, value: number) => void (state.stretch = value / 100),
  [OPS.setLeading]: (state, value: number) => void (state.leading = -value),
  [OPS.setTextRise]: (state, value: number) => void (state.rise = value),
  [OPS.setTextRenderingMode]: (state, value: number) => void (state.mode = value),
  [OPS.setFillRGBColor]: (state, value: string) => void (state.fill = value),
  [OPS.setFillTransparent]: (state) => void (state.fill = "none"),
  [OPS.setFillColorN]: (state) => void (state.fill = "pattern"),
};
