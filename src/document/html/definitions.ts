/**
 * Definition lists: terms with what is said of them.
 *
 * Shape   A term and its details are one block, "Term: details". Where a part holds headings or tables, each part is read by itself.
 */
import type { Span } from "../../model/span.js";
import type { BlockWriter } from "./block-writer.js";
import { HtmlElement, type HtmlNode } from "./tree.js";
import { gatherWords } from "./words.js";

/** How what is no definition is read: as anywhere on the page. */
export interface Walk {
  node(node: HtmlNode): void;
  container(element: HtmlElement): void;
}

export class DefinitionWalker {
  readonly #out: BlockWriter;
  readonly #walk: Walk;

  constructor(out: BlockWriter, walk: Walk) {
    this.#out = out;
    this.#walk = walk;
  }

  list(list: HtmlElement): void {
    this.#out.gap = "\n\n";
    this.#out.inside(list, () => {
      let terms: HtmlElement[] = [];
      let details: HtmlElement[] = [];
      const close = (): void => {
        this.#definition(terms, details);
        [terms, details] = [[], []];
      };
      for (const part of definitionParts(list)) {
        if (!(part instanceof HtmlElement) || (part.name !== "dt" && part.name !== "dd")) this.#walk.node(part);
        else if (part.name === "dd") details.push(part);
        else {
          if (details.length > 0) close();
          terms.push(part);
        }
      }
      close();
    });
    this.#out.gap = "\n\n";
  }

  #definition(terms: readonly HtmlElement[], details: readonly HtmlElement[]): void {
    this.#out.flush();
    const [term, others] = [terms.at(-1), terms.slice(0, -1)];
    for (const other of others) this.#walk.container(other);
    if (!term || details.length === 0 || details.some((detail) => detail.structured)) {
      for (const part of [...(term ? [term] : []), ...details]) this.#walk.container(part);
      return;
    }
    const hidden = this.#out.hidden || term.hidden || details.every((detail) => detail.hidden);
    const write = (): { term: Span; details: Span[] } => this.#writeDefinition(term, details);
    this.#out.builder.definition(hidden, write, this.#out.gap ?? "\n");
    this.#out.wrote(term);
  }

  #writeDefinition(term: HtmlElement, details: readonly HtmlElement[]): { term: Span; details: Span[] } {
    const named = this.#out.writeWords(term);
    const colon = gatherWords(term).run.text.endsWith(":");
    const spans = details.map((detail, index) => {
      this.#out.builder.write(index > 0 ? "\n" : colon ? " " : ": ");
      return this.#out.writeWords(detail);
    });
    return { term: named, details: spans };
  }
}

/** dt and dd, also where they stand in div groups. */
function* definitionParts(list: HtmlElement): Generator<HtmlNode> {
  for (const child of list.children) {
    if (child instanceof HtmlElement && child.name === "div") yield* definitionParts(child);
    else yield child;
  }
}
