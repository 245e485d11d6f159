/**
 * Sub-processors named in sentences: "We use A (database) and B (e-mail) as sub-processors", or one company a sentence after
 * the words that announce them.
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { type Span, trimSpan } from "../../model/span.js";
import { looksLikeName } from "../features.js";
import { isAnnouncement, type Region } from "../regions.js";
import { type Proposal, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { type ReadItem, readItem } from "./item.js";
import { piecesOf, withLegalForms } from "./pieces.js";

export function readProse(text: string, region: Region, vocabulary: Vocabulary): Proposal[] {
  return region.lines.flatMap((line) => {
    if (line.kind === "heading" || line.text.length > 6000) return [];
    const proposal = afterColon(text, line, region, vocabulary) ?? inSentence(text, line, region, vocabulary);
    return proposal ? [proposal] : [];
  });
}

/** "… the following sub-processors: A — x (y). B — z." */
function afterColon(text: string, line: Line, region: Region, vocabulary: Vocabulary): Proposal | null {
  const colon = line.text.indexOf(": ");
  if (colon < 0) return null;
  const head = line.text.slice(0, colon);
  const said =
    vocabulary.saysSubprocessor(head) ||
    isAnnouncement({ ...line, text: `${head}:`, words: wordsOf(head) }, vocabulary) ||
    (region.listness >= 3 && vocabulary.phrase("announce", head) !== null);
  if (!said) return null;
  const rest = trimSpan(text, { start: line.start + colon + 2, end: line.end });
  return readPieces(text, rest, region, vocabulary, line) ?? null;
}

const SEPARATORS = [
  /;\s+/u,
  /(?<=[.)])\s+(?=\p{Lu})/u,
  /,\s+(?:(?:og|och|and|sekä|ja|und|en|samt)\s+)?(?=\p{Lu})|\s(?:og|och|and|sekä|ja|und|oraz|samt|i|&)\s(?=\p{Lu})/u,
];

/** Semicolons, full stops, or commas and "and": the division that gives most companies; commas only in the first sentence. */
function readPieces(text: string, span: Span, region: Region, vocabulary: Vocabulary, line: Line): Proposal | null {
  let best: ReadItem[] = [];
  for (const separator of SEPARATORS) {
    const end = separator === SEPARATORS[2] ? firstSentence(text, span).end : span.end;
    const pieces = withLegalForms(text, piecesOf(text, { start: span.start, end }, separator));
    const last = pieces.at(-1);
    if (separator === SEPARATORS[0] && last && pieces.length > 1) pieces[pieces.length - 1] = firstSentence(text, last);
    const items = pieces
      .map((piece) => readItem(text, withoutStop(text, withoutConjunction(text, piece)), vocabulary))
      .filter((item): item is ReadItem => item !== null && !item.withheld && item.sureness >= 0.6);
    if (items.length >= 2 && items.length * 2 >= pieces.length && items.length > best.length) best = items;
  }
  return best.length > 0 ? proposal(best, line, region.listness + 1) : null;
}

const firstSentence = (text: string, span: Span): Span =>
  piecesOf(text, span, SENTENCE).find(
    (sentence) => !/\b(?:Inc|Ltd|Corp|ehf|hf)\.$/u.test(text.slice(sentence.start, sentence.end)),
  ) ?? span;

function withoutConjunction(text: string, span: Span): Span {
  const lead = /^(?:og|och|and|ja|sekä|samt|und|en)\s+/u.exec(text.slice(span.start, span.end));
  return { start: span.start + (lead ? lead[0].length : 0), end: span.end };
}

function withoutStop(text: string, span: Span): Span {
  return text[span.end - 1] === "." &&
    !/\b(?:Inc|Ltd|Corp|Co|ehf|hf|o\.o|S\.A)\.$/u.test(text.slice(span.start, span.end))
    ? { start: span.start, end: span.end - 1 }
    : span;
}

const SENTENCE = /(?<=[.!?])\s+(?=\p{Lu})/u;

/** "X bruger A (…) og B (…) som underdatabehandlere." Only names that the sentence brackets or that we know are taken. */
function inSentence(text: string, line: Line, region: Region, vocabulary: Vocabulary): Proposal | null {
  const items: ReadItem[] = [];
  for (const sentence of piecesOf(text, line, SENTENCE)) {
    const words = text.slice(sentence.start, sentence.end);
    if (!vocabulary.saysSubprocessor(words) || vocabulary.phrase("not_subprocessor", words)) continue;
    const uses = vocabulary.phrase("uses", words) ?? roleBefore(words, vocabulary);
    if (!uses) continue;
    items.push(
      ...enumerated(
        text,
        { start: sentence.start + uses.end, end: endOfList(words, uses.end, sentence, vocabulary) },
        vocabulary,
      ),
    );
  }
  return items.length > 0 ? proposal(items, line, region.listness + (items.length > 1 ? 1 : 0.5)) : null;
}

/** "Alikäsittelijöinä toimivat A (…), B (…)": the names follow the word for sub-processors. */
function roleBefore(words: string, vocabulary: Vocabulary): { end: number } | null {
  const role = vocabulary.roles.firstOf("subprocessor", wordsOf(words));
  return role && role.start < 4 ? role : null;
}

/** The list ends where the sentence says what they are used as. */
function endOfList(words: string, from: number, sentence: Span, vocabulary: Vocabulary): number {
  const role = vocabulary.roles.firstOf("subprocessor", wordsOf(words.slice(from)));
  return role ? sentence.start + from + role.start : sentence.end;
}

function enumerated(text: string, span: Span, vocabulary: Vocabulary): ReadItem[] {
  const pieces = withLegalForms(
    text,
    piecesOf(text, span, /,\s+|\s(?:og|och|and|sekä|ja|samt|und|en|as well as|oraz|&)\s/u),
  );
  return pieces.flatMap((piece) => {
    const words = text.slice(piece.start, piece.end).replace(/\s(?:som|as|til|for|för)$/u, "");
    const bracket = words.indexOf("(");
    const name = (bracket > 0 ? words.slice(0, bracket) : words).trim();
    const look = looksLikeName(name, vocabulary);
    if (!look.likely || (!look.certain && bracket < 0) || isSubject(name, vocabulary)) return [];
    const item = readItem(text, { start: piece.start, end: piece.start + words.length }, vocabulary);
    return item && !item.withheld ? [item] : [];
  });
}

/** "nýtir Dømi Sp/f hesar undirdátuviðgerar": who uses them, and not one of them. */
function isSubject(name: string, vocabulary: Vocabulary): boolean {
  const hit = vocabulary.phrase("announce", name);
  return hit !== null;
}

function proposal(items: readonly ReadItem[], line: Line, base: number): Proposal {
  const rows: RawRow[] = items.map(({ cells }) => ({ cells, span: rowSpan(cells), hidden: line.hidden, groups: [] }));
  const sureness = items.reduce((sum, item) => sum + item.sureness, 0) / items.length;
  return { method: "rule:prose", rows, span: { start: line.start, end: line.end }, score: base + 2 * (sureness - 0.5) };
}
