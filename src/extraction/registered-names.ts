/**
 * Registered names that stand in another table of the same document: the list says "Resend", the table of contacts "Resend Inc.".
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateRow } from "../model/candidate.js";
import { overlaps, type Span } from "../model/span.js";
import { findLegalForm } from "../normalization/legal-form.js";
import { foldName } from "../normalization/name.js";
import { readHeaderCell } from "./header.js";
import { gridOf } from "./layouts/grid.js";
import type { View } from "./view.js";

export function withRegisteredNames(view: View, rows: readonly CandidateRow[], vocabulary: Vocabulary): CandidateRow[] {
  if (rows.every((row) => row.fields.some(({ field }) => field === "legal_entity"))) return [...rows];
  const registered = namesElsewhere(view, rows, vocabulary);
  return rows.map((row) => {
    const name = row.fields.find(({ field }) => field === "name")?.spans[0];
    if (!name || row.fields.some(({ field }) => field === "legal_entity")) return row;
    const folded = foldName(view.text.slice(name.start, name.end));
    const found = registered.filter((other) => other.folded === folded || other.folded.startsWith(`${folded} `));
    return found.length === 1
      ? { ...row, fields: [...row.fields, { field: "legal_entity" as const, spans: [found[0]!.span] }] }
      : row;
  });
}

/** First cells with a legal form, in tables that are headed by the word for sub-processors and are not the list itself. */
function namesElsewhere(
  view: View,
  rows: readonly CandidateRow[],
  vocabulary: Vocabulary,
): { folded: string; span: Span }[] {
  return view.items.flatMap((item) => {
    if (item.type !== "table" || rows.some((row) => overlaps(row.span, item))) return [];
    const grid = gridOf(view.text, item.table);
    const header = grid[0]?.[0];
    if (!header || !readHeaderCell(vocabulary, header.text).strong) return [];
    return grid
      .slice(1)
      .flatMap(([slot]) =>
        slot && findLegalForm(slot.text) ? [{ folded: foldName(slot.text), span: slot.span }] : [],
      );
  });
}
