/**
 * The pages that a site's sitemaps name: an index leads to further ones, one level deep.
 *
 * Shape   Only the addresses between <loc> tags are looked at, so a hostile file is never more than text. Caps on files and pages.
 * Errors  None: a sitemap that cannot be had names no pages.
 * Source  https://www.sitemaps.org/protocol.html
 */
import type { Fetcher } from "./fetch.js";
import { scoreLink } from "./link-score.js";

const MAX_FILES = 8;
const MAX_PAGES = 50_000;
const MAX_LENGTH = 2_000;

export async function sitemapPages(sitemaps: readonly string[], fetcher: Pick<Fetcher, "fetch">): Promise<string[]> {
  const waiting = [...new Set(sitemaps)];
  const pages = new Set<string>();
  for (let file = 0; file < MAX_FILES && waiting.length > 0; file++) {
    const got = await fetcher.fetch(waiting.shift()!);
    if (got.outcome !== "body") continue;
    for (const location of locationsOf(Buffer.from(got.snapshot.bytes).toString("utf8"))) {
      if (/\.xml(?:\.gz)?(?:\?|$)/iu.test(location)) waiting.push(location);
      else if (pages.size < MAX_PAGES) pages.add(location);
    }
  }
  return [...pages].sort((a, b) => points(b) - points(a));
}

function locationsOf(words: string): string[] {
  const pieces = words.split(/<loc>/iu).slice(1);
  const found = pieces.map((piece) => piece.slice(0, MAX_LENGTH).split("</", 1)[0]!);
  const bare = found.map((location) =>
    location.replace("<![CDATA[", "").replace("]]>", "").replaceAll("&amp;", "&").trim(),
  );
  return bare.filter((location) => URL.canParse(location));
}

const points = (url: string): number => scoreLink({ url, words: "" })?.score ?? 0;
