/** A heading or a short line a sub-processor, and a paragraph under it that says what it does. */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Span } from "../../model/span.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import {
  isAddressLine,
  isKind,
  isMechanismOnly,
  isNumberLine,
  isPlaceOnly,
  looksLikeName,
  looksLikeSentence,
} from "../features.js";
import { readHeaderCell } from "../header.js";
import { readTitle } from "../outline.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";
import { describe } from "./describe.js";
import { looseCells } from "./loose-line.js";

export function readHeaded(text: string, region: Region, vocabulary: Vocabulary): Proposal | null {
  const heads = region.lines.flatMap((_line, i) => (isHead(region.lines, i, vocabulary) ? [i] : []));
  const rows: RawRow[] = [];
  const unnamed = region.lines.slice(0, 3).some((line) => vocabulary.phrase("withheld", line.words) !== null);
  let [kinds, certain, cards] = [0, 0, 0];
  for (const [i, head] of heads.entries()) {
    const card = isCard(region.lines, head);
    const under = region.lines.slice(head + 1, heads[i + 1] ?? region.lines.length);
    const body = card ? tagsOf(under) : bodyOf(under, vocabulary);
    const line = region.lines[head]!;
    const kind = isKind(line.text, vocabulary) || (unnamed && !looksLikeName(line.text, vocabulary).certain);
    if (kind) kinds++;
    else if (looksLikeName(line.text, vocabulary).certain || mentions(text, body, line)) certain++;
    else if (card) cards++;
    const cells: RawCell[] = [
      { field: kind && unnamed ? "service" : "name", span: { start: line.start, end: line.end } },
      ...(card
        ? body.flatMap((words) => looseCells(text, words, vocabulary))
        : isCompact(line, body[0])
          ? body.flatMap((words) => describe(text, words, vocabulary))
          : bodyCells(text, body, vocabulary)),
    ];
    if (body.length > 0) rows.push({ cells, span: rowSpan(cells), hidden: line.hidden, groups: [], withheld: kind });
  }
  if (rows.length < 2) return null;
  const score =
    region.listness +
    2.5 * (certain / rows.length) +
    cards / rows.length +
    (kinds === rows.length ? 1 : 0) -
    (kinds + certain + cards < rows.length * 0.7 ? 1.5 : 0);
  return { method: "rule:headed", rows, span: { start: rows[0]!.span.start, end: rows.at(-1)!.span.end }, score };
}

/** A short line between blank lines (or a sub-heading), a name or a kind, followed by words. */
function isHead(lines: readonly Line[], i: number, vocabulary: Vocabulary): boolean {
  const line = lines[i]!;
  const next = lines[i + 1];
  if (
    !next ||
    next.kind === "heading" ||
    line.text.length > 70 ||
    line.kind === "list-item" ||
    /[:;,]$/u.test(line.text) ||
    (line.text.endsWith(".") && !findLegalForm(line.text)) ||
    isLabelled(line.text, vocabulary)
  )
    return false;
  if (line.kind !== "heading" && isCompact(line, next)) return startsCompact(lines, i);
  if (line.kind !== "heading" && !(line.gap && next.gap)) return false;
  if (
    !looksLikeSentence(next.text) &&
    !/\p{L}\.$/u.test(next.text) &&
    next.text.length < 30 &&
    next.kind !== "list-item" &&
    !tagged(lines, i) &&
    !isCard(lines, i)
  )
    return false;
  const title = readTitle(vocabulary, line.words);
  if (title && title.topic !== "security") return false;
  return looksLikeName(line.text, vocabulary).likely || isKind(line.text, vocabulary);
}

/** "Address: 3 Quay Street": a line of a block, and no name that leads one. */
function isLabelled(words: string, vocabulary: Vocabulary): boolean {
  const colon = words.indexOf(": ");
  return colon > 1 && readHeaderCell(vocabulary, words.slice(0, colon)).fields.length > 0;
}

/** A paragraph of its own whose first line is the name. */
const isCompact = (line: Line, next: Line | undefined): boolean =>
  line.kind === "paragraph" && line.gap && next?.gap === false;

