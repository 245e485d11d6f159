/**
 * The words of a page on their way into the tree.
 *
 * Shape   White space is collapsed, except where the page keeps it; it divides words only where words stand before it in the line.
 *         Letters that are no words fall away: soft hyphens, byte order marks, NUL.
 */
import { type GrowingTree, STRUCTURAL } from "./growing-tree.js";
import { HtmlText } from "./tree.js";
import { collapse, isAllWhite, isWhite } from "./white-space.js";

const NOISE = /[\0\u00ad\ufeff]/g;

export class TreeWords {
  readonly #source: string;
  readonly #tree: GrowingTree;
  readonly #hasNoise: boolean;

  constructor(source: string, tree: GrowingTree) {
    this.#source = source;
    this.#tree = tree;
    this.#hasNoise = source.includes("\u00ad") || source.includes("\ufeff") || source.includes("\0");
  }

  /** Words as they stand in the source. */
  text(start: number, end: number): void {
    const keep = this.#tree.open.preformatted > 0;
    if (!keep && isAllWhite(this.#source, start, end)) this.#space(start, end);
    else this.add(this.#wordsOf(start, end, keep), start, end, isWhite(this.#source.charCodeAt(end - 1)));
  }

  /** Words that the source writes in another way, as a character reference. */
  add(text: string, start: number, end: number, endsInSpace: boolean): void {
    this.#tree.ensureBody(start);
    const last = this.#tree.textBefore();
    if (last === null) this.#tree.addText(new HtmlText(text, start, end, endsInSpace));
    else extend(last, last.endsInSpace && text.startsWith(" ") ? text.slice(1) : text, end, endsInSpace);
  }

  #space(start: number, end: number): void {
    const { open, body } = this.#tree;
    const last = open.top.children.at(-1);
    if (last === undefined || STRUCTURAL.has(open.top.name) || body === null) return;
    if (last instanceof HtmlText) {
      if (!last.endsInSpace) extend(last, " ", end, true);
    } else if (!last.tag.block && last.name !== "br") this.add(" ", start, end, true);
  }

  #wordsOf(start: number, end: number, keep: boolean): string {
    const text = keep ? this.#source.slice(start, end).replace(/\r\n?/g, "\n") : collapse(this.#source, start, end);
    return this.#hasNoise ? text.replace(NOISE, "") : text;
  }
}

function extend(node: HtmlText, text: string, end: number, endsInSpace: boolean): void {
  node.text += text;
  node.end = end;
  node.endsInSpace = text === "" ? node.endsInSpace : endsInSpace;
}
