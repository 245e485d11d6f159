/**
 * Which data a sub-processor gets, where a sentence says so: "Sees technical traffic.", "Data transferred is limited to names".
 *
 * Why     A verb of receiving alone says nothing ("gets paid by the month"), so its object must speak of data.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import { type Span, trimSpan } from "../model/span.js";

/** The data that a sentence in an entry's own words says it gets: the verb leads, as the entry is understood. */
export function receivedBy(text: string, sentence: Span, vocabulary: Vocabulary): Span | null {
  const words = text.slice(sentence.start, sentence.end);
  const verb = words.length < 300 ? vocabulary.phrase("receives", words) : null;
  return verb?.from === 0 ? objectOf(text, sentence, verb.end, vocabulary) : null;
}

/** The data to which a sentence says that the transfer is limited. */
export function limitedTo(text: string, sentence: Span, vocabulary: Vocabulary): Span | null {
  const words = text.slice(sentence.start, sentence.end);
  const limit = words.length < 400 ? vocabulary.phrase("data_limited", words) : null;
  return limit && objectOf(text, sentence, limit.end, vocabulary);
}

function objectOf(text: string, sentence: Span, from: number, vocabulary: Vocabulary): Span | null {
  const start = sentence.start + from;
  const words = text.slice(start, sentence.end).split(/[;.](?:\s|$)/u)[0]!;
  const span = trimSpan(text, { start, end: start + words.length });
  return vocabulary.phrase("data_words", words) ? span : null;
}
