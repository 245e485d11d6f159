/** One company a sentence, in a section about sub-processors: "The servers stand in Finland and are run by Example Oy." */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { piecesOf } from "./item.js";

const SENTENCE = /(?<=[.!?;])\s+(?=[\p{Lu}])|;\s+/u;

export function readCompanySentences(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  if (region.listness < 3) return [];
  return region.lines.flatMap((line) => {
    if (line.kind !== "paragraph" || line.text.length < 60 || line.text.length > 6000) return [];
    const rows = rowsOf(text, line, vocabulary);
    if (rows.length < 2) return [];
    return [{ method: "rule:company-sentences", rows, span: { start: line.start, end: line.end }, score: region.listness + 0.25 * Math.min(3, rows.length) }];
  });
}

function rowsOf(text: string, line: Line, vocabulary: Vocabulary): RawRow[] {
  const rows: RawRow[] = [];
  for (const sentence of sentencesOf(text, line)) {
    const words = text.slice(sentence.start, sentence.end);
    if (vocabulary.phrase("not_subprocessor", words)) continue;
    const companies = findCompanies(words).filter((company) => !isUser(words, company, vocabulary));
    if (companies.length !== 1) continue;
    const name = { start: sentence.start + companies[0]!.start, end: sentence.start + companies[0]!.end };
    const cells = [{ field: "name" as const, span: name }, { field: "purpose" as const, span: sentence }];
    rows.push({ cells, span: rowSpan(cells), hidden: line.hidden, groups: [] });
  }
  return rows;
}

/** "Inc." and "ehf." end no sentence. */
function sentencesOf(text: string, line: Line): Span[] {
  const pieces: Span[] = [];
  for (const piece of piecesOf(text, line, SENTENCE)) {
    const last = pieces.at(-1);
    if (last && /\b(?:Inc|Ltd|Corp|Co|ehf|hf|Sp|o\.o|nr|Art)\.$/u.test(text.slice(last.start, last.end)) && /^\p{Ll}/u.test(text.slice(piece.start))) pieces[pieces.length - 1] = { start: last.start, end: piece.end };
    else pieces.push(piece);
  }
  return pieces;
}

/** The company that uses the others: a verb of using follows it. */
function isUser(words: string, company: Span, vocabulary: Vocabulary): boolean {
  const after = vocabulary.phrase("uses", words.slice(company.end, company.end + 40));
  return after !== null && after.from === 0;
}
