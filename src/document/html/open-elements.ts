/**
 * The stack of open elements, and the ways in which the standard closes them.
 * The lowest element is html, the second head or body; neither is ever popped by a tag of the page.
 */
import type { HtmlElement, Tag } from "./tree.js";

export class OpenElements {
  readonly #stack: HtmlElement[];
  top: HtmlElement;
  /** How many elements are open that keep their white space. */
  preformatted = 0;
  /** 1 until there is a body: what stands below it stays open. */
  floor = 1;

  constructor(root: HtmlElement) {
    this.#stack = [root];
    this.top = root;
  }

  get depth(): number {
    return this.#stack.length;
  }

  push(element: HtmlElement): void {
    this.#stack.push(element);
    this.top = element;
    element.tag.open++;
    if (element.name === "pre" || element.name === "listing") this.preformatted++;
  }

  pop(at: number): void {
    const element = this.#stack.pop()!;
    element.end = at;
    element.tag.open--;
    if (element.name === "pre" || element.name === "listing") this.preformatted--;
    this.top = this.#stack.at(-1)!;
  }

  /** Pops the elements from index on. */
  popTo(index: number, at: number): void {
    while (this.#stack.length > Math.max(index, this.floor)) this.pop(at);
  }

  /** Pops down to the innermost element that holds; that one too where inclusive. */
  popUntil(holds: (element: HtmlElement) => boolean, at: number, inclusive: boolean): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      if (!holds(this.#stack[index]!)) continue;
      this.popTo(inclusive ? index : index + 1, at);
      return;
    }
  }

  /** Ends the innermost such element, unless it stands outside a cell, a button or the like. The end tag of a formatting
   * element does not end the blocks that stand in it. */
  closeInScope(tag: Tag, at: number, stopAtBlocks: boolean): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const open = this.#stack[index]!.tag;
      if (open === tag) {
        this.popTo(index, at);
        return;
      }
      if (open.barrier || (stopAtBlocks && open.block)) return;
    }
  }

  closeHeading(at: number): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const { tag } = this.#stack[index]!;
      if (tag.heading) {
        this.popTo(index, at);
        return;
      }
      if (tag.barrier) return;
    }
  }

  /** Ends the item before, within its own list. */
  closeItem(names: readonly string[], lists: readonly string[], at: number): void {
    for (let index = this.#stack.length - 1; index > 0; index--) {
      const { name, tag } = this.#stack[index]!;
      if (names.includes(name)) {
        this.popTo(index, at);
        return;
      }
      if (lists.includes(name) || tag.barrier) return;
    }
  }

  /** At the end of the page everything ends. */
  finish(at: number): void {
    for (const element of this.#stack) element.end = at;
  }
}
