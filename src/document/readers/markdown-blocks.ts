/**
 * The blocks of a Markdown document, line by line: which lines belong together, and the blocks that they become.
 *
 * Shape   markdown-marks says what a line opens, markdown-tables what a row is, markdown-inline what the words of a block
 *         are; here stands how far a block goes, and the gap before it.
 */
import type { DocumentBuilder } from "../builder.js";
import { renderFragment } from "../html/fragment.js";
import { isBlank, type Line } from "../lines.js";
import type { DocumentLimits } from "../reader.js";
import { raisedFigure, readInline } from "./markdown-inline.js";
import type { References } from "./markdown-links.js";
import {
  FENCE,
  FOOTNOTE,
  HEADING,
  HTML_BLOCK,
  headingIn,
  ITEM,
  isRule,
  opensBlock,
  setextLevel,
  unquote,
} from "./markdown-marks.js";
import { cleanLines, numberNotes, takeReferences } from "./markdown-source.js";
import { isDelimiterRow, isRow, startsTable, writeRows } from "./markdown-tables.js";
import { countMatches, writeInline, writeLines } from "./markdown-write.js";

export class MarkdownWriter {
  readonly #builder: DocumentBuilder;
  readonly #limits: DocumentLimits;
  readonly #lines: readonly Line[];
  readonly #references: References;
  #at = 0;
  #gap = "";
  #indents: number[] = [];

  constructor(builder: DocumentBuilder, lines: readonly Line[], limits: DocumentLimits) {
    this.#builder = builder;
    this.#limits = limits;
    const { references, rest } = takeReferences(numberNotes(cleanLines(lines)));
    this.#references = references;
    this.#lines = rest.map(unquote);
  }

