/**
 * Postal addresses in a cell, a line or a sentence.
 *
 * Shape   An address is a run of pieces with a street or a postal code among them; a country line at its end belongs to it.
 *         "San Francisco, USA" is a place and no address, unless asked for (bare).
 * Unit    Spans into the text given.
 */
import type { Span } from "../model/span.js";
import { type Piece, piecesOf, streetStart } from "./address-pieces.js";
import { findCompanies } from "./legal-form.js";

export interface AddressOptions {
  /** Take a city with its country for an address. */
  readonly bare?: boolean;
}

export function findAddress(text: string, { bare = false }: AddressOptions = {}): Span | null {
  const pieces = piecesOf(text);
  const run =
    runs(pieces).find((pieces) => isAddress(pieces)) ??
    (bare ? runs(pieces).find((pieces) => isBare(pieces)) : undefined);
  if (!run) return null;
  const first = run[0]!;
  const head = first.kind === "street" ? first.start + startInside(text, first) : first.start;
  return { start: head, end: closeBracket(text, run.at(-1)!.end) };
}

/** Whether a line is an address and nothing else. */
export function looksLikeAddress(text: string): boolean {
  const pieces = piecesOf(text).filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
  return (
    pieces.length > 0 &&
    pieces.every(({ kind }) => kind !== "none") &&
    isAddress(pieces) &&
    findAddress(text)?.start === pieces[0]!.start
  );
}

/** Where the address begins that follows a name in the same cell; null where there is none. */
export function addressStart(text: string): number | null {
  const company = findCompanies(text)[0];
  if (company && text.slice(0, company.start).trim() === "") {
    const after = /^[\s,;.\u2013\u2014-]*/u.exec(text.slice(company.end))![0].length;
    const address = findAddress(text.slice(company.end + after));
    if (address && address.start === 0) return company.end + after;
  }
  const address = findAddress(text);
  return address && address.start > 0 ? address.start : null;
}

/** Runs of neighbouring pieces that may belong to one address. */
function runs(pieces: readonly Piece[]): Piece[][] {
  const found: Piece[][] = [];
  let run: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === "none") {
      if (run.length > 0) found.push(run);
      run = [];
    } else run.push(piece);
  }
  if (run.length > 0) found.push(run);
  return found;
}

function isAddress(run: readonly Piece[]): boolean {
  const has = (kind: Piece["kind"]): boolean => run.some((piece) => piece.kind === kind);
  if (has("street")) return true;
  return has("postal") ? run.length > 1 || has("maybe") : has("maybe") && has("place") && has("unit");
}

const isBare = (run: readonly Piece[]): boolean => run.length > 1 && run.every(({ kind }) => kind === "place");

/** A piece that begins with a name or a sentence: the street begins later. */
function startInside(text: string, piece: Piece): number {
  const words = text.slice(piece.start, piece.end);
  if (/^c\/o\b/iu.test(words)) return 0;
  const company = findCompanies(words)[0];
  const skip = company && company.start === 0 ? company.end + 1 : 0;
  return Math.max(skip, skip + streetStart(words.slice(skip)));
}

const closeBracket = (text: string, end: number): number => (text[end] === ")" ? end + 1 : end);
