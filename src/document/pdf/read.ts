/**
 * PDF: words and rules of every page, put together to blocks.
 *
 * Errors  document/encrypted, document/broken, document/no-text-layer. Scripts, launch actions and embedded files never run;
 *         that a document holds some is a warning.
 */
import { UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import type { ReadOptions } from "../reader.js";
import type { PDFDocumentProxy } from "./engine.js";
import { lookOf } from "./flow.js";
import { furnitureOf } from "./furniture.js";
import type { Page, Turn } from "./geometry.js";
import type { Grid } from "./grid.js";
import { type Drawing, interpretPage } from "./interpret.js";
import { layoutPage, type Piece } from "./layout.js";
import { linesOf } from "./lines.js";
import { recognizePages } from "./ocr.js";
import { openPdf } from "./pdfjs.js";
import { sameColumns, stitch } from "./stitch.js";
import { type Tags, tagsOf } from "./tags.js";
import { writePieces } from "./write.js";

export const PDF_READER = { name: "pdf", version: "1" };

export async function readPdf(snapshot: Snapshot, mediaType: string, options: ReadOptions): Promise<Document> {
  const { pdf, close } = await openPdf(snapshot.bytes, options.password, snapshot.fileName);
  try {
    const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: PDF_READER });
    const drawn = await pagesOf(pdf, snapshot, options, builder);
    const pages = await withRecognized(drawn, snapshot, options, builder);
    await describe(pdf, builder);
    writePages(builder, pages);
    return builder.finish();
  } finally {
    await close();
  }
}

/** pdf.js keeps every font that it met; documents with fonts of their own on every page would grow without end. */
const PAGES_BETWEEN_LOOKS = 20;
const GROWN_BYTES = 300 * 1024 * 1024;

