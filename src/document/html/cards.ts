/**
 * Cards: containers that stand beside others of the same class and are small, one for each thing that a page lists.
 * Blocks of one card stand a line apart in the text, different cards stand two lines apart.
 */
import { HtmlElement } from "./tree.js";

/** Source length of the largest card. Longer ones are sections of a page. */
const LARGEST_CARD = 2500;

export function inSameCard(a: HtmlElement, b: HtmlElement): boolean {
  const shared = commonAncestor(a, b);
  for (let at: HtmlElement | null = shared; at !== null && at.end - at.start <= LARGEST_CARD; at = at.parent)
    if (isCard(at)) return true;
  return false;
}

function commonAncestor(a: HtmlElement, b: HtmlElement): HtmlElement | null {
  let [left, right]: [HtmlElement | null, HtmlElement | null] = [a, b];
  while (left !== right && left !== null && right !== null) {
    if (left.depth >= right.depth) left = left.parent;
    else right = right.parent;
  }
  return left === right ? left : null;
}

function isCard(element: HtmlElement): boolean {
  if (element.card !== null) return element.card;
  if (element.parent === null) return false;
  let previous: HtmlElement | null = null;
  for (const child of element.parent.children) {
    if (!(child instanceof HtmlElement) || child.name === "br") continue;
    const same = previous !== null && alike(previous, child);
    if (same) previous!.card = true;
    child.card = same;
    previous = child;
  }
  return element.card ?? false;
}

/** A tag with a class, of which the next one is another. A plain div or p says nothing. */
function alike(a: HtmlElement, b: HtmlElement): boolean {
  if (a.name !== b.name || a.name === "p" || !a.tag.block) return false;
  return (a.classes === b.classes && a.classes !== "") || a.name === "li" || a.name === "article";
}
