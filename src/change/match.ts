/**
 * Which rows of two versions of a list are the same sub-processor.
 *
 * Shape   Rows with something in common are held against each other, never all with all: the work grows with the list. Rows that
 *         hang together are paired by the best sum of likeness, the sure ones first, so that two rows of one name stay two.
 * Errors  None. In doubt a row is two companies: one gone and one new is seen by a reader, a wrong pairing hides both.
 */
import type { Entry } from "../model/entry.js";
import { assign, type Edge } from "./assignment.js";
import { type Facts, factsOf } from "./facts.js";
import { isSurelyOne, score } from "./likeness.js";

export interface Matching {
  readonly pairs: readonly (readonly [before: Facts, after: Facts])[];
  readonly removed: readonly Facts[];
  readonly added: readonly Facts[];
}

/** Rows of one block that a row is held against, the nearest in the list first. */
const MOST_CANDIDATES = 60;

export function matchEntries(before: readonly Entry[], after: readonly Entry[]): Matching {
  const left = factsOf(before);
  const right = factsOf(after);
  const sure = pairUp(left, right, true);
  const pairedLeft = new Set(sure.map(([one]) => one));
  const pairedRight = new Set(sure.map(([, other]) => other));
  const restLeft = left.filter((facts) => !pairedLeft.has(facts));
  const restRight = right.filter((facts) => !pairedRight.has(facts));
  const likely = pairUp(restLeft, restRight, false);
  const pairs = [...sure, ...likely].sort(([, a], [, b]) => a.index - b.index);
  const gone = new Set(likely.map(([one]) => one));
  const come = new Set(likely.map(([, other]) => other));
  return {
    pairs,
    removed: restLeft.filter((facts) => !gone.has(facts)),
    added: restRight.filter((facts) => !come.has(facts)),
  };
}

type FactsPair = readonly [Facts, Facts];

function pairUp(left: readonly Facts[], right: readonly Facts[], sure: boolean): FactsPair[] {
  const edges = candidates(left, right, sure ? sureKeys : likelyKeys).flatMap(([one, other]) => {
    const worth = !sure || isSurelyOne(one, other) ? score(one, other) : 0;
    return worth > 0 ? [{ left: one.index, right: other.index, worth }] : [];
  });
  const leftAt = new Map(left.map((facts) => [facts.index, facts]));
  const rightAt = new Map(right.map((facts) => [facts.index, facts]));
  return components(edges)
    .flatMap(assign)
    .map(([one, other]) => [leftAt.get(one)!, rightAt.get(other)!] as const);
}

/** Edges that hang together, by union of their ends. */
function components(edges: readonly Edge[]): Edge[][] {
  const parent = new Map<string, string>();
  const root = (end: string): string => {
    let at = end;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    if (at !== end) parent.set(end, at);
    return at;
  };
  for (const { left, right } of edges) {
    const [one, other] = [root(`l${left}`), root(`r${right}`)];
    if (one !== other) parent.set(one, other);
  }
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) pushTo(groups, root(`l${edge.left}`), edge);
  return [...groups.values()];
}

type Keys = (facts: Facts) => string[];

function candidates(left: readonly Facts[], right: readonly Facts[], keysOf: Keys): FactsPair[] {
  const blocks = new Map<string, Facts[]>();
  for (const facts of right) for (const key of new Set(keysOf(facts))) pushTo(blocks, key, facts);
  return left.flatMap((one) => {
    const others = new Set(keysOf(one).flatMap((key) => nearest(blocks.get(key) ?? [], one)));
    return [...others].map((other) => [one, other] as const);
  });
}

function pushTo<Value>(groups: Map<string, Value[]>, key: string, value: Value): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** A block stands in the order of the list: the window around the row's own place. */
function nearest(block: readonly Facts[], to: Facts): readonly Facts[] {
  if (block.length <= MOST_CANDIDATES) return block;
  const middle = Math.round(to.position * (block.length - 1)) - MOST_CANDIDATES / 2;
  const from = Math.min(Math.max(0, middle), block.length - MOST_CANDIDATES);
  return block.slice(from, from + MOST_CANDIDATES);
}

const sureKeys: Keys = (facts) => [
  `said ${facts.said}`,
  ...[...facts.numbers].map((number) => `number ${number}`),
  ...[...facts.joined].map((name) => `name ${name}`),
  ...(facts.main === "" ? facts.purpose.slice(0, 12).map((word) => `purpose ${word}`) : []),
  ...(facts.entity !== null && facts.isCompanyName ? [`company ${facts.entity}`] : []),
];

const likelyKeys: Keys = (facts) => [
  ...sureKeys(facts),
  ...(facts.host === null ? [] : [`host ${facts.host}`]),
  ...(facts.entity === null ? [] : [`entity ${facts.entity}`]),
  ...[...facts.names].flatMap(nameKeys),
];

/** First word, its beginning and its end (a slip is in one of them at most), and initials. */
function nameKeys(name: string): string[] {
  const words = name.split(" ");
  const first = words[0]!;
  const initials = words.length > 1 ? words.map((word) => word[0]).join("") : first;
  const keys = [`first ${first}`, `initials ${initials}`];
  return first.length < 5 ? keys : [...keys, `head ${first.slice(0, 3)}`, `tail ${first.slice(-3)}`];
}
