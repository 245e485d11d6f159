/**
 * The tree under construction: where start tags, end tags and words go.
 *
 * Shape   Implied tags, table scope and foster-parenting as in the standard, as far as words and cells need them.
 * Errors  document/too-complex above the cap on nodes; nesting above the cap on depth is flattened, with a warning.
 * Source  https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
 */
import { UnderlagError } from "../../errors.js";
import type { DocumentLimits } from "../reader.js";
import type { AttributeReader } from "./attributes.js";
import { BARRIER, BLOCK, CLOSES_PARAGRAPH, HEADINGS, TRANSPARENT, VOID } from "./elements.js";
import { OpenElements } from "./open-elements.js";
import { HtmlElement, type HtmlNode, HtmlText, type Tag } from "./tree.js";
import { collapse, isAllWhite, isWhite } from "./white-space.js";

const STRUCTURAL = new Set(["table", "thead", "tbody", "tfoot", "tr"]);
const SECTIONS = new Set(["thead", "tbody", "tfoot"]);
const CELLS = new Set(["td", "th"]);

export class TreeBuilder {
  readonly root: HtmlElement;
  body: HtmlElement | null = null;
  readonly warnings = new Map<string, string>();
  readonly #source: string;
  readonly #limits: DocumentLimits;
  readonly #attributes: AttributeReader;
  readonly #tags = new Map<string, Tag>();
  readonly #open: OpenElements;
  readonly #paragraph: Tag;
  /** Letters that are no words: soft hyphens, byte order marks, NUL. */
  readonly #hasNoise: boolean;
  #nodes = 0;

  constructor(source: string, limits: DocumentLimits, attributes: AttributeReader) {
    this.#source = source;
    this.#limits = limits;
    this.#attributes = attributes;
    this.#paragraph = this.tagOf("p");
    this.root = new HtmlElement(this.tagOf("html"), null, 0, source.length);
    this.#open = new OpenElements(this.root);
    this.#hasNoise = source.includes("\u00ad") || source.includes("\ufeff") || source.includes("\0");
  }

  finish(): void {
    this.#open.finish(this.#source.length);
  }

