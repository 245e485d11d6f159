/**
 * From drawn glyphs to words: characters that follow each other closely on one baseline.
 *
 * Shape   Ligatures are opened, accents drawn as glyphs of their own are joined to their letter, pictures of bullets from
 *         symbol fonts become "•". Spaces in the words are never trusted alone: a gap divides as well.
 */
import type { Word } from "./geometry.js";

/** A gap of so many ems divides two words; tracked letters stay below it, justified text stays above it. */
export const WORD_GAP = 0.15;

/** A gap of more ems ends a run. */
const RUN_GAP = 0.8;

const LIGATURES: Record<string, string> = { ﬀ: "ff", ﬁ: "fi", ﬂ: "fl", ﬃ: "ffi", ﬄ: "ffl", ﬅ: "st", ﬆ: "st" };

/** Accents that some typesetters draw as a glyph of their own, with the mark that joins a letter. */
const ACCENTS: Record<string, string> = {
  "¨": "\u0308",
  "´": "\u0301",
  "`": "\u0300",
  ˆ: "\u0302",
  "^": "\u0302",
  "˜": "\u0303",
  "˚": "\u030a",
  "¸": "\u0327",
  ˇ: "\u030c",
  "¯": "\u0304",
  "˘": "\u0306",
  "˙": "\u0307",
  "˝": "\u030b",
  "˛": "\u0328",
};

/** Bullets of the symbol fonts of word processors, in the private use area. */
const SYMBOL_BULLETS = /^[\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf0a8\uf02d\uf06f\uf071\uf0be\u25cf\u2022]$/u;
const MARK = /^\p{Mn}+$/u;
const SPACE = /^\s+$/u;

export interface Pen {
  /** Left and right end of the glyph along the baseline. */
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
  readonly size: number;
}

export interface Look {
  readonly bold: boolean;
  readonly hidden: boolean;
  readonly mark: number | null;
}

/** Takes glyphs in drawing order and gives words. */
export class WordMaker {
  readonly words: Word[] = [];
  #text = "";
  #x0 = 0;
  #x1 = 0;
  #y = 0;
  #size = 0;
  #look: Look = { bold: false, hidden: false, mark: null };
  #spaced = true;
  #run = 0;
  #broken = false;
  /** An accent that was drawn before its letter, with its own place. */
  #accent: { mark: string; x0: number; x1: number } | null = null;

  add(unicode: string, pen: Pen, look: Look): void {
    if (unicode === "" || unicode.charCodeAt(0) < 32) return;
    if (SPACE.test(unicode)) this.space();
    else {
      if (!this.#follows(pen, look)) this.flush();
      this.#append(clean(unicode), pen, look);
    }
  }

  space(): void {
    this.flush();
    this.#spaced = true;
  }

  /** A new text object: what follows may stand in another cell, however near it is. */
  break(): void {
    this.flush();
    this.#broken = true;
  }

  flush(): void {
    if (this.#text !== "") {
      this.words.push({
        text: this.#text,
        x0: this.#x0,
        x1: this.#x1,
        y: this.#y,
        size: this.#size,
        run: this.#run,
        spaced: this.#spaced,
        ...this.#look,
      });
      this.#spaced = false;
    }
    this.#text = "";
    this.#accent = null;
  }

  #follows(pen: Pen, look: Look): boolean {
    if (this.#text === "") return true;
    const gap = pen.x0 - this.#x1;
    const em = Math.min(pen.size, this.#size);
    return (
      Math.abs(pen.y - this.#y) < 0.12 * em &&
      gap < WORD_GAP * em &&
      gap > -0.8 * em &&
      Math.max(pen.size, this.#size) < 1.2 * em &&
      look.hidden === this.#look.hidden &&
      look.mark === this.#look.mark
    );
  }

  /** Whether a new word stands right behind the last one, at the distance of a space. */
  #sameRun(pen: Pen): boolean {
    const gap = pen.x0 - this.#x1;
    return Math.abs(pen.y - this.#y) < 0.12 * pen.size && gap > -0.1 * pen.size && gap < RUN_GAP * pen.size;
  }

  #append(text: string, pen: Pen, look: Look): void {
    if (this.#text === "") {
      if (this.#broken || !this.#sameRun(pen)) this.#run++;
      this.#broken = false;
      this.#x0 = pen.x0;
      this.#x1 = pen.x0;
      this.#y = pen.y;
      this.#size = pen.size;
      this.#look = look;
    }
    const overlap = this.#x1 - pen.x0 > 0.2 * pen.size;
    const accent = this.#accent;
    if (accent && overlap && pen.x0 <= accent.x0 + 0.3 * pen.size)
      this.#text = this.#text.slice(0, -1) + dotted(text) + accent.mark;
    else if (ACCENTS[text] && overlap && this.#text !== "") this.#text += ACCENTS[text];
    else if (MARK.test(text)) this.#text += text;
    else this.#text += text;
    this.#accent = ACCENTS[text] && !overlap ? { mark: ACCENTS[text], x0: pen.x0, x1: pen.x1 } : null;
    this.#x0 = Math.min(this.#x0, pen.x0);
    this.#x1 = Math.max(this.#x1, pen.x1);
  }
}

function clean(unicode: string): string {
  if (SYMBOL_BULLETS.test(unicode)) return "•";
  return LIGATURES[unicode] ?? unicode;
}

/** A letter without its dot takes an accent as if it had one. */
const dotted = (letter: string): string => (letter === "ı" ? "i" : letter);
