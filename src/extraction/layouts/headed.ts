/** A heading or a short line a sub-processor, and a paragraph under it that says what it does. */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { findLegalForm } from "../../normalization/legal-form.js";
import { isKind, looksLikeName, looksLikeSentence } from "../features.js";
import { readTitle } from "../outline.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Line } from "../view.js";

export function readHeaded(text: string, region: Region, vocabulary: Vocabulary): Proposal | null {
  const heads = region.lines.flatMap((line, i) => (isHead(region.lines, i, vocabulary) ? [i] : []));
  const rows: RawRow[] = [];
  let kinds = 0;
  let certain = 0;
  for (const [i, head] of heads.entries()) {
    const body = bodyOf(region.lines.slice(head + 1, heads[i + 1] ?? region.lines.length), vocabulary);
    const line = region.lines[head]!;
    const kind = isKind(line.text, vocabulary);
    if (kind) kinds++;
    else if (looksLikeName(line.text, vocabulary).certain || mentions(text, body, line)) certain++;
    const cells: RawCell[] = [{ field: "name", span: { start: line.start, end: line.end } }];
    if (body.length > 0) cells.push({ field: "purpose", span: { start: body[0]!.start, end: body.at(-1)!.end } });
    if (body.length > 0) rows.push({ cells, span: rowSpan(cells), hidden: line.hidden, groups: [], withheld: kind });
  }
  if (rows.length < 2) return null;
  const score =
    region.listness +
    2.5 * (certain / rows.length) +
    (kinds === rows.length ? 1 : 0) -
    (kinds + certain < rows.length * 0.7 ? 1.5 : 0);
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
    (/[:;,]$/u.test(line.text) || (line.text.endsWith(".") && !findLegalForm(line.text)))
  )
    return false;
  if (line.kind !== "heading" && !(line.gap && next.gap)) return false;
  if (!looksLikeSentence(next.text) && next.text.length < 30 && next.kind !== "list-item") return false;
  const title = readTitle(vocabulary, line.words);
  if (title && title.topic !== "security") return false;
  return looksLikeName(line.text, vocabulary).likely || isKind(line.text, vocabulary);
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
