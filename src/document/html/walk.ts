/**
 * A tree of HTML written as blocks.
 *
 * Shape   Every leaf block is a paragraph. Tables, lists and definition lists become what they are; a table that only lays out
 *         a page falls apart into its cells. Hidden parts are kept and marked.
 */

import type { Span } from "../../model/span.js";
import type { DocumentBuilder } from "../builder.js";
import type { DocumentLimits } from "../reader.js";
import { BlockWriter, type OriginMaker } from "./block-writer.js";
import { declaredCells } from "./declared-tables.js";
import { SKIPPED } from "./elements.js";
import { type FoundGrid, findGrids } from "./grids.js";
import { isLayout } from "./layout.js";
import { isStruckOut } from "./style-hides.js";
import { formGrid, type GridCell } from "./tables.js";
import { HtmlElement, type HtmlNode, HtmlText } from "./tree.js";
import { gatherHeading, gatherWords, isPermalink, raisedFigures, standsApart } from "./words.js";

const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "menu", "dir"]);
/** Items longer than this are containers, not items. */
const LONGEST_ITEM = 4000;

export class TreeWalker {
  readonly #out: BlockWriter;
  readonly #limits: DocumentLimits;
  #headingLevel = 1;
  /** The last thing read was a <br>. */
  #afterBreak = false;
  /** First h1, for pages without a title. */
  firstHeading: string | null = null;

  constructor(builder: DocumentBuilder, root: HtmlElement, origin: OriginMaker, limits: DocumentLimits) {
    this.#out = new BlockWriter(builder, root, origin);
    this.#limits = limits;
  }

  walk(root: HtmlElement): void {
    this.#out.inside(root, () => this.#children(root.children));
    this.#out.flush();
  }

  // Words and blocks

