/**
 * HTML to tree, on htmlparser2's tokenizer with our own stack of open elements.
 *
 * Shape   This file takes the tokens: it keeps the title and scripts with data, passes over what is no content, and hands
 *         tags and words to the tree builder.
 * Errors  Those of the tree builder. htmlparser2's own parser is quadratic in depth: it keeps its stack with Array.unshift.
 */
import { type QuoteType, Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import type { DocumentLimits } from "../reader.js";
import { AttributeReader } from "./attributes.js";
import { SKIPPED } from "./elements.js";
import { SkippedContent } from "./skipped.js";
import type { Script, Tag, Tree } from "./tree.js";
import { TreeBuilder } from "./tree-builder.js";

export function parseHtml(source: string, limits: DocumentLimits): Tree {
  const parser = new TreeParser(source, limits);
  const tokenizer = new Tokenizer({ decodeEntities: true }, parser);
  tokenizer.write(source);
  tokenizer.end();
  return parser.tree();
}

class TreeParser implements TokenizerCallbacks {
  readonly #source: string;
  readonly #attributes: AttributeReader;
  readonly #builder: TreeBuilder;
  readonly #skipped = new SkippedContent();
  readonly #scripts: Script[] = [];
  #tag: Tag;
  #tagStart = 0;
  #title = "";
  #titleRead = false;

  constructor(source: string, limits: DocumentLimits) {
    this.#source = source;
    this.#attributes = new AttributeReader(source, limits.maxAttributesPerTag);
    this.#builder = new TreeBuilder(source, limits, this.#attributes);
    this.#tag = this.#builder.tree.root.tag;
  }

  tree(): Tree {
    const { root, body, warnings, open } = this.#builder.tree;
    open.finish(this.#source.length);
    if (this.#attributes.dropped) warnings.set("attributes-dropped", "A tag has more attributes than are read");
    return {
      source: this.#source,
      root,
      body,
      title: this.#title.replace(/[ \t\n\f\r]+/g, " ").trim(),
      language: root.attributes?.lang?.trim() || null,
      scripts: this.#scripts,
      warnings: [...warnings].map(([code, message]) => ({ code, message })),
    };
  }

  // Tokens

  isInForeignContext(): boolean {
    return this.#skipped.inPicture;
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#builder.tree.tagOf(this.#source.slice(start, end));
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
    const tag = this.#builder.tree.tagOf(this.#source.slice(start, end));
    if (this.#skipped.name !== null) this.#endSkipped(tag.name, start - 2);
    else this.#builder.endTag(tag, start - 2, end + 1);
  }

  ontext(start: number, end: number): void {
    if (this.#skipped.name === "title" && !this.#titleRead) this.#title += this.#source.slice(start, end);
    if (this.#skipped.name === null) this.#builder.words.text(start, end);
  }

  ontextentity(code: number, end: number): void {
    if (code === 0xad || code === 0xfeff) return;
    const letter = code === 0 ? "\ufffd" : String.fromCodePoint(code);
    if (this.#skipped.name === "title" && !this.#titleRead) this.#title += letter;
    if (this.#skipped.name === null) this.#builder.words.add(letter, end - 1, end, code === 32 || code === 10);
  }

  oncdata(start: number, end: number): void {
    if (this.#skipped.name === null && this.isInForeignContext()) this.#builder.words.text(start, end);
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  // Start tags

  #startTag(end: number, selfClosing: boolean): void {
    if (this.#skipped.name !== null && !this.#skipped.open(this.#tag.name, selfClosing)) return;
    const { name } = this.#tag;
    if (name !== "title" && !SKIPPED.has(name)) this.#builder.startTag(this.#tag, this.#tagStart, end);
    else if (!selfClosing || (name !== "svg" && name !== "math")) this.#skip(name, end);
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
}
