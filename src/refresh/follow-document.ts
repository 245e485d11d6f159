/**
 * A stable page whose list is a document behind it: the link changes with every version ("underdatabehandlere-2026-03.pdf"),
 * the page does not.
 *
 * Shape   Of the links that name the list or the agreement and lead to a document, the best; among equals the latest date.
 */
import type { Snapshot } from "../model/snapshot.js";
import { dateOf, rankLinks } from "../source/link-score.js";
import { linksOf } from "../source/links.js";

export function documentBehind(page: Snapshot, finalUrl: string): string | null {
  const links = rankLinks(linksOf(page.bytes, finalUrl)).filter(({ kind, isDocument }) => isDocument && kind !== "hub");
  const best = links.filter(({ kind }) => kind === links[0]?.kind);
  return (
    best.reduce<(typeof best)[number] | null>(
      (newest, link) => (newest && dateOf(newest) >= dateOf(link) ? newest : link),
      null,
    )?.url ?? null
  );
}
