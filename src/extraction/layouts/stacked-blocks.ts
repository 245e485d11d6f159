/**
 * Blocks without labels or header words: a name, a number, address lines, what it is for. The address or the number is the anchor.
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import { mayHoldAddress } from "../../normalization/address-pieces.js";
import { isNumberLine, isPlaceOnly, looksLikeName, looksLikeSentence } from "../features.js";
import { readHeaderCell } from "../header.js";
import type { Region } from "../regions.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import { splitTyped, splitWide } from "../units.js";
import type { Line } from "../view.js";
import { findHeaders } from "./header-lines.js";
import { isAddressLike } from "./loose-line.js";

interface Piece extends Span {
  readonly text: string;
  readonly line: Line;
  /** Found out when it is asked for: of most pieces only whether they may anchor a block. */
  readonly kind: "name" | "number" | "address" | "place" | "words";
}

export function readStackedBlocks(text: string, region: Region, vocabulary: Vocabulary): Proposal | null {
  if (!region.lines.some(mayAnchor)) return null;
  const pieces = region.lines.flatMap((line) => piecesOf(text, line, vocabulary));
  const starts = pieces.flatMap((_, i) => (startsBlock(pieces, i) ? [i] : []));
  if (starts.length === 0) return null;
  const blocks = withoutTrailer(
    starts.map((start, i) => pieces.slice(start, endOf(pieces, start, starts[i + 1] ?? pieces.length))),
  );
  const rows: RawRow[] = blocks.map((block) => rowOf(block, vocabulary));
  const labelled = pieces.filter((piece) => hasLabel(piece, vocabulary)).length * 2 >= starts.length ? 1.5 : 0;
  const certain =
    starts.filter((start) => looksLikeName(pieces[start]!.text, vocabulary).certain).length / starts.length;
  const score =
    region.listness +
    Math.min(2, 0.75 * starts.length) +
    certain * 0.75 -
    (headed(region, vocabulary) ? 2 : 0.25) -
    labelled;
  return {
    method: "rule:stacked-blocks",
    rows,
    span: { start: rows[0]!.span.start, end: rows.at(-1)!.span.end },
    score,
  };
}

/** Where no other block has a blank line in it, what follows one behind the last block is no part of it. */
function withoutTrailer(blocks: readonly Piece[][]): Piece[][] {
  const gapIn = (block: readonly Piece[]): number =>
    block.findIndex(({ line, start }, i) => i > 0 && line.gap && line.start === start);
  const last = blocks.at(-1)!;
  const gap = gapIn(last);
  if (blocks.length < 2 || gap < 0 || blocks.slice(0, -1).some((block) => gapIn(block) >= 0)) return [...blocks];
  return [...blocks.slice(0, -1), last.slice(0, gap)];
}

/** "Lagringssted: Norge" is no block without labels; a number or an address may say what it is. */
function hasLabel({ text, kind }: Piece, vocabulary: Vocabulary): boolean {
  const colon = kind === "words" || kind === "name" ? text.slice(0, 50).indexOf(": ") : -1;
  const field = colon > 1 ? readHeaderCell(vocabulary, text.slice(0, colon)).fields[0] : undefined;
  return field !== undefined && field !== "registration_numbers" && field !== "address" && field !== "ignore";
}

/** Header words with a column each speak for columns; "Company, number and address" speaks for blocks. */
function headed(region: Region, vocabulary: Vocabulary): boolean {
  return findHeaders(region.lines, vocabulary).some(
    ({ texts }) => !texts.some((cell) => readHeaderCell(vocabulary, cell).fields.length > 2),
  );
}

/** In longer lines numbers and addresses are part of what is said. */
const LONGEST = 400;
const mayAnchor = ({ text }: Line): boolean => text.length <= LONGEST && mayHoldAddress(text);

