/** Rows that a layout read and that are no entries all the same: former ones, controllers, twins that the page hides. */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateRow } from "../model/candidate.js";
import type { Warning } from "../model/document.js";
import { foldName } from "../normalization/name.js";
import { lastBefore } from "./cover.js";
import type { Line, View } from "./view.js";

/** A page that shows ten rows and keeps all of them hidden says each once: the shown row stands. */
export function withoutHiddenTwins(text: string, rows: readonly CandidateRow[]): CandidateRow[] {
  const nameOf = (row: CandidateRow): string => {
    const span = row.fields.find(({ field }) => field === "name")?.spans[0];
    return span ? foldName(text.slice(span.start, span.end)) : "";
  };
  const shown = new Set(rows.filter(({ hidden }) => !hidden).map(nameOf));
  return rows.filter((row) => !row.hidden || !shown.has(nameOf(row)));
}

/** A row that the supplier itself lists as former. */
export const isEnded = (row: CandidateRow): boolean =>
  row.fields.some(({ field, value }) => field === "status" && value === "ended");

/** A row that says of its company that it is a controller of its own. */
export const isController = (text: string, { span }: CandidateRow, vocabulary: Vocabulary): boolean =>
  vocabulary.phrase("own_controller", text.slice(span.start, span.end)) !== null;

/** The last heading or introducing sentence before the row says that what follows are no sub-processors. */
export function deniedIn(view: View, vocabulary: Vocabulary): (row: CandidateRow) => boolean {
  const intros = view.items.filter(
    (item): item is Line => item.type === "line" && (item.kind === "heading" || item.text.endsWith(":")),
  );
  const ends = intros.map(({ end }) => ({ start: end }));
  return (row) => {
    const intro = intros[lastBefore(ends, row.span.start + 1)];
    return intro !== undefined && vocabulary.deniesSubprocessor(intro.words) !== null;
  };
}

export function warningsOf(all: readonly CandidateRow[], kept: readonly CandidateRow[]): Warning[] {
  const ended = all.filter(isEnded).length;
  const warnings: Warning[] =
    ended > 0
      ? [{ code: "ended-entries", message: `Left out ${ended} entries that the list itself calls former` }]
      : [];
  if (kept.length > 0 && kept.every(({ hidden }) => hidden))
    warnings.push({
      code: "hidden-list",
      message: "Every row of the list stands in a part that the page does not show",
    });
  return warnings;
}
