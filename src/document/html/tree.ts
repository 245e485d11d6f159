/**
 * A light tree of an HTML page: only what words, tables and places need.
 *
 * Shape   html > head, body > …; formatting elements (b, em, font …) leave no node, scripts and pictures of SVG neither.
 *         Implied tags are put in as browsers do (tbody, tr, end tags of p, li, td …).
 * Unit    start and end of a node are UTF-16 offsets into the decoded source.
 */
export type HtmlNode = HtmlText | HtmlElement;

/** What is known of a tag name, and how many such elements are open while a page is parsed. */
export interface Tag {
  readonly name: string;
  readonly block: boolean;
  readonly heading: boolean;
  readonly barrier: boolean;
  open: number;
  /** Elements below the depth cap, which the tree does not hold: their end tags end nothing. */
  lost: number;
}

export class HtmlText {
  text: string;
  readonly start: number;
  end: number;
  endsInSpace: boolean;

  constructor(text: string, start: number, end: number, endsInSpace: boolean) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.endsInSpace = endsInSpace;
  }
}

/** Attributes that mean something to a reader of words; only on elements that have one of them. */
export interface Attributes {
  role?: string;
  href?: string;
  alt?: string;
  id?: string;
  type?: string;
  lang?: string;
  style?: string;
  colspan?: string;
  rowspan?: string;
  open?: string;
}

const NONE: readonly HtmlNode[] = [];

export class HtmlElement {
  readonly tag: Tag;
  readonly parent: HtmlElement | null;
  readonly depth: number;
  readonly start: number;
  end: number;
  children: readonly HtmlNode[] = NONE;
  classes = "";
  attributes: Attributes | null = null;
  hidden = false;
  /** A heading, table or definition list stands somewhere inside. */
  structured = false;
  /** Whether it is one of several alike; null until somebody asks. */
  card: boolean | null = null;
  /** Words that stand in a table outside its cells; browsers show them before the table. */
  strays: readonly HtmlNode[] | null = null;
  #path: string | null = null;
  #nth = 0;
  #stems: Map<string, string> | null = null;

  constructor(tag: Tag, parent: HtmlElement | null, start: number, end: number) {
    this.tag = tag;
    this.parent = parent;
    this.depth = parent === null ? 0 : parent.depth + 1;
    this.start = start;
    this.end = end;
  }

  /** A list is made with its first child: most elements have one or none, and an empty list grows to seventeen places. */
  add(child: HtmlNode): void {
    if (this.children === NONE) this.children = [child];
    else (this.children as HtmlNode[]).push(child);
  }

  addStray(child: HtmlNode): void {
    if (this.strays === null) this.strays = [child];
    else (this.strays as HtmlNode[]).push(child);
  }

  get name(): string {
    return this.tag.name;
  }

  get role(): string {
    return this.attributes?.role ?? "";
  }

  /** As a CSS selector that finds the element; made when first asked for, and shared by everything below. */
  get path(): string {
    this.#path ??= this.parent === null ? this.name : this.#pathBelow(this.parent);
    return this.#path;
  }

  #pathBelow(parent: HtmlElement): string {
    if (this.#nth === 0) numberChildren(parent);
    if (this.#nth < 0) return `${parent.path}>${this.name}`;
    const place = `${this.#nth})`;
    return `${parent.#stem(this.name)}${place}`;
  }

  /** What the paths of all children of one name share, kept once: a million paths of their own would fill the memory. */
  #stem(name: string): string {
    this.#stems ??= new Map();
    let stem = this.#stems.get(name);
    if (stem === undefined) this.#stems.set(name, (stem = `${this.path}>${name}:nth-of-type(`));
    return stem;
  }

  /** -1: the only one of its name. */
  set nth(nth: number) {
    this.#nth = nth;
  }
}

function numberChildren(parent: HtmlElement): void {
  const counts = new Map<string, number>();
  const elements = [...(parent.strays ?? []), ...parent.children].filter((child) => child instanceof HtmlElement);
  for (const element of elements) {
    const nth = (counts.get(element.name) ?? 0) + 1;
    counts.set(element.name, nth);
    element.nth = nth;
  }
  for (const element of elements) if (counts.get(element.name) === 1) element.nth = -1;
}

export interface Script {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly id: string;
}

export interface Tree {
  readonly source: string;
  readonly root: HtmlElement;
  readonly body: HtmlElement | null;
  readonly title: string;
  readonly language: string | null;
  /** Scripts that hold data and not code. */
  readonly scripts: readonly Script[];
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}
