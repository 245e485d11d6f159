/** Header words in running lines: all on one line, one a line, or one a paragraph. */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import type { PhraseHit, Word } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { readHeaderCell, readHeaderRow } from "../header.js";
import type { Line } from "../view.js";

export interface FoundHeader {
  /** Indices of its first line and of the one after its last. */
  readonly start: number;
  readonly end: number;
  readonly texts: readonly string[];
  readonly span: Span;
  readonly lines: number;
  readonly everyLineOneCell: boolean;
  /** Blank lines stand between its lines. */
  readonly paragraphs: boolean;
  readonly strong: boolean;
  /** The same words stood before: the next page of the table, or the next table of its kind. */
  readonly repeated: boolean;
}

export function findHeaders(lines: readonly Line[], vocabulary: Vocabulary): FoundHeader[] {
  const found: FoundHeader[] = [];
  for (let i = 0; i < lines.length; i++) {
    const header = headerAt(lines, i, vocabulary);
    if (!header) continue;
    found.push({ ...header, repeated: found.some(({ texts }) => texts.join("|") === header.texts.join("|")) });
    i = header.end - 1;
  }
  return found;
}

function headerAt(lines: readonly Line[], start: number, vocabulary: Vocabulary): Omit<FoundHeader, "repeated"> | null {
  const texts: string[] = [];
  let oneEach = true;
  let end = start;
  while (end < lines.length && end - start < 9) {
    const line = lines[end]!;
    if (line.kind === "heading" && texts.length === 0) return null;
    const cells =
      line.kind === "heading"
        ? null
        : (headerCells(line, vocabulary) ?? (texts.length > 0 && oneEach ? asOneCell(line, vocabulary) : null));
    if (!cells) break;
    if (
      cells.length > 1 &&
      texts.length > 0 &&
      oneEach &&
      texts.length + cells.length > 2 &&
      texts.length === 1 &&
      !line.gap
    )
      oneEach = false;
    if (cells.length > 1) oneEach = false;
    if (cells.some((cell) => texts.includes(cell))) break;
    texts.push(...cells);
    end++;
    if (cells.length >= 2 && lines[end]?.gap) break;
  }
  if (texts.length < 2 || end >= lines.length) return null;
  const fields = texts.map((cell) => readHeaderCell(vocabulary, cell));
  if (!beginsWithName(texts, oneEach && end - start > 1, vocabulary)) return null;
  if (new Set(fields.map(({ fields: [field] }) => field)).size < 2) return null;
  return {
    start,
    end,
    texts,
    span: { start: lines[start]!.start, end: lines[end - 1]!.end },
    lines: end - start,
    everyLineOneCell: oneEach,
    paragraphs: end - start > 1 && lines.slice(start + 1, end).every(({ gap }) => gap),
    strong: fields.some(({ strong }) => strong),
  };
}

/** The name leads the row, perhaps behind a number; where each line is a cell it may stand in any column. */
function beginsWithName(texts: readonly string[], anywhere: boolean, vocabulary: Vocabulary): boolean {
  const columns = readHeaderRow(vocabulary, texts);
  if (!columns?.named) return false;
  const at = columns.fields.findIndex(([field]) => field === "name");
  return at === 0 || anywhere || (at === 1 && ["ignore", "service"].includes(columns.fields[0]![0] ?? "ignore"));
}

/** The header words of a line; null when other words stand between them, or signs that divide the cells of every line. */
function headerCells(line: Line, vocabulary: Vocabulary): string[] | null {
  const { words } = line;
  if (
    words.length === 0 ||
    words.length > 24 ||
    /[!?]$/u.test(line.text) ||
    (words.length > 4 && line.text.endsWith("."))
  )
    return null;
  const hits = hitsOf(words, vocabulary);
  if (hits === null) return null;
  if (hits.some((hit, i) => i > 0 && /[;|]/u.test(line.text.slice(hits[i - 1]!.end, hit.start)))) return null;
  if (hits.length === 1 || joinedByConnector(line, words, hits) || isListed(line.text, hits)) {
    const cell = readHeaderCell(vocabulary, line.text);
    return cell.fields.length > 0 && words.length <= 7 ? [line.text] : null;
  }
  return joinConnected(line.text, hits);
}

