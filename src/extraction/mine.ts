/**
 * Places and transfer mechanisms that stand in running words: "Data sparas i EU", "on the basis of the SCCs".
 *
 * Why     A country in a sentence is not a place of processing ("our Danish customers"), so only those count that a phrase of
 *         storing or processing leads to.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateField } from "../model/candidate.js";
import type { Span } from "../model/span.js";
import { findCompanies } from "../normalization/legal-form.js";
import { findPlaces, type PlaceMention } from "../normalization/place.js";
import { findMechanisms } from "../normalization/transfer.js";
import { isPlaceOnly } from "./features.js";
import { piecesOf } from "./layouts/pieces.js";
import { limitedTo, receivedBy } from "./received.js";

const SENTENCE = /(?<=[.!?;\n])\s*(?=[\p{Lu}•\n])/u;
const GROUNDS = new Set(["scc", "dpf", "privacy_shield", "bcr", "adequacy"]);

/** Fields that the words of a description state beside the purpose. */
export function mineDescription(text: string, span: Span, vocabulary: Vocabulary): CandidateField[] {
  const words = text.slice(span.start, span.end);
  if (words.length < 8) return [];
  const sentences = piecesOf(text, span, SENTENCE);
  return sentences.flatMap((sentence, i) => [
    ...(i > 0 && isPlaceOnly(text.slice(sentence.start, sentence.end))
      ? [{ field: "processing_countries" as const, spans: [sentence] }]
      : locations(text, sentence, vocabulary)),
    ...groundsIn(text, sentence),
    ...(i > 0 ? received(text, sentence, vocabulary) : []),
    ...(sentences.length === 1 ? placeAtEnd(text, sentence) : []),
  ]);
}

function locations(text: string, sentence: Span, vocabulary: Vocabulary): CandidateField[] {
  const words = text.slice(sentence.start, sentence.end);
  const cues = vocabulary.phrases("location", words);
  if (cues.length === 0) return [];
  const companies = findCompanies(words);
  const places = findPlaces(words).filter(
    (place) => isPlace(place) && !companies.some(({ start, end }) => start <= place.start && place.end <= end),
  );
  const spans: Span[] = [];
  for (const cue of cues) {
    const run = runAfter(words, places, cue.end);
    if (run && !spans.some(({ start }) => start === run.start + sentence.start))
      spans.push({ start: sentence.start + run.start, end: sentence.start + run.end });
  }
  return spans.length > 0 ? [{ field: "processing_countries", spans }] : [];
}

/** "serverdrift i Sverige": a short description that ends with where it is done. */
function placeAtEnd(text: string, sentence: Span): CandidateField[] {
  if (sentence.end - sentence.start > 120) return [];
  const words = text.slice(sentence.start, sentence.end).replace(/[\s.;,]+$/u, "");
  const tail =
    words.length < 90
      ? /\s(?:i|in|fra|från|frå|from|inom|indenfor|inden for|innenfor|within|innanfor|im|í|á)\s+([\p{Lu}][^.;:]{1,40})$/u.exec(
          words,
        )
      : null;
  if (!tail || !isPlaceOnly(tail[1]!)) return [];
  const start = sentence.start + words.length - tail[1]!.length;
  return [{ field: "processing_countries", spans: [{ start, end: start + tail[1]!.length }] }];
}

const isPlace = (place: PlaceMention): boolean =>
  place.kind !== "adjective" && !(place as { negated?: boolean }).negated;

/** The places right behind a cue, joined where only a comma, a bracket or "and" stands between. */
function runAfter(words: string, places: readonly Span[], from: number): Span | null {
  const first = places.find(({ start }) => start >= from - 4 && start - from < 30);
  if (!first) return null;
  let end = first.end;
  for (const place of places)
    if (place.start >= end && place.start - end < 24 && !/[.;:]/u.test(words.slice(end, place.start))) end = place.end;
  return { start: first.start, end };
}

function received(text: string, sentence: Span, vocabulary: Vocabulary): CandidateField[] {
  const data = receivedBy(text, sentence, vocabulary) ?? limitedTo(text, sentence, vocabulary);
  return data ? [{ field: "data_categories", spans: [data] }] : [];
}

/** Grounds that running words state: none of those that a cell may say is needed, or not. */
export function groundsIn(text: string, sentence: Span): CandidateField[] {
  return findMechanisms(text.slice(sentence.start, sentence.end))
    .filter(({ mechanism, negated }) => GROUNDS.has(mechanism) && !negated)
    .map(({ start, end }) => ({
      field: "transfer_mechanisms" as const,
      spans: [{ start: sentence.start + start, end: sentence.start + end }],
    }));
}