async function pagesOf(
  pdf: PDFDocumentProxy,
  snapshot: Snapshot,
  options: ReadOptions,
  builder: DocumentBuilder,
): Promise<Page[]> {
  const pages: Page[] = [];
  const most = Math.min(pdf.numPages, options.limits.maxPages);
  if (most < pdf.numPages) builder.warn("pages-left-out", `Only the first ${most} of ${pdf.numPages} pages were read`);
  const layers = await pdf.getOptionalContentConfig().catch(() => null);
  const visible = (group: unknown): boolean => {
    try {
      return layers === null || group === null || layers.isVisible(group as never) !== false;
    } catch {
      return true;
    }
  };
  const tagged = (await pdf.getMarkInfo().catch(() => null))?.Marked === true;
  for (let number = 1; number <= most; number++) {
    try {
      const proxy = await pdf.getPage(number);
      pages.push(pageOf(number, await interpretPage(proxy, visible), tagged ? await tagsOf(proxy) : null));
      proxy.cleanup();
      if (number % PAGES_BETWEEN_LOOKS === 0 && process.memoryUsage.rss() > GROWN_BYTES) await pdf.cleanup();
    } catch (error) {
      builder.warn(
        "page-unreadable",
        `Page ${number} could not be read: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  if (pages.length === 0) {
    const { fileName } = snapshot;
    throw new UnderlagError("document/broken", `Cannot read any page of "${fileName}"`, { fileName });
  }
  return pages;
}

/** Pages of pictures are recognized where tesseract is installed; a document of nothing else fails, and says what to install. */
async function withRecognized(
  pages: readonly Page[],
  snapshot: Snapshot,
  options: ReadOptions,
  builder: DocumentBuilder,
): Promise<Page[]> {
  const silent = pages.filter((page) => page.words.length === 0 && page.aside.length === 0);
  if (silent.length === 0) return [...pages];
  const pictures = options.ocr === false ? [] : silent.filter((page) => !page.blank);
  const found = await recognizePages(snapshot.bytes, pictures, options, builder);
  const all = pages.map((page) => found.get(page.number) ?? page);
  const left = silent.filter((page) => !found.has(page.number)).map((page) => page.number);
  if (all.every((page) => page.words.length === 0 && page.aside.length === 0)) {
    const { fileName } = snapshot;
    throw new UnderlagError(
      "document/no-text-layer",
      `Cannot find text in "${fileName}": its pages hold pictures, or nothing`,
      { fileName },
    );
  }
  if (left.length > 0)
    builder.warn("pages-without-text", `Pages that hold pictures, or nothing: ${left.slice(0, 20).join(", ")}`);
  return all;
}

/** The page in the frame in which most of its words stand upright. */
function pageOf(number: number, drawing: Drawing, tags: Tags | null): Page {
  const letters = drawing.words.map((words) => words.reduce((sum, word) => sum + word.text.length, 0));
  const turn = letters.indexOf(Math.max(...letters)) as Turn;
  const sideways = turn % 2 === 1;
  // a scan with a recognized layer behind the picture: all of its text is drawn invisible, and is meant to be read
  const recognized = drawing.invisible > 0.8 * drawing.glyphs && drawing.glyphs > 0;
  const seen = recognized ? drawing.words[turn].map((word) => ({ ...word, hidden: false })) : drawing.words[turn];
  return {
    number,
    turn,
    width: sideways ? drawing.height : drawing.width,
    height: sideways ? drawing.width : drawing.height,
    words: seen,
    aside: drawing.words.flatMap((words, at) => (at === turn ? [] : words)),
    rules: drawing.ink.rules(turn),
    tags,
    ocr: recognized,
    blank: drawing.blank,
  };
}

function writePages(builder: DocumentBuilder, pages: readonly Page[]): void {
  const furniture = furnitureOf(pages);
  const pieces: Piece[] = [];
  for (const page of pages) {
    const last = pieces.at(-1);
    append(pieces, layoutPage(page, furniture.words, last?.kind === "table" ? last : null));
  }
  const lines = pieces.flatMap((piece) =>
    piece.kind === "text" ? piece.lines : piece.cells.flatMap((cell) => cell.lines),
  );
  const look = lookOf(lines);
  if (furniture.header.length > 0) writePieces(builder, [{ kind: "text", lines: furniture.header }], look);
  writePieces(builder, pieces, look);
  if (furniture.footer.length > 0) writePieces(builder, [{ kind: "text", lines: furniture.footer }], look);
  const aside = pages.flatMap((page) => linesOf(page, page.aside));
  if (aside.length > 0) writePieces(builder, [{ kind: "text", lines: aside }], look);
}

/** Adds a page's pieces; a table that goes on from the page before is stitched to it. */
function append(pieces: Piece[], more: readonly Piece[]): void {
  const last = pieces.at(-1);
  const first = more[0];
  if (last?.kind === "table" && first?.kind === "table" && goesOn(last, first)) {
    stitch(last, first);
    pieces.push(...more.slice(1));
  } else if (last?.kind === "text" && first?.kind === "text") {
    pieces[pieces.length - 1] = { kind: "text", lines: [...last.lines, ...first.lines] };
    pieces.push(...more.slice(1));
  } else pieces.push(...more);
}

const goesOn = (last: Grid, first: Grid): boolean =>
  last.ruled === first.ruled && sameColumns(last.columns, first.columns, last.ruled);

async function describe(pdf: PDFDocumentProxy, builder: DocumentBuilder): Promise<void> {
  const [facts, scripts, attachments, action] = await Promise.all([
    pdf.getMetadata().catch(() => null),
    pdf.getJSActions().catch(() => null),
    pdf.getAttachments().catch(() => null),
    pdf.getOpenAction().catch(() => null),
  ]);
  const info = (facts?.info ?? {}) as { Title?: unknown; Language?: unknown };
  if (typeof info.Title === "string" && info.Title.trim() !== "") builder.title = info.Title.trim();
  if (typeof info.Language === "string") builder.declaredLanguage = info.Language;
  if (scripts || attachments || action?.action)
    builder.warn(
      "pdf-active-content",
      "The PDF holds scripts, actions or embedded files: none of them was run or read",
    );
}
