/**
 * The one builder of documents. Readers push words and say where they stood; the builder hands out the spans,
 * so that a span cannot be wrong.
 *
 * Shape   open a block, write() words into it, close it. Tables open cells row by row.
 * Errors  A block opened inside another block that may not hold it is a bug of the reader and throws.
 */
import type { Block, Cell, Document, Link, OriginRun, Region, Table, Warning } from "../model/document.js";
import type { Origin, Span } from "../model/span.js";
import { composed } from "./composed.js";

export interface DocumentFacts {
  readonly snapshot: string;
  readonly mediaType: string;
  readonly reader: { readonly name: string; readonly version: string };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** What a block or cell is, its place in the text aside. */
export type BlockShape =
  | { kind: "heading"; level: number }
  | { kind: "paragraph" }
  | { kind: "list-item"; depth: number };

export class DocumentBuilder {
  readonly #facts: DocumentFacts;
  readonly #parts: string[] = [];
  #length = 0;
  readonly #blocks: Block[] = [];
  readonly #origins: Mutable<OriginRun>[] = [];
  readonly #links: Link[] = [];
  readonly #warnings: Warning[] = [];
  /** The part of a page that the blocks to come belong to, where the format says so. */
  region: Region | null = null;
  title: string | null = null;
  declaredLanguage: string | null = null;

  constructor(facts: DocumentFacts) {
    this.#facts = facts;
  }

  /** Offset at which the next written word will stand. */
  get position(): number {
    return this.#length;
  }

  /** Words with their place. They are made NFC here; a stretch without origin is a separator. */
  write(words: string, origin: Origin | null = null): Span {
    const text = composed(words);
    const start = this.#length;
    if (text === "") return { start, end: start };
    this.#parts.push(text);
    this.#length += text.length;
    if (origin) this.#remember(start, this.#length, origin);
    return { start, end: this.#length };
  }

  #remember(start: number, end: number, origin: Origin): void {
    const last = this.#origins.at(-1);
    if (last && last.end === start && last.origin === origin) last.end = end;
    else this.#origins.push({ start, end, origin });
  }

  /** A heading, paragraph or list item written by the callback. Empty blocks leave no trace but their separator. */
  block(shape: BlockShape, hidden: boolean, writeWords: () => void, gap = "\n\n"): Span {
    this.#separate(gap);
    const start = this.#length;
    writeWords();
    const span = { start, end: this.#length };
    if (span.end > span.start) this.#push(shaped(shape, span, hidden));
    return span;
  }

  /** A term and what is said of it, on one line: "Term: detail" or as the reader writes it. */
  definition(hidden: boolean, writeWords: () => { term: Span; details: Span[] }, gap = "\n"): void {
    this.#separate(gap);
    const start = this.#length;
    const { term, details } = writeWords();
    if (this.#length > start)
      this.#push({ kind: "definition", term, details, span: { start, end: this.#length }, hidden });
  }

  /** A table written cell by cell. Cells come in row order; the builder puts tabs and line ends between them. */
  table(
    hidden: boolean,
    writeCells: (table: TableBuilder) => void,
    caption: (() => void) | null = null,
    gap = "\n\n",
  ): void {
    this.#separate(gap);
    const start = this.#length;
    let captionSpan: Span | null = null;
    if (caption) {
      caption();
      captionSpan = { start, end: this.#length };
      if (this.#length > start) this.write("\n");
    }
    const table = new TableBuilder(this);
    writeCells(table);
    if (table.cells.length === 0) return;
    const block: Table = {
      kind: "table",
      caption: captionSpan,
      rows: table.rows,
      columns: table.columns,
      cells: table.cells,
      span: { start, end: this.#length },
      hidden,
    };
    this.#push(block);
  }

  #push(block: Mutable<Block>): void {
    if (this.region !== null) block.region = this.region;
    this.#blocks.push(block);
  }

  link(span: Span, href: string): void {
    if (span.end > span.start) this.#links.push({ ...span, href });
  }

  warn(code: string, message: string): void {
    if (!this.#warnings.some((known) => known.code === code && known.message === message))
      this.#warnings.push({ code, message });
  }

  /** A document that stands inside this one: an attachment, a part of a message. Its words, blocks and places go along. */
  append(other: Document): void {
    if (other.text === "") return;
    this.#separate("\n\n");
    const by = this.#length;
    this.#parts.push(other.text);
    this.#length += other.text.length;
    for (const block of other.blocks) this.#blocks.push(movedBlock(block, by));
    for (const run of other.origins) this.#origins.push({ ...run, ...moved(run, by) });
    for (const link of other.links) this.#links.push({ ...link, ...moved(link, by) });
    for (const { code, message } of other.warnings) this.warn(code, message);
  }

  #separate(gap: string): void {
    if (this.#length > 0) this.write(gap);
  }

  finish(): Document {
    return {
      ...this.#facts,
      title: this.title,
      declaredLanguage: this.declaredLanguage,
      text: this.#parts.join(""),
      blocks: this.#blocks,
      origins: this.#origins,
      links: this.#links,
      warnings: this.#warnings,
    };
  }
}

/** Written out, since spreading costs more than everything else that is done for a block. */
function shaped(shape: BlockShape, span: Span, hidden: boolean): Mutable<Block> {
  if (shape.kind === "heading") return { kind: "heading", level: shape.level, span, hidden };
  if (shape.kind === "list-item") return { kind: "list-item", depth: shape.depth, span, hidden };
  return { kind: "paragraph", span, hidden };
}

const moved = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });

function movedBlock(block: Block, by: number): Block {
  const span = moved(block.span, by);
  if (block.kind === "definition")
    return { ...block, span, term: moved(block.term, by), details: block.details.map((detail) => moved(detail, by)) };
  if (block.kind !== "table") return { ...block, span };
  const caption = block.caption && moved(block.caption, by);
  return { ...block, span, caption, cells: block.cells.map((cell) => ({ ...cell, span: moved(cell.span, by) })) };
}

export interface CellShape {
  row: number;
  column: number;
  rowSpan?: number;
  columnSpan?: number;
  header?: boolean;
  hidden?: boolean;
}

export class TableBuilder {
  readonly cells: Cell[] = [];
  rows = 0;
  columns = 0;
  readonly #builder: DocumentBuilder;

  constructor(builder: DocumentBuilder) {
    this.#builder = builder;
  }

  cell(shape: CellShape, writeWords: () => void): Span {
    const last = this.cells.at(-1);
    if (last) this.#builder.write(last.row === shape.row ? "\t" : "\n");
    const start = this.#builder.position;
    writeWords();
    const span = { start, end: this.#builder.position };
    const cell: Cell = {
      row: shape.row,
      column: shape.column,
      rowSpan: shape.rowSpan ?? 1,
      columnSpan: shape.columnSpan ?? 1,
      header: shape.header ?? false,
      hidden: shape.hidden ?? false,
      span,
    };
    this.cells.push(cell);
    this.rows = Math.max(this.rows, cell.row + cell.rowSpan);
    this.columns = Math.max(this.columns, cell.column + cell.columnSpan);
    return span;
  }
}
