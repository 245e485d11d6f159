/**
 * The links of a page, with the words that they are made of; for finding lists, not for reading them.
 *
 * Shape   One pass of events over the page, no tree: depth costs nothing here. Links to web addresses only, made absolute,
 *         each once, in the page's order. An icon's alternative text and a link's title count as its words.
 */
import { Parser } from "htmlparser2";

export interface PageLink {
  readonly url: string;
  readonly words: string;
}

const MAX_LINKS = 5_000;
const MAX_WORDS = 300;
const MAX_BYTES = 5_000_000;

export function linksOf(bytes: Uint8Array, pageUrl: string): PageLink[] {
  const found = new Map<string, string>();
  let base = pageUrl;
  let open: { href: string; words: string } | null = null;
  const add = (href: string, words: string): void => {
    const url = absolute(href, base);
    if (url === null || found.size >= MAX_LINKS) return;
    found.set(url, `${found.get(url) ?? ""} ${words}`.slice(0, MAX_WORDS));
  };
  const parser = new Parser({
    onopentagname() {},
    onopentag(name, attributes) {
      if (name === "base" && attributes.href) base = absolute(attributes.href, pageUrl) ?? pageUrl;
      if (name === "a" && attributes.href) open = { href: attributes.href, words: attributes.title ?? "" };
      if (name === "iframe" && attributes.src) add(attributes.src, attributes.title ?? "");
      if (open && name === "img") open.words += ` ${attributes.alt ?? ""}`;
    },
    ontext(text) {
      if (open && open.words.length < MAX_WORDS) open.words += text;
    },
    onclosetag(name) {
      if (name !== "a" || !open) return;
      add(open.href, open.words);
      open = null;
    },
  });
  parser.end(withoutDepth(Buffer.from(bytes.subarray(0, MAX_BYTES)).toString("utf8")));
  return [...found].map(([url, words]) => ({ url, words: words.replace(/\s+/gu, " ").trim() }));
}

/** The parser's stack costs quadratic time in depth (BARS, finding 1): only the tags that matter here are handed to it. */
function withoutDepth(markup: string): string {
  return markup.replace(/<\/?(?!(?:a|base|iframe|img)[\s/>])[a-z][a-z0-9:-]{0,40}(?=[\s/>])[^>]{0,2000}>/giu, " ");
}

function absolute(href: string, base: string): string | null {
  const trimmed = href.trim();
  if (trimmed === "" || trimmed.startsWith("#") || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  url.hash = "";
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}