/** "What we use it for" under another header word: one cell, where no name and no place stands in it. */
function asOneCell({ text, words, kind }: Line, vocabulary: Vocabulary): string[] | null {
  if (
    kind === "list-item" ||
    words.length === 0 ||
    words.length > 6 ||
    text.length > 40 ||
    !/^\p{Lu}?[^\p{Lu}\d]*[^\p{Lu}\d.:;,]$/u.test(text)
  )
    return null;
  return vocabulary.headers.at(words, 0) === null && readHeaderCell(vocabulary, text).fields.length === 1
    ? [text]
    : null;
}

function hitsOf(words: readonly Word[], vocabulary: Vocabulary): PhraseHit<HeaderField>[] | null {
  const hits: PhraseHit<HeaderField>[] = [];
  for (let from = 0; from < words.length; ) {
    const hit =
      vocabulary.headers.at(words, from) ??
      roleAt(vocabulary, words, from) ??
      (words.length <= 10 ? vocabulary.headerStems.at(words, from) : null);
    if (hit) hits.push(hit);
    else if (!CONNECTING.has(words[from]!.word) || hits.length === 0) return null;
    from = hit ? hit.to : from + 1;
  }
  return hits.length > 1 && !hits.some(isNaming) ? parted(words, hits, vocabulary) : hits;
}

const isNaming = ({ value }: PhraseHit<HeaderField>): boolean => value === "name" || value === "legal_entity";

/** "Company country Services" are three cells where nothing else in the line would name anybody. */
function parted(
  words: readonly Word[],
  hits: readonly PhraseHit<HeaderField>[],
  vocabulary: Vocabulary,
): PhraseHit<HeaderField>[] {
  const [first, ...rest] = hits;
  const name = vocabulary.headers.whole(words.slice(first!.from, first!.from + 1));
  const other = vocabulary.headers.whole(words.slice(first!.from + 1, first!.to));
  return name && other && isNaming(name) ? [name, other, ...rest] : [...hits];
}

/** "Leverandør  Funktion og data  Region": two header words with "and" or a slash between are one cell. */
function joinConnected(text: string, hits: readonly PhraseHit<HeaderField>[]): string[] {
  const cells: { start: number; end: number }[] = [];
  hits.forEach((hit, i) => {
    const last = cells.at(-1);
    const end = i + 1 < hits.length ? endBefore(text, hits[i + 1]!.start, hit.end) : hit.end;
    if (last && i > 1 && CONNECTOR.test(text.slice(last.end, hit.start)))
      cells[cells.length - 1] = { start: last.start, end };
    else cells.push({ start: hit.start, end });
  });
  return cells.map(({ start, end }) => text.slice(start, end));
}

const CONNECTOR = /^\s?(?:\/|\sog\s|\soch\s|\sand\s|\sja\s|\sund\s|\sen\s|&)\s?$/u;

function roleAt(vocabulary: Vocabulary, words: readonly Word[], from: number): PhraseHit<HeaderField> | null {
  const hit = vocabulary.roles.at(words, from);
  return hit && hit.value === "subprocessor" ? { ...hit, value: "name" } : null;
}

/** A header "A / B" of two words is one cell; more than that is a row of cells. */
function joinedByConnector(line: Line, words: readonly Word[], hits: readonly PhraseHit<HeaderField>[]): boolean {
  if (hits.length !== 2) return false;
  const between = line.text.slice(hits[0]!.end, hits[1]!.start).trim();
  return between !== "" && words.length <= 5;
}

/** "Company, reg. no. and address": one cell that says what stands in it. */
function isListed(text: string, hits: readonly PhraseHit<HeaderField>[]): boolean {
  return hits.some((hit, i) => i > 0 && /^\s?,\s/u.test(text.slice(hits[i - 1]!.end, hit.start)));
}

function endBefore(text: string, next: number, end: number): number {
  const between = text.slice(end, next);
  const bracket = /^\s*\([^)]*\)/u.exec(between);
  return end + (bracket ? bracket[0].length : 0);
}

const CONNECTING = new Set([
  "og",
  "och",
  "and",
  "ja",
  "i",
  "of",
  "for",
  "för",
  "av",
  "af",
  "til",
  "till",
  "the",
  "und",
  "en",
  "eu",
  "eøs",
  "ees",
  "eea",
  "vid",
  "ved",
]);
