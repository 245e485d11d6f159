/**
 * Plain text: pasted pages, e-mails, exports.
 *
 * Shape   Lines with tabs are tables, and so are columns of spaces whose cells go on over several lines; lines with a mark are
 *         list items, lines that are clearly titles are headings, and every other run of lines is a paragraph with its line
 *         ends and inner spaces exactly as they stand.
 *         The document's text equals its source, apart from NFC, line ends, NUL, further blank lines, marks of quoted
 *         mail, tags in cells and the spaces between columns.
 */
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import { holdsMarkup, stripTags } from "../html/strip.js";
import { hyphenGoes } from "../hyphens.js";
import { isBlank, type Line, originOfLine, readLines } from "../lines.js";
import type { DocumentReader, ReadOptions } from "../reader.js";
import { looksLikeMarkdown, markdownReader } from "./markdown.js";
import { findSpacedTables, type Part, type SpacedTable } from "./spaced-tables.js";
import { findHeadings } from "./text-headings.js";
import { type ListMark, readMark } from "./text-lists.js";
import { withoutQuoteMarks } from "./text-quotes.js";
import { findTabTables, type TabTable } from "./text-tables.js";

export const textReader: DocumentReader = {
  name: "text",
  version: "1",
  mediaTypes: ["text/plain"],
  read(snapshot: Snapshot, mediaType: string, options: ReadOptions): Document | Promise<Document> {
    const { lines: written, text, warnings } = readLines(snapshot.bytes, snapshot.contentType);
    if (looksLikeMarkdown(written)) return markdownReader.read(snapshot, mediaType, options);
    const lines = withoutQuoteMarks(written);
    const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: { name: "text", version: "1" } });
    for (const { code, message } of warnings) builder.warn(code, message);
    if (text.length > 0) new TextWriter(builder, lines).write();
    builder.title ??= firstLineAsTitle(lines);
    return builder.finish();
  },
};

class TextWriter {
  readonly #builder: DocumentBuilder;
  readonly #lines: readonly Line[];
  /** Line index of a table's first row → the table. */
  readonly #tables: ReadonlyMap<number, TabTable>;
  readonly #spaced: ReadonlyMap<number, SpacedTable>;
  readonly #headings: ReadonlyMap<number, number>;
  #index = 0;
  #indents: number[] = [];

  constructor(builder: DocumentBuilder, lines: readonly Line[]) {
    this.#builder = builder;
    this.#lines = lines;
    this.#tables = findTabTables(lines);
    this.#spaced = findSpacedTables(lines);
    this.#headings = findHeadings(lines, new Map<number, { readonly end: number }>([...this.#tables, ...this.#spaced]));
  }

