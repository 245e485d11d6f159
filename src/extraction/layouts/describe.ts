/** What a description says beside the purpose: the bracket of places at its end, labelled parts, where and on which ground. */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { type Span, trimSpan } from "../../model/span.js";
import { findMechanisms } from "../../normalization/transfer.js";
import { isDateOnly, isMechanismOnly, isNumberLine, isPlaceOnly, isPlaceWithGround } from "../features.js";
import { readHeaderCell } from "../header.js";
import type { RawCell } from "../row.js";
import { piecesOf } from "./pieces.js";

/** Pieces of a bracket: places, mechanisms, kinds. */
export function bracketCells(text: string, span: Span, vocabulary: Vocabulary): RawCell[] {
  const words = text.slice(span.start, span.end);
  const whole = /[,;–—]/u.test(words) ? null : typeOfPiece(words, vocabulary);
  if (whole) return [{ field: whole, span }];
  const pieces = piecesOf(text, span, /[,;]\s+|\s[–—]\s/u);
  const typed = pieces.map((piece) => typeOfPiece(text.slice(piece.start, piece.end), vocabulary));
  const free = pieces.filter((_, i) => typed[i] === null);
  const cells: RawCell[] = pieces.flatMap((piece, i) => (typed[i] ? [{ field: typed[i]!, span: piece }] : []));
  if (free.length > 0) cells.unshift({ field: "purpose", span: { start: free[0]!.start, end: free.at(-1)!.end } });
  return cells;
}

export function typeOfPiece(words: string, vocabulary: Vocabulary): HeaderField | null {
  if (isMechanismOnly(words)) return "transfer_mechanisms";
  if (isPlaceOnly(words) || isPlaceWithGround(words)) return "countries";
  if (isNumberLine(words)) return "registration_numbers";
  if (isDateOnly(words)) return "updated";
  return vocabulary.phrase("optional", words) && words.length < 40 ? "status" : null;
}

/** The description after a name: a bracket of places at its end is taken off, and "Label: value" pieces go to their fields. */
export function describe(text: string, span: Span, vocabulary: Vocabulary): RawCell[] {
  const words = text.slice(span.start, span.end);
  if (isPlaceOnly(words)) return [{ field: "countries", span }];
  if (isMechanismOnly(words)) return [{ field: "transfer_mechanisms", span }];
  const bracket = /(?<!\s)\s*\(([^()]{1,160})\)[\s.,;]*$/u.exec(words);
  if (bracket && bracket.index > 0) {
    const inside = {
      start: span.start + words.lastIndexOf("(", words.length - (words.length - words.lastIndexOf(")"))) + 1,
      end: span.start + words.lastIndexOf(")"),
    };
    const cells = bracketCells(text, trimSpan(text, inside), vocabulary);
    if (cells.some(({ field }) => field !== "purpose" && field !== "status")) {
      return [
        ...describe(text, trimSpan(text, { start: span.start, end: span.start + bracket.index }), vocabulary),
        ...cells.filter(({ field }) => field !== "purpose"),
      ];
    }
  }
  const border = [...words.slice(-90).matchAll(/,\s|\s[–—-]\s|\n/gu)].at(-1);
  const comma = border ? Math.max(0, words.length - 90) + border.index : -1;
  const tail = border && comma > 2 ? words.slice(comma + border[0].length).replace(/[.;]$/u, "") : "";
  const field = tailField(tail, vocabulary);
  if (field) {
    const head = field === "transfer_mechanisms" ? describe : labelled;
    return [
      ...head(text, trimSpan(text, { start: span.start, end: span.start + comma }), vocabulary),
      { field, span: trimSpan(text, { start: span.start + comma + border![0].length, end: span.end }) },
    ];
  }
  return labelled(text, span, vocabulary);
}

/** Where or on which ground, behind the last comma or dash. */
function tailField(tail: string, vocabulary: Vocabulary): HeaderField | null {
  if (isPlaceOnly(tail)) return "countries";
  if (isLocationClause(tail, vocabulary)) return "processing_countries";
  return isMechanismOnly(tail) || (isPlaceWithGround(tail) && findMechanisms(tail)[0]!.start < 4)
    ? "transfer_mechanisms"
    : null;
}

/** "data lagras i Sverige och Irland": a clause that only says where. */
export function isLocationClause(words: string, vocabulary: Vocabulary): boolean {
  const cue = words.length > 4 ? vocabulary.phrase("location", words) : null;
  return cue !== null && cue.from <= 2 && isPlaceOnly(words.slice(cue.end));
}

/** "… (place). Purpose: …": a label inside the description begins another field. */
export function labelled(text: string, span: Span, vocabulary: Vocabulary): RawCell[] {
  const words = text.slice(span.start, span.end);
  const label = /(?:^|[.;,]\s+)(\p{L}[\p{L} -]{2,30}):\s+/u.exec(words);
  const field = label ? readHeaderCell(vocabulary, label[1]!).fields[0] : undefined;
  if (!label || !field || field === "ignore" || field === "decoy" || field === "name")
    return span.end > span.start ? [{ field: "purpose", span }] : [];
  const before = trimSpan(text, { start: span.start, end: span.start + label.index });
  const after = trimSpan(text, { start: span.start + label.index + label[0].length, end: span.end });
  const first: RawCell[] =
    before.end > before.start ? [{ field: field === "purpose" ? "service" : "purpose", span: before }] : [];
  return [...first, { field, span: after, labelled: true }];
}

/** Up to three words that begin as a header does: "Data location", not "Example Data". */
export function isLabel(words: string, vocabulary: Vocabulary): boolean {
  const list = wordsOf(words);
  if (list.length === 0 || list.length > 3 || readHeaderCell(vocabulary, words).fields.length === 0) return false;
  return (
    (vocabulary.headers.at(list, 0) ?? vocabulary.headerStems.at(list, 0) ?? vocabulary.roles.at(list, 0)) !== null
  );
}

/** What follows a name and its bracket: without "til", "for", a dash, a comma or a full stop at its front. */
export function stripLead(text: string, span: Span, vocabulary: Vocabulary): Span {
  const lead = /^[\s.,;:–—-]+/u.exec(text.slice(span.start, span.end));
  const start = span.start + (lead ? lead[0].length : 0);
  const words = wordsOf(text.slice(start, Math.min(span.end, start + 40)));
  const preposition = vocabulary.phrase("for_purpose", words.slice(0, 1));
  return trimSpan(text, { start: preposition ? start + preposition.end : Math.min(start, span.end), end: span.end });
}
