/**
 * What a page's markup says about it beside its words: a password field, an unfinished end, a shell for scripts, a refresh.
 *
 * Shape   One pass each over the bytes as latin1, in which markup looks the same in every charset but UTF-16; nothing is parsed.
 */
export interface PageStructure {
  readonly passwordField: boolean;
  /** Ends as a whole page does; null for what is no markup. */
  readonly closed: boolean | null;
  readonly scripts: number;
  /** The page sends its reader on by itself. */
  readonly refreshes: boolean;
  readonly frames: number;
}

/** A sign-in form stands early or late, not behind ten megabytes. */
const WINDOW = 2_000_000;
const TAIL = 2_000;

export function structureOf(bytes: Uint8Array, isHtml: boolean): PageStructure {
  if (!isHtml) return { passwordField: false, closed: null, scripts: 0, refreshes: false, frames: 0 };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const markup = buffer.toString("latin1", 0, WINDOW).toLowerCase();
  const tail = buffer.toString("latin1", Math.max(0, buffer.length - TAIL)).toLowerCase();
  return {
    passwordField: tagsOf(markup, "<input").some((tag) => /type\s{0,9}=\s{0,9}["']?password/u.test(tag)),
    closed: tail.includes("</html") || tail.includes("</body"),
    scripts: tagsOf(markup, "<script").length,
    refreshes: tagsOf(markup, "<meta").some((tag) => /http-equiv\s{0,9}=\s{0,9}["']?refresh/u.test(tag)),
    frames: tagsOf(markup, "<iframe").length,
  };
}

/** The start tags of one name, each cut to a length that a real one has. */
function tagsOf(markup: string, opening: string): string[] {
  const tags: string[] = [];
  for (let at = markup.indexOf(opening); at >= 0 && tags.length < 500; at = markup.indexOf(opening, at + 1)) {
    const end = markup.indexOf(">", at);
    tags.push(markup.slice(at, Math.min(end < 0 ? markup.length : end, at + 500)));
    if (end < 0) break;
  }
  return tags;
}
