/**
 * Where the words of a wrong page count: in the title and the headings of any page, and anywhere on a page with little else.
 */
import type { PageFailureKind } from "../knowledge/page-failures.js";
import { pageFailureWords } from "../knowledge/page-failures.js";
import type { Document } from "../model/document.js";

/** More words than this, and a page says something of its own. */
const SHORT = 1_500;
const LONGEST = 4_000;
const HEADINGS = 6;
const LONGEST_BUTTON = 40;

export class PageWords {
  readonly length: number;
  readonly #title: string;
  readonly #headings: string;
  readonly #text: string;

  constructor(document: Pick<Document, "title" | "text" | "blocks">) {
    this.length = document.text.trim().length;
    this.#title = folded(document.title ?? "");
    const headings = document.blocks.filter((block) => block.kind === "heading" && block.level <= 2).slice(0, HEADINGS);
    this.#headings = folded(headings.map(({ span }) => document.text.slice(span.start, span.end)).join(" | "));
    this.#text = folded(document.text.slice(0, LONGEST));
  }

  get short(): boolean {
    return this.length < SHORT;
  }

  /** In the title, in a high heading, or anywhere on a short page. */
  tells(kind: PageFailureKind): boolean {
    return this.names(kind) || (this.short && this.count(kind) > 0);
  }

  /** In the title or a high heading, where a page says what it is. */
  names(kind: PageFailureKind): boolean {
    return pageFailureWords()[kind].some((phrase) => holds(this.#title, phrase) || holds(this.#headings, phrase));
  }

  /** How many different phrases stand in the beginning of the page. */
  count(kind: PageFailureKind): number {
    return pageFailureWords()[kind].filter((phrase) => holds(this.#text, phrase)).length;
  }
}

/** Whether the page offers more rows than it shows: a short line of its own, as a button's words are. */
export function offersMore(text: string): boolean {
  const phrases = pageFailureWords().load_more;
  // A page has thousands of lines, nearly all of them no button: the phrase is sought in the whole, its line only then.
  const words = text.toLowerCase().normalize("NFC");
  return phrases.some((phrase) => {
    for (let at = words.indexOf(phrase); at >= 0; at = words.indexOf(phrase, at + 1)) {
      // No further than a button is wide, so that a hostile line of a mile costs no more than its length.
      const before = words.slice(Math.max(0, at - LONGEST_BUTTON - 1), at);
      const after = words.slice(at, at + LONGEST_BUTTON + 1);
      const line = `${before.slice(before.lastIndexOf("\n") + 1)}${after.split("\n", 1)[0]}`.trim();
      if (line.length <= LONGEST_BUTTON && holds(line, phrase)) return true;
    }
    return false;
  });
}

function folded(words: string): string {
  return words.toLowerCase().normalize("NFC").replace(/\s+/gu, " ").replace(/[’ʼ]/gu, "'");
}

/** As whole words: "404" does not stand in "14042", nor "lykilorð" in "lykilorðastjóri". */
function holds(words: string, phrase: string): boolean {
  for (let at = words.indexOf(phrase); at >= 0; at = words.indexOf(phrase, at + 1)) {
    if (!isLetter(words[at - 1]) && !isLetter(words[at + phrase.length])) return true;
  }
  return false;
}

const isLetter = (unit: string | undefined): boolean => unit !== undefined && /[\p{L}\p{N}]/u.test(unit);
