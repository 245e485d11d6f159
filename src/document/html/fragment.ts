/** HTML that stands in Markdown: the same blocks, with a line as their place. */
import type { DocumentBuilder } from "../builder.js";
import { type Line, originOfLine } from "../lines.js";
import type { DocumentLimits } from "../reader.js";
import { parseHtml } from "./parse.js";
import { TreeWalker } from "./walk.js";

export function renderFragment(builder: DocumentBuilder, lines: readonly Line[], limits: DocumentLimits): void {
  const source = lines.map(({ text }) => text).join("\n");
  const tree = parseHtml(source, limits);
  if (tree.body === null) return;
  const starts: number[] = [];
  let at = 0;
  for (const { text } of lines) {
    starts.push(at);
    at += text.length + 1;
  }
  const originAt = (_element: unknown, start: number) => originOfLine(lines[lineOf(starts, start)]!.number);
  new TreeWalker(builder, tree.body, originAt, limits).walk(tree.body);
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
