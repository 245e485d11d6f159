/**
 * From a supplier's home page to its list and its agreement: links by their words, usual paths, the sitemap.
 *
 * Shape   The home page's links first; then the pages about privacy, law and trust that it links to; then the sitemap; then
 *         the usual paths, until a list was read. Every address that was tried is told, with what was found there.
 *         Only the supplier's own domain is asked, and the documents that its pages link to.
 * Errors  What the home page fails with; anything after that is a line in the answer.
 */

import { usualPaths } from "./knowledge/discovery.js";
import type { DocumentStatus } from "./model/candidate.js";
import type { Snapshot } from "./model/snapshot.js";
import type { ReadWhole } from "./refresh/tools.js";
import type { Fetcher } from "./source/fetch.js";
import { rankLinks, type ScoredLink, scoreLink } from "./source/link-score.js";
import { linksOf, type PageLink } from "./source/links.js";
import { judgePage, pageFacts } from "./source/page-check.js";
import { sitemapPages } from "./source/sitemap.js";

export interface Tried {
  readonly url: string;
  /** home, link, sitemap or path. */
  readonly how: "home" | "link" | "sitemap" | "path";
  readonly words: string | null;
  readonly found: "list" | "agreement" | "page" | "nothing" | "failed";
  readonly status: DocumentStatus | null;
  readonly entries: number;
  readonly detail: string | null;
}

export interface Discovery {
  /** The pages to watch, best first; a page whose document holds the list stands for it. */
  readonly lists: readonly {
    readonly url: string;
    readonly document: string | null;
    readonly entries: number;
    readonly title: string | null;
  }[];
  readonly agreements: readonly string[];
  readonly tried: readonly Tried[];
}

export interface DiscoverTools {
  readonly fetcher: Pick<Fetcher, "fetch" | "sitemaps">;
  readonly read: (snapshot: Snapshot) => Promise<ReadWhole>;
  readonly onTry?: (tried: Tried) => void;
}

const MAX_PAGES = 60;

export async function discover(home: string, tools: DiscoverTools): Promise<Discovery> {
  const search = new Search(new URL(home), tools);
  const first = await search.tryHome(home);
  const links = rankLinks(first);
  await search.tryLinks(links.filter(({ kind }) => kind !== "hub"));
  if (!search.foundList) await search.tryLinks(links.filter(({ kind }) => kind === "hub").slice(0, 8));
  if (!search.foundList) await search.trySitemap();
  if (!search.foundList) await search.tryPaths();
  return search.result();
}

interface Found {
  readonly url: string;
  readonly document: string | null;
  readonly entries: number;
  readonly title: string | null;
}

class Search {
  readonly #home: URL;
  readonly #tools: DiscoverTools;
  readonly #seen = new Set<string>();
  readonly #tried: Tried[] = [];
  readonly #lists: Found[] = [];
  readonly #agreements: string[] = [];
  #home404: string | null = null;

  constructor(home: URL, tools: DiscoverTools) {
    this.#home = home;
    this.#tools = tools;
  }

  get foundList(): boolean {
    return this.#lists.length > 0;
  }

  async tryHome(url: string): Promise<PageLink[]> {
    const got = await this.#tools.fetcher.fetch(url);
    if (got.outcome === "failed") throw got.failure;
    if (got.outcome !== "body") return [];
    this.#seen.add(got.record.finalUrl).add(url);
    this.#home.href = got.record.finalUrl;
    await this.#look(got.snapshot, got.record.finalUrl, "home", null, null);
    return linksOf(got.snapshot.bytes, got.record.finalUrl);
  }

