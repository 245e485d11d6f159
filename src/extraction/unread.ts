/** Where a list seems to stand that no layout read: a person, or a model, has to look there. */
import { findKnownNames } from "../knowledge/entities.js";
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { Span } from "../model/span.js";
import { findCompanies } from "../normalization/legal-form.js";
import { isPlaceholder } from "./features.js";
import type { Region } from "./regions.js";
import { ACCEPTED, type Proposal } from "./row.js";
import type { Line } from "./view.js";

/** Readings that nearly stood, and regions that a heading announces and no layout read. */
export function unreadOf(
  text: string,
  proposals: readonly Proposal[],
  regions: readonly Region[],
  vocabulary: Vocabulary,
): Span[] {
  const unfilled = ({ rows }: Proposal): boolean =>
    rows.every(({ cells }) =>
      cells.some(({ field, span }) => field === "name" && isPlaceholder(text.slice(span.start, span.end), vocabulary)),
    );
  const near = proposals
    .filter((proposal) => proposal.score >= ACCEPTED - 1.5 && !unfilled(proposal))
    .map(({ span }) => span);
  const announced = regions
    .filter(({ listness, lines }) => listness >= 2 && lines.length > 2 && !isClauses(lines))
    .map(({ lines }) => ({ start: lines[0]!.start, end: lines.at(-1)!.end }));
  return [...near, ...announced].sort((a, b) => a.start - b.start);
}

/** Numbered sentences that name no company: the duties of an agreement. */
const isClauses = (lines: readonly Line[]): boolean =>
  lines.filter(({ text, kind }) => kind !== "heading" && !/[.:;]$/u.test(text)).length < 2 &&
  !lines.some(({ text }) => findCompanies(text).length > 0 || findKnownNames(text).length > 0);
