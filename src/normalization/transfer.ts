/**
 * The ground on which data leaves the EEA, as a supplier words it.
 *
 * Shape   A denied mechanism ("ikke DPF-sertifisert") is found and says negated. readTransferCell knows what a whole cell of a
 *         transfer column means: "EU/EØS" there says that nothing leaves, while in prose it is only a place.
 * Source  The words of data/transfers.json; Article 46(2)(c) of the GDPR is the ground of the standard clauses.
 */

import { remember } from "../knowledge/remember.js";
import { transferWords } from "../knowledge/transfers.js";
import type { TransferMechanism } from "../model/entry.js";
import type { Span } from "../model/span.js";
import { findPlaces } from "./place.js";
import { isDenied } from "./place-context.js";
import { isUpper, PhraseTable, tokenize } from "./words.js";

export interface MechanismMention extends Span {
  readonly mechanism: TransferMechanism;
  readonly negated: boolean;
}

export interface TransferReading {
  /** Each stated mechanism once, in order; denied ones are not here. */
  readonly mechanisms: readonly TransferMechanism[];
  readonly spans: readonly MechanismMention[];
  /** The cell says that no ground is needed. */
  readonly noneNeeded: boolean;
  /** The cell says nothing: a dash, "not applicable". */
  readonly notStated: boolean;
}

export const findMechanisms = remember(findMechanismsAnew);

function findMechanismsAnew(text: string): MechanismMention[] {
  const tokens = tokenize(text);
  const found: MechanismMention[] = [];
  for (const match of table().all(text, (word, from) =>
    isWritten(text.slice(tokens.starts[from]!, tokens.ends[from]!), word),
  )) {
    const mechanism = match.values[0]!.mechanism;
    const start = tokens.starts[match.from]!;
    const end = tokens.ends[match.to - 1]!;
    if (mechanism === "consent" && isOtherConsent(text, match.to)) continue;
    const negated = mechanism !== "none_needed" && isDenied(text, tokens, start, end, 5);
    found.push({ start, end, mechanism, negated });
  }
  return found;
}

export function readTransferCell(text: string): TransferReading {
  const key = cellKey(text);
  if (key === "" || cells().notStated.has(key))
    return { mechanisms: [], spans: [], noneNeeded: false, notStated: true };
  const spans = findMechanisms(text);
  if (spans.length === 0 && /^\s*[-\u2013\u2014\u2212](?:\s|$)/u.test(text))
    return { mechanisms: [], spans, noneNeeded: false, notStated: true };
  const stated = [...new Set(spans.filter(({ negated }) => !negated).map(({ mechanism }) => mechanism))];
  const noneNeeded =
    stated.includes("none_needed") || (stated.length === 0 && (cells().noneNeeded.has(key) || isWithin(text)));
  const mechanisms = stated.length === 0 && noneNeeded ? (["none_needed"] as const) : stated;
  return { mechanisms, spans, noneNeeded, notStated: false };
}

/** A longer text is prose, and its places are places. */
const LONGEST_CELL = 300;

/** A cell that only says that data stays: "Innenfor EU/EØS", "EU-basert", "Inom EES". */
function isWithin(text: string): boolean {
  if (text.length > LONGEST_CELL) return false;
  const places = findPlaces(text);
  const isInside = places.some(({ places: [place], kind }) => kind === "region" && (place === "EU" || place === "EEA"));
  if (
    !isInside ||
    places.some(({ places: [place], negated }) => place === "worldwide" || (place === "non-EEA" && !negated))
  )
    return false;
  const tokens = tokenize(text);
  return tokens.words.every(
    (word, i) =>
      cells().within.has(word) ||
      places.some((place) => place.start <= tokens.starts[i]! && tokens.ends[i]! <= place.end),
  );
}

/** Without white space, brackets and closing signs at the edges, in lower case. */
function cellKey(text: string): string {
  const key = text.normalize("NFKC").trim().toLowerCase().split(/\s+/u).join(" ");
  return /[\p{L}\p{N}]/u.test(key) ? key.replace(/^[([*_"]+/u, "").replace(/[)\]*_".!]{1,4}$/u, "") : key.slice(0, 2);
}

interface MechanismWord {
  readonly mechanism: TransferMechanism;
  readonly capitals: boolean;
}

let compiled: PhraseTable<MechanismWord> | undefined;
function table(): PhraseTable<MechanismWord> {
  if (compiled) return compiled;
  const { mechanisms, capitals, scc_articles } = transferWords();
  const made = new PhraseTable<MechanismWord>(citationGap);
  for (const [mechanism, phrases] of Object.entries(mechanisms)) {
    for (const phrase of phrases)
      made.add(phrase, { mechanism: mechanism as TransferMechanism, capitals: capitals.includes(phrase) });
  }
  for (const article of ["art", "artikel", "artikkel", "article", "artikkelen", "artikla", "art. nr"]) {
    for (const place of scc_articles) made.add(`${article} ${place}`, { mechanism: "scc", capitals: false });
  }
  return (compiled = made);
}

const isWritten = (written: string, word: MechanismWord): boolean =>
  !word.capitals || isUpper(written.replace(/s$/u, ""));

/** Between the words of a phrase and the parts of a citation: "46(2)(c)", "2021/914", "46, stk. 2, litra c". */
function citationGap(text: string, start: number, end: number): boolean {
  return (
    end > start &&
    end - start <= 3 &&
    /^[\s\-\u2010\u2011.'\u2019:()/,\u00ad]+$/u.test(text.slice(start, end)) &&
    !/^[.,] ?\n/u.test(text.slice(start, end))
  );
}

function isOtherConsent(text: string, to: number): boolean {
  return afterConsent().longest(text, tokenize(text), to) !== null;
}

let consentTable: PhraseTable<true> | undefined;
function afterConsent(): PhraseTable<true> {
  if (consentTable) return consentTable;
  consentTable = new PhraseTable<true>();
  for (const phrase of transferWords().no_mechanism_after) consentTable.add(phrase, true);
  return consentTable;
}

interface Cells {
  readonly noneNeeded: ReadonlySet<string>;
  readonly notStated: ReadonlySet<string>;
  readonly within: ReadonlySet<string>;
}
let known: Cells | undefined;
function cells(): Cells {
  const { none_needed, not_stated, within } = transferWords().cells;
  const keys = (words: readonly string[]): Set<string> => new Set(words.map((word) => cellKey(word)));
  return (known ??= {
    noneNeeded: keys(none_needed),
    notStated: keys(not_stated),
    within: new Set(within.flatMap((word) => word.toLowerCase().split(" "))),
  });
}
