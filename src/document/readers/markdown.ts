/**
 * Markdown: headings, pipe tables, lists, quotes, links, and the HTML and shortcodes in between.
 *
 * Shape   The rendered words without their marks. Line ends inside a paragraph stay, since suppliers' Markdown is often
 *         plain text with a heading or a table in it. Front matter gives the title and is no content.
 * Source  CommonMark 0.31 and GitHub's tables, read line by line; what they leave to nesting rules is read generously.
 */
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import { type Line, readLines } from "../lines.js";
import type { DocumentReader, ReadOptions } from "../reader.js";
import { MarkdownWriter } from "./markdown-blocks.js";
import { splitFrontMatter } from "./markdown-source.js";
import { isDelimiterRow } from "./markdown-tables.js";

export const markdownReader: DocumentReader = {
  name: "markdown",
  version: "1",
  mediaTypes: ["text/markdown"],
  read(snapshot: Snapshot, mediaType: string, options: ReadOptions): Document {
    const { lines, warnings } = readLines(snapshot.bytes, snapshot.contentType);
    const builder = new DocumentBuilder({
      snapshot: snapshot.hash,
      mediaType,
      reader: { name: "markdown", version: "1" },
    });
    for (const { code, message } of warnings) builder.warn(code, message);
    const { title, body } = splitFrontMatter(lines);
    builder.title = title;
    new MarkdownWriter(builder, body, options.limits).write();
    return builder.finish();
  },
};

/** Whether a file that is called text is Markdown all the same: a pipe table, or several headings with #. */
export function looksLikeMarkdown(lines: readonly Line[]): boolean {
  let headings = 0;
  for (let index = 0; index < lines.length; index++) {
    const { text } = lines[index]!;
    if (/^#{1,6} \S/.test(text) && ++headings >= 2) return true;
    if (text.includes("|") && isDelimiterRow(text) && (lines[index - 1]?.text.includes("|") ?? false)) return true;
  }
  return false;
}
