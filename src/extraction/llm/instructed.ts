/**
 * Rows of the rules whose company is named only in orders to a machine: they are left out, and a person looks.
 *
 * Shape   With the orders that were found. Without a model only the paragraphs and cells in which rows have their names are looked
 *         through, which costs next to nothing.
 */
import type { CandidateRow, Extraction } from "../../model/candidate.js";
import type { Document, Warning } from "../../model/document.js";
import type { Span } from "../../model/span.js";
import { instructionsNear, isSentence } from "./instructions.js";
import { namedOnlyIn } from "./named-only.js";

export interface Instructed {
  readonly extraction: Extraction;
  readonly warnings: readonly Warning[];
}

const MOST_WARNINGS = 20;

export function withoutInstructed(
  document: Document,
  extraction: Extraction,
  instructions: readonly Span[] = instructionsNear(document, extraction.rows.flatMap(namesOf)),
): Instructed {
  const { text } = document;
  const doubted = extraction.rows.map((row) => lessSure(text, row));
  if (instructions.length === 0) return { extraction: { ...extraction, rows: doubted }, warnings: [] };
  const rows = doubted.filter(
    (row) => !namesOf(row).some(({ start, end }) => namedOnlyIn(text, text.slice(start, end), instructions)),
  );
  const gone = rows.length < extraction.rows.length;
  const warnings = instructions.slice(0, MOST_WARNINGS).map(({ start, end }) => ({
    code: "instruction-like",
    message: `Words that give orders to a machine were left out: "${text.slice(start, Math.min(end, start + 120)).replace(/\s+/gu, " ")}"`,
  }));
  return { extraction: gone ? { ...extraction, rows, status: "needs_review" } : extraction, warnings };
}

/** A sentence that was taken for a name, whatever it says, waits for a person: below what the view needs_review lets pass. */
function lessSure(text: string, row: CandidateRow): CandidateRow {
  const isDoubtful = namesOf(row).some(({ start, end }) => isLongSentence(text.slice(start, end)));
  return isDoubtful ? { ...row, confidence: Math.min(row.confidence, DOUBTED) } : row;
}

const DOUBTED = 0.6;

/** "SMSAPI (LINK Mobility Poland Sp. z o.o.)" is long for its bracket. */
function isLongSentence(name: string): boolean {
  const bare = name.split("(", 1)[0]!;
  return isSentence(bare) && bare.trim().split(/\s+/u).length > 5;
}

const namesOf = ({ fields }: CandidateRow): Span[] =>
  fields.filter(({ field }) => field === "name" || field === "legal_entity").flatMap(({ spans }) => [...spans]);
