/** What a document without entries says instead: none are used, named on request, listed elsewhere, or nothing. */
import type { PhraseKind, Vocabulary } from "../knowledge/lexicon.js";
import { wordsOf } from "../knowledge/phrases.js";
import type { DocumentStatus } from "../model/candidate.js";
import { findPlaces } from "../normalization/place.js";
import { piecesOf } from "./layouts/pieces.js";
import type { View } from "./view.js";

/** "… does not engage sub-processors outside the EEA", "… without consent": some may be used all the same. */
const isConditional = (sentence: string, vocabulary: Vocabulary): boolean =>
  vocabulary.phrase("condition", sentence) !== null ||
  findPlaces(sentence).some(({ places }) => places.includes("non-EEA"));

const SENTENCE = /(?<=[.!?\n])\s+/u;

export function statusWithoutEntries(view: View, vocabulary: Vocabulary, unread: boolean): DocumentStatus {
  const said = new Set<PhraseKind>();
  for (const item of view.items) {
    if (item.type === "table" || item.hidden || item.text.length > 20_000) continue;
    let saidBefore = false;
    for (const sentence of piecesOf(view.text, item, SENTENCE)) {
      const words = wordsOf(view.text.slice(sentence.start, sentence.end));
      if (
        vocabulary.phrase("none_used", words) &&
        !isConditional(view.text.slice(sentence.start, sentence.end), vocabulary)
      )
        said.add("none_used");
      const says = vocabulary.saysSubprocessor(words);
      const speaksOfThem = says || saidBefore;
      saidBefore = says;
      if (!speaksOfThem) continue;
      for (const kind of ["on_request", "refers_elsewhere"] as const)
        if (vocabulary.phrase(kind, words)) said.add(kind);
    }
  }
  if (said.has("none_used")) return "none_used";
  if (said.has("on_request")) return "on_request";
  if (said.has("refers_elsewhere")) return "refers_elsewhere";
  return unread ? "needs_review" : "no_list";
}
