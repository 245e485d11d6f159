/**
 * Content that is passed over: from the start tag of a script, a style, a template, a picture … to its end tag.
 *
 * Shape   Elements of the same name inside are counted. A picture (svg, math) that has no end tag ends where HTML begins
 *         again, as in browsers; everything else that has none takes the rest of the page.
 */

/** Tags that are never part of a picture. */
const BREAKS_OUT: ReadonlySet<string> = new Set(
  "div p span table ul ol li h1 h2 h3 h4 h5 h6 section main body img br hr dl strong em".split(" "),
);
/** Elements of a picture that may hold HTML. */
const HOLDS_HTML: ReadonlySet<string> = new Set(["foreignobject", "desc"]);

export class SkippedContent {
  name: string | null = null;
  /** Where the content began. */
  start = 0;
  #depth = 0;
  #html = 0;

  get inPicture(): boolean {
    return this.name === "svg" || this.name === "math";
  }

  begin(name: string, start: number): void {
    this.name = name;
    this.start = start;
    this.#depth = 1;
    this.#html = 0;
  }

  /** A start tag inside. True when it ends the skipping, and is to be read itself. */
  open(name: string, selfClosing: boolean): boolean {
    if (name === this.name && !selfClosing) this.#depth++;
    if (!this.inPicture) return false;
    if (HOLDS_HTML.has(name)) {
      if (!selfClosing) this.#html++;
      return false;
    }
    if (this.#html > 0 || !BREAKS_OUT.has(name)) return false;
    this.name = null;
    return true;
  }

  /** An end tag inside. True when it ends the skipping. */
  close(name: string): boolean {
    if (HOLDS_HTML.has(name)) this.#html = Math.max(0, this.#html - 1);
    if (name !== this.name || --this.#depth > 0) return false;
    this.name = null;
    return true;
  }
}
