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
import { HtmlElement, type HtmlNode, HtmlText, type Script, type Tag, type Tree } from "./tree.js";

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
/** Tags that end an SVG or MathML picture whose end tag is missing. */
const BREAKS_OUT = new Set(
  "div p span table ul ol li h1 h2 h3 h4 h5 h6 section main body img br hr dl strong em".split(" "),
);

class TreeParser implements TokenizerCallbacks {
  readonly #source: string;
  readonly #limits: DocumentLimits;
  readonly #tags = new Map<string, Tag>();
  readonly #root: HtmlElement;
  readonly #stack: HtmlElement[];
  readonly #attributes: AttributeReader;
  readonly #scripts: Script[] = [];
  readonly #warnings = new Map<string, string>();
  readonly #paragraph: Tag;
  readonly #hasSoftHyphens: boolean;
  #top: HtmlElement;
  #body: HtmlElement | null = null;
  #nodes = 0;
  #tag: Tag;
  #tagStart = 0;
  #title = "";
  #titleRead = false;
  #pre = 0;
  /** The element whose content is passed over, and how deep its own kind is nested in it. */
  #skip: string | null = null;
  #skipDepth = 0;
  #skipStart = 0;
  #foreignHtml = 0;

  constructor(source: string, limits: DocumentLimits) {
    this.#source = source;
    this.#limits = limits;
    this.#attributes = new AttributeReader(source, limits.maxAttributesPerTag);
    this.#tag = this.#tagOf("html");
    this.#paragraph = this.#tagOf("p");
    this.#root = new HtmlElement(this.#tag, null, 0, source.length);
    this.#stack = [this.#root];
    this.#top = this.#root;
    this.#hasSoftHyphens = source.includes("\u00ad") || source.includes("\ufeff");
  }

