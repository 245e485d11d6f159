/**
 * The tree while it grows: its open elements, and where a new node goes.
 *
 * Shape   Content begins the body by itself. In a table only rows and cells may stand; everything else goes before the table, as
 *         browsers show it (foster-parenting).
 * Errors  document/too-complex above the cap on nodes; nesting above the cap on depth is flattened, with a warning.
 * Source  https://html.spec.whatwg.org/multipage/parsing.html#appropriate-place-for-inserting-a-node
 */
import { UnderlagError } from "../../errors.js";
import type { DocumentLimits } from "../reader.js";
import type { AttributeReader } from "./attributes.js";
import { BARRIER, BLOCK, HEADINGS } from "./elements.js";
import { OpenElements } from "./open-elements.js";
import { HtmlElement, HtmlText, type Tag } from "./tree.js";

/** What a table and its parts may hold besides cells and captions. */
export const STRUCTURAL: ReadonlySet<string> = new Set(["table", "thead", "tbody", "tfoot", "tr"]);
export const CELLS: ReadonlySet<string> = new Set(["td", "th"]);

export class GrowingTree {
  readonly root: HtmlElement;
  body: HtmlElement | null = null;
  readonly open: OpenElements;
  readonly warnings = new Map<string, string>();
  readonly #limits: DocumentLimits;
  readonly #attributes: AttributeReader;
  readonly #tags = new Map<string, Tag>();
  #nodes = 0;

  constructor(length: number, limits: DocumentLimits, attributes: AttributeReader) {
    this.#limits = limits;
    this.#attributes = attributes;
    this.root = new HtmlElement(this.tagOf("html"), null, 0, length);
    this.open = new OpenElements(this.root);
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

  /** Content outside head begins the body. */
  ensureBody(start: number): void {
    if (this.body !== null) return;
    this.open.popTo(1, start);
    const body = new HtmlElement(this.tagOf("body"), this.root, start, start);
    this.root.add(body);
    this.body = body;
    this.open.push(body);
    this.open.floor = 2;
  }

  /** The element of a tag, with the attributes at hand. */
  insert(tag: Tag, start: number, end: number, mayHaveContent: boolean): void {
    const element = new HtmlElement(tag, this.open.top, start, end);
    this.#attributes.applyTo(element);
    this.#place(element, mayHaveContent);
  }

  /** An element that the page leaves out; the attributes at hand belong to the next one. */
  imply(name: string, start: number): void {
    this.#place(new HtmlElement(this.tagOf(name), this.open.top, start, start), true);
  }

  addText(text: HtmlText): void {
    this.#countNode();
    const holder = this.#foster();
    if (holder === null) this.open.top.add(text);
    else holder.addStray(text);
  }

  /** The words that new words would go on, if words stood last there. */
  textBefore(): HtmlText | null {
    const holder = this.#foster();
    const last = holder === null ? this.open.top.children.at(-1) : holder.strays?.at(-1);
    return last instanceof HtmlText ? last : null;
  }

  #place(element: HtmlElement, mayHaveContent: boolean): void {
    this.#countNode();
    const { tag } = element;
    const parent = this.open.top;
    if (tag.heading || tag.name === "table" || tag.name === "dl") markStructured(parent);
    const holder = mayStandInTable(tag.name) ? null : this.#foster();
    if (holder === null) parent.add(element);
    else holder.addStray(element);
    if (!mayHaveContent) return;
    if (this.open.depth < this.#limits.maxDepth) this.open.push(element);
    else {
      tag.lost++;
      const { maxDepth } = this.#limits;
      this.warnings.set("nesting-flattened", `Elements nested deeper than ${maxDepth} are read as one level`);
    }
  }

  /** The table before which content goes that may not stand in it; null where anything may stand. */
  #foster(): HtmlElement | null {
    let table = this.open.top;
    if (!STRUCTURAL.has(table.name)) return null;
    while (table.name !== "table" && table.parent !== null) table = table.parent;
    return table;
  }

  #countNode(): void {
    if (++this.#nodes <= this.#limits.maxNodes) return;
    const { maxNodes } = this.#limits;
    throw new UnderlagError("document/too-complex", `Cannot read a page of more than ${maxNodes} elements (maxNodes)`, {
      maxNodes,
    });
  }
}

const mayStandInTable = (name: string): boolean => STRUCTURAL.has(name) || CELLS.has(name) || name === "caption";

function markStructured(element: HtmlElement): void {
  for (let at: HtmlElement | null = element; at !== null && !at.structured; at = at.parent) at.structured = true;
}
