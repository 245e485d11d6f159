/** One company a sentence, in a section about sub-processors: "The servers stand in Finland and are run by Example Oy." */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { overlaps, type Span } from "../../model/span.js";
import { findKnownNames } from "../../knowledge/entities.js";
import { findCompanies } from "../../normalization/legal-form.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { piecesOf } from "./item.js";

const SENTENCE = /(?<=[.!?;])\s+(?=[\p{Lu}])|;\s+/u;

export function readCompanySentences(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  if (region.listness < 2) return [];
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
    const companies = namesIn(words, vocabulary);
    if (companies.length !== 1) continue;
    const name = { start: sentence.start + companies[0]!.start, end: sentence.start + companies[0]!.end };
    const cells = [{ field: "name" as const, span: name }, { field: "purpose" as const, span: sentence }];
    rows.push({ cells, span: rowSpan(cells), hidden: line.hidden, groups: [] });
  }
  return rows;
}

/** Companies with a legal form, and known names that lead the sentence or follow a verb of using; denied ones are none. */
function namesIn(words: string, vocabulary: Vocabulary): Span[] {
  const companies = findCompanies(words).filter((company) => !isUser(words, company, vocabulary));
  const known = findKnownNames(words).filter(
    (name) => !name.ambiguous && !companies.some((company) => overlaps(company, name)) && (name.start === 0 || follows(words, name, vocabulary)),
  );
  const denied = vocabulary.phrase("denied", words);
  return [...companies, ...known].filter(({ start }) => !denied || denied.start > start);
}

/** "We use Stripe to …" */
const follows = (words: string, name: Span, vocabulary: Vocabulary): boolean => {
  const before = words.slice(Math.max(0, name.start - 40), name.start);
  return vocabulary.phrases("uses", before).some(({ end }) => before.slice(end).trim() === "");
};

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