  write(): void {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!;
      if (isBlank(line.text)) this.#skip();
      else this.#block(line);
    }
  }

  #block(line: Line): void {
    const { text } = line;
    if (!ITEM.test(text) && !/^[ \t]/.test(text)) this.#indents = [];
    if (HEADING.test(text)) this.#heading(line);
    else if (FENCE.test(text)) this.#code();
    else if (isRule(text)) this.#skip();
    else if (this.#startsTable()) this.#table();
    else if (HTML_BLOCK.test(text)) this.#html();
    else if (ITEM.test(text)) this.#item(line);
    else this.#paragraph();
  }

  #skip(): void {
    this.#gap = "\n\n";
    this.#at++;
  }

  /** The gap before the next block, once; blocks are always at least a line apart. */
  #takeGap(least = "\n"): string {
    const gap = this.#gap.length > least.length ? this.#gap : least;
    this.#gap = "";
    return gap;
  }

  #heading(line: Line): void {
    const { words, level } = headingIn(line.text);
    this.#writeHeading(words, line, level);
    this.#at++;
  }

  #writeHeading(words: string, line: Line, level: number): void {
    const run = readInline(words, this.#references);
    if (run.text.trim() === "") return;
    this.#builder.title ??= run.text.trim();
    this.#builder.block(
      { kind: "heading", level },
      false,
      () => writeInline(this.#builder, run, line.number),
      this.#takeGap("\n\n"),
    );
    this.#gap = "\n\n";
  }

  #code(): void {
    this.#at++;
    const start = this.#at;
    while (this.#at < this.#lines.length && !FENCE.test(this.#lines[this.#at]!.text)) this.#at++;
    const lines = this.#lines.slice(start, this.#at).filter(({ text }) => !isBlank(text));
    this.#at++;
    if (lines.length === 0) return;
    this.#builder.block({ kind: "paragraph" }, false, () => writeLines(this.#builder, lines), this.#takeGap("\n\n"));
    this.#gap = "\n\n";
  }

  #startsTable(): boolean {
    return startsTable(this.#lines[this.#at]!.text, this.#lines[this.#at + 1]?.text ?? "");
  }

  #table(): void {
    const start = this.#at;
    const header = isDelimiterRow(this.#lines[start + 1]!.text);
    while (this.#at < this.#lines.length && this.#continuesTable(start, header)) this.#at++;
    const rows = this.#lines.slice(start, this.#at).filter((line) => !isDelimiterRow(line.text));
    const write = (cell: string, line: Line): void =>
      writeInline(this.#builder, readInline(cell, this.#references), line.number);
    this.#builder.table(false, (table) => writeRows(table, rows, header, write), null, this.#takeGap("\n\n"));
    this.#gap = "\n\n";
  }

  #continuesTable(start: number, header: boolean): boolean {
    const { text } = this.#lines[this.#at]!;
    if (this.#at < start + 2) return true;
    return header ? !isBlank(text) && text.includes("|") : isRow(text);
  }

  /** Until the blank line, as CommonMark has it; a table until its end tag. */
  #html(): void {
    const start = this.#at;
    let depth = 0;
    for (; this.#at < this.#lines.length; this.#at++) {
      const { text } = this.#lines[this.#at]!;
      if (isBlank(text) && depth <= 0) break;
      depth += countMatches(text, /<table(?=[\s>])/gi) - countMatches(text, /<\/table\s?>/gi);
    }
    const lines = this.#lines.slice(start, this.#at);
    renderFragment(this.#builder, lines, this.#limits);
    this.#gap = "\n\n";
  }

  #item(line: Line): void {
    const mark = ITEM.exec(line.text)!;
    const indent = widthOf(mark[1]!);
    while ((this.#indents.at(-1) ?? -1) > indent) this.#indents.pop();
    if ((this.#indents.at(-1) ?? -1) < indent) this.#indents.push(indent);
    const lines = [{ text: line.text.slice(mark[0].length), number: line.number }];
    this.#at++;
    while (this.#continuesItem()) lines.push(trimmed(this.#lines[this.#at++]!));
    const shape = { kind: "list-item", depth: this.#indents.length - 1 } as const;
    this.#writeText(shape, lines);
  }

  #continuesItem(): boolean {
    const line = this.#lines[this.#at];
    return line !== undefined && !isBlank(line.text) && !this.#interrupts(line.text) && !ITEM.test(line.text);
  }

  #paragraph(): void {
    const start = this.#at++;
    while (this.#continuesParagraph()) this.#at++;
    const lines = this.#lines.slice(start, this.#at);
    const underline = setextLevel(this.#lines[this.#at]?.text);
    if (underline !== null && lines.length === 1) {
      this.#writeHeading(lines[0]!.text.trim(), lines[0]!, underline);
      this.#at++;
    } else this.#writeText({ kind: "paragraph" }, lines);
  }

  #continuesParagraph(): boolean {
    const line = this.#lines[this.#at];
    if (!line || isBlank(line.text) || ITEM.test(line.text)) return false;
    return setextLevel(line.text) === null && !this.#interrupts(line.text);
  }

  /** Whether the line that comes next ends the paragraph or item before it; a new item ends both as well. */
  #interrupts(text: string): boolean {
    return opensBlock(text) || this.#startsTable();
  }

  #writeText(shape: { kind: "paragraph" } | { kind: "list-item"; depth: number }, lines: readonly Line[]): void {
    const source = lines
      .map(({ text }, index) => (index === 0 ? text.trimStart() : text).replace(FOOTNOTE, ""))
      .join("\n");
    const run = readInline(source, this.#references);
    if (run.text.trim() === "") return;
    const write = (): void => writeInline(this.#builder, run, lines[0]!.number);
    const note = FOOTNOTE.exec(lines[0]!.text.trimStart())?.[1];
    const gap = this.#takeGap();
    // as with a list's mark, a quote of the note begins with its words
    if (note && /^\d{1,3}$/.test(note)) {
      this.#builder.write(`${this.#builder.position > 0 ? gap : ""}${raisedFigure(note)} `);
      this.#builder.block(shape, false, write, "");
    } else this.#builder.block(shape, false, write, gap);
  }
}

const trimmed = (line: Line): Line => ({ text: line.text.trimStart(), number: line.number });
const widthOf = (indent: string): number => indent.replaceAll("\t", "    ").length;
