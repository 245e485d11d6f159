/**
 * What lists and definitions ask of the walk that met them: to write, and to go on inside what is not theirs.
 */
import type { BlockWriter } from "./block-writer.js";
import type { FoundGrid, Part } from "./grids.js";
import type { HtmlElement, HtmlNode } from "./tree.js";

export interface Walk {
  readonly out: BlockWriter;
  /** Whatever a node is. */
  node(node: HtmlNode): void;
  /** An element that only holds others. */
  container(element: HtmlElement): void;
  /** Children in their order, with a grid in the place of those that make it up. */
  parts(children: readonly HtmlNode[]): readonly Part[];
  grid(grid: FoundGrid): void;
}
