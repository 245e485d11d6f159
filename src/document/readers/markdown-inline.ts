/**
 * Markdown inside a block: what a reader of the rendered page sees.
 *
 * Shape   Emphasis, code marks, escapes and tags fall away; a link leaves its words and its address; <br> ends a line;
 *         a footnote mark becomes a raised figure. Line ends of the source stay, so that lines can be counted.
 *         Each bracket, star and tag is looked at once or in a bounded window: the work is linear.
 * Source  CommonMark 0.31, GitHub Flavored Markdown; shortcodes of Hugo and Jekyll.
 */
import { BLOCK } from "../html/elements.js";
import { decodeEntity } from "../html/entities.js";
import { isAddress, type Run } from "../run.js";
import { emphasisMarks } from "./markdown-emphasis.js";
import { findWithin, type LinkTarget, LinkTargets, type References, WINDOW } from "./markdown-links.js";

export interface InlineRun extends Run {
  readonly struckOut: boolean;
  /** Line ends that <br> and block tags put in, as offsets: they are no line ends of the source. */
  readonly madeBreaks: ReadonlySet<number>;
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
export const raisedFigure = (digits: string): string => [...digits].map((digit) => RAISED[Number(digit)]).join("");
const ESCAPABLE = /[!-/:-@[-`{-~]/;

export function readInline(source: string, references: References): InlineRun {
  return new InlineReader(source, references).read();
}

class InlineReader {
  readonly #source: string;
  readonly #out: string[] = [];
  #length = 0;
  #at = 0;
  #struckOut = false;
  readonly #made = new Set<number>();
  readonly #links: { start: number; end: number; href: string }[] = [];
  /** Links whose words are being read: where they end in the source, and what they point to. */
  readonly #open: (LinkTarget & { readonly start: number })[] = [];
  readonly #dropped: ReadonlySet<number>;
  readonly #targets: LinkTargets;

  constructor(source: string, references: References) {
    this.#source = source;
    this.#dropped = emphasisMarks(source);
    this.#targets = new LinkTargets(source, references);
  }

  read(): InlineRun {
    const source = this.#source;
    while (this.#at < source.length) {
      const next = nextSpecial(source, this.#at);
      if (next > this.#at) this.#copyTo(next);
      else this.#special(source[this.#at]!);
    }
    return { text: this.#out.join(""), links: this.#links, struckOut: this.#struckOut, madeBreaks: this.#made };
  }

  /** Plain words, as far as the end of the link that is being read. */
  #copyTo(next: number): void {
    this.#push(this.#source.slice(this.#at, next));
    this.#at = next;
  }

  #push(text: string): void {
    if (text === "") return;
    this.#out.push(text);
    this.#length += text.length;
  }

  #special(mark: string): void {
    const at = this.#at;
    if (this.#dropped.has(at)) {
      if (mark === "~") this.#struckOut = true;
      this.#at++;
    } else if (mark === "\\") this.#escape();
    else if (mark === "`") this.#code();
    else if (mark === "!" && this.#source[at + 1] === "[") this.#image();
    else if (mark === "[") this.#link();
    else if (mark === "]" && this.#open.at(-1)?.close === at) this.#closeLink();
    else if (mark === "<") this.#tag();
    else if (mark === "&") this.#entity();
    else this.#literal();
  }

  #literal(): void {
    this.#push(this.#source[this.#at]!);
    this.#at++;
  }

  #escape(): void {
    const next = this.#source[this.#at + 1];
    if (next === "\n") {
      this.#at++;
      return;
    }
    if (next !== undefined && ESCAPABLE.test(next)) this.#at++;
    this.#literal();
  }

  #code(): void {
    const ticks = /^`{1,20}/.exec(this.#source.slice(this.#at, this.#at + 20))![0];
    const end = findWithin(this.#source, ticks, this.#at + ticks.length);
    if (end === -1) {
      this.#push(ticks);
      this.#at += ticks.length;
      return;
    }
    this.#push(this.#source.slice(this.#at + ticks.length, end));
    this.#at = end + ticks.length;
  }

  /** A picture is no words, unless it stands alone: then its description is all there is. */
  #image(): void {
    const target = this.#targets.at(this.#at + 1);
    if (!target) {
      this.#literal();
      return;
    }
    const alone = this.#source.slice(0, this.#at).trim() === "" && this.#source.slice(target.resume).trim() === "";
    if (alone) this.#push(this.#source.slice(this.#at + 2, target.close));
    this.#at = target.resume;
  }

  #link(): void {
    const footnote = /^\[\^([^\]\s]{1,30})\]/.exec(this.#source.slice(this.#at, this.#at + 40));
    if (footnote) {
      this.#push(/^\d+$/.test(footnote[1]!) ? raisedFigure(footnote[1]!) : "");
      this.#at += footnote[0].length;
      return;
    }
    const target = this.#targets.at(this.#at);
    if (!target) {
      this.#literal();
      return;
    }
    this.#open.push({ ...target, start: this.#length });
    this.#at++;
  }

  #closeLink(): void {
    const { start, href, resume } = this.#open.pop()!;
    if (isAddress(href) && this.#length > start) this.#links.push({ start, end: this.#length, href });
    this.#at = resume;
  }

  #tag(): void {
    const window = this.#source.slice(this.#at, this.#at + WINDOW);
    const address = /^<((?:https?:\/\/|mailto:)?[^\s<>]{1,500})>/.exec(window);
    if (address && /^https?:|^mailto:|^[^\s<>@]{1,100}@/.test(address[1]!)) {
      const start = this.#length;
      this.#push(address[1]!);
      if (isAddress(address[1]!)) this.#links.push({ start, end: this.#length, href: address[1]! });
      this.#at += address[0].length;
      return;
    }
    const tag = /^<\/?([a-z][a-z\d-]{0,30})(?:[\s/][^<>]{0,1900})?>/i.exec(window);
    if (!tag) {
      this.#literal();
      return;
    }
    this.#at += tag[0].length;
    const name = tag[1]!.toLowerCase();
    if (name === "s" || name === "del" || name === "strike") this.#struckOut = true;
    if (name === "br" || BLOCK.has(name)) this.#break();
  }

  #break(): void {
    if (this.#length === 0 || this.#out.at(-1) === "\n") return;
    this.#made.add(this.#length);
    this.#push("\n");
  }

  #entity(): void {
    const match = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i.exec(
      this.#source.slice(this.#at, this.#at + 40),
    );
    const letter = match ? decodeEntity(match[0]) : null;
    if (!match || letter === null) {
      this.#literal();
      return;
    }
    this.#push(letter);
    this.#at += match[0].length;
  }
}

const SPECIAL = /[\\`![\]<&*_~]/g;

function nextSpecial(source: string, from: number): number {
  SPECIAL.lastIndex = from;
  return SPECIAL.exec(source)?.index ?? source.length;
}