  #warn(code: string, message: string): void {
    this.warnings.set(code, message);
  }

  tagOf(raw: string): Tag {
    let tag = this.#tags.get(raw);
    if (tag) return tag;
    const name = raw.toLowerCase();
    tag = this.#tags.get(name);
    if (!tag) {
      const heading = HEADINGS.has(name);
      tag = { name, block: BLOCK.has(name), heading, barrier: BARRIER.has(name), open: 0, lost: 0 };
      this.#tags.set(name, tag);
    }
    if (raw !== name) this.#tags.set(raw, tag);
    return tag;
  }

  // Start tags

  startTag(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    if (name === "head") {
      this.#openHead(tag, start, end);
      return;
    }
    if (name === "html") {
      this.#mergeRoot();
      return;
    }
    if (name === "body") {
      this.#openBody(start, end);
      return;
    }
    if (VOID.has(name)) {
      this.#openVoid(tag, start, end);
      return;
    }
    if (TRANSPARENT.has(name) && !this.#attributes.telling) return;
    this.#ensureBody(start);
    this.#implyEnds(tag, end);
    if (STRUCTURAL.has(name) || CELLS.has(name) || name === "caption") this.#openInTable(tag, start, end);
    else if (name !== "colgroup" && !(name === "form" && STRUCTURAL.has(this.#open.top.name)))
      this.#insert(tag, start, end, true);
  }

  #mergeRoot(): void {
    const attributes = this.#attributes.take();
    if (attributes) this.root.attributes = { ...attributes, ...this.root.attributes };
  }

  #openHead(tag: Tag, start: number, end: number): void {
    if (this.body === null && this.#open.top === this.root) this.#insert(tag, start, end, true);
  }

  #openBody(start: number, end: number): void {
    const fresh = this.body === null;
    this.#ensureBody(start);
    if (fresh && this.#attributes.hidden) this.body!.hidden = true;
    this.body!.end = end;
  }

  /** Content outside head begins the body. */
  #ensureBody(start: number): void {
    if (this.body !== null) return;
    this.#open.popTo(1, start);
    const body = new HtmlElement(this.tagOf("body"), this.root, start, start);
    this.root.children.push(body);
    this.body = body;
    this.#open.push(body);
    this.#open.floor = 2;
  }

  #openVoid(tag: Tag, start: number, end: number): void {
    if (tag.name !== "br" && tag.name !== "hr" && tag.name !== "img") return;
    this.#ensureBody(start);
    if (tag.name === "hr") this.#implyEnds(tag, end);
    if (tag.name === "img" && this.#attributes.taken?.alt === undefined) return;
    this.#insert(tag, start, end, false);
  }

  /** End tags that the page leaves out. */
  #implyEnds(tag: Tag, at: number): void {
    if (this.#paragraph.open > 0 && CLOSES_PARAGRAPH.has(tag.name)) this.#open.closeInScope(this.#paragraph, at, false);
    if (tag.heading && this.#open.top.tag.heading) this.#open.pop(at);
    switch (tag.name) {
      case "li":
        this.#open.closeItem(["li"], ["ul", "ol", "menu", "dir"], at);
        return;
      case "dt":
      case "dd":
        this.#open.closeItem(["dt", "dd"], ["dl"], at);
        return;
      case "option":
      case "optgroup":
        this.#open.closeItem(["option"], ["select", "datalist"], at);
        return;
      case "a":
        if (tag.open > 0) this.#open.closeInScope(tag, at, true);
    }
  }

  #openInTable(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    if (name === "table") {
      if (STRUCTURAL.has(this.#open.top.name)) this.#open.popUntil((element) => element.name === "table", start, true);
    } else {
      this.#needTable(start);
      this.#open.popUntil((element) => mayHold(element.name, name), start, false);
      if (name === "tr" && this.#open.top.name === "table") this.#imply("tbody", start);
      if (CELLS.has(name)) this.#needRow(start);
    }
    this.#insert(tag, start, end, true);
  }

  #needTable(start: number): void {
    if (this.tagOf("table").open === 0) this.#imply("table", start);
  }

  #needRow(start: number): void {
    if (this.#open.top.name === "table") this.#imply("tbody", start);
    if (SECTIONS.has(this.#open.top.name)) this.#imply("tr", start);
  }

  /** An element that the page leaves out; the attributes at hand belong to the next one. */
  #imply(name: string, start: number): void {
    const element = new HtmlElement(this.tagOf(name), this.#open.top, start, start);
    this.#place(element, true);
  }

  #insert(tag: Tag, start: number, end: number, mayHaveContent: boolean): void {
    const element = new HtmlElement(tag, this.#open.top, start, end);
    this.#attributes.applyTo(element);
    this.#place(element, mayHaveContent);
  }

  #place(element: HtmlElement, mayHaveContent: boolean): void {
    this.#countNode();
    const { tag } = element;
    const parent = this.#open.top;
    if (tag.heading || tag.name === "table" || tag.name === "dl") markStructured(parent);
    this.#childrenFor(tag.name).push(element);
    if (!mayHaveContent) return;
    if (this.#open.depth < this.#limits.maxDepth) this.#open.push(element);
    else {
      tag.lost++;
      this.#warn("nesting-flattened", `Elements nested deeper than ${this.#limits.maxDepth} are read as one level`);
    }
  }

  /** Where a new child goes: into a table only what may stand there, everything else before it. */
  #childrenFor(name: string): HtmlNode[] {
    const top = this.#open.top;
    if (!STRUCTURAL.has(top.name) || STRUCTURAL.has(name) || CELLS.has(name) || name === "caption") return top.children;
    let table: HtmlElement = top;
    while (table.name !== "table" && table.parent !== null) table = table.parent;
    return (table.strays ??= []);
  }

  #countNode(): void {
    if (++this.#nodes <= this.#limits.maxNodes) return;
    const { maxNodes } = this.#limits;
    throw new UnderlagError("document/too-complex", `Cannot read a page of more than ${maxNodes} elements (maxNodes)`, {
      maxNodes,
    });
  }

  // End tags

  endTag(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    if (tag.lost > 0) {
      this.#closeLost(tag, start, end);
      return;
    }
    if (name === "br") {
      this.#reopenBreak(tag, start, end);
      return;
    }
    if (name === "html" || name === "body" || (VOID.has(name) && name !== "br")) return;
    if (name === "p" && tag.open === 0) {
      this.#attributes.reset();
      if (this.body !== null) this.#insert(tag, start, end, false);
    } else if (tag.heading) this.#open.closeHeading(end);
    else if (tag.open === 0) return;
    else if (STRUCTURAL.has(name))
      this.#open.popUntil((element) => element.name === name || element.name === "table", end, true);
    else this.#open.closeInScope(tag, end, !tag.block);
  }

  #closeLost(tag: Tag, start: number, end: number): void {
    tag.lost--;
    this.#attributes.reset();
    if (tag.block) this.#insert(this.tagOf("br"), start, end, false);
  }

  #reopenBreak(tag: Tag, start: number, end: number): void {
    this.#attributes.reset();
    this.#ensureBody(start);
    this.#insert(tag, start, end, false);
  }

  // Words

  text(start: number, end: number): void {
    const keep = this.#open.preformatted > 0;
    if (!keep && isAllWhite(this.#source, start, end)) this.#space(start, end);
    else this.addText(this.#wordsOf(start, end, keep), start, end, isWhite(this.#source.charCodeAt(end - 1)));
  }

  /** White space divides words only where there are words before it in the same line. */
  #space(start: number, end: number): void {
    const last = this.#open.top.children.at(-1);
    if (last === undefined || STRUCTURAL.has(this.#open.top.name) || this.body === null) return;
    if (last instanceof HtmlText) {
      if (!last.endsInSpace) this.#extend(last, " ", end, true);
    } else if (!last.tag.block && last.name !== "br") this.addText(" ", start, end, true);
  }

  #wordsOf(start: number, end: number, keep: boolean): string {
    const text = keep ? this.#source.slice(start, end).replace(/\r\n?/g, "\n") : collapse(this.#source, start, end);
    return this.#hasNoise ? text.replace(/[\0\u00ad\ufeff]/g, "") : text;
  }

  addText(text: string, start: number, end: number, endsInSpace: boolean): void {
    this.#ensureBody(start);
    const children = this.#childrenFor("#text");
    const last = children.at(-1);
    if (last instanceof HtmlText) {
      this.#extend(last, last.endsInSpace && text.startsWith(" ") ? text.slice(1) : text, end, endsInSpace);
    } else {
      this.#countNode();
      children.push(new HtmlText(text, start, end, endsInSpace));
    }
  }

  #extend(node: HtmlText, text: string, end: number, endsInSpace: boolean): void {
    node.text += text;
    node.end = end;
    node.endsInSpace = text === "" ? node.endsInSpace : endsInSpace;
  }
}

function mayHold(container: string, child: string): boolean {
  if (container === "table") return true;
  if (child === "tr") return SECTIONS.has(container);
  return CELLS.has(child) && (SECTIONS.has(container) || container === "tr");
}

function markStructured(element: HtmlElement): void {
  for (let at: HtmlElement | null = element; at !== null && !at.structured; at = at.parent) at.structured = true;
}
