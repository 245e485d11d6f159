/**
 * The attributes of one tag, as far as they mean something here; all others are passed over without a copy.
 * Errors  Attributes beyond the cap are dropped, and `dropped` says so.
 */
import { styleHides } from "./style-hides.js";
import type { Attributes, HtmlElement } from "./tree.js";

/** By first letter, so that most attributes are passed over without looking further. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  a: ["alt", "aria-hidden"],
  c: ["class", "colspan"],
  h: ["href", "hidden"],
  i: ["id"],
  l: ["lang"],
  o: ["open"],
  r: ["role", "rowspan"],
  s: ["style"],
  t: ["type"],
};
const BY_CODE: (readonly string[] | undefined)[] = [];
for (const [letter, names] of Object.entries(TELLING)) BY_CODE[letter.charCodeAt(0)] = names;
const CLASS_HIDES = /(?:^|\s)(?:hidden|d-none|is-hidden|sr-only|visually-hidden|screen-reader-text)(?=\s|$)/;
/** A class such as "md:block" shows again on wider screens what "hidden" hides on narrow ones. */
const CLASS_SHOWS = /(?:^|\s)(?:(?:sm|md|lg|xl|2xl|print):|d-(?:sm|md|lg|xl)-)(?!hidden|none)[a-z]/;

export class AttributeReader {
  readonly #source: string;
  readonly #most: number;
  #count = 0;
  #name = "";
  #value = "";
  #kept: Attributes | null = null;
  #classes = "";
  #saved: Attributes | null = null;
  /** Class values come again and again. */
  readonly #hides = new Map<string, boolean>();
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
    else this.#name = telling(this.#source, start, end);
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
      if (name === "style" && styleHides(this.#value)) this.hidden = true;
      this.#kept ??= {};
      this.#kept[name as keyof Attributes] ??= this.#value;
    }
    this.#name = "";
  }

  #takeClass(value: string): void {
    if (this.#classes !== "") return;
    this.#classes = value;
    let hides = this.#hides.get(value);
    if (hides === undefined) {
      hides = CLASS_HIDES.test(value) && !CLASS_SHOWS.test(value);
      this.#hides.set(value, hides);
    }
    if (hides) this.hidden = true;
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

function telling(source: string, start: number, end: number): string {
  const names = BY_CODE[source.charCodeAt(start) | 32];
  if (names === undefined) return "";
  for (const name of names)
    if (
      name.length === end - start &&
      (source.startsWith(name, start) || source.slice(start, end).toLowerCase() === name)
    )
      return name;
  return "";
}
