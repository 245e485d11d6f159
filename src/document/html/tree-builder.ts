/**
 * Start tags and end tags, taken into the tree.
 *
 * Shape   Implied tags and table scope as in the standard, as far as words and cells need them.
 * Errors  Those of the growing tree.
 * Source  https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
 */
import type { DocumentLimits } from "../reader.js";
import type { AttributeReader } from "./attributes.js";
import { CLOSES_PARAGRAPH, TRANSPARENT, VOID } from "./elements.js";
import { CELLS, GrowingTree, STRUCTURAL } from "./growing-tree.js";
import type { OpenElements } from "./open-elements.js";
import type { Tag } from "./tree.js";
import { TreeWords } from "./tree-words.js";

const SECTIONS = new Set(["thead", "tbody", "tfoot"]);

export class TreeBuilder {
  readonly tree: GrowingTree;
  readonly words: TreeWords;
  readonly #attributes: AttributeReader;
  readonly #open: OpenElements;
  readonly #paragraph: Tag;
  readonly #table: Tag;

  constructor(source: string, limits: DocumentLimits, attributes: AttributeReader) {
    this.#attributes = attributes;
    this.tree = new GrowingTree(source.length, limits, attributes);
    this.words = new TreeWords(source, this.tree);
    this.#open = this.tree.open;
    this.#paragraph = this.tree.tagOf("p");
    this.#table = this.tree.tagOf("table");
  }

  // Start tags

  startTag(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    if (name === "head") this.#openHead(tag, start, end);
    else if (name === "html") this.#mergeRoot();
    else if (name === "body") this.#openBody(start, end);
    else if (VOID.has(name)) this.#openVoid(tag, start, end);
    else if (!TRANSPARENT.has(name) || this.#attributes.telling) this.#openContent(tag, start, end);
  }

  #openContent(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    this.tree.ensureBody(start);
    this.#implyEnds(tag, end);
    if (STRUCTURAL.has(name) || CELLS.has(name) || name === "caption") this.#openInTable(tag, start, end);
    else if (name !== "colgroup" && !(name === "form" && STRUCTURAL.has(this.#open.top.name)))
      this.tree.insert(tag, start, end, true);
  }

  #mergeRoot(): void {
    const attributes = this.#attributes.take();
    const { root } = this.tree;
    if (attributes) root.attributes = { ...attributes, ...root.attributes };
  }

  #openHead(tag: Tag, start: number, end: number): void {
    if (this.tree.body === null && this.#open.top === this.tree.root) this.tree.insert(tag, start, end, true);
  }

  #openBody(start: number, end: number): void {
    const fresh = this.tree.body === null;
    this.tree.ensureBody(start);
    const body = this.tree.body!;
    if (fresh && this.#attributes.hidden) body.hidden = true;
    body.end = end;
  }

  #openVoid(tag: Tag, start: number, end: number): void {
    if (tag.name !== "br" && tag.name !== "hr" && tag.name !== "img") return;
    this.tree.ensureBody(start);
    if (tag.name === "hr") this.#implyEnds(tag, end);
    if (tag.name === "img" && this.#attributes.taken?.alt === undefined) return;
    this.tree.insert(tag, start, end, false);
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
      if (this.#table.open === 0) this.tree.imply("table", start);
      this.#open.popUntil((element) => mayHold(element.name, name), start, false);
      if (name === "tr" && this.#open.top.name === "table") this.tree.imply("tbody", start);
      if (CELLS.has(name)) this.#needRow(start);
    }
    this.tree.insert(tag, start, end, true);
  }

  #needRow(start: number): void {
    if (this.#open.top.name === "table") this.tree.imply("tbody", start);
    if (SECTIONS.has(this.#open.top.name)) this.tree.imply("tr", start);
  }

  // End tags

  endTag(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    if (tag.lost > 0) this.#closeLost(tag, start, end);
    else if (name === "br") this.#reopenBreak(tag, start, end);
    else if (name === "html" || name === "body" || VOID.has(name)) return;
    else if (name === "p" && tag.open === 0) this.#emptyParagraph(tag, start, end);
    else if (tag.heading) this.#open.closeHeading(end);
    else if (tag.open === 0) return;
    else if (STRUCTURAL.has(name))
      this.#open.popUntil((element) => element.name === name || element.name === "table", end, true);
    else this.#open.closeInScope(tag, end, !tag.block);
  }

  #emptyParagraph(tag: Tag, start: number, end: number): void {
    this.#attributes.reset();
    if (this.tree.body !== null) this.tree.insert(tag, start, end, false);
  }

  #closeLost(tag: Tag, start: number, end: number): void {
    tag.lost--;
    this.#attributes.reset();
    if (tag.block) this.tree.insert(this.tree.tagOf("br"), start, end, false);
  }

  #reopenBreak(tag: Tag, start: number, end: number): void {
    this.#attributes.reset();
    this.tree.ensureBody(start);
    this.tree.insert(tag, start, end, false);
  }
}

function mayHold(container: string, child: string): boolean {
  if (container === "table") return true;
  if (child === "tr") return SECTIONS.has(container);
  return CELLS.has(child) && (SECTIONS.has(container) || container === "tr");
}
