/**
 * A tree of HTML written as blocks.
 *
 * Shape   Every leaf block is a paragraph. Between blocks of one container or one card stands "\n", between containers "\n\n",
 *         so that cards can be told apart. Tables, lists and definition lists become what they are; a table that only lays
 *         out a page falls apart into its cells. Hidden parts are kept and marked.
 */

import type { Region } from "../../model/document.js";
import type { Origin, Span } from "../../model/span.js";
import type { BlockShape, DocumentBuilder, TableBuilder } from "../builder.js";
import type { DocumentLimits } from "../reader.js";
import { writeRun } from "../run.js";
import { inSameCard } from "./cards.js";
import { declaredCells } from "./declared-tables.js";
import { SKIPPED } from "./elements.js";
import { type FoundGrid, findGrids } from "./grids.js";
import { isLayout } from "./layout.js";
import { formGrid, type GridCell } from "./tables.js";
import { HtmlElement, type HtmlNode, HtmlText } from "./tree.js";
import { type Gathered, gatherWords, isPermalink, raisedFigures, standsApart, WordCollector } from "./words.js";

/** How a place in the tree is written down: an element path for a page, a line for HTML inside Markdown. */
export type OriginMaker = (element: HtmlElement, start: number, end: number) => Origin;

const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "menu", "dir"]);
/** Items longer than this are containers, not items. */
const LONGEST_ITEM = 4000;

export class TreeWalker {
  readonly #builder: DocumentBuilder;
  readonly #origin: OriginMaker;
  readonly #limits: DocumentLimits;
  readonly #words = new WordCollector();
  /** The innermost block that words belong to, and the one that the last written words belonged to. */
  #owner: HtmlElement;
  #previous: HtmlElement | null = null;
  #gap: "\n" | "\n\n" | null = null;
  #shape: BlockShape = { kind: "paragraph" };
  #hidden = false;
  #headingLevel = 1;
  #pendingBreak = false;
  /** First h1, for pages without a title. */
  firstHeading: string | null = null;

  constructor(builder: DocumentBuilder, root: HtmlElement, origin: OriginMaker, limits: DocumentLimits) {
    this.#builder = builder;
    this.#owner = root;
    this.#origin = origin;
    this.#limits = limits;
  }

  walk(root: HtmlElement): void {
    this.#inside(root, () => this.#children(root.children));
    this.#flush();
  }

  // Words and blocks

