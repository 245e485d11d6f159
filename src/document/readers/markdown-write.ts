/** Words of a Markdown block written into the document: each part with its line in the file, links where they stand. */
import type { DocumentBuilder } from "../builder.js";
import { type Line, originOfLine } from "../lines.js";
import { recordLinks } from "../run.js";
import type { InlineRun } from "./markdown-inline.js";

/** Words of a block that begins at a line; every line end of the source is a line further. */
export function writeInline(builder: DocumentBuilder, run: InlineRun, line: number): void {
  const lead = run.text.length - run.text.trimStart().length;
  const words = run.text.trim();
  const start = builder.position;
  let number = line + countMatches(run.text.slice(0, lead), /\n/g);
  let at = lead;
  words.split("\n").forEach((part, index) => {
    if (index > 0) {
      builder.write("\n");
      if (!run.madeBreaks.has(at - 1)) number++;
    }
    builder.write(part, originOfLine(number));
    at += part.length + 1;
  });
  const links = run.links.map((link) => ({ ...link, start: Math.max(0, link.start - lead), end: link.end - lead }));
  recordLinks(builder, { text: words, links }, start);
  if (run.struckOut) builder.warn("struck-out", "Some words are struck out on the page");
}

/** Lines as they are, for code. */
export function writeLines(builder: DocumentBuilder, lines: readonly Line[]): void {
  lines.forEach((line, index) => {
    if (index > 0) builder.write("\n");
    builder.write(line.text, originOfLine(line.number));
  });
}

export const countMatches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
