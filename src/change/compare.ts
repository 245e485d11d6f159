/**
 * What a supplier changed between two readings of one list.
 *
 * Shape   Changes in the order of the newer list: added and changed rows first, removed rows after them. Without a list on both
 *         sides the answer is list_not_found and no change: a page that failed has removed nothing.
 * Errors  None. A difference that the words of the documents do not bear out is not reported.
 */
import type { Change, Comparison } from "../model/change.js";
import type { Entry } from "../model/entry.js";
import type { Reading } from "../model/reading.js";
import { type Cause, causeOf } from "./cause.js";
import { type Difference, differencesOf, evidenceFor, type Side } from "./difference.js";
import { isList, isOneList, type Texts } from "./list-health.js";
import { matchEntries } from "./match.js";
import { withoutRepeats } from "./repeats.js";
import { judgeAdded, judgeDifference, judgeRemoved } from "./severity.js";
import { type Surroundings, surroundingsOf } from "./surroundings.js";
import { isTranslated } from "./translated.js";

export interface CompareOptions {
  /** Else found out: the same bytes read anew are the reader's doing. */
  readonly cause?: Cause;
  /** The documents' texts: with them, words that stand on both sides are told from words that are new. */
  readonly texts?: Texts;
}

export function compareReadings(before: Reading, after: Reading, options: CompareOptions = {}): Comparison {
  const names = { from: before.source, to: after.source };
  if (!isList(before) || !isList(after)) return { ...names, status: "list_not_found", changes: [] };
  const matching = matchEntries(inUse(before.entries), inUse(after.entries));
  const texts = options.texts ?? null;
  if (!isOneList(before, after, matching, texts)) return { ...names, status: "list_not_found", changes: [] };
  const then = surroundingsOf(before.entries, texts?.before ?? null);
  const now = surroundingsOf(after.entries, texts?.after ?? null);
  const pairs = matching.pairs.map(([one, other]) => [one.entry, other.entry] as const);
  const compareWords = !isTranslated(before, after, pairs);
  const cause = options.cause ?? causeOf(before, after);
  const drafts = [
    ...pairs.flatMap(([one, other]) =>
      changed({ entry: one, surroundings: then }, { entry: other, surroundings: now }, compareWords),
    ),
    ...matching.added
      .map(({ entry }) => entry)
      .filter((entry) => isEnded(entry, before) || !isStillWritten(entry, now, then))
      .map(added),
    ...matching.removed
      .map(({ entry }) => entry)
      .filter((entry) => isEnded(entry, after) || !isStillWritten(entry, then, now))
      .map(removed),
  ];
  const changes = drafts.map((draft): Change => ({ ...draft, cause }));
  return { ...names, status: changes.length === 0 ? "same" : "compared", changes };
}

type Draft = Omit<Change, "cause">;

/** A row under "former sub-processors" tells of one that is gone. */
const inUse = (entries: readonly Entry[]): Entry[] =>
  withoutRepeats(entries.filter(({ status }) => status !== "ended"));

const isEnded = (entry: Entry, there: Reading): boolean =>
  there.entries.some(({ status, name }) => status === "ended" && name !== null && name === entry.name);

/** The row stands in the other document as well, word for word and no less often: it was not read there. */
function isStillWritten(entry: Entry, own: Surroundings, other: Surroundings): boolean {
  const row = own.row(entry);
  return row !== "" && other.count(row) >= own.count(row);
}

function changed(before: Side, after: Side, compareWords: boolean): Draft[] {
  return differencesOf(before, after, { compareWords }).map((difference) =>
    changeOf(difference, before.entry, after.entry),
  );
}

function changeOf(difference: Difference, before: Entry, after: Entry): Draft {
  return {
    kind: "changed",
    name: calledName(after) ?? calledName(before),
    key: after.key,
    ...difference,
    ...judgeDifference(difference, before, after),
    evidence_before: evidenceFor(before, difference.field),
    evidence_after: evidenceFor(after, difference.field),
  };
}

function added(entry: Entry): Draft {
  const name = calledName(entry);
  return {
    ...{ kind: "added", name, key: entry.key, field: null, before: null, after: name },
    ...judgeAdded(entry),
    evidence_before: [],
    evidence_after: [...entry.evidence],
  };
}

function removed(entry: Entry): Draft {
  const name = calledName(entry);
  return {
    ...{ kind: "removed", name, key: entry.key, field: null, before: name, after: null },
    ...judgeRemoved(),
    evidence_before: [...entry.evidence],
    evidence_after: [],
  };
}

/** What a reader knows the row by. */
const calledName = (entry: Entry): string | null => entry.name ?? entry.legal_entity ?? entry.service ?? entry.purpose;
