/** One company a sentence, in a section about sub-processors: "The servers stand in Finland and are run by Example Oy." */

import { findKnownNames } from "../../knowledge/entities.js";
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { overlaps, type Span, trimSpan } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { findPlaces } from "../../normalization/place.js";
import { findMechanisms } from "../../normalization/transfer.js";
import { remainder } from "../features.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { piecesOf } from "./pieces.js";

const SENTENCE = /(?<=[.!?;])\s+(?=[\p{Lu}])|;\s+/u;

export function readCompanySentences(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  if (region.listness < 2) return [];
  return region.lines.flatMap((line) => {
    if (line.kind !== "paragraph" || line.text.length < 60 || line.text.length > 6000) return [];
    const rows = rowsOf(text, line, vocabulary);
    if (rows.length < 2) return [];
    return [
      {
        method: "rule:company-sentences",
        rows,
        span: { start: line.start, end: line.end },
        score: region.listness + 0.25 * Math.min(3, rows.length) + (isShared(text, line, rows[0]!, vocabulary) ? 1 : 0),
      },
    ];
  });
}

/** "We share data with service providers who …": the sentence right before the first company. */
function isShared(text: string, line: Line, first: RawRow, vocabulary: Vocabulary): boolean {
  const words = wordsOf(text.slice(line.start, Math.max(line.start, first.span.start)).slice(0, 300));
  const supplier = words.some(
    (_, i) => vocabulary.headers.at(words, i)?.value === "name" || vocabulary.roles.at(words, i) !== null,
  );
  return supplier && vocabulary.phrase("sharing", words) !== null;
}

function rowsOf(text: string, line: Line, vocabulary: Vocabulary): RawRow[] {
  const rows: RawRow[] = [];
  for (const sentence of sentencesOf(text, line)) {
    const words = text.slice(sentence.start, sentence.end);
    if (vocabulary.deniesSubprocessor(words)) continue;
    const companies = namesIn(words, vocabulary);
    if (companies.length !== 1) continue;
    const name = { start: sentence.start + companies[0]!.start, end: sentence.start + companies[0]!.end };
    const cells: RawCell[] = [{ field: "name", span: name }, ...saidOf(text, sentence, name, vocabulary)];
    rows.push({ cells, span: rowSpan(cells), hidden: line.hidden, groups: [] });
  }
  return rows;
}

/**
 * What a sentence says of its company: all of it, or the words before "… by Example Inc. in the USA" where only a place and
 * a ground follow the name. "The Danish company Example" says where it is from.
 */
function saidOf(text: string, sentence: Span, name: Span, vocabulary: Vocabulary): RawCell[] {
  const before = text.slice(sentence.start, name.start);
  const after = text.slice(name.end, sentence.end);
  const at = ({ start, end }: Span, from: number): Span => ({ start: from + start, end: from + end });
  const owner = findPlaces(before).findLast(
    ({ kind, end }) => kind === "adjective" && /^\s*(?:[\p{L}-]{1,14}\s*)?$/u.test(before.slice(end)),
  );
  const cells: RawCell[] = owner ? [{ field: "countries", span: at(owner, sentence.start) }] : [];
  const places = findPlaces(after).filter(({ kind }) => kind !== "adjective");
  const grounds = findMechanisms(after).filter(({ negated }) => !negated);
  const goesOn = remainder(after, [...places, ...grounds]) > 20 || vocabulary.phrase("for_purpose", after) !== null;
  const used =
    vocabulary.phrases("uses", before).some(({ end }) => before.slice(end).trim() === "") && after.length > 2;
  if (before.trim().length < 8 || goesOn || used) return [...cells, { field: "purpose", span: sentence }];
  const via = vocabulary.phrases("via", before).find(({ end }) => before.slice(end).trim() === "");
  const purpose = trimSpan(text, { start: sentence.start, end: sentence.start + (via?.start ?? before.length) });
  return [
    ...cells,
    { field: "purpose", span: purpose },
    ...places.map((place) => ({ field: "processing_countries" as const, span: at(place, name.end) })),
    ...grounds.map((ground) => ({ field: "transfer_mechanisms" as const, span: at(ground, name.end) })),
  ];
}

/** Companies with a legal form, and known names that lead the sentence or follow a verb of using; denied ones are none. */
function namesIn(words: string, vocabulary: Vocabulary): Span[] {
  const companies = findCompanies(words).filter((company) => !isUser(words, company, vocabulary));
  const known = findKnownNames(words).filter(
    (name) =>
      !name.ambiguous &&
      !companies.some((company) => overlaps(company, name)) &&
      (name.start === 0 || follows(words, name, vocabulary)),
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
    if (
      last &&
      /\b(?:Inc|Ltd|Corp|Co|ehf|hf|Sp|o\.o|nr|Art)\.$/u.test(text.slice(last.start, last.end)) &&
      /^\p{Ll}/u.test(text.slice(piece.start))
    )
      pieces[pieces.length - 1] = { start: last.start, end: piece.end };
    else pieces.push(piece);
  }
  return pieces;
}

/** The company that uses the others: a verb of using follows it. */
function isUser(words: string, company: Span, vocabulary: Vocabulary): boolean {
  const after = vocabulary.phrase("uses", words.slice(company.end, company.end + 40));
  return after !== null && after.from === 0;
}
