/**
 * Words of one block, cell or item, collected from the tree.
 *
 * Shape   Inline elements do not divide words; <br> and the edges of blocks do, with one "\n". White space is collapsed.
 *         Raised figures (footnote marks) become raised letters, so that a name keeps its end. Hidden parts are left out
 *         of visible words unless there is nothing else.
 */
import { isAddress, type Run } from "../run.js";
import { SKIPPED } from "./elements.js";
import { isStruckOut } from "./style-hides.js";
import { HtmlElement, type HtmlNode, HtmlText } from "./tree.js";

const RAISED: Readonly<Record<string, string>> = Object.fromEntries(
  [..."0123456789"].map((digit, at) => [digit, "⁰¹²³⁴⁵⁶⁷⁸⁹"[at]!]),
);

type OpenLink = { start: number; end: number; href: string };
const NO_LINKS: OpenLink[] = [];

export class WordCollector {
  #pieces: string[] = [];
  #length = 0;
  /** 0 nothing yet, 1 a word, 2 a space, 3 a line end. */
  #last: 0 | 1 | 2 | 3 = 0;
  #links: OpenLink[] = [];
  #open: { start: number; href: string } | null = null;
  start = -1;
  end = -1;
  struckOut = false;

  get empty(): boolean {
    return this.#length === 0;
  }

  get atLineEnd(): boolean {
    return this.#last === 3;
  }

  text(node: HtmlText): void {
    this.#append(node.text, node.start, node.end);
  }

