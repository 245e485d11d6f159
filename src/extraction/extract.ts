/**
 * Reads the list of sub-processors out of a document: finds it, reads its layout, and hands over rows in the supplier's words.
 *
 * Errors  None. A document without a list says so in its status.
 */
import { type Vocabulary, vocabularyFor } from "../knowledge/lexicon.js";
import type { CandidateRow, Extraction } from "../model/candidate.js";
import type { Document } from "../model/document.js";
import { choose } from "./choose.js";
import { confidenceOf } from "./confidence.js";
import { applyContext } from "./context.js";
import { type Note, notesOf, withoutFigures } from "./footnotes.js";
import { interpretRow } from "./interpret.js";
import { deniedIn, isController, isEnded, warningsOf, withoutHiddenTwins } from "./left-out.js";
import { updatedOf } from "./list-date.js";
import { outlineOf } from "./outline.js";
import { proposalsIn } from "./proposals.js";
import { publisherOf } from "./publisher.js";
import { regionsOf } from "./regions.js";
import { withRegisteredNames } from "./registered-names.js";
import type { Proposal } from "./row.js";
import { statusWithoutEntries } from "./status.js";
import { unreadOf } from "./unread.js";
import { viewOf } from "./view.js";

export function extract(document: Document, languages: readonly string[]): Extraction {
  const vocabulary = vocabularyFor(languages);
  const view = viewOf(document);
  const sections = outlineOf(view, vocabulary);
  const regions = regionsOf(sections, vocabulary);
  const proposals = proposalsIn(view, sections, regions, vocabulary);
  const chosen = choose(view.text, proposals, vocabulary);
  const notes = chosen.length > 0 ? notesOf(view) : [];
  const rows = withoutHiddenTwins(
    view.text,
    chosen.flatMap((proposal) => rowsOf(view.text, proposal, notes, vocabulary)),
  );
  const isDenied = deniedIn(view, vocabulary);
  const complete = applyContext(
    view,
    rows.filter((row) => !isEnded(row) && !isDenied(row) && !isController(view.text, row, vocabulary)),
    regions,
    vocabulary,
    notes,
  );
  const unread = complete.length > 0 ? [] : unreadOf(view.text, proposals, regions, vocabulary);
  return {
    status: complete.length > 0 ? "listed" : statusWithoutEntries(view, vocabulary, unread.length > 0),
    rows: withRegisteredNames(view, complete, vocabulary),
    listUpdated: updatedOf(view, vocabulary, complete),
    publisher: publisherOf(view, complete, vocabulary),
    unread,
    warnings: warningsOf(rows, complete),
  };
}

function rowsOf(
  text: string,
  { method, score, rows }: Proposal,
  notes: readonly Note[],
  vocabulary: Vocabulary,
): CandidateRow[] {
  const confidence = confidenceOf(method, score);
  return withoutFigures(text, rows, notes).flatMap((row) =>
    interpretRow(text, row, { vocabulary, method, confidence }),
  );
}
