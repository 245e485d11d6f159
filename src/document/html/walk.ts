/**
 * A tree of HTML written as blocks.
 *
 * Shape   Every leaf block is a paragraph. Tables, lists and definition lists become what they are; a table that only lays out
 *         a page falls apart into its cells. Hidden parts are kept and marked.
 */
import type { DocumentBuilder } from "../builder.js";
import type { DocumentLimits } from "../reader.js";
import { BlockWriter, type OriginMaker } from "./block-writer.js";
import { declaredCells } from "./declared-tables.js";
import { writeDefinitions } from "./definitions.js";
import { SKIPPED } from "./elements.js";
import { type FoundGrid, isGrid, type Part, partsOf } from "./grids.js";
import { isLayout } from "./layout.js";
import { LISTS, writeItem, writeList } from "./lists.js";
import { isStruckOut } from "./style-hides.js";
import { formGrid, type GridCell } from "./tables.js";
import { HtmlElement, type HtmlNode, HtmlText } from "./tree.js";
import type { Walk } from "./walk-port.js";
import { gatherHeading, gatherWords, isPermalink, raisedFigures, standsApart } from "./words.js";

export class TreeWalker implements Walk {
  readonly out: BlockWriter;
  readonly #limits: DocumentLimits;
  #headingLevel = 1;
  /** The last thing read was a <br>. */
  #afterBreak = false;
  /** First h1, for pages without a title. */
  firstHeading: string | null = null;

  constructor(builder: DocumentBuilder, root: HtmlElement, origin: OriginMaker, limits: DocumentLimits) {
    this.out = new BlockWriter(builder, root, origin);
    this.#limits = limits;
  }

  walk(root: HtmlElement): void {
    this.out.inside(root, () => this.#children(root.children));
    this.out.flush();
  }

  #children(children: readonly HtmlNode[]): void {
    for (const part of this.parts(children)) {
      if (isGrid(part)) {
        this.out.flush();
        this.grid(part);
      } else this.node(part);
    }
  }

  parts(children: readonly HtmlNode[]): readonly Part[] {
    return this.out.builder.region === null ? partsOf(children) : children;
  }

  node(node: HtmlNode): void {
    if (node instanceof HtmlText) {
      this.#afterBreak = this.#afterBreak && node.text === " ";
      this.out.words.text(node);
    } else if (SKIPPED.has(node.name)) return;
    else if (node.name === "br") this.#break();
    else if (isStruckOut(node)) this.out.struckOut();
    else if (node.tag.block) this.#block(node);
    else this.#inline(node);
  }

  /** One <br> ends a line, two end a paragraph. */
  #break(): void {
    if (this.#afterBreak && !this.out.words.empty) {
      this.out.flush();
      this.out.gap = "\n\n";
    } else this.out.words.lineEnd();
    this.#afterBreak = !this.out.words.empty;
  }

  #inline(element: HtmlElement): void {
    if (element.hidden && !this.out.hidden) {
      this.#apart(element);
      return;
    }
    const { name, attributes } = element;
    const figures = name === "sup" ? raisedFigures(element) : null;
    if (name === "img" || (name === "a" && isPermalink(element))) return;
    if (figures !== null) {
      this.out.words.raised(figures, element);
      return;
    }
    if (standsApart(element)) this.out.words.space();
    if (attributes?.href !== undefined) this.out.words.openLink(attributes.href);
    if (/(?:^|[\s;])display\s?:\s?(?:block|flex|grid|list-item)/i.test(attributes?.style ?? ""))
      this.container(element);
    else if (element.role === "table" || element.role === "grid") this.container(element);
    else this.#children(element.children);
    if (attributes?.href !== undefined) this.out.words.closeLink();
    if (standsApart(element)) this.out.words.space();
  }

  /** Hidden words between visible ones become a block of their own. */
  #apart(element: HtmlElement): void {
    if (gatherWords(element).run.text === "") return;
    this.out.flush();
    this.out.inside(element, () => this.#children(element.children));
    this.out.flush();
  }

  #block(element: HtmlElement): void {
    this.out.flush();
    const { name, role } = element;
    if (element.tag.heading || role === "heading") this.#heading(element);
    else if (name === "table") this.#table(element);
    else if (LISTS.has(name)) writeList(this, element, 0);
    else if (name === "li") writeItem(this, element, 0);
    else if (name === "dl") writeDefinitions(this, element);
    else if (name === "details") this.#details(element);
    else if (name === "select") this.#asHidden(element);
    else if (name === "hr") this.out.gap = "\n\n";
    else if (name === "dialog" && element.attributes?.open === undefined) this.#asHidden(element);
    else this.container(element);
    this.out.flush();
  }

  container(element: HtmlElement): void {
    this.out.flush();
    const declared = element.attributes === null ? null : declaredCells(element);
    if (declared) {
      this.out.writeTable(element, declared, null);
      return;
    }
    this.out.inside(element, () => this.#children(element.children));
  }

  /** What a page shows only when it is asked to: the choices of a closed list, a dialog. */
  #asHidden(element: HtmlElement): void {
    element.hidden = true;
    this.container(element);
  }

  #heading(element: HtmlElement): void {
    const gathered = gatherHeading(element);
    const level = levelOf(element);
    const words = { ...gathered, run: { ...gathered.run, text: gathered.run.text.replaceAll("\n", " ") } };
    if (words.run.text === "") return;
    if (level === 1) this.firstHeading ??= words.run.text;
    this.#headingLevel = level;
    this.out.writeGathered(element, words, { kind: "heading", level }, this.out.gapBefore(element));
  }

  #details(element: HtmlElement): void {
    const open = element.attributes?.open !== undefined;
    this.out.inside(element, () => {
      const summary = element.children.find((child) => child instanceof HtmlElement && child.name === "summary");
      if (summary instanceof HtmlElement) this.#summary(summary);
      this.out.hidden ||= !open;
      this.#children(element.children.filter((child) => child !== summary));
    });
  }

  #summary(summary: HtmlElement): void {
    if (summary.structured) {
      this.container(summary);
      return;
    }
    const gathered = gatherHeading(summary);
    if (gathered.run.text === "") return;
    const level = Math.min(6, this.#headingLevel + 1);
    this.out.writeGathered(summary, gathered, { kind: "heading", level }, "\n\n");
  }

  #table(table: HtmlElement): void {
    if (table.strays) this.out.inside(table, () => this.#children(table.strays!));
    const grid = formGrid(table, this.#limits.maxGridCells);
    if (grid.spansIgnored)
      this.out.builder.warn("spans-ignored", "A table's spans cover too many cells and were not followed");
    if (grid.cells.length === 0) return;
    if (isLayout(table, grid)) {
      this.#layout(table, grid.cells);
      return;
    }
    const caption = grid.captions.find((element) => gatherWords(element).run.text !== "");
    this.out.writeTable(table, grid.cells, caption ?? null);
  }

  #layout(table: HtmlElement, cells: readonly GridCell[]): void {
    this.out.inside(table, () => {
      for (const { element, hidden } of cells) {
        if (hidden) element.hidden = true;
        this.out.gap = "\n\n";
        this.container(element);
      }
    });
    this.out.gap = "\n\n";
  }

  grid(grid: FoundGrid): void {
    this.out.writeTable(grid.owner, grid.cells, null);
  }
}

function levelOf(element: HtmlElement): number {
  return element.tag.heading ? Number(element.name[1]) : 2;
}
