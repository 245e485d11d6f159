/**
 * Rows of the model beside rows of the rules. Where both read, the rules win; where they differ, a person looks.
 *
 * Shape   Rows stand in the order of the text. A rule's row that was unsure takes fields that it lacked, and then says who gave them.
 */
import type { CandidateField, CandidateRow, Provenance } from "../../model/candidate.js";
import { overlaps, type Span } from "../../model/span.js";
import { foldName } from "../../normalization/name-folding.js";
import type { GroundedRow } from "./ground.js";

export interface Merged {
  readonly rows: readonly CandidateRow[];
  readonly added: number;
  /** Names of entries that the two read differently. */
  readonly conflicts: readonly string[];
  /** Names of entries that only the model read, inside sentences. */
  readonly inSentences: readonly string[];
}

export interface MergeRules {
  readonly text: string;
  readonly provenance: Provenance;
  readonly floor: number;
  readonly asked: readonly Span[];
}

/** What a grounded row of a capable model is worth before a person has looked. */
const CONFIDENCE = 0.8;
/** Below what the view needs_review lets pass. */
const IN_SENTENCE = 0.6;

export function mergeRows(
  byRules: readonly CandidateRow[],
  byModel: readonly GroundedRow[],
  rules: MergeRules,
): Merged {
  const rows = [...byRules];
  const conflicts: string[] = [];
  const inSentences: string[] = [];
  const matched = new Set<number>();
  let added = 0;
  for (const row of distinct(byModel)) {
    const at = byRules.findIndex((known) => sameEntry(known, row, rules.text));
    if (at >= 0) {
      matched.add(at);
      if (disagrees(byRules[at]!, row, rules.text)) conflicts.push(nameOf(row, rules.text));
      rows[at] = completed(rows[at]!, row, rules);
    } else if (readByRules(byRules, row, rules.floor)) conflicts.push(nameOf(row, rules.text));
    else {
      rows.push(candidateOf(row, rules.provenance));
      if (row.inSentence) inSentences.push(nameOf(row, rules.text));
      added++;
    }
  }
  byRules.forEach((row, at) => {
    const unsure =
      row.confidence < rules.floor && !matched.has(at) && rules.asked.some((span) => overlaps(span, row.span));
    if (unsure && byModel.length > 0) conflicts.push(nameOf(row, rules.text));
  });
  return { rows: rows.sort((a, b) => a.span.start - b.span.start), added, conflicts, inSentences };
}

const candidateOf = ({ fields, span, inSentence }: GroundedRow, provenance: Provenance): CandidateRow => ({
  fields,
  span,
  method: "llm",
  confidence: inSentence ? IN_SENTENCE : CONFIDENCE,
  hidden: false,
  provenance,
});

/** Parts overlap by a row: the same name at the same place is one entry, the fuller reading of it. */
function distinct(rows: readonly GroundedRow[]): GroundedRow[] {
  const byName = new Map<number, GroundedRow>();
  for (const row of rows) {
    const { start } = row.fields[0]!.spans[0]!;
    const known = byName.get(start);
    if (!known || row.fields.length > known.fields.length) byName.set(start, row);
  }
  return [...byName.values()].sort((a, b) => a.span.start - b.span.start);
}

function sameEntry(known: CandidateRow, row: GroundedRow, text: string): boolean {
  const name = row.fields[0]!.spans[0]!;
  const own = known.fields.filter(({ field }) => field === "name" || field === "legal_entity");
  if (own.some(({ spans }) => spans.some((span) => overlaps(span, name)))) return true;
  return (
    overlaps(known.span, row.span) &&
    own.some(({ spans }) => foldName(wordsOf(spans, text)) === foldName(wordsOf([name], text)))
  );
}

/** The rules read a row there, and were sure of it. */
const readByRules = (known: readonly CandidateRow[], row: GroundedRow, floor: number): boolean =>
  known.some(({ span, confidence }) => confidence >= floor && overlaps(span, row.fields[0]!.spans[0]!));

function disagrees(known: CandidateRow, row: GroundedRow, text: string): boolean {
  return row.fields.some(({ field, spans }) => {
    const own = known.fields.filter((other) => other.field === field).flatMap((other) => other.spans);
    if (own.length === 0 || own.some((span) => spans.some((other) => overlaps(span, other)))) return false;
    const [a, b] = [foldName(wordsOf(own, text)), foldName(wordsOf(spans, text))];
    return !a.includes(b) && !b.includes(a);
  });
}

function completed(known: CandidateRow, row: GroundedRow, { floor, provenance }: MergeRules): CandidateRow {
  if (known.confidence >= floor) return known;
  const taken = known.fields.flatMap(({ spans }) => spans);
  const missing: CandidateField[] = row.fields.filter(
    ({ field, spans }) =>
      !known.fields.some((own) => own.field === field) &&
      !spans.some((span) => taken.some((own) => overlaps(own, span))),
  );
  const agreed = Math.max(known.confidence, floor);
  if (missing.length === 0) return { ...known, confidence: agreed };
  return {
    ...known,
    fields: [...known.fields, ...missing],
    method: `${known.method}+llm`,
    confidence: agreed,
    provenance,
  };
}

const wordsOf = (spans: readonly Span[], text: string): string =>
  spans.map(({ start, end }) => text.slice(start, end)).join(" ");
const nameOf = (row: { fields: readonly CandidateField[]; span: Span }, text: string): string =>
  wordsOf(row.fields.find(({ field }) => field === "name")?.spans ?? [row.span], text).slice(0, 80);
