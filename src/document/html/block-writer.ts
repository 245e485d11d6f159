/**
 * Words from the tree written as blocks: their gaps, places, hidden marks and the part of the page that they stand in.
 *
 * Shape   Between blocks of one container or one card stands "\n", between containers "\n\n", so that cards can be told apart.
 */
import type { Region } from "../../model/document.js";
import type { Origin, Span } from "../../model/span.js";
import type { BlockShape, DocumentBuilder, TableBuilder } from "../builder.js";
import { writeRun } from "../run.js";
import { inSameCard } from "./cards.js";
import type { GridCell } from "./tables.js";
import type { HtmlElement } from "./tree.js";
import { type Gathered, gatherWords, WordCollector } from "./words.js";

/** How a place in the tree is written down: an element path for a page, a line for HTML inside Markdown. */
export type OriginMaker = (element: HtmlElement, start: number, end: number) => Origin;

export class BlockWriter {
  readonly builder: DocumentBuilder;
  /** Words of the block that is being read. */
  readonly words = new WordCollector();
  /** What the next words become, and whether they are shown. */
  shape: BlockShape = { kind: "paragraph" };
  hidden = false;
  /** What stands before the next block, where that is known. */
  gap: "\n" | "\n\n" | null = null;
  /** The block that the last written words belonged to. */
  previous: HtmlElement | null = null;
  readonly #origin: OriginMaker;
  /** The innermost block that words belong to. */
  #owner: HtmlElement;

  constructor(builder: DocumentBuilder, root: HtmlElement, origin: OriginMaker) {
    this.builder = builder;
    this.#owner = root;
    this.#origin = origin;
  }

  inside(element: HtmlElement, work: () => void): void {
    const [owner, hidden, region] = [this.#owner, this.hidden, this.builder.region];
    this.#owner = element;
    this.hidden ||= element.hidden;
    this.builder.region ??= regionOf(element);
    work();
    this.flush();
    [this.#owner, this.hidden, this.builder.region] = [owner, hidden, region];
  }

  flush(): void {
    if (this.words.empty) return;
    const { start, end } = this.words;
    const run = this.words.take();
    if (run.text === "") return;
    const origin = this.#origin(this.#owner, start, end);
    this.builder.block(this.shape, this.hidden, () => writeRun(this.builder, run, origin), this.gapBefore(this.#owner));
    this.wrote(this.#owner);
    if (this.shape.kind === "list-item") this.shape = { kind: "paragraph" };
  }

  wrote(owner: HtmlElement): void {
    this.previous = owner;
    this.gap = null;
  }

  gapBefore(owner: HtmlElement): "\n" | "\n\n" {
    const { name } = owner;
    if (this.gap !== null || this.previous === null) return this.gap ?? "\n\n";
    if (owner === this.previous) return "\n";
    if (inSameCard(this.previous, owner)) return "\n";
    const siblings = owner.parent === this.previous.parent && name !== "p" && !owner.tag.heading;
    return siblings && !this.previous.tag.heading && this.previous.name !== "p" ? "\n" : "\n\n";
  }

  writeGathered(element: HtmlElement, gathered: Gathered, shape: BlockShape, gap: string): void {
    const { run, start, end, leftOut, struckOut } = gathered;
    const origin = this.#origin(element, start, end);
    const hidden = this.hidden || element.hidden || gathered.hidden;
    this.builder.block(shape, hidden, () => writeRun(this.builder, run, origin), gap);
    this.wrote(element);
    this.note(leftOut, struckOut);
    const { secondary } = gathered;
    if (secondary) this.writeGathered(secondary, gatherWords(secondary), { kind: "paragraph" }, "\n");
  }

  note(leftOut: boolean, struckOut: boolean): void {
    if (leftOut)
      this.builder.warn("hidden-words", "Hidden words beside visible ones in one cell or item were left out");
    if (struckOut) this.struckOut();
  }

  struckOut(): void {
    this.builder.warn("struck-out", "Some words are struck out on the page and were left out");
  }

  writeWords(element: HtmlElement): Span {
    const { run, start, end, leftOut, struckOut } = gatherWords(element);
    const from = this.builder.position;
    writeRun(this.builder, run, this.#origin(element, start, end));
    this.note(leftOut, struckOut);
    return { start: from, end: this.builder.position };
  }

  writeTable(owner: HtmlElement, cells: readonly GridCell[], caption: HtmlElement | null): void {
    this.inside(owner, () => {
      const writeCaption = caption ? (): void => void this.writeWords(caption) : null;
      this.builder.table(
        this.hidden,
        (table) => {
          for (const cell of cells) this.#writeCell(table, cell);
        },
        writeCaption,
      );
    });
    this.wrote(owner);
    this.gap = "\n\n";
  }

  #writeCell(table: TableBuilder, cell: GridCell): void {
    const { element, row, column, rowSpan, columnSpan, header } = cell;
    const { run, start, end, leftOut, struckOut, hidden: onlyHidden } = gatherWords(element);
    const shape = { row, column, rowSpan, columnSpan, header, hidden: cell.hidden || onlyHidden };
    table.cell(shape, () => writeRun(this.builder, run, this.#origin(element, start, end)));
    if (leftOut || struckOut) this.note(leftOut, struckOut);
  }
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
