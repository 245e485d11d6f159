/**
 * Where the links and pictures of a Markdown text lead: [words](address), [words][label] and [label].
 *
 * Unit    Code units of the source. Brackets are matched in one walk, and everything else is searched within WINDOW.
 */

/** Addresses by the label that a document gives them. */
export type References = ReadonlyMap<string, string>;

/** A link's words and address are searched this far. */
export const WINDOW = 2000;

export interface LinkTarget {
  /** The bracket that closes the words. */
  readonly close: number;
  /** Where reading goes on. */
  readonly resume: number;
  readonly href: string;
}

export class LinkTargets {
  readonly #source: string;
  readonly #references: References;
  readonly #brackets: ReadonlyMap<number, number>;

  constructor(source: string, references: References) {
    this.#source = source;
    this.#references = references;
    this.#brackets = matchBrackets(source);
  }

  /** Of the link whose bracket opens at `at`; null when that is a bracket like any other. */
  at(at: number): LinkTarget | null {
    const close = this.#brackets.get(at);
    if (close === undefined) return null;
    if (this.#source[close + 1] === "(") {
      const inline = inlineTarget(this.#source, close + 2);
      if (inline) return { close, ...inline };
    }
    const second = this.#source[close + 1] === "[" ? this.#brackets.get(close + 1) : undefined;
    const label = second === undefined ? "" : this.#source.slice(close + 2, second);
    const href = this.#references.get((label || this.#source.slice(at + 1, close)).trim().toLowerCase());
    return href === undefined ? null : { close, resume: (second ?? close) + 1, href };
  }
}

export function findWithin(source: string, what: string, from: number): number {
  const found = source.slice(from, from + WINDOW).indexOf(what);
  return found === -1 ? -1 : from + found;
}

/** Where each "[" closes, in one walk. */
function matchBrackets(source: string): ReadonlyMap<number, number> {
  const matches = new Map<number, number>();
  if (!source.includes("[")) return matches;
  const open: number[] = [];
  for (const { index, 0: mark } of source.matchAll(/\\.|[[\]]/g)) {
    if (mark === "[") open.push(index);
    else if (mark === "]" && open.length > 0) matches.set(open.pop()!, index);
  }
  return matches;
}

/** The address in "(address "title")" and where that ends; from stands after the bracket. */
function inlineTarget(source: string, from: number): { resume: number; href: string } | null {
  const limit = Math.min(source.length, from + WINDOW);
  let at = from;
  while (at < limit && /\s/.test(source[at]!)) at++;
  const start = at;
  for (let depth = 0; at < limit && !/\s/.test(source[at]!); at++) {
    if (source[at] === "(") depth++;
    else if (source[at] === ")" && --depth < 0) break;
  }
  const href = source.slice(start, at).replace(/^<|>$/g, "");
  const end = source[at] === ")" ? at : findWithin(source, ")", at);
  return at >= limit || end === -1 ? null : { resume: end + 1, href };
}