function piecesOf(text: string, line: Line, vocabulary: Vocabulary): Piece[] {
  const spans = line.text.length > LONGEST ? [line] : splitWide(text, line).flatMap((piece) => splitTyped(text, piece));
  return spans.map(({ start, end }) => {
    const words = text.slice(start, end);
    let kind: Piece["kind"] | undefined;
    return {
      start,
      end,
      text: words,
      line,
      get kind() {
        return (kind ??= kindOf(words, line, vocabulary));
      },
    };
  });
}

function kindOf(words: string, line: Line, vocabulary: Vocabulary): Piece["kind"] {
  if (words.length > 200 || looksLikeSentence(words)) return "words";
  if (isNumberLine(words)) return "number";
  if (isPlaceOnly(words)) return "place";
  if (isAddressLike(words)) return "address";
  if (/^\d{5,9}$/u.test(words) && line.text !== words) return "number";
  return looksLikeName(words, vocabulary).likely ? "name" : "words";
}

/** A name (of one or two lines) followed by a number or an address. */
function startsBlock(pieces: readonly Piece[], i: number): boolean {
  if (!nextAnchor(pieces, i) || pieces[i]!.kind !== "name") return false;
  return !(i > 0 && !pieces[i]!.line.gap && nextAnchor(pieces, i - 1) && pieces[i - 1]!.kind === "name");
}

function nextAnchor(pieces: readonly Piece[], i: number): boolean {
  const next = pieces[i + 1];
  const after = pieces[i + 2];
  if (isAnchor(next)) return true;
  return isAnchor(after) && !after?.line.gap && !next?.line.gap && next?.kind === "name";
}

const isAnchor = (piece: Piece | undefined): boolean =>
  piece !== undefined && mayHoldAddress(piece.text) && (piece.kind === "number" || piece.kind === "address");

/** A block ends at the next, or at a heading. */
function endOf(pieces: readonly Piece[], start: number, next: number): number {
  let end = start + 1;
  while (end < next && pieces[end]!.line.kind !== "heading") end++;
  return end;
}

function rowOf(pieces: readonly Piece[], vocabulary: Vocabulary): RawRow {
  const cells: RawCell[] = [];
  let stage: "name" | "address" | "rest" = "name";
  for (const [i, piece] of pieces.entries()) {
    const span = { start: piece.start, end: piece.end };
    if (piece.kind === "number" && stage !== "rest") cells.push({ field: "registration_numbers", span });
    else if (
      i === 0 ||
      (piece.kind === "name" && stage === "name" && looksLikeName(piece.text, vocabulary).certain && !piece.line.gap)
    )
      extend(cells, "name", span);
    else if (piece.kind === "address" ? stage !== "rest" : stage === "address" && continuesAddress(piece)) {
      extend(cells, "address", span);
      stage = "address";
    } else if (piece.kind === "place" && stage !== "rest")
      cells.push({ field: stage === "address" ? "processing_countries" : "countries", span });
    else {
      const service =
        stage !== "rest" &&
        piece.text.length <= 50 &&
        !looksLikeSentence(piece.text) &&
        i + 1 < pieces.length &&
        !/[.]$/u.test(piece.text);
      extend(cells, service ? "service" : "purpose", span);
      stage = "rest";
    }
  }
  return { cells, span: rowSpan(cells), hidden: pieces[0]!.line.hidden, groups: [] };
}

/** "791 50 Falun", "Box 12" and the country, on the lines right under a street. */
function continuesAddress({ kind, line, text }: Piece): boolean {
  if (line.gap) return false;
  return (
    kind === "place" ||
    (text.length <= 40 &&
      /\d/u.test(text) &&
      !/[.:]$/u.test(text) &&
      /^(?:[\d\p{Lu}])/u.test(text) &&
      kind !== "number")
  );
}

/** Neighbouring pieces of one field are one cell. */
function extend(cells: RawCell[], field: RawCell["field"], span: { start: number; end: number }): void {
  const last = cells.at(-1);
  if (last?.field === field) cells[cells.length - 1] = { field, span: { start: last.span.start, end: span.end } };
  else cells.push({ field, span });
}
