/**
 * The attributes of one tag, as far as they mean something here; all others are passed over without a copy.
 * Errors  Attributes beyond the cap are dropped, and `dropped` says so.
 */
import type { Attributes, HtmlElement } from "./tree.js";

const KEPT = new Set(["role", "href", "alt", "id", "type", "lang", "style", "colspan", "rowspan", "open"]);
const CLASS_HIDES = /(?:^|\s)(?:hidden|d-none|is-hidden|sr-only|visually-hidden|screen-reader-text)(?=\s|$)/;
/** A class such as "md:block" shows again on wider screens what "hidden" hides on narrow ones. */
const CLASS_SHOWS = /(?:^|\s)(?:(?:sm|md|lg|xl|2xl|print):|d-(?:sm|md|lg|xl)-)(?!hidden|none)[a-z]/;
const STYLE_HIDES = /display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden/i;

export class AttributeReader {
  readonly #source: string;
  readonly #most: number;
  #count = 0;
  #name = "";
  #value = "";
  #kept: Attributes | null = null;
  #classes = "";
  #saved: Attributes | null = null;
  hidden = false;
  dropped = false;

  constructor(source: string, most: number) {
    this.#source = source;
    this.#most = most;
  }

  reset(): void {
    this.#count = 0;
    this.#kept = null;
    this.#classes = "";
    this.hidden = false;
  }

  name(start: number, end: number): void {
    this.#name = "";
    if (++this.#count > this.#most) this.dropped = true;
    else if (end - start <= 11 && end - start >= 2) this.#name = telling(this.#source.slice(start, end));
    this.#value = "";
  }

  data(start: number, end: number): void {
    if (this.#name !== "") this.#value += this.#source.slice(start, end);
  }

  entity(code: number): void {
    if (this.#name !== "") this.#value += String.fromCodePoint(code);
  }

  end(): void {
    const name = this.#name;
    if (name === "") return;
    if (name === "class") this.#takeClass(this.#value);
    else if (name === "hidden") this.hidden = true;
    else if (name === "aria-hidden") this.hidden ||= this.#value === "true";
    else {
      if (name === "style" && STYLE_HIDES.test(this.#value)) this.hidden = true;
      this.#kept ??= {};
      this.#kept[name as keyof Attributes] ??= this.#value;
    }
    this.#name = "";
  }

  #takeClass(value: string): void {
    if (this.#classes !== "") return;
    this.#classes = value;
    if (CLASS_HIDES.test(value) && !CLASS_SHOWS.test(value)) this.hidden = true;
  }

  /** Whether a formatting element says more than its name. */
  get telling(): boolean {
    return this.hidden || this.#kept?.role !== undefined || (this.#kept?.style?.includes("display") ?? false);
  }

  get taken(): Attributes | null {
    return this.#kept ?? this.#saved;
  }

  take(): Attributes | null {
    const kept = this.#kept;
    this.reset();
    return kept;
  }

  /** Remembers the attributes of a script until its end tag. */
  keep(): void {
    this.#saved = this.#kept;
    this.reset();
  }

  /** The attributes go to the element that the tag opens, once. */
  applyTo(element: HtmlElement): void {
    element.attributes = this.#kept;
    element.classes = this.#classes;
    element.hidden = this.hidden;
    this.reset();
  }
}

function telling(raw: string): string {
  const name = raw === "class" || KEPT.has(raw) ? raw : raw.toLowerCase();
  return name === "class" || name === "hidden" || name === "aria-hidden" || KEPT.has(name) ? name : "";
}
