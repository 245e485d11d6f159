/**
 * Definition lists: a term with its details is one block, "term: detail".
 *
 * Shape   dt and dd may stand in div groups. A term without details, and details that hold blocks, fall apart into containers.
 */
import type { Span } from "../../model/span.js";
import { HtmlElement, type HtmlNode } from "./tree.js";
import type { Walk } from "./walk-port.js";
import { gatherWords } from "./words.js";

export function writeDefinitions(walk: Walk, list: HtmlElement): void {
  walk.out.gap = "\n\n";
  walk.out.inside(list, () => {
    let terms: HtmlElement[] = [];
    let details: HtmlElement[] = [];
    const close = (): void => {
      writeDefinition(walk, terms, details);
      [terms, details] = [[], []];
    };
    for (const part of definitionParts(list)) {
      if (!(part instanceof HtmlElement) || (part.name !== "dt" && part.name !== "dd")) walk.node(part);
      else if (part.name === "dd") details.push(part);
      else {
        if (details.length > 0) close();
        terms.push(part);
      }
    }
    close();
  });
  walk.out.gap = "\n\n";
}

function writeDefinition(walk: Walk, terms: readonly HtmlElement[], details: readonly HtmlElement[]): void {
  walk.out.flush();
  const [term, others] = [terms.at(-1), terms.slice(0, -1)];
  for (const other of others) walk.container(other);
  if (!term || details.length === 0 || details.some((detail) => detail.structured)) {
    for (const part of [...(term ? [term] : []), ...details]) walk.container(part);
    return;
  }
  const hidden = walk.out.hidden || term.hidden || details.every((detail) => detail.hidden);
  const write = (): { term: Span; details: Span[] } => writeWords(walk, term, details);
  walk.out.builder.definition(hidden, write, walk.out.gap ?? "\n");
  walk.out.wrote(term);
}

function writeWords(walk: Walk, term: HtmlElement, details: readonly HtmlElement[]): { term: Span; details: Span[] } {
  const named = walk.out.writeWords(term);
  const colon = gatherWords(term).run.text.endsWith(":");
  const spans = details.map((detail, index) => {
    walk.out.builder.write(index > 0 ? "\n" : colon ? " " : ": ");
    return walk.out.writeWords(detail);
  });
  return { term: named, details: spans };
}

/** dt and dd, also where they stand in div groups. */
function* definitionParts(list: HtmlElement): Generator<HtmlNode> {
  for (const child of list.children) {
    if (child instanceof HtmlElement && child.name === "div") yield* definitionParts(child);
    else yield child;
  }
}