  /** Links of a page; what a hub links to is tried once more, one step further. */
  async tryLinks(links: readonly ScoredLink[], from: string | null = null): Promise<void> {
    for (const link of links) {
      if (this.#tried.length >= MAX_PAGES) return;
      if (!this.#isOwn(link.url) && !link.isDocument) continue;
      const page = await this.#try(link.url, "link", link.words, link.isDocument ? from : null);
      if (page === null || link.isDocument) continue;
      const further = rankLinks(page).filter(
        ({ kind }) => kind === "list" || (kind === "agreement" && link.kind === "hub"),
      );
      if (from === null) await this.tryLinks(further.slice(0, 6), link.url);
    }
  }

  async trySitemap(): Promise<void> {
    const named = await this.#tools.fetcher.sitemaps(this.#home);
    const usual = usualPaths().sitemaps.map((path) => new URL(path, this.#home).href);
    for (const page of await sitemapPages([...named, ...usual], this.#tools.fetcher)) {
      const link = scoreLink({ url: page, words: "" });
      if (link && link.kind !== "hub" && this.#isOwn(page)) await this.#try(page, "sitemap", null, null);
      if (this.foundList || this.#tried.length >= MAX_PAGES) return;
    }
  }

  async tryPaths(): Promise<void> {
    for (const path of usualPaths().paths) {
      await this.#try(new URL(path, this.#home).href, "path", null, null);
      if (this.foundList || this.#tried.length >= MAX_PAGES) return;
    }
  }

  result(): Discovery {
    const lists = [...this.#lists].sort((a, b) => b.entries - a.entries);
    return { lists, agreements: this.#agreements, tried: this.#tried };
  }

  /** The page's links, or null where it was tried before, could not be had, or is a document. */
  async #try(url: string, how: Tried["how"], words: string | null, behind: string | null): Promise<PageLink[] | null> {
    if (this.#seen.has(url)) return null;
    this.#seen.add(url);
    const got = await this.#tools.fetcher.fetch(url);
    if (got.outcome === "failed") {
      this.#tell({ url, how, words, found: "failed", status: null, entries: 0, detail: got.failure.message });
      return null;
    }
    if (got.outcome !== "body" || (got.record.finalUrl !== url && this.#seen.has(got.record.finalUrl))) return null;
    this.#seen.add(got.record.finalUrl);
    await this.#look(got.snapshot, got.record.finalUrl, how, words, behind);
    return linksOf(got.snapshot.bytes, got.record.finalUrl);
  }

  async #look(
    snapshot: Snapshot,
    finalUrl: string,
    how: Tried["how"],
    words: string | null,
    behind: string | null,
  ): Promise<void> {
    const { reading, document } = await this.#tools.read(snapshot);
    const facts = document && pageFacts(document, snapshot.bytes, finalUrl, reading);
    const verdict =
      document &&
      facts &&
      judgePage({ requestedUrl: snapshot.source, headers: {}, bytes: snapshot.bytes, document, facts, previous: null });
    const wrong = verdict && !verdict.ok ? verdict.detail : null;
    // A server that answers every path with one page says nothing by answering.
    const same = how === "path" && this.#home404 === reading.snapshot;
    if (how === "path" && reading.entries.length === 0) this.#home404 = reading.snapshot;
    const found = this.#kindOf(reading.status, reading.entries.length, finalUrl, words, wrong !== null || same);
    if (found === "list") {
      const place = behind ?? finalUrl;
      this.#lists.push({
        url: place,
        document: behind === null ? null : finalUrl,
        entries: reading.entries.length,
        title: reading.title,
      });
    } else if (found === "agreement") this.#agreements.push(finalUrl);
    const detail = wrong ?? reading.failure?.message ?? null;
    this.#tell({ url: finalUrl, how, words, found, status: reading.status, entries: reading.entries.length, detail });
  }

  #kindOf(status: DocumentStatus, entries: number, url: string, words: string | null, wrong: boolean): Tried["found"] {
    if (status === "failed") return "failed";
    if (wrong) return "nothing";
    if (status === "listed" && entries > 0) return "list";
    return scoreLink({ url, words: words ?? "" })?.kind === "agreement" ? "agreement" : "page";
  }

  #tell(tried: Tried): void {
    this.#tried.push(tried);
    this.#tools.onTry?.(tried);
  }

  /** The supplier's own: the home page's host, its parent without "www.", and hosts below that. */
  #isOwn(url: string): boolean {
    const domain = this.#home.hostname.replace(/^www\./u, "");
    const { hostname, port } = new URL(url);
    return (hostname === domain || hostname.endsWith(`.${domain}`)) && port === this.#home.port;
  }
}
