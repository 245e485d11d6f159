/**
 * From what a model points at to rows that stand in the document: names first, then each field inside its entry's own words.
 *
 * Shape   Spans are of the document's text; everything that did not stand is counted by reason.
 * Errors  None. Not found, found twice, of the wrong kind, in another row: a field is dropped. Without its name an entry is.
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { CandidateField } from "../../model/candidate.js";
import type { Document } from "../../model/document.js";
import { overlaps, type Span } from "../../model/span.js";
import type { Answer } from "./answer.js";
import { entriesOf } from "./answer-entries.js";
import { fieldOf } from "./ground-field.js";
import { type NamedEntry, nameOf, withoutDoubles } from "./ground-name.js";
import type { Refusal } from "./options.js";
import { DOUBT, orderScore } from "./order-score.js";
import type { Part } from "./parts.js";
import { standsInList } from "./standing.js";
import { strangersAmong, withoutStrangers } from "./strangers.js";
import { windowsOf } from "./windows.js";

export interface GroundRules {
  readonly document: Document;
  readonly vocabulary: Vocabulary;
  readonly instructions: readonly Span[];
  readonly publisher: Span | null;
  readonly isRefused?: Refusal;
}

export interface GroundedRow {
  readonly fields: readonly CandidateField[];
  readonly span: Span;
  /** Named in running text, or beside words that may order something: not believed before a person has looked. */
  readonly inSentence: boolean;
}

export interface Grounded {
  readonly rows: readonly GroundedRow[];
  /** Reasons and how often: "name:not-found", "field:other-row" … */
  readonly dropped: ReadonlyMap<string, number>;
}

export function ground(part: Part, answer: Answer, rules: GroundRules): Grounded {
  const dropped = new Map<string, number>();
  const drop = (reason: string): void => void dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  const { text } = rules.document;
  const found = entriesOf(part, answer, drop).flatMap((entry) => nameOf(part, entry, rules, drop));
  const named = withoutDoubles(withoutStrangers(part, text, found, drop));
  const windows = windowsOf(part, text, named);
  const rows = named.map((name, at) => rowOf(part, name, windows[at]!, rules, drop));
  const strangers = strangersAmong(rows);
  for (const reason of strangers) if (reason !== null) drop(`name:${reason}`);
  return { rows: rows.filter((_, at) => strangers[at] === null), dropped };
}

function rowOf(
  part: Part,
  name: NamedEntry,
  window: readonly Span[],
  rules: GroundRules,
  drop: (reason: string) => void,
): GroundedRow {
  const fields: CandidateField[] = [{ field: "name", spans: [{ start: name.start, end: name.end }] }];
  for (const ref of name.refs) {
    const found = fieldOf(part, ref, name, window, rules);
    if (typeof found === "string") drop(`field:${found}`);
    else if (
      !fields.some(
        (field) => field.field === found.field && field.spans.some((span) => overlaps(span, found.spans[0]!)),
      )
    )
      add(fields, found);
  }
  const spans = fields.flatMap((field) => field.spans);
  const { text } = rules.document;
  return {
    fields,
    inSentence:
      !standsInList(text, part.lines[name.line]!, name, rules.vocabulary) ||
      window.some(({ start, end }) => orderScore(text.slice(start, end)) >= DOUBT),
    span: { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) },
  };
}

function add(fields: CandidateField[], found: CandidateField): void {
  const at = fields.findIndex(({ field }) => field === found.field);
  if (at < 0 || found.value !== undefined) fields.push(found);
  else fields[at] = { ...fields[at]!, spans: [...fields[at]!.spans, ...found.spans] };
}