  #children(children: readonly HtmlNode[]): void {
    const grids = children.length >= 3 && this.#out.builder.region === null ? findGrids(children) : null;
    for (let index = 0; index < children.length; index++) {
      const grid = grids?.get(index);
      if (grid) {
        this.#out.flush();
        this.#grid(grid);
        index = grid.last;
      } else this.#node(children[index]!);
    }
  }

  #node(node: HtmlNode): void {
    if (node instanceof HtmlText) {
      this.#afterBreak = this.#afterBreak && node.text === " ";
      this.#out.words.text(node);
    } else if (SKIPPED.has(node.name)) return;
    else if (node.name === "br") this.#break();
    else if (isStruckOut(node)) this.#out.struckOut();
    else if (node.tag.block) this.#block(node);
    else this.#inline(node);
  }

  /** One <br> ends a line, two end a paragraph. */
  #break(): void {
    if (this.#afterBreak && !this.#out.words.empty) {
      this.#out.flush();
      this.#out.gap = "\n\n";
    } else this.#out.words.lineEnd();
    this.#afterBreak = !this.#out.words.empty;
  }

  #inline(element: HtmlElement): void {
    if (element.hidden && !this.#out.hidden) {
      this.#apart(element);
      return;
    }
    const { name, attributes } = element;
    const figures = name === "sup" ? raisedFigures(element) : null;
    if (name === "img" || (name === "a" && isPermalink(element))) return;
    if (figures !== null) {
      this.#out.words.raised(figures, element);
      return;
    }
    if (standsApart(element)) this.#out.words.space();
    if (attributes?.href !== undefined) this.#out.words.openLink(attributes.href);
    if (/(?:^|[\s;])display\s?:\s?(?:block|flex|grid|list-item)/i.test(attributes?.style ?? ""))
      this.#container(element);
    else if (element.role === "table" || element.role === "grid") this.#container(element);
    else this.#children(element.children);
    if (attributes?.href !== undefined) this.#out.words.closeLink();
    if (standsApart(element)) this.#out.words.space();
  }

  /** Hidden words between visible ones become a block of their own. */
  #apart(element: HtmlElement): void {
    if (gatherWords(element).run.text === "") return;
    this.#out.flush();
    this.#out.inside(element, () => this.#children(element.children));
    this.#out.flush();
  }

  #block(element: HtmlElement): void {
    this.#out.flush();
    const { name, role } = element;
    if (element.tag.heading || role === "heading") this.#heading(element);
    else if (name === "table") this.#table(element);
    else if (LISTS.has(name)) this.#list(element, 0);
    else if (name === "li") this.#item(element, 0);
    else if (name === "dl") this.#definitions(element);
    else if (name === "details") this.#details(element);
    else if (name === "select") this.#select(element);
    else if (name === "hr") this.#out.gap = "\n\n";
    else if (name === "dialog" && element.attributes?.open === undefined) this.#asHidden(element);
    else this.#container(element);
    this.#out.flush();
  }

  #container(element: HtmlElement): void {
    this.#out.flush();
    const declared = element.attributes === null ? null : declaredCells(element);
    if (declared) {
      this.#out.writeTable(element, declared, null);
      return;
    }
    this.#out.inside(element, () => this.#children(element.children));
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
    const gathered = gatherHeading(element);
    const level = levelOf(element);
    const words = { ...gathered, run: { ...gathered.run, text: gathered.run.text.replaceAll("\n", " ") } };
    if (words.run.text === "") return;
    if (level === 1) this.firstHeading ??= words.run.text;
    this.#headingLevel = level;
    this.#out.writeGathered(element, words, { kind: "heading", level }, this.#out.gapBefore(element));
  }

  // Lists

  #list(list: HtmlElement, depth: number): void {
    this.#out.gap ??= depth === 0 ? "\n\n" : "\n";
    this.#out.inside(list, () => {
      const grids = list.children.length >= 3 && this.#out.builder.region === null ? findGrids(list.children) : null;
      for (let index = 0; index < list.children.length; index++) {
        const [child, grid] = [list.children[index]!, grids?.get(index)];
        if (grid) {
          this.#grid(grid);
          index = grid.last;
        } else this.#listChild(child, depth);
      }
    });
    this.#out.gap = "\n\n";
  }

  #listChild(child: HtmlNode, depth: number): void {
    if (child instanceof HtmlElement && child.name === "li") this.#item(child, depth);
    else if (child instanceof HtmlElement && LISTS.has(child.name)) this.#list(child, depth + 1);
    else this.#node(child);
  }

  #item(item: HtmlElement, depth: number): void {
    this.#out.flush();
    const simple = !item.structured && item.end - item.start <= LONGEST_ITEM;
    if (!simple) {
      this.#longItem(item, depth);
      return;
    }
    const gathered = gatherWords(item, LISTS);
    if (gathered.run.text !== "") {
      const gap = this.#out.gap ?? (this.#out.previous?.name === "li" ? "\n" : this.#out.gapBefore(item));
      this.#out.writeGathered(item, gathered, { kind: "list-item", depth }, gap);
    }
    this.#out.inside(item, () => this.#nestedLists(item, depth));
  }

  #longItem(item: HtmlElement, depth: number): void {
    this.#out.shape = item.structured ? { kind: "paragraph" } : { kind: "list-item", depth };
    this.#container(item);
    this.#out.shape = { kind: "paragraph" };
  }

  #nestedLists(element: HtmlElement, depth: number): void {
    for (const child of element.children) {
      if (!(child instanceof HtmlElement) || SKIPPED.has(child.name)) continue;
      if (LISTS.has(child.name)) {
        this.#out.gap = "\n";
        this.#list(child, depth + 1);
        this.#out.gap = "\n";
      } else if (child.children.length > 0) this.#nestedLists(child, depth);
    }
  }

  // Definitions

  #definitions(list: HtmlElement): void {
    this.#out.gap = "\n\n";
    this.#out.inside(list, () => {
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
    this.#out.gap = "\n\n";
  }

  #definition(terms: readonly HtmlElement[], details: readonly HtmlElement[]): void {
    this.#out.flush();
    const [term, others] = [terms.at(-1), terms.slice(0, -1)];
    for (const other of others) this.#container(other);
    if (!term || details.length === 0 || details.some((detail) => detail.structured)) {
      for (const part of [...(term ? [term] : []), ...details]) this.#container(part);
      return;
    }
    const hidden = this.#out.hidden || term.hidden || details.every((detail) => detail.hidden);
    const write = (): { term: Span; details: Span[] } => this.#writeDefinition(term, details);
    this.#out.builder.definition(hidden, write, this.#out.gap ?? "\n");
    this.#out.wrote(term);
  }

  #writeDefinition(term: HtmlElement, details: readonly HtmlElement[]): { term: Span; details: Span[] } {
    const named = this.#out.writeWords(term);
    const colon = gatherWords(term).run.text.endsWith(":");
    const spans = details.map((detail, index) => {
      this.#out.builder.write(index > 0 ? "\n" : colon ? " " : ": ");
      return this.#out.writeWords(detail);
    });
    return { term: named, details: spans };
  }

  #details(element: HtmlElement): void {
    const open = element.attributes?.open !== undefined;
    this.#out.inside(element, () => {
      const summary = element.children.find((child) => child instanceof HtmlElement && child.name === "summary");
      if (summary instanceof HtmlElement) this.#summary(summary);
      this.#out.hidden ||= !open;
      this.#children(element.children.filter((child) => child !== summary));
    });
  }

  #summary(summary: HtmlElement): void {
    if (summary.structured) {
      this.#container(summary);
      return;
    }
    const gathered = gatherHeading(summary);
    if (gathered.run.text === "") return;
    const level = Math.min(6, this.#headingLevel + 1);
    this.#out.writeGathered(summary, gathered, { kind: "heading", level }, "\n\n");
  }

  // Tables

  #table(table: HtmlElement): void {
    if (table.strays) this.#out.inside(table, () => this.#children(table.strays!));
    const grid = formGrid(table, this.#limits.maxGridCells);
    if (grid.spansIgnored)
      this.#out.builder.warn("spans-ignored", "A table's spans cover too many cells and were not followed");
    if (grid.cells.length === 0) return;
    if (isLayout(table, grid)) {
      this.#layout(table, grid.cells);
      return;
    }
    const caption = grid.captions.find((element) => gatherWords(element).run.text !== "");
    this.#out.writeTable(table, grid.cells, caption ?? null);
  }

  #layout(table: HtmlElement, cells: readonly GridCell[]): void {
    this.#out.inside(table, () => {
      for (const { element, hidden } of cells) {
        if (hidden) element.hidden = true;
        this.#out.gap = "\n\n";
        this.#container(element);
      }
    });
    this.#out.gap = "\n\n";
  }

  #grid(grid: FoundGrid): void {
    this.#out.writeTable(grid.owner, grid.cells, null);
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
