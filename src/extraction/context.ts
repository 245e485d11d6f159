/**
 * What is said once for many: a sentence beside the list that holds for all its entries or for those in one country, and
 * footnotes (footnotes.ts). Each entry gets the sentence's words as evidence of its own.
 */
import { eeaCountries } from "../knowledge/adequacy.js";
import type { Vocabulary } from "../knowledge/lexicon.js";
import { wordsOf } from "../knowledge/phrases.js";
import type { CandidateField, CandidateRow } from "../model/candidate.js";
import type { Span } from "../model/span.js";
import { findPlaces } from "../normalization/place.js";
import { readPlaces } from "../normalization/place-reading.js";
import { findMechanisms } from "../normalization/transfer.js";
import { coverOf } from "./cover.js";
import { carries, type Note, withNotes } from "./footnotes.js";
import { piecesOf } from "./layouts/pieces.js";
import { limitedTo } from "./received.js";
import type { Region } from "./regions.js";
import type { View } from "./view.js";

const SENTENCE = /(?<=[.!?\n])\s{1,200}(?=[\p{Lu}*\\•†])/u;

export function applyContext(
  view: View,
  rows: readonly CandidateRow[],
  regions: readonly Region[],
  vocabulary: Vocabulary,
  marked: readonly Note[] = [],
): CandidateRow[] {
  const { text } = view;
  const near = regions.filter((region) => region.lines.length > 0);
  const covered = coverOf(rows.map(({ span }) => span));
  if (rows.length === 0) return [];
  const notes = marked.filter(({ mark, span }) => !covered(span) && rows.some((row) => carries(text, row, mark)));
  let result = withNotes(text, rows, notes, vocabulary);
  const isNote = coverOf(notes.map(({ span }) => span).sort((a, b) => a.start - b.start));
  for (const region of near) {
    for (const line of region.lines.filter(saysWhere)) {
      for (const sentence of piecesOf(text, line, SENTENCE)) {
        if (!covered(sentence) && !isNote(sentence)) result = forAll(text, sentence, result, region, vocabulary);
      }
    }
  }
  for (const line of view.items) {
    if (line.type !== "line" || line.hidden || !saysWhere(line)) continue;
    if (!covered(line)) result = dataOfNamed(text, line, result, vocabulary);
    for (const sentence of piecesOf(text, line, SENTENCE)) {
      if (!covered(sentence) && !isNote(sentence))
        result = forCountry(text, sentence, ofNamed(text, sentence, result, vocabulary), vocabulary);
    }
  }
  return result;
}

/** Only a line with a place or a ground in it can say anything for the entries. */
const saysWhere = ({ text }: { readonly text: string }): boolean =>
  text.length < 1200 && (findPlaces(text).length > 0 || findMechanisms(text).length > 0);

function groundsIn(text: string, sentence: Span): CandidateField[] {
  const spans = findMechanisms(text.slice(sentence.start, sentence.end))
    .filter(({ mechanism, negated }) => !negated && mechanism !== "none_needed" && mechanism !== "consent")
    .map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }));
  return spans.length > 0 ? [{ field: "transfer_mechanisms", spans }] : [];
}

/** "All suppliers in the USA follow the SCCs", "These are hosted in the EU". */
function forAll(
  text: string,
  sentence: Span,
  rows: CandidateRow[],
  region: Region,
  vocabulary: Vocabulary,
): CandidateRow[] {
  const words = text.slice(sentence.start, sentence.end);
  const all = vocabulary.phrase("all_of_them", words) !== null || allSuppliers(words, vocabulary);
  const inRegion = (row: CandidateRow): boolean =>
    region.lines.length > 0 && row.span.start >= region.lines[0]!.start && row.span.end <= region.lines.at(-1)!.end + 5;
  const places = findPlaces(words);
  const grounds = groundsIn(text, sentence);
  if (!all) return rows;
  const cue = vocabulary.phrase("location", words) !== null;
  const area = places.filter(
    ({ kind, places: codes }) =>
      (kind === "region" && (codes.includes("EU") || codes.includes("EEA"))) || (cue && kind === "country"),
  );
  if (grounds.length > 0 || area.length === 0) return rows;
  const spans = area.map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }));
  return rows.map((row) =>
    inRegion(row) && !has(row, "processing_countries") && !has(row, "countries")
      ? withFields(row, [{ field: "processing_countries", spans }])
      : row,
  );
}

/** "Transfers to the United States rely on the DPF": holds for the entries there that state no ground of their own. */
function forCountry(text: string, sentence: Span, rows: CandidateRow[], vocabulary: Vocabulary): CandidateRow[] {
  const words = text.slice(sentence.start, sentence.end);
  if (words.length > 400 || vocabulary.phrase("denied", words)) return rows;
  const grounds = groundsIn(text, sentence);
  if (grounds.length === 0) return rows;
  const countries = new Set(
    findPlaces(words)
      .filter((place) => !grounds.some(({ spans }) => spans.some((ground) => isWithin(place, ground, sentence.start))))
      .flatMap(({ places }) => places)
      .filter((code) => /^[A-Z]{2}$/u.test(code) && code !== "EU" && !eeaCountries().has(code)),
  );
  return rows.map((row) =>
    !has(row, "transfer_mechanisms") && placesOf(text, row).some((code) => countries.has(code))
      ? withFields(row, grounds)
      : row,
  );
}