  tree(): Tree {
    for (const element of this.#stack) element.end = this.#source.length;
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
    return this.#skip === "svg" || this.#skip === "math";
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#tagOf(this.#source.slice(start, end));
    this.#tagStart = start - 1;
    this.#attributes.reset();
  }

  onattribname(start: number, end: number): void {
    if (this.#skip === null) this.#attributes.name(start, end);
  }

  onattribdata(start: number, end: number): void {
    if (this.#skip === null) this.#attributes.data(start, end);
  }

  onattribentity(code: number): void {
    if (this.#skip === null) this.#attributes.entity(code);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    if (this.#skip === null) this.#attributes.end();
  }

  onopentagend(end: number): void {
    if (this.#skip !== null) this.#openSkipped(end + 1, false);
    else this.#open(this.#tag, this.#tagStart, end + 1, false);
  }

  onselfclosingtag(end: number): void {
    if (this.#skip !== null) this.#openSkipped(end + 1, true);
    else this.#open(this.#tag, this.#tagStart, end + 1, true);
  }

  onclosetag(start: number, end: number): void {
    const tag = this.#tagOf(this.#source.slice(start, end));
    if (this.#skip !== null) this.#closeSkipped(tag.name, start - 2);
    else this.#close(tag, start - 2, end + 1);
  }

  ontext(start: number, end: number): void {
    if (this.#skip === "title" && !this.#titleRead) this.#title += this.#source.slice(start, end);
    if (this.#skip === null) this.#text(start, end);
  }

  ontextentity(code: number, end: number): void {
    if (code === 0xad || code === 0xfeff) return;
    const letter = code === 0 ? "\ufffd" : String.fromCodePoint(code);
    if (this.#skip === "title" && !this.#titleRead) this.#title += letter;
    if (this.#skip === null) this.#addText(letter, end - 1, end, code === 32 || code === 10);
  }

  oncdata(start: number, end: number): void {
    if (this.#skip === null && this.isInForeignContext()) this.#text(start, end);
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

  // Content that is passed over

  #openSkipped(end: number, selfClosing: boolean): void {
    const { name } = this.#tag;
    if (name === this.#skip && !selfClosing) this.#skipDepth++;
    if (!this.isInForeignContext()) return;
    if (name === "foreignobject" || name === "desc") this.#foreignHtml += selfClosing ? 0 : 1;
    else if (this.#foreignHtml === 0 && BREAKS_OUT.has(name)) {
      this.#skip = null;
      this.#attributes.reset();
      this.#open(this.#tag, this.#tagStart, end, selfClosing);
    }
  }

  #closeSkipped(name: string, start: number): void {
    if (name === "foreignobject" || name === "desc") this.#foreignHtml = Math.max(0, this.#foreignHtml - 1);
    if (name !== this.#skip) return;
    if (--this.#skipDepth > 0) return;
    if (name === "title") this.#titleRead = true;
    if (name === "script") this.#endScript(start);
    this.#skip = null;
  }

  #endScript(end: number): void {
    const { type = "", id = "" } = this.#attributes.taken ?? {};
    if (/json/i.test(type) || id === "__NEXT_DATA__") this.#scripts.push({ start: this.#skipStart, end, type, id });
  }

  #startSkip(name: string, end: number): void {
    this.#skip = name;
    this.#skipDepth = 1;
    this.#skipStart = end;
    this.#foreignHtml = 0;
    if (name === "script") this.#attributes.keep();
  }

  // Start tags

  #open(tag: Tag, start: number, end: number, selfClosing: boolean): void {
    const { name } = tag;
    if (name === "title" || SKIPPED.has(name)) {
      if (name === "head") this.#openHead(tag, start, end);
      else if (!selfClosing || (name !== "svg" && name !== "math")) this.#startSkip(name, end);
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
    else if (name !== "colgroup" && !(name === "form" && STRUCTURAL.has(this.#top.name)))
      this.#insert(tag, start, end, true);
  }

  #mergeRoot(): void {
    const attributes = this.#attributes.take();
    if (attributes) this.#root.attributes = { ...attributes, ...this.#root.attributes };
  }

  #openHead(tag: Tag, start: number, end: number): void {
    if (this.#body === null && this.#top === this.#root) this.#insert(tag, start, end, true);
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
    while (this.#stack.length > 1) this.#pop(start);
    const body = new HtmlElement(this.#tagOf("body"), this.#root, start, start);
    this.#root.children.push(body);
    this.#body = body;
    this.#push(body);
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
    if (this.#paragraph.open > 0 && CLOSES_PARAGRAPH.has(tag.name)) this.#closeInScope(this.#paragraph, at, false);
    if (tag.heading && this.#top.tag.heading) this.#pop(at);
    switch (tag.name) {
      case "li":
        this.#closeItem(["li"], ["ul", "ol", "menu", "dir"], at);
        return;
      case "dt":
      case "dd":
        this.#closeItem(["dt", "dd"], ["dl"], at);
        return;
      case "option":
      case "optgroup":
        this.#closeItem(["option"], ["select", "datalist"], at);
        return;
      case "a":
        if (tag.open > 0) this.#closeInScope(tag, at, true);
    }
  }

  #closeItem(names: readonly string[], lists: readonly string[], at: number): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const { name, tag } = this.#stack[index]!;
      if (names.includes(name)) {
        this.#popTo(index, at);
        return;
      }
      if (lists.includes(name) || tag.barrier) return;
    }
  }

  #openInTable(tag: Tag, start: number, end: number): void {
    const { name } = tag;
    if (name === "table") {
      if (STRUCTURAL.has(this.#top.name)) this.#popUntil((element) => element.name === "table", start, true);
    } else {
      this.#needTable(start);
      this.#popUntil((element) => mayHold(element.name, name), start, false);
      if (name === "tr" && this.#top.name === "table") this.#imply("tbody", start);
      if (CELLS.has(name)) this.#needRow(start);
    }
    this.#insert(tag, start, end, true);
  }

  #needTable(start: number): void {
    if (this.#tagOf("table").open === 0) this.#imply("table", start);
  }

  #needRow(start: number): void {
    if (this.#top.name === "table") this.#imply("tbody", start);
    if (SECTIONS.has(this.#top.name)) this.#imply("tr", start);
  }

  #popUntil(holds: (element: HtmlElement) => boolean, at: number, inclusive: boolean): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      if (!holds(this.#stack[index]!)) continue;
      this.#popTo(inclusive ? index : index + 1, at);
      return;
    }
  }

  /** An element that the page leaves out; the attributes at hand belong to the next one. */
  #imply(name: string, start: number): void {
    const element = new HtmlElement(this.#tagOf(name), this.#top, start, start);
    this.#place(element, true);
  }

  #insert(tag: Tag, start: number, end: number, mayHaveContent: boolean): void {
    const element = new HtmlElement(tag, this.#top, start, end);
    this.#attributes.applyTo(element);
    this.#place(element, mayHaveContent);
  }

  #place(element: HtmlElement, mayHaveContent: boolean): void {
    this.#countNode();
    const { tag } = element;
    const parent = this.#top;
    if (tag.heading || tag.name === "table" || tag.name === "dl") markStructured(parent);
    this.#childrenFor(tag.name).push(element);
    if (!mayHaveContent) return;
    if (this.#stack.length < this.#limits.maxDepth) this.#push(element);
    else {
      tag.lost++;
      this.#warn("nesting-flattened", `Elements nested deeper than ${this.#limits.maxDepth} are read as one level`);
    }
  }

  /** Where a new child goes: into a table only what may stand there, everything else before it. */
  #childrenFor(name: string): HtmlNode[] {
    const top = this.#top;
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

  #push(element: HtmlElement): void {
    this.#stack.push(element);
    this.#top = element;
    element.tag.open++;
    if (element.name === "pre" || element.name === "listing") this.#pre++;
  }

  #pop(at: number): void {
    const element = this.#stack.pop()!;
    element.end = at;
    element.tag.open--;
    if (element.name === "pre" || element.name === "listing") this.#pre--;
    this.#top = this.#stack.at(-1)!;
  }

  /** Pops the elements from index on. Root and body stay. */
  #popTo(index: number, at: number): void {
    while (this.#stack.length > Math.max(index, this.#body === null ? 1 : 2)) this.#pop(at);
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
    } else if (tag.heading) this.#closeHeading(end);
    else if (tag.open === 0) return;
    else if (STRUCTURAL.has(name))
      this.#popUntil((element) => element.name === name || element.name === "table", end, true);
    else this.#closeInScope(tag, end, !tag.block);
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

  #closeHeading(at: number): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const { tag } = this.#stack[index]!;
      if (tag.heading) {
        this.#popTo(index, at);
        return;
      }
      if (tag.barrier) return;
    }
  }

  /** The end tag of a formatting element does not end the blocks that stand in it. */
  #closeInScope(tag: Tag, at: number, stopAtBlocks: boolean): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const open = this.#stack[index]!.tag;
      if (open === tag) {
        this.#popTo(index, at);
        return;
      }
      if (open.barrier || (stopAtBlocks && open.block)) return;
    }
  }

  // Words

  #text(start: number, end: number): void {
    const first = firstWord(this.#source, start, end);
    if (first === end && this.#pre === 0) this.#space(start, end);
    else this.#addText(this.#collapse(start, end), start, end, isWhite(this.#source.charCodeAt(end - 1)));
  }

  /** White space divides words only where there are words before it in the same line. */
  #space(start: number, end: number): void {
    const last = this.#top.children.at(-1);
    if (last === undefined || STRUCTURAL.has(this.#top.name) || this.#body === null) return;
    if (last instanceof HtmlText) {
      if (!last.endsInSpace) this.#extend(last, " ", end, true);
    } else if (!last.tag.block && last.name !== "br") this.#addText(" ", start, end, true);
  }

  #collapse(start: number, end: number): string {
    const text = this.#source.slice(start, end);
    const clean = this.#hasSoftHyphens ? text.replace(/[\u00ad\ufeff]/g, "") : text;
    if (this.#pre > 0) return clean.replace(/\r\n?/g, "\n");
    return /[\t\n\f\r]| {2}/.test(clean) ? clean.replace(/[ \t\n\f\r]+/g, " ") : clean;
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

const isWhite = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

function firstWord(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && isWhite(source.charCodeAt(at))) at++;
  return at;
}
