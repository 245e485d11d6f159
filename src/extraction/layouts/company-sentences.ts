/** One company a sentence, in a section about sub-processors: "The servers stand in Finland and are run by Example Oy." */

import { findKnownNames } from "../../knowledge/entities.js";
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { overlaps, type Span, trimSpan } from "../../model/span.js";
import { findCompanies, findLegalForm } from "../../normalization/legal-form.js";
import { findPlaces } from "../../normalization/place.js";
import { findMechanisms } from "../../normalization/transfer.js";
import { looksLikeName, remainder } from "../features.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { piecesOf } from "./pieces.js";

const SENTENCE = /(?<=[.!?;])\s+(?=[\p{Lu}])|;\s+/u;

export function readCompanySentences(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  return region.lines.flatMap((line) => {
    if (line.kind !== "paragraph" || line.text.length < 60 || line.text.length > 6000) return [];
    const listness = vocabulary.phrase("on_behalf", line.words) ? Math.max(3, region.listness) : region.listness;
    if (listness < 2) return [];
    const rows = rowsOf(text, line, vocabulary);
    if (rows.length < 2) return [];
    return [
      {
        method: "rule:company-sentences",
        rows,
        span: { start: line.start, end: line.end },
        score: listness + 0.25 * Math.min(3, rows.length) + (isShared(text, line, rows[0]!, vocabulary) ? 1 : 0),
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
  const sentences = sentencesOf(text, line).filter(
    ({ start, end }) => !vocabulary.deniesSubprocessor(text.slice(start, end)),
  );
  const named = sentences.map(({ start, end }) => namesIn(text.slice(start, end), vocabulary));
  const sure = named.filter(({ length }) => length > 0).length > 1;
  return sentences.flatMap((sentence, i) => {
    const names =
      named[i]!.length > 0 || !sure ? named[i]! : agentIn(text.slice(sentence.start, sentence.end), vocabulary);
    const at = names.map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }));
    return cellsOf(text, sentence, at, vocabulary).map((cells) => ({
      cells,
      span: rowSpan(cells),
      hidden: line.hidden,
      groups: [],
    }));
  });
}

/** One company and all that the sentence says; or "shown at A and printed by B", where each has what stands before it. */
function cellsOf(text: string, sentence: Span, names: readonly Span[], vocabulary: Vocabulary): RawCell[][] {
  const [first, second] = names;
  if (!first) return [];
  if (!second) return [[{ field: "name", span: first }, ...saidOf(text, sentence, first, vocabulary)]];
  const vias = names.map(({ start }, i) => viaBefore(text, names[i - 1]?.end ?? sentence.start, start, vocabulary));
  if (
    names.length === 2 &&
    vias[1] &&
    /^,\s/u.test(text.slice(first.end, second.start)) &&
    !findLegalForm(text.slice(first.start, first.end))
  ) {
    const purpose = { start: sentence.start, end: first.end };
    return [
      [
        { field: "name", span: first },
        { field: "legal_entity", span: second },
        { field: "purpose", span: purpose },
        ...whereAndWhy(text, { start: second.end, end: sentence.end }),
      ],
    ];
  }
  if (!vias.every((via) => via !== null)) return [];
  return names.map((name, i) => {
    const from = names[i - 1]?.end ?? sentence.start;
    const lead = /^[\s,]*(?:(?:og|och|and|ja|sekä|samt|und)\s+)?/u.exec(text.slice(from, vias[i]!))![0].length;
    return [
      { field: "name", span: name },
      { field: "purpose", span: trimSpan(text, { start: from + lead, end: vias[i]! }) },
    ];
  });
}

/** Where the word of agency right before a name begins. */
function viaBefore(text: string, from: number, to: number, vocabulary: Vocabulary): number | null {
  const start = Math.max(from, to - 40);
  const before = text.slice(start, to);
  const via = vocabulary.phrases("via", before).find(({ end }) => before.slice(end).trim() === "");
  return via ? start + via.start : null;
}

/** The shorter words of agency ("by", "from", "with") stand before days and authorities too. */
const THROUGH = 5;

/** "…, it goes through Example, which also sends …": a proper name behind a word of agency, beside sentences that name companies. */
function agentIn(words: string, vocabulary: Vocabulary): Span[] {
  const found = vocabulary.phrases("via", words).flatMap(({ start, end }) => {
    if (end - start < THROUGH) return [];
    const name = /^\s(\p{Lu}[\p{L}\d&-]{2,30}(?:\s\p{Lu}[\p{L}\d&-]{1,30}){0,2})(?=[,.]|\s\p{Ll})/u.exec(
      words.slice(end, end + 100),
    );
    if (!name || !looksLikeName(name[1]!, vocabulary).likely || findPlaces(name[1]!).length > 0) return [];
    return vocabulary.roles.first(wordsOf(name[1]!)) ? [] : [{ start: end + 1, end: end + 1 + name[1]!.length }];
  });
  const capitals = [...words.matchAll(/(?<=\s)\p{Lu}/gu)].length;
  return found.length === 1 && capitals <= words.slice(found[0]!.start, found[0]!.end).split(" ").length + 1
    ? found
    : [];
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
  const via =
    viaBefore(text, sentence.start, name.start, vocabulary) ?? name.start - (IN.exec(before)?.[0].length ?? 0);
  const purpose = trimSpan(text, { start: sentence.start, end: via });
  return [...cells, { field: "purpose", span: purpose }, ...whereAndWhy(text, { start: name.end, end: sentence.end })];
}

/** The places and grounds behind a name. */
function whereAndWhy(text: string, { start, end }: Span): RawCell[] {
  const after = text.slice(start, end);
  const at = (span: Span): Span => ({ start: start + span.start, end: start + span.end });
  const grounds = findMechanisms(after).filter(({ negated }) => !negated);
  const places = findPlaces(after).filter(
    (place) => place.kind !== "adjective" && !grounds.some((ground) => overlaps(ground, place)),
  );
  return [
    ...places.map((place) => ({ field: "processing_countries" as const, span: at(place) })),
    ...grounds.map((ground) => ({ field: "transfer_mechanisms" as const, span: at(ground) })),
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
  return [...companies, ...known]
    .filter(({ start }) => !denied || denied.start > start)
    .sort((a, b) => a.start - b.start);
}

const IN = /\s(?:i|in|í)\s$/u;

/** "We use Stripe to …", "answered in Zendesk", "sent through Mailgun" */
const follows = (words: string, name: Span, vocabulary: Vocabulary): boolean => {
  const before = words.slice(Math.max(0, name.start - 40), name.start);
  return (
    IN.test(before) ||
    viaBefore(words, 0, name.start, vocabulary) !== null ||
    vocabulary.phrases("uses", before).some(({ end }) => before.slice(end).trim() === "")
  );
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