  write(): void {
    let gap = "";
    while (this.#index < this.#lines.length) {
      if (isBlank(this.#lines[this.#index]!.text)) {
        gap = "\n\n";
        this.#index++;
        continue;
      }
      if (this.#builder.position > 0) this.#builder.write(gap === "" ? "\n" : gap);
      gap = "";
      this.#writeBlock();
    }
  }

  #writeBlock(): void {
    const line = this.#lines[this.#index]!;
    const table = this.#tables.get(this.#index);
    const level = this.#headings.get(this.#index);
    const spaced = table ? undefined : this.#spaced.get(this.#index);
    const mark = table || spaced || level !== undefined ? null : readMark(line.text);
    if (mark === null) this.#indents = [];
    if (table) this.#writeTable(table);
    else if (spaced) this.#writeSpaced(spaced);
    else if (level !== undefined) this.#writeHeading(line, level);
    else if (mark) this.#writeItem(line, mark);
    else this.#writeParagraph();
  }

  #writeTable(table: TabTable): void {
    this.#builder.table(
      false,
      (grid) => {
        table.rows.forEach((row, rowNumber) => {
          const origin = originOfLine(row.line.number);
          row.cells.forEach((cell, column) => {
            grid.cell({ row: rowNumber, column }, () => {
              const words = holdsMarkup(cell) ? stripTags(cell) : cell.trim();
              this.#builder.write(words, origin);
            });
          });
        });
      },
      null,
      "",
    );
    this.#index = table.end;
  }

  #writeSpaced(table: SpacedTable): void {
    this.#builder.table(
      false,
      (grid) => {
        table.rows.forEach((cells, row) => {
          for (const { column, span, parts } of cells)
            grid.cell({ row, column, columnSpan: span }, () => this.#writeParts(parts));
        });
      },
      null,
      "",
    );
    this.#index = table.end;
  }

  /** What a column's width divided is joined again. */
  #writeParts(parts: readonly Part[]): void {
    parts.forEach(({ words, number }, i) => {
      const next = parts[i + 1];
      const divided = next !== undefined && hyphenGoes(words, next.words);
      this.#builder.write(divided ? words.slice(0, -1) : words, originOfLine(number));
      if (next && !divided) this.#builder.write(" ");
    });
  }

  #writeHeading(line: Line, level: number): void {
    this.#builder.title ??= line.text.trim();
    this.#builder.block({ kind: "heading", level }, false, () => this.#writeWords([line]), "");
    this.#index++;
  }

  /** The mark stands before the block, so that a quote of the item begins with its words. */
  #writeItem(line: Line, mark: ListMark): void {
    while ((this.#indents.at(-1) ?? -1) > mark.indent) this.#indents.pop();
    if ((this.#indents.at(-1) ?? -1) < mark.indent) this.#indents.push(mark.indent);
    const depth = this.#indents.length - 1;
    const start = this.#index++;
    while (this.#continuesItem(mark)) this.#index++;
    this.#builder.write(line.text.slice(0, mark.length));
    const first = { text: line.text.slice(mark.length), number: line.number };
    const lines = [first, ...this.#lines.slice(start + 1, this.#index)];
    this.#builder.block({ kind: "list-item", depth }, false, () => this.#writeWords(lines), "");
  }

  /** A following line that is indented under the item's words. */
  #continuesItem(mark: ListMark): boolean {
    const line = this.#lines[this.#index];
    if (!line || isBlank(line.text) || this.#startsBlock(this.#index)) return false;
    return indentOf(line.text) > mark.indent;
  }

  #writeParagraph(): void {
    const start = this.#index++;
    while (this.#index < this.#lines.length && !this.#endsParagraph(this.#index)) this.#index++;
    const lines = this.#lines.slice(start, this.#index);
    const indent = indentOf(lines[0]!.text);
    if (indent > 0) this.#builder.write(lines[0]!.text.slice(0, indent));
    this.#builder.block({ kind: "paragraph" }, false, () => this.#writeWords(lines), "");
  }

  #endsParagraph(index: number): boolean {
    return isBlank(this.#lines[index]!.text) || this.#startsBlock(index);
  }

  #startsBlock(index: number): boolean {
    if (this.#tables.has(index) || this.#spaced.has(index) || this.#headings.has(index)) return true;
    return readMark(this.#lines[index]!.text) !== null;
  }

  /** Words of a block, each line with its own place; white space at the block's edges is left to the separators. */
  #writeWords(lines: readonly Line[]): void {
    lines.forEach((line, index) => {
      if (index > 0) this.#builder.write("\n");
      const words = index === 0 ? line.text.trimStart() : line.text;
      this.#builder.write(index === lines.length - 1 ? words.trimEnd() : words, originOfLine(line.number));
    });
  }
}

/** A short first line above a blank one names the document, even where it is too much like a cell to be a heading. */
function firstLineAsTitle(lines: readonly Line[]): string | null {
  const first = lines.findIndex(({ text }) => !isBlank(text));
  const title = lines[first]?.text.trim() ?? "";
  const alone = isBlank(lines[first + 1]?.text ?? "");
  return alone && title.length <= 100 && /\S\s+\S/u.test(title) && !/[\t.;:]/u.test(title) ? title : null;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
