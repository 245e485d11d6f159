/**
 * What label a line of a block begins with: a header word before a colon or a tab, or alone on its line. The term of a
 * definition is a line of its own where its detail has a label.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { readHeaderCell } from "../header.js";
import type { Line } from "../view.js";

export interface Labelled {
  readonly line: Line;
  /** null for a line without a label. */
  readonly field: HeaderField | null;
  readonly label: string;
  /** The words after the label on the same line; null when they stand on the next lines. */
  readonly value: Span | null;
}

export const labelledLines = (text: string, line: Line, vocabulary: Vocabulary): Labelled[] =>
  withoutTerm(text, line, vocabulary).map((part) => labelOf(part, vocabulary));

/** A definition says its term and its first detail on one line; where the detail has a label of its own, they are two. */
function withoutTerm(text: string, line: Line, vocabulary: Vocabulary): Line[] {
  const { term } = line;
  if (!term || term.start !== line.start || term.end >= line.end) return [line];
  const lead = /^\s*:?\s*/u.exec(text.slice(term.end, Math.min(line.end, term.end + 8)))![0].length;
  const detail = partOf(text, line, term.end + lead, line.end, false);
  return labelOf(detail, vocabulary).field ? [partOf(text, line, term.start, term.end, true), detail] : [line];
}

function partOf(text: string, line: Line, start: number, end: number, gap: boolean): Line {
  const words = text.slice(start, end);
  return { ...line, start, end, text: words, words: wordsOf(words), gap, term: null };
}

function labelOf(line: Line, vocabulary: Vocabulary): Labelled {
  const nothing: Labelled = { line, field: null, label: "", value: null };
  const colon = colonOf(line.text);
  if (colon > 1) {
    const label = line.text
      .slice(0, colon)
      .replace(/^\d{1,2}[.)]\s*|\([^()]*\)\s*$/gu, "")
      .trim();
    const { fields } = readHeaderCell(vocabulary, label);
    const value = line.text.slice(colon + 1);
    if (line.kind === "heading" ? fields[0] === "name" : fields.length > 0 && !namesInstead(fields[0]!, value)) {
      const start = line.start + colon + 1 + (value.length - value.trimStart().length);
      return {
        line,
        field: fields[0]!,
        label: label.toLowerCase(),
        value: start < line.end ? { start, end: line.end } : null,
      };
    }
  }
  if (line.kind === "heading") return nothing;
  const tab = line.text.indexOf("\t");
  if (tab > 1) {
    const { fields } = readHeaderCell(vocabulary, line.text.slice(0, tab));
    if (fields.length > 0)
      return {
        line,
        field: fields[0]!,
        label: line.text.slice(0, tab).toLowerCase(),
        value: { start: line.start + tab + 1, end: line.end },
      };
  }
  if (line.text.length > 48 || line.kind === "list-item" || /[.,;]$/u.test(line.text)) return nothing;
  const whole = vocabulary.headers.whole(line.words);
  return whole && whole.value !== "name"
    ? { line, field: whole.value, label: line.text.toLowerCase(), value: null }
    : nothing;
}

/** "Hosting: Example GmbH (Germany)": a company where the label would have a place. */
const namesInstead = (field: HeaderField, value: string): boolean =>
  (field === "processing_countries" || field === "countries") &&
  findCompanies(value.slice(0, 120)).some(({ start }) => start < 2);

/** The colon behind a label; a bracket that explains the label does not make it longer. */
function colonOf(text: string): number {
  const label = /^[^:(]{2,59}(?:\([^()]{0,200}\)\s?)?:/u.exec(text);
  return label ? label[0].length - 1 : -1;
}
