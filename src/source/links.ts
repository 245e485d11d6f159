/**
 * The links of a page, with the words that they are made of; for finding lists, not for reading them.
 *
 * Shape   Each link is cut out of the page and parsed alone, so that a page's depth costs nothing here. Links to web addresses
 *         only, made absolute, each once, in the page's order. A picture's alternative text and a link's title count as words.
 */
import { Parser } from "htmlparser2";

export interface PageLink {
  readonly url: string;
  readonly words: string;
}

const MAX_LINKS = 5_000;
const MAX_WORDS = 300;
const MAX_BYTES = 5_000_000;
/** Longer than any real link with what it holds. */
const MAX_FRAGMENT = 8_000;

export function linksOf(bytes: Uint8Array, pageUrl: string): PageLink[] {
  const markup = Buffer.from(bytes.subarray(0, MAX_BYTES)).toString("utf8");
  const found = new Map<string, string>();
  let base = pageUrl;
  for (const fragment of fragmentsOf(markup)) {
    const { name, href, words } = readFragment(fragment);
    const url = href === null ? null : absolute(href, name === "base" ? pageUrl : base);
    if (url === null) continue;
    if (name === "base") base = url;
    else found.set(url, `${found.get(url) ?? ""} ${words}`.slice(0, MAX_WORDS));
    if (found.size >= MAX_LINKS) break;
  }
  return [...found].map(([url, words]) => ({ url, words: words.replace(/\s+/gu, " ").trim() }));
}

const OPENING = /<(?:a|base|iframe)(?=[\s/])/giu;

/** From each opening tag to its end tag, to the next opening tag, or as far as a link goes. */
function* fragmentsOf(markup: string): Generator<string> {
  const starts = [...markup.matchAll(OPENING)].map(({ index }) => index);
  for (const [place, start] of starts.entries()) {
    const next = starts[place + 1] ?? markup.length;
    const fragment = markup.slice(start, Math.min(next, start + MAX_FRAGMENT));
    const end = fragment.search(/<\/a[\s>]/iu);
    yield end < 0 ? fragment : fragment.slice(0, end);
  }
}

function readFragment(fragment: string): { name: string; href: string | null; words: string } {
  let name = "";
  let href: string | null = null;
  const words: string[] = [];
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (name === "") {
        name = tag;
        href = attributes.href ?? attributes.src ?? null;
        words.push(`${attributes.title ?? ""} ${attributes["aria-label"] ?? ""} `);
      } else if (tag === "img") words.push(` ${attributes.alt ?? ""} `);
      else if (/^(?:br|div|p|li|h[1-6]|svg)$/u.test(tag)) words.push(" ");
    },
    ontext: (text) => void words.push(text),
  });
  parser.end(fragment);
  // An unclosed link runs on into the page: what stands far behind is not its name.
  return { name, href, words: words.join("").slice(0, MAX_WORDS) };
}

function absolute(href: string, base: string): string | null {
  const trimmed = href.trim();
  if (trimmed === "" || trimmed.startsWith("#") || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  url.hash = "";
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}