/** The US of "EU-US Data Privacy Framework" is no country that the sentence speaks of. */
const isWithin = (place: Span, ground: Span, by: number): boolean =>
  ground.start <= place.start + by && place.end + by <= ground.end;

/** "… hosting (Hetzner) and mail (Resend) are placed in the EU", "Web hosting: EU (Frankfurt via Vercel)": said of the entries it names. */
function ofNamed(text: string, sentence: Span, rows: CandidateRow[], vocabulary: Vocabulary): CandidateRow[] {
  const words = text.slice(sentence.start, sentence.end);
  if (words.length > 400) return rows;
  const meant = rows.filter((row) => nameIn(text, row, words) !== null);
  if (meant.length === 0) return rows;
  const grounds = vocabulary.phrase("denied", words) ? [] : groundsIn(text, sentence);
  return placedIn(
    text,
    sentence,
    rows.map((row) => (meant.includes(row) && !has(row, "transfer_mechanisms") ? withFields(row, grounds) : row)),
    vocabulary,
  );
}

/** "On transfer to the USA (Example Inc.): … Data transferred is limited to names": said of the one entry that leads the paragraph. */
function dataOfNamed(text: string, line: Span, rows: CandidateRow[], vocabulary: Vocabulary): CandidateRow[] {
  const lead = /^[^.!?\n]{4,200}?(?::\s|[.!?]\s)/u.exec(text.slice(line.start, line.end));
  const meant = lead ? rows.filter((row) => nameIn(text, row, lead[0]) !== null) : [];
  if (meant.length !== 1 || has(meant[0]!, "data_categories")) return rows;
  for (const sentence of piecesOf(text, line, SENTENCE)) {
    const data = limitedTo(text, sentence, vocabulary);
    if (data)
      return rows.map((row) =>
        row === meant[0] ? withFields(row, [{ field: "data_categories", spans: [data] }]) : row,
      );
  }
  return rows;
}

function placedIn(text: string, sentence: Span, rows: CandidateRow[], vocabulary: Vocabulary): CandidateRow[] {
  const words = text.slice(sentence.start, sentence.end);
  const named = rows.filter((row) => !has(row, "processing_countries") && nameIn(text, row, words) !== null);
  if (named.length === 0) return rows;
  const via = named.filter((row) => /\b(?:via|hos|by|med|with)\s+$/iu.test(words.slice(0, nameIn(text, row, words)!)));
  const spans = via.length === 1 ? placeSpans(words, sentence) : located(words, sentence, vocabulary);
  const meant = via.length === 1 ? via : named;
  return spans.length === 0
    ? rows
    : rows.map((row) =>
        meant.includes(row)
          ? { ...row, fields: [...row.fields, { field: "processing_countries" as const, spans }] }
          : row,
      );
}

/** Where the entry's name stands as a word of its own. */
function nameIn(text: string, row: CandidateRow, words: string): number | null {
  const span = row.fields.find(({ field }) => field === "name")?.spans[0];
  const name = span && text.slice(span.start, span.end).split(/[\s(]/u)[0]!;
  if (!name || name.length < 4) return null;
  const at = words.indexOf(name);
  return at >= 0 && !/[\p{L}\p{N}]/u.test(words[at - 1] ?? " ") && !/[\p{L}\p{N}]/u.test(words[at + name.length] ?? " ")
    ? at
    : null;
}

const placeSpans = (words: string, sentence: Span): Span[] =>
  findPlaces(words)
    .filter(({ kind }) => kind === "country" || kind === "region")
    .map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }));

function located(words: string, sentence: Span, vocabulary: Vocabulary): Span[] {
  const cues = vocabulary.phrases("location", words);
  return findPlaces(words)
    .filter(
      ({ kind, start, places }) =>
        kind === "region" &&
        !places.includes("non-EEA") &&
        cues.some((cue) => start >= cue.end - 4 && start - cue.end < 20),
    )
    .map(({ start, end }) => ({ start: sentence.start + start, end: sentence.start + end }));
}

/** "All US-based suppliers": a word for all with a word for suppliers close behind. */
function allSuppliers(words: string, vocabulary: Vocabulary): boolean {
  const list = wordsOf(words);
  const all = vocabulary.phrase("quantifier", list);
  if (!all) return false;
  const near = list.slice(all.to, all.to + 4);
  return near.some((_, i) => vocabulary.headers.at(near, i)?.value === "name" || vocabulary.roles.at(near, i) !== null);
}

const has = (row: CandidateRow, field: string): boolean => row.fields.some(({ field: name }) => name === field);

const placesOf = (text: string, row: CandidateRow): readonly string[] =>
  row.fields
    .filter(({ field }) => field === "countries" || field === "processing_countries" || field === "address")
    .flatMap(({ spans }) => spans.flatMap(({ start, end }) => readPlaces(text.slice(start, end)).places));

const withFields = (row: CandidateRow, fields: readonly CandidateField[]): CandidateRow =>
  fields.length === 0 ? row : { ...row, fields: [...row.fields, ...fields.filter(({ field }) => !has(row, field))] };
