/**
 * HTML to tree, on htmlparser2's tokenizer with our own stack of open elements.
 *
 * Shape   The standard's implied tags, table scope and foster-parenting, as far as words and cells need them.
 * Errors  document/too-complex above the cap on nodes. Depth above the cap is flattened, further attributes are dropped,
 *         each with a warning. htmlparser2's own parser is quadratic in depth: it keeps its stack with Array.unshift.
 * Source  https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
 */
import { type QuoteType, Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { UnderlagError } from "../../errors.js";
import type { DocumentLimits } from "../reader.js";
import { AttributeReader } from "./attributes.js";
import { BARRIER, BLOCK, CLOSES_PARAGRAPH, HEADINGS, SKIPPED, TRANSPARENT, VOID } from "./elements.js";
import { OpenElements } from "./open-elements.js";
import { SkippedContent } from "./skipped.js";
import { HtmlElement, type HtmlNode, HtmlText, type Script, type Tag, type Tree } from "./tree.js";
import { collapse, isAllWhite, isWhite } from "./white-space.js";

export function parseHtml(source: string, limits: DocumentLimits): Tree {
  const parser = new TreeParser(source, limits);
  const tokenizer = new Tokenizer({ decodeEntities: true }, parser);
  tokenizer.write(source);
  tokenizer.end();
  return parser.tree();
}

const STRUCTURAL = new Set(["table", "thead", "tbody", "tfoot", "tr"]);
const SECTIONS = new Set(["thead", "tbody", "tfoot"]);
const CELLS = new Set(["td", "th"]);
class TreeParser implements TokenizerCallbacks {
  readonly #source: string;
  readonly #limits: DocumentLimits;
  readonly #tags = new Map<string, Tag>();
  readonly #root: HtmlElement;
  readonly #open: OpenElements;
  readonly #skipped = new SkippedContent();
  readonly #attributes: AttributeReader;
  readonly #scripts: Script[] = [];
  readonly #warnings = new Map<string, string>();
  readonly #paragraph: Tag;
  readonly #hasSoftHyphens: boolean;
  #body: HtmlElement | null = null;
  #nodes = 0;
  #tag: Tag;
  #tagStart = 0;
  #title = "";
  #titleRead = false;

  constructor(source: string, limits: DocumentLimits) {
    this.#source = source;
    this.#limits = limits;
    this.#attributes = new AttributeReader(source, limits.maxAttributesPerTag);
    this.#tag = this.#tagOf("html");
    this.#paragraph = this.#tagOf("p");
    this.#root = new HtmlElement(this.#tag, null, 0, source.length);
    this.#open = new OpenElements(this.#root);
    this.#hasSoftHyphens = source.includes("\u00ad") || source.includes("\ufeff");
  }

  tree(): Tree {
    this.#open.finish(this.#source.length);
    if (this.#attributes.dropped) this.#warn("attributes-dropped", "A tag has more attributes than are read");
    return {
      source: this.#source,
      root: this.#root,
      body: this.#body,
      title: this.#title.replace(/[ \t\n\f\r]+/g, " ").trim(),
      language: this.#root.attributes?.lang?.trim() || null,
      scripts: this.#scripts,
      warnings: [...this.#warnings].map(([code, message]) => ({ code, message })),
    };
  }

  #warn(code: string, message: string): void {
    this.#warnings.set(code, message);
  }

  // Tokens

  isInForeignContext(): boolean {
    return this.#skipped.inPicture;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#tagOf(this.#source.slice(start, end));
    this.#tagStart = start - 1;
    this.#attributes.reset();
  }

  onattribname(start: number, end: number): void {
    if (this.#skipped.name === null) this.#attributes.name(start, end);
  }

  onattribdata(start: number, end: number): void {
    if (this.#skipped.name === null) this.#attributes.data(start, end);
  }

  onattribentity(code: number): void {
    if (this.#skipped.name === null) this.#attributes.entity(code);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    if (this.#skipped.name === null) this.#attributes.end();
  }

  onopentagend(end: number): void {
    this.#startTag(end + 1, false);
  }

  onselfclosingtag(end: number): void {
    this.#startTag(end + 1, true);
  }

  onclosetag(start: number, end: number): void {
    const tag = this.#tagOf(this.#source.slice(start, end));
    if (this.#skipped.name !== null) this.#endSkipped(tag.name, start - 2);
    else this.#close(tag, start - 2, end + 1);
  }

  ontext(start: number, end: number): void {
    if (this.#skipped.name === "title" && !this.#titleRead) this.#title += this.#source.slice(start, end);
    if (this.#skipped.name === null) this.#text(start, end);
  }

  ontextentity(code: number, end: number): void {
    if (code === 0xad || code === 0xfeff) return;
    const letter = code === 0 ? "\ufffd" : String.fromCodePoint(code);
    if (this.#skipped.name === "title" && !this.#titleRead) this.#title += letter;
    if (this.#skipped.name === null) this.#addText(letter, end - 1, end, code === 32 || code === 10);
  }

  oncdata(start: number, end: number): void {
    if (this.#skipped.name === null && this.isInForeignContext()) this.#text(start, end);
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #tagOf(raw: string): Tag {
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

  #startTag(end: number, selfClosing: boolean): void {
    if (this.#skipped.name !== null && !this.#skipped.open(this.#tag.name, selfClosing)) return;
    this.#start(this.#tag, this.#tagStart, end, selfClosing);
  }

  #skip(name: string, end: number): void {
    this.#skipped.begin(name, end);
    if (name === "script") this.#attributes.keep();
  }

  #endSkipped(name: string, start: number): void {
    if (!this.#skipped.close(name)) return;
    if (name === "title") this.#titleRead = true;
    if (name === "script") this.#endScript(start);
  }

  #endScript(end: number): void {
    const { type = "", id = "" } = this.#attributes.taken ?? {};
    if (/json/i.test(type) || id === "__NEXT_DATA__") this.#scripts.push({ start: this.#skipped.start, end, type, id });
  }

  #start(tag: Tag, start: number, end: number, selfClosing: boolean): void {
    const { name } = tag;
    if (name === "title" || SKIPPED.has(name)) {
      if (name === "head") this.#openHead(tag, start, end);
      else if (!selfClosing || (name !== "svg" && name !== "math")) this.#skip(name, end);
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
    if (attributes) this.#root.attributes = { ...attributes, ...this.#root.attributes };
  }

  #openHead(tag: Tag, start: number, end: number): void {
    if (this.#body === null && this.#open.top === this.#root) this.#insert(tag, start, end, true);
  }

  #openBody(start: number, end: number): void {
    const fresh = this.#body === null;
    this.#ensureBody(start);
    if (fresh && this.#attributes.hidden) this.#body!.hidden = true;
    this.#body!.end = end;
  }

  /** Content outside head begins the body. */
  #ensureBody(start: number): void {
    if (this.#body !== null) return;
    this.#open.popTo(1, start);
    const body = new HtmlElement(this.#tagOf("body"), this.#root, start, start);
    this.#root.children.push(body);
    this.#body = body;
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
    if (this.#tagOf("table").open === 0) this.#imply("table", start);
  }

  #needRow(start: number): void {
    if (this.#open.top.name === "table") this.#imply("tbody", start);
    if (SECTIONS.has(this.#open.top.name)) this.#imply("tr", start);
  }

  /** An element that the page leaves out; the attributes at hand belong to the next one. */
  #imply(name: string, start: number): void {
    const element = new HtmlElement(this.#tagOf(name), this.#open.top, start, start);
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

  #close(tag: Tag, start: number, end: number): void {
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
      if (this.#body !== null) this.#insert(tag, start, end, false);
    } else if (tag.heading) this.#open.closeHeading(end);
    else if (tag.open === 0) return;
    else if (STRUCTURAL.has(name))
      this.#open.popUntil((element) => element.name === name || element.name === "table", end, true);
    else this.#open.closeInScope(tag, end, !tag.block);
  }

  #closeLost(tag: Tag, start: number, end: number): void {
    tag.lost--;
    this.#attributes.reset();
    if (tag.block) this.#insert(this.#tagOf("br"), start, end, false);
  }

  #reopenBreak(tag: Tag, start: number, end: number): void {
    this.#attributes.reset();
    this.#ensureBody(start);
    this.#insert(tag, start, end, false);
  }

  // Words

  #text(start: number, end: number): void {
    const keep = this.#open.preformatted > 0;
    if (!keep && isAllWhite(this.#source, start, end)) this.#space(start, end);
    else this.#addText(this.#wordsOf(start, end, keep), start, end, isWhite(this.#source.charCodeAt(end - 1)));
  }

  /** White space divides words only where there are words before it in the same line. */
  #space(start: number, end: number): void {
    const last = this.#open.top.children.at(-1);
    if (last === undefined || STRUCTURAL.has(this.#open.top.name) || this.#body === null) return;
    if (last instanceof HtmlText) {
      if (!last.endsInSpace) this.#extend(last, " ", end, true);
    } else if (!last.tag.block && last.name !== "br") this.#addText(" ", start, end, true);
  }

  #wordsOf(start: number, end: number, keep: boolean): string {
    const text = keep ? this.#source.slice(start, end).replace(/\r\n?/g, "\n") : collapse(this.#source, start, end);
    return this.#hasSoftHyphens ? text.replace(/[\u00ad\ufeff]/g, "") : text;
  }

  #addText(text: string, start: number, end: number, endsInSpace: boolean): void {
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