  #append(text: string, start: number, end: number): void {
    const words = this.#last === 1 ? text : text.trimStart();
    if (words === "") return;
    this.#pieces.push(words);
    this.#length += words.length;
    const last = words.charCodeAt(words.length - 1);
    this.#last = last === 32 ? 2 : last === 10 ? 3 : 1;
    if (this.start < 0) this.start = start;
    this.end = end;
  }

  /** A line end, once; a space before it falls away. */
  lineEnd(): void {
    if (this.#last === 0 || this.#last === 3) return;
    if (this.#last === 2) this.#dropSpace();
    this.#pieces.push("\n");
    this.#length++;
    this.#last = 3;
  }

  /** Between the cells of a table that stands in a cell. */
  space(): void {
    if (this.#last !== 1) return;
    this.#pieces.push(" ");
    this.#length++;
    this.#last = 2;
  }

  #dropSpace(): void {
    const last = this.#pieces.pop()!;
    const kept = last.trimEnd();
    this.#pieces.push(kept);
    this.#length -= last.length - kept.length;
  }

  openLink(href: string): void {
    if (isAddress(href)) this.#open = { start: this.#length, href };
  }

  closeLink(): void {
    if (this.#open && this.#length > this.#open.start) this.#links.push({ ...this.#open, end: this.#length });
    this.#open = null;
  }

  raised(text: string, node: HtmlElement): void {
    const letters = [...text].map((letter) => RAISED[letter] ?? letter).join("");
    this.#append(letters, node.start, node.end);
  }

  /** What was collected, trimmed; the collector is empty afterwards, and a link that is open goes on. */
  take(): Run {
    const href = this.#open?.href;
    this.closeLink();
    const text = (this.#pieces.length === 1 ? this.#pieces[0]! : this.#pieces.join("")).trimEnd();
    const links = this.#links.length === 0 ? NO_LINKS : this.#links.filter((link) => link.start < text.length);
    for (const link of links) link.end = Math.min(link.end, text.length);
    this.#pieces = [];
    this.#length = 0;
    this.#last = 0;
    if (links !== NO_LINKS) this.#links = [];
    this.start = -1;
    if (href !== undefined) this.openLink(href);
    return { text, links };
  }
}

export interface Gathered {
  readonly run: Run;
  readonly start: number;
  readonly end: number;
  /** Only hidden words were found. */
  readonly hidden: boolean;
  /** Hidden words stand beside the visible ones and were left out. */
  readonly leftOut: boolean;
  readonly struckOut: boolean;
  /** Small words behind those of a heading, which are a line of their own. */
  readonly secondary?: HtmlElement | null;
}

const SMALL: ReadonlySet<string> = new Set(["small"]);

/** "<h3>Example AB <small>hosting</small></h3>": without the small words at the end, where others stand before them. */
export function gatherHeading(heading: HtmlElement): Gathered {
  const small = heading.children.filter((child) => child instanceof HtmlElement && child.name === "small");
  const last = heading.children.findLast((child) => child instanceof HtmlElement || child.text.trim() !== "");
  if (small.length !== 1 || last !== small[0] || last === heading.children[0]) return gatherWords(heading);
  return { ...gatherWords(heading, SMALL), secondary: last as HtmlElement };
}

/** All words of a cell, item or heading. `without` names elements that are read on their own, such as nested lists. */
export function gatherWords(element: HtmlElement, without: ReadonlySet<string> | null = null): Gathered {
  const visible = new Gatherer(without, false);
  visible.children(element);
  let taken = visible.words;
  let hidden = false;
  if (taken.empty && visible.leftOut) {
    const all = new Gatherer(without, true);
    all.children(element);
    [taken, hidden] = [all.words, true];
  }
  const { start, end, struckOut } = taken;
  const run = taken.take();
  const alone = run.text === "" && visible.alt !== "" ? { text: visible.alt, links: [] } : run;
  const place = start < 0 ? { start: element.start, end: element.end } : { start, end };
  return { run: alone, ...place, hidden, leftOut: !hidden && visible.leftOut, struckOut };
}

class Gatherer {
  readonly words = new WordCollector();
  leftOut = false;
  /** Description of the first picture: a logo in place of a name. */
  alt = "";
  readonly #without: ReadonlySet<string> | null;
  readonly #withHidden: boolean;

  constructor(without: ReadonlySet<string> | null, withHidden: boolean) {
    this.#without = without;
    this.#withHidden = withHidden;
  }

  children(element: HtmlElement): void {
    if (isStruckOut(element)) this.words.struckOut = true;
    else this.#children(element);
  }

  #children(element: HtmlElement): void {
    if (element.strays) for (const child of element.strays) this.#node(child);
    for (const child of element.children) this.#node(child);
  }

  #node(node: HtmlNode): void {
    if (node instanceof HtmlText) this.words.text(node);
    else this.#element(node);
  }

  #element(element: HtmlElement): void {
    const { name } = element;
    if (this.#without?.has(name)) this.words.lineEnd();
    if (SKIPPED.has(name) || this.#without?.has(name)) return;
    if (element.hidden && !this.#withHidden) {
      if (!isDecoration(element)) this.leftOut = true;
      return;
    }
    if (name === "br") this.words.lineEnd();
    else if (name === "img") this.alt ||= element.attributes?.alt?.trim() ?? "";
    else if (element.tag.block) this.#block(element);
    else this.#inline(element);
  }

  #block(element: HtmlElement): void {
    const cell = element.name === "td" || element.name === "th";
    const edge = (): void => (cell ? this.words.space() : this.words.lineEnd());
    edge();
    this.children(element);
    edge();
  }

  #inline(element: HtmlElement): void {
    const { name, attributes } = element;
    const figures = name === "sup" ? raisedFigures(element) : null;
    if (figures !== null) {
      this.words.raised(figures, element);
      return;
    }
    if (name === "a" && isPermalink(element)) return;
    const apart = standsApart(element);
    if (apart) this.words.space();
    if (attributes?.href !== undefined) this.words.openLink(attributes.href);
    this.children(element);
    if (attributes?.href !== undefined) this.words.closeLink();
    if (apart) this.words.space();
  }
}

const BADGE = /(?:^|[\s_-])(?:badge|tag|chip|pill|btn|button)(?=$|[\s_-])|inline-(?:flex|block)/i;

/** Buttons and badges are boxes of their own on the page, though they stand in a line. */
export function standsApart(element: HtmlElement): boolean {
  if (element.name === "button" || element.role === "button") return true;
  return element.name === "span" && element.classes !== "" && BADGE.test(element.classes);
}

/** Figures of a footnote mark, or null where the raised words are something else. */
export function raisedFigures(element: HtmlElement): string | null {
  const text = plainText(element, 8).trim();
  return /^[\d,* ()[\]]{1,6}$/.test(text) && /\d/.test(text) ? text.replace(/[^\d]/g, "") : null;
}

/** The "#" that appears beside a heading when the pointer is over it. */
export function isPermalink(element: HtmlElement): boolean {
  return element.children.length <= 1 && /^[#¶§🔗]$/u.test(plainText(element, 4).trim());
}

function isDecoration(element: HtmlElement): boolean {
  return plainText(element, 8).trim() === "";
}

/** The first words inside, as far as `most` code units. */
export function plainText(element: HtmlElement, most: number): string {
  let text = "";
  const visit = (node: HtmlNode): void => {
    if (text.length >= most) return;
    if (node instanceof HtmlText) text += node.text;
    else node.children.forEach(visit);
  };
  element.children.forEach(visit);
  return text;
}
