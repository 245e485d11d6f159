/**
 * Lists: items with their depth, and the lists inside them.
 *
 * Shape   An item of words is one block, and lists inside it follow as deeper items. An item that holds paragraphs or tables,
 *         or most of a page, is a container like any other.
 */
import { SKIPPED } from "./elements.js";
import { isGrid } from "./grids.js";
import { HtmlElement, type HtmlNode } from "./tree.js";
import type { Walk } from "./walk-port.js";
import { gatherWords } from "./words.js";

export const LISTS: ReadonlySet<string> = new Set(["ul", "ol", "menu", "dir"]);
/** Items longer than this are containers, not items. */
const LONGEST_ITEM = 4000;

export function writeList(walk: Walk, list: HtmlElement, depth: number): void {
  walk.out.gap ??= depth === 0 ? "\n\n" : "\n";
  walk.out.inside(list, () => {
    for (const part of walk.parts(list.children)) {
      if (isGrid(part)) walk.grid(part);
      else writeChild(walk, part, depth);
    }
  });
  walk.out.gap = "\n\n";
}

function writeChild(walk: Walk, child: HtmlNode, depth: number): void {
  if (child instanceof HtmlElement && child.name === "li") writeItem(walk, child, depth);
  else if (child instanceof HtmlElement && LISTS.has(child.name)) writeList(walk, child, depth + 1);
  else walk.node(child);
}

export function writeItem(walk: Walk, item: HtmlElement, depth: number): void {
  walk.out.flush();
  const simple = !item.structured && item.end - item.start <= LONGEST_ITEM;
  if (!simple) {
    writeLongItem(walk, item, depth);
    return;
  }
  const gathered = gatherWords(item, LISTS);
  if (gathered.run.text !== "") {
    const gap = walk.out.gap ?? (walk.out.previous?.name === "li" ? "\n" : walk.out.gapBefore(item));
    walk.out.writeGathered(item, gathered, { kind: "list-item", depth }, gap);
  }
  walk.out.inside(item, () => writeNested(walk, item, depth));
}

function writeLongItem(walk: Walk, item: HtmlElement, depth: number): void {
  walk.out.shape = item.structured ? { kind: "paragraph" } : { kind: "list-item", depth };
  walk.container(item);
  walk.out.shape = { kind: "paragraph" };
}

function writeNested(walk: Walk, element: HtmlElement, depth: number): void {
  for (const child of element.children) {
    if (!(child instanceof HtmlElement) || SKIPPED.has(child.name)) continue;
    if (LISTS.has(child.name)) {
      walk.out.gap = "\n";
      writeList(walk, child, depth + 1);
      walk.out.gap = "\n";
    } else if (child.children.length > 0) writeNested(walk, child, depth);
  }
}