  #children(children: readonly HtmlNode[]): void {
    const grids = children.length >= 3 && this.#builder.region === null ? findGrids(children) : null;
    for (let index = 0; index < children.length; index++) {
      const grid = grids?.get(index);
      if (grid) {
        this.#flush();
        this.#grid(grid);
        index = grid.last;
      } else this.#node(children[index]!);
    }
  }

  #node(node: HtmlNode): void {
    if (node instanceof HtmlText) {
      this.#pendingBreak = this.#pendingBreak && node.text === " ";
      this.#words.text(node);
    } else if (!SKIPPED.has(node.name)) {
      if (node.name === "br") this.#break();
      else if (node.tag.block) this.#block(node);
      else this.#inline(node);
    }
  }

  /** One <br> ends a line, two end a paragraph. */
  #break(): void {
    if (this.#pendingBreak) {
      this.#flush();
      this.#gap = "\n\n";
    } else this.#words.lineEnd();
    this.#pendingBreak = !this.#pendingBreak && !this.#words.empty;
  }

  #inline(element: HtmlElement): void {
    if (element.hidden && !this.#hidden) {
      this.#apart(element);
      return;
    }
    const { name, attributes } = element;
    const figures = name === "sup" ? raisedFigures(element) : null;
    if (name === "img" || (name === "a" && isPermalink(element))) return;
    if (figures !== null) {
      this.#words.raised(figures, element);
      return;
    }
    if (name === "s" || name === "del" || name === "strike") this.#struckOut();
    if (standsApart(element)) this.#words.space();
    if (attributes?.href !== undefined) this.#words.openLink(attributes.href);
    if (/(?:^|[\s;])display\s?:\s?(?:block|flex|grid|list-item)/i.test(attributes?.style ?? ""))
      this.#container(element);
    else if (element.role === "table" || element.role === "grid") this.#container(element);
    else this.#children(element.children);
    if (attributes?.href !== undefined) this.#words.closeLink();
    if (standsApart(element)) this.#words.space();
  }

  #struckOut(): void {
    this.#builder.warn("struck-out", "Some words are struck out on the page");
  }

  /** Hidden words between visible ones become a block of their own. */
  #apart(element: HtmlElement): void {
    if (gatherWords(element).run.text === "") return;
    this.#flush();
    this.#inside(element, () => this.#children(element.children));
    this.#flush();
  }

  #inside(element: HtmlElement, work: () => void): void {
    const [owner, hidden, region] = [this.#owner, this.#hidden, this.#builder.region];
    this.#owner = element;
    this.#hidden ||= element.hidden;
    this.#builder.region ??= regionOf(element);
    work();
    this.#flush();
    [this.#owner, this.#hidden, this.#builder.region] = [owner, hidden, region];
  }

  #flush(): void {
    this.#pendingBreak = false;
    if (this.#words.empty) return;
    const { start, end } = this.#words;
    const run = this.#words.take();
    if (run.text === "") return;
    const origin = this.#origin(this.#owner, start, end);
    this.#builder.block(
      this.#shape,
      this.#hidden,
      () => writeRun(this.#builder, run, origin),
      this.#gapBefore(this.#owner),
    );
    this.#wrote(this.#owner);
    if (this.#shape.kind === "list-item") this.#shape = { kind: "paragraph" };
  }

  #wrote(owner: HtmlElement): void {
    this.#previous = owner;
    this.#gap = null;
  }

  #gapBefore(owner: HtmlElement): "\n" | "\n\n" {
    const { name } = owner;
    if (this.#gap !== null || this.#previous === null) return this.#gap ?? "\n\n";
    if (owner === this.#previous) return "\n";
    if (inSameCard(this.#previous, owner)) return "\n";
    const siblings = owner.parent === this.#previous.parent && name !== "p" && !owner.tag.heading;
    return siblings && !this.#previous.tag.heading && this.#previous.name !== "p" ? "\n" : "\n\n";
  }

  #block(element: HtmlElement): void {
    this.#flush();
    const { name, role } = element;
    if (element.tag.heading || role === "heading") this.#heading(element);
    else if (name === "table") this.#table(element);
    else if (LISTS.has(name)) this.#list(element, 0);
    else if (name === "li") this.#item(element, 0);
    else if (name === "dl") this.#definitions(element);
    else if (name === "details") this.#details(element);
    else if (name === "select") this.#select(element);
    else if (name === "hr") this.#gap = "\n\n";
    else if (name === "dialog" && element.attributes?.open === undefined) this.#asHidden(element);
    else this.#container(element);
    this.#flush();
  }

  #container(element: HtmlElement): void {
    this.#flush();
    const declared = element.attributes === null ? null : declaredCells(element);
    if (declared) {
      this.#writeTable(element, declared, null);
      return;
    }
    this.#inside(element, () => this.#children(element.children));
  }

  #asHidden(element: HtmlElement): void {
    element.hidden = true;
    this.#container(element);
  }

  /** The choices of a closed list are not shown. */
  #select(element: HtmlElement): void {
    this.#asHidden(element);
  }

  #heading(element: HtmlElement): void {
    const gathered = gatherWords(element);
    const level = levelOf(element);
    const words = { ...gathered, run: { ...gathered.run, text: gathered.run.text.replaceAll("\n", " ") } };
    if (words.run.text === "") return;
    if (level === 1) this.firstHeading ??= words.run.text;
    this.#headingLevel = level;
    this.#writeGathered(element, words, { kind: "heading", level }, this.#gapBefore(element));
  }

  #writeGathered(element: HtmlElement, gathered: Gathered, shape: BlockShape, gap: string): void {
    const { run, start, end, leftOut, struckOut } = gathered;
    const origin = this.#origin(element, start, end);
    const hidden = this.#hidden || element.hidden || gathered.hidden;
    this.#builder.block(shape, hidden, () => writeRun(this.#builder, run, origin), gap);
    this.#wrote(element);
    this.#note(leftOut, struckOut);
  }

  #note(leftOut: boolean, struckOut: boolean): void {
    if (leftOut)
      this.#builder.warn("hidden-words", "Hidden words beside visible ones in one cell or item were left out");
    if (struckOut) this.#struckOut();
  }

  // Lists

  #list(list: HtmlElement, depth: number): void {
    this.#gap ??= depth === 0 ? "\n\n" : "\n";
    this.#inside(list, () => {
      const grids = list.children.length >= 3 && this.#builder.region === null ? findGrids(list.children) : null;
      for (let index = 0; index < list.children.length; index++) {
        const [child, grid] = [list.children[index]!, grids?.get(index)];
        if (grid) {
          this.#grid(grid);
          index = grid.last;
        } else this.#listChild(child, depth);
      }
    });
    this.#gap = "\n\n";
  }

  #listChild(child: HtmlNode, depth: number): void {
    if (child instanceof HtmlElement && child.name === "li") this.#item(child, depth);
    else if (child instanceof HtmlElement && LISTS.has(child.name)) this.#list(child, depth + 1);
    else this.#node(child);
  }

  #item(item: HtmlElement, depth: number): void {
    this.#flush();
    const simple = !item.structured && item.end - item.start <= LONGEST_ITEM;
    if (!simple) {
      this.#longItem(item, depth);
      return;
    }
    const gathered = gatherWords(item, LISTS);
    if (gathered.run.text !== "") {
      const gap = this.#gap ?? (this.#previous?.name === "li" ? "\n" : this.#gapBefore(item));
      this.#writeGathered(item, gathered, { kind: "list-item", depth }, gap);
    }
    this.#inside(item, () => this.#nestedLists(item, depth));
  }

  #longItem(item: HtmlElement, depth: number): void {
    this.#shape = item.structured ? { kind: "paragraph" } : { kind: "list-item", depth };
    this.#container(item);
    this.#shape = { kind: "paragraph" };
  }

  #nestedLists(element: HtmlElement, depth: number): void {
    for (const child of element.children) {
      if (!(child instanceof HtmlElement) || SKIPPED.has(child.name)) continue;
      if (LISTS.has(child.name)) {
        this.#gap = "\n";
        this.#list(child, depth + 1);
        this.#gap = "\n";
      } else if (child.children.length > 0) this.#nestedLists(child, depth);
    }
  }

  // Definitions

  #definitions(list: HtmlElement): void {
    this.#gap = "\n\n";
    this.#inside(list, () => {
      let terms: HtmlElement[] = [];
      let details: HtmlElement[] = [];
      const close = (): void => {
        this.#definition(terms, details);
        [terms, details] = [[], []];
      };
      for (const part of definitionParts(list)) {
        if (!(part instanceof HtmlElement) || (part.name !== "dt" && part.name !== "dd")) this.#node(part);
        else if (part.name === "dd") details.push(part);
        else {
          if (details.length > 0) close();
          terms.push(part);
        }
      }
      close();
    });
    this.#gap = "\n\n";
  }

  #definition(terms: readonly HtmlElement[], details: readonly HtmlElement[]): void {
    this.#flush();
    const [term, others] = [terms.at(-1), terms.slice(0, -1)];
    for (const other of others) this.#container(other);
    if (!term || details.length === 0 || details.some((detail) => detail.structured)) {
      for (const part of [...(term ? [term] : []), ...details]) this.#container(part);
      return;
    }
    const hidden = this.#hidden || term.hidden || details.every((detail) => detail.hidden);
    const write = (): { term: Span; details: Span[] } => this.#writeDefinition(term, details);
    this.#builder.definition(hidden, write, this.#gap ?? "\n");
    this.#wrote(term);
  }

  #writeDefinition(term: HtmlElement, details: readonly HtmlElement[]): { term: Span; details: Span[] } {
    const named = this.#writeWords(term);
    const colon = gatherWords(term).run.text.endsWith(":");
    const spans = details.map((detail, index) => {
      this.#builder.write(index > 0 ? "\n" : colon ? " " : ": ");
      return this.#writeWords(detail);
    });
    return { term: named, details: spans };
  }

  #writeWords(element: HtmlElement): Span {
    const { run, start, end, leftOut, struckOut } = gatherWords(element);
    const from = this.#builder.position;
    writeRun(this.#builder, run, this.#origin(element, start, end));
    this.#note(leftOut, struckOut);
    return { start: from, end: this.#builder.position };
  }

  #details(element: HtmlElement): void {
    const open = element.attributes?.open !== undefined;
    this.#inside(element, () => {
      const summary = element.children.find((child) => child instanceof HtmlElement && child.name === "summary");
      if (summary instanceof HtmlElement) this.#summary(summary);
      this.#hidden ||= !open;
      this.#children(element.children.filter((child) => child !== summary));
    });
  }

  #summary(summary: HtmlElement): void {
    if (summary.structured) {
      this.#container(summary);
      return;
    }
    const gathered = gatherWords(summary);
    if (gathered.run.text === "") return;
    const level = Math.min(6, this.#headingLevel + 1);
    this.#writeGathered(summary, gathered, { kind: "heading", level }, "\n\n");
  }

  // Tables

  #table(table: HtmlElement): void {
    if (table.strays) this.#inside(table, () => this.#children(table.strays!));
    const grid = formGrid(table, this.#limits.maxGridCells);
    if (grid.spansIgnored)
      this.#builder.warn("spans-ignored", "A table's spans cover too many cells and were not followed");
    if (grid.cells.length === 0) return;
    if (isLayout(table, grid)) {
      this.#layout(table, grid.cells);
      return;
    }
    const caption = grid.captions.find((element) => gatherWords(element).run.text !== "");
    this.#writeTable(table, grid.cells, caption ?? null);
  }

  #layout(table: HtmlElement, cells: readonly GridCell[]): void {
    this.#inside(table, () => {
      for (const { element, hidden } of cells) {
        if (hidden) element.hidden = true;
        this.#gap = "\n\n";
        this.#container(element);
      }
    });
    this.#gap = "\n\n";
  }

  #writeTable(owner: HtmlElement, cells: readonly GridCell[], caption: HtmlElement | null): void {
    this.#inside(owner, () => {
      const writeCaption = caption ? (): void => void this.#writeWords(caption) : null;
      this.#builder.table(
        this.#hidden,
        (table) => {
          for (const cell of cells) this.#writeCell(table, cell);
        },
        writeCaption,
      );
    });
    this.#wrote(owner);
    this.#gap = "\n\n";
  }

  #writeCell(table: TableBuilder, cell: GridCell): void {
    const { element, row, column, rowSpan, columnSpan, header } = cell;
    const { run, start, end, leftOut, struckOut, hidden: onlyHidden } = gatherWords(element);
    const shape = { row, column, rowSpan, columnSpan, header, hidden: cell.hidden || onlyHidden };
    table.cell(shape, () => writeRun(this.#builder, run, this.#origin(element, start, end)));
    if (leftOut || struckOut) this.#note(leftOut, struckOut);
  }

  #grid(grid: FoundGrid): void {
    this.#writeTable(grid.owner, grid.cells, null);
  }
}

/** dt and dd, also where they stand in div groups. */
function* definitionParts(list: HtmlElement): Generator<HtmlNode> {
  for (const child of list.children) {
    if (child instanceof HtmlElement && child.name === "div") yield* definitionParts(child);
    else yield child;
  }
}

function levelOf(element: HtmlElement): number {
  return element.tag.heading ? Number(element.name[1]) : 2;
}

/** Parts of a page's frame. A header or footer inside an article belongs to the article. */
function regionOf(element: HtmlElement): Region | null {
  const { name, role } = element;
  if (name === "nav" || role === "navigation") return "nav";
  if (name === "aside" || role === "complementary") return "aside";
  if (role === "banner" || (name === "header" && ofPage(element))) return "header";
  return role === "contentinfo" || (name === "footer" && ofPage(element)) ? "footer" : null;
}

function ofPage(element: HtmlElement): boolean {
  for (let at = element.parent; at !== null; at = at.parent)
    if (at.name === "main" || at.name === "article" || at.name === "section" || at.role === "main") return false;
  return true;
}
