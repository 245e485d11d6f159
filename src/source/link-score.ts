/**
 * How much a link promises to lead to a list of sub-processors: by its words, by its address, by what it is.
 *
 * Unit    Points without unit, for comparing links of one site: 100 names the list, 50 the agreement, 10 a page about either.
 */
import { type LinkKind, linkWords } from "../knowledge/discovery.js";
import type { PageLink } from "./links.js";

export interface ScoredLink extends PageLink {
  readonly kind: LinkKind;
  readonly score: number;
  readonly isDocument: boolean;
}

const POINTS: Readonly<Record<LinkKind, number>> = { list: 100, agreement: 50, hub: 10 };

export function scoreLink(link: PageLink): ScoredLink | null {
  const words = plain(link.words);
  const path = plain(decoded(new URL(link.url).pathname).replace(/[-_/.+]+/gu, " "));
  for (const kind of ["list", "agreement", "hub"] as const) {
    const named = longest(words, kind);
    const addressed = longest(path, kind);
    if (named === 0 && addressed === 0) continue;
    // Longer phrases and shorter links say more: "sub-processors" beats a paragraph that mentions them.
    const clear = named > 0 ? named / Math.max(words.length, 1) : 0;
    const score = POINTS[kind] + Math.round(20 * clear) + (addressed > 0 ? 5 : 0);
    return { ...link, kind, score, isDocument: isDocument(link.url) };
  }
  return null;
}

/** Best first; equal ones as they stand in the page. */
export function rankLinks(links: readonly PageLink[]): ScoredLink[] {
  const scored = links.map(scoreLink).filter((link) => link !== null);
  return scored.sort((a, b) => b.score - a.score);
}

export function isDocument(url: string): boolean {
  return /\.(?:pdf|docx?|xlsx|ods|csv)$/iu.test(new URL(url).pathname);
}

/** The newest date that stands in a link's address or words: of two dated documents the later one is the list. */
export function dateOf({ url, words }: PageLink): string {
  const dates = [
    ...`${decoded(url)} ${words}`.matchAll(/(20[1-3]\d)[-_./]?(0[1-9]|1[0-2])(?:[-_./]?([0-2]\d|3[01]))?/gu),
  ];
  const found = dates.map(([, year, month, day]) => `${year}-${month}-${day ?? "00"}`).sort();
  return found.at(-1) ?? "";
}

function longest(words: string, kind: LinkKind): number {
  let best = 0;
  for (const phrase of linkWords()[kind]) {
    const folded = plain(phrase);
    if (folded.length > best && holdsWords(words, folded)) best = folded.length;
  }
  return best;
}

function holdsWords(words: string, phrase: string): boolean {
  return ` ${words} `.includes(` ${phrase} `);
}

/** Without case, hyphens and accents: addresses are written without them. */
function plain(words: string): string {
  const folded = words.toLowerCase().replace(/ð/gu, "d").replace(/þ/gu, "th").replace(/æ/gu, "ae").replace(/ø/gu, "o");
  return folded
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
