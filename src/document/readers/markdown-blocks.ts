/** The blocks of a Markdown document, line by line. */
import type { DocumentBuilder, TableBuilder } from "../builder.js";
import { renderFragment } from "../html/fragment.js";
import { isBlank, type Line, originOfLine } from "../lines.js";
import type { DocumentLimits } from "../reader.js";
import { recordLinks } from "../run.js";
import { type InlineRun, type References, raisedFigure, readInline } from "./markdown-inline.js";
import { cleanLines, numberNotes, takeReferences } from "./markdown-source.js";
import { isDelimiterRow, splitRow } from "./markdown-tables.js";

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]{1,20}|$)/;
const FENCE = /^ {0,3}(?:```|~~~)/;
const ITEM = /^([ \t]{0,40})(?:[-*+•]|\d{1,3}[.)])(?:[ \t]{1,20}(?=\S)|$)/;
const FOOTNOTE = /^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]{0,20}/;
const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|dt|dd|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s>/]|$)/i;

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
      if (isBlank(line.text)) {
        this.#gap = "\n\n";
        this.#at++;
      } else this.#block(line);
    }
  }

  #block(line: Line): void {
    const { text } = line;
    if (!ITEM.test(text) && !/^[ \t]/.test(text)) this.#indents = [];
    if (HEADING.test(text)) this.#heading(line);
    else if (FENCE.test(text)) this.#code();
    else if (isRule(text)) this.#skip();
    else if (this.#startsTable(this.#at)) this.#table();
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
    const mark = HEADING.exec(line.text)!;
    const words = line.text
      .slice(mark[0].length)
      .trim()
      .replace(/(?:^|[ \t])#{1,20}$/, "")
      .replace(/\{#[\w-]{1,100}\}$/, "");
    this.#writeHeading(words.trim(), line, mark[1]!.length);
    this.#at++;
  }

  #writeHeading(words: string, line: Line, level: number): void {
    const run = readInline(words, this.#references);
    if (run.text.trim() === "") return;
    this.#builder.title ??= run.text.trim();
    this.#builder.block(
      { kind: "heading", level },
      false,
      () => this.#writeInline(run, line.number),
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
    this.#builder.block({ kind: "paragraph" }, false, () => this.#writeLines(lines), this.#takeGap("\n\n"));
    this.#gap = "\n\n";
  }

  #writeLines(lines: readonly Line[]): void {
    lines.forEach((line, index) => {
      if (index > 0) this.#builder.write("\n");
      this.#builder.write(line.text, originOfLine(line.number));
    });
  }

  #startsTable(index: number): boolean {
    const [text, next] = [this.#lines[index]!.text, this.#lines[index + 1]?.text ?? ""];
    if (!text.includes("|")) return false;
    if (isDelimiterRow(next)) return true;
    return isRow(text) && isRow(next);
  }

  #table(): void {
    const start = this.#at;
    const header = isDelimiterRow(this.#lines[start + 1]!.text);
    while (this.#at < this.#lines.length && this.#continuesTable(start, header)) this.#at++;
    const rows = this.#lines.slice(start, this.#at).filter((line) => !isDelimiterRow(line.text));
    this.#builder.table(false, (table) => this.#writeRows(table, rows, header), null, this.#takeGap("\n\n"));
    this.#gap = "\n\n";
  }

  #continuesTable(start: number, header: boolean): boolean {
    const { text } = this.#lines[this.#at]!;
    if (this.#at < start + 2) return true;
    return header ? !isBlank(text) && text.includes("|") : isRow(text);
  }

  #writeRows(table: TableBuilder, rows: readonly Line[], header: boolean): void {
    rows.forEach((line, row) => {
      splitRow(line.text).forEach((cell, column) => {
        table.cell({ row, column, header: header && row === 0 }, () => {
          const run = readInline(cell, this.#references);
          this.#writeInline(run, line.number);
        });
      });
    });
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
    while (this.#continuesItem(lines.length)) lines.push(trimmed(this.#lines[this.#at++]!));
    const shape = { kind: "list-item", depth: this.#indents.length - 1 } as const;
    this.#writeText(shape, lines);
  }

  #continuesItem(_count: number): boolean {
    const line = this.#lines[this.#at];
    return line !== undefined && !isBlank(line.text) && !this.#interrupts(this.#at) && !ITEM.test(line.text);
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
    return setextLevel(line.text) === null && !this.#interrupts(this.#at);
  }

  #interrupts(index: number): boolean {
    const { text } = this.#lines[index]!;
    return (
      HEADING.test(text) ||
      FENCE.test(text) ||
      FOOTNOTE.test(text) ||
      isRule(text) ||
      HTML_BLOCK.test(text) ||
      this.#startsTable(index)
    );
  }

  #writeText(shape: { kind: "paragraph" } | { kind: "list-item"; depth: number }, lines: readonly Line[]): void {
    const source = lines
      .map(({ text }, index) => (index === 0 ? text.trimStart() : text).replace(FOOTNOTE, ""))
      .join("\n");
    const run = readInline(source, this.#references);
    if (run.text.trim() === "") return;
    const write = (): void => this.#writeInline(run, lines[0]!.number);
    const note = FOOTNOTE.exec(lines[0]!.text.trimStart())?.[1];
    const gap = this.#takeGap();
    // as with a list's mark, a quote of the note begins with its words
    if (note && /^\d{1,3}$/.test(note)) {
      this.#builder.write(`${this.#builder.position > 0 ? gap : ""}${raisedFigure(note)} `);
      this.#builder.block(shape, false, write, "");
    } else this.#builder.block(shape, false, write, gap);
  }

  /** Words of a block that begins at a line; every line end of the source is a line further. */
  #writeInline(run: InlineRun, line: number): void {
    const lead = run.text.length - run.text.trimStart().length;
    const words = run.text.trim();
    const start = this.#builder.position;
    let number = line + countMatches(run.text.slice(0, lead), /\n/g);
    let at = lead;
    words.split("\n").forEach((part, index) => {
      if (index > 0) {
        this.#builder.write("\n");
        if (!run.madeBreaks.has(at - 1)) number++;
      }
      this.#builder.write(part, originOfLine(number));
      at += part.length + 1;
    });
    const links = run.links.map((link) => ({ ...link, start: Math.max(0, link.start - lead), end: link.end - lead }));
    recordLinks(this.#builder, { text: words, links }, start);
    if (run.struckOut) this.#builder.warn("struck-out", "Some words are struck out on the page");
  }
}

/** Marks of a quotation taken off; what it holds is read like everything else. */
function unquote(line: Line): Line {
  if (!/^ {0,3}>/.test(line.text)) return line;
  return { text: line.text.replace(/^ {0,3}>(?: ?>){0,50} ?/, ""), number: line.number };
}

function isRule(text: string): boolean {
  const marks = text.replace(/[ \t]/g, "");
  return marks.length >= 3 && (/^-+$/.test(marks) || /^\*+$/.test(marks) || /^_+$/.test(marks));
}

function setextLevel(text: string | undefined): 1 | 2 | null {
  const marks = text?.trim() ?? "";
  if (/^=+$/.test(marks)) return 1;
  return marks.length >= 2 && /^-+$/.test(marks) ? 2 : null;
}

const isRow = (text: string): boolean => /^\s{0,20}\|/.test(text) && splitRow(text).length >= 2;
const trimmed = (line: Line): Line => ({ text: line.text.trimStart(), number: line.number });
const widthOf = (indent: string): number => indent.replaceAll("\t", "    ").length;
const countMatches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