/** One to three lines under a company beyond doubt, none of them a company, a number, an address or a label. */
function startsCompact(lines: readonly Line[], i: number): boolean {
  const after = lines.slice(i + 1, i + 6);
  const border = after.findIndex(({ gap, kind }) => gap || kind === "heading");
  const body = border < 0 ? after : after.slice(0, border);
  if (body.length > 3 || !findLegalForm(lines[i]!.text) || looksLikeSentence(lines[i]!.text)) return false;
  return body.every(
    ({ text }) =>
      !/^[^:]{1,40}:/u.test(text) &&
      !findLegalForm(text) &&
      !isNumberLine(text) &&
      !isAddressLine(text) &&
      !isPlaceOnly(text),
  );
}

/** A card: a heading, one to four tags, and then a sentence. */
function tagged(lines: readonly Line[], i: number): boolean {
  if (lines[i]!.kind !== "heading") return false;
  const sentence = lines.slice(i + 1, i + 6).findIndex(({ text }) => looksLikeSentence(text) || text.length >= 30);
  return sentence > 0 && lines.slice(i + 1, i + 1 + sentence).every(({ kind }) => kind !== "heading");
}

/** A tile without labels: a heading, and a few short lines of which one is a place or a ground; bullets between are its data. */
function isCard(lines: readonly Line[], i: number): boolean {
  if (lines[i]!.kind !== "heading") return false;
  const tags = tagsOf(lines.slice(i + 1, i + 12));
  return (
    tags.length >= 2 &&
    tags.length <= 5 &&
    tags.every(({ text }) => text.length <= 60 && !looksLikeSentence(text)) &&
    tags.some(({ text }) => isPlaceOnly(text) || isMechanismOnly(text))
  );
}

/** The lines up to the next heading that are no bullets. */
function tagsOf(lines: readonly Line[]): Line[] {
  const next = lines.findIndex(({ kind }) => kind === "heading");
  return lines.slice(0, next < 0 ? lines.length : next).filter(({ kind }) => kind === "paragraph");
}

/** Tags before the first sentence are a place or a kind of service; a last sentence of one word may be a place. */
function bodyCells(text: string, body: readonly Line[], vocabulary: Vocabulary): RawCell[] {
  const first = body.findIndex((line) => looksLikeSentence(line.text) || line.text.length >= 30);
  const tags = body.slice(0, Math.max(0, first));
  const rest = body.slice(tags.length);
  const cells: RawCell[] = tags.flatMap((tag) => {
    const own = looseCells(text, tag, vocabulary);
    return own.map((cell) => (cell.field === "purpose" ? { ...cell, field: "service" as const } : cell));
  });
  if (rest.length === 0) return cells;
  return [...cells, ...purposeAndPlace(text, { start: rest[0]!.start, end: rest.at(-1)!.end })];
}

/** "Servers and database. Norway." */
function purposeAndPlace(text: string, span: Span): RawCell[] {
  const words = text.slice(span.start, span.end);
  const last = /[.!]\s+([^.!?\n]{2,60})\.?$/u.exec(words);
  if (!last || !isPlaceOnly(last[1]!)) return [{ field: "purpose", span }];
  const start = span.start + last.index + last[0].indexOf(last[1]!);
  return [
    { field: "purpose", span: { start: span.start, end: span.start + last.index + 1 } },
    { field: "processing_countries", span: { start, end: start + last[1]!.length } },
  ];
}

/** The paragraphs up to bullets of links or the next head. */
function bodyOf(lines: readonly Line[], vocabulary: Vocabulary): Line[] {
  const body: Line[] = [];
  for (const line of lines) {
    if (line.kind === "heading" || line.kind === "list-item") break;
    if (body.length > 0 && line.gap && vocabulary.phrase("on_request", line.words)) break;
    if (body.length > 0 && line.gap && vocabulary.saysSubprocessor(line.words)) break;
    body.push(line);
  }
  return body;
}

/** The paragraph under a name speaks of it. */
function mentions(text: string, body: readonly Line[], head: Line): boolean {
  const first = wordsOf(head.text)[0]?.word;
  return (
    first !== undefined &&
    first.length > 1 &&
    body
      .slice(0, 2)
      .some((line) =>
        wordsOf(text.slice(line.start, Math.min(line.end, line.start + 200))).some(({ word }) =>
          word.startsWith(first),
        ),
      )
  );
}
