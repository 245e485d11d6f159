/**
 * The words of a name cell, taken apart: companies, numbers, address, place and status that suppliers put into it.
 */
import { findKnownNames, isKnownName } from "../knowledge/entities.js";
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateField } from "../model/candidate.js";
import { type Span, trimSpan } from "../model/span.js";
import { findAddress } from "../normalization/address.js";
import { findCompanies, findLegalForm } from "../normalization/legal-form.js";
import { readName } from "../normalization/name.js";
import { findRegistrationNumbers } from "../normalization/registration-number/find.js";
import { isKind, isPlaceOnly } from "./features.js";
import { piecesOf, withLegalForms } from "./layouts/pieces.js";
import { statusOf } from "./statuses.js";

/** One company of the cell; the fields that the cell holds beside the name go to each. */
export interface NamedCell {
  readonly fields: CandidateField[];
  readonly withheld: boolean;
}

export function readNameCell(text: string, cell: Span, vocabulary: Vocabulary, parallel = 0): NamedCell[] {
  const shared: CandidateField[] = [];
  const core = takeTyped(text, withoutNumber(text, cell), shared, vocabulary);
  const words = text.slice(core.start, core.end);
  if (isKind(words, vocabulary)) return [{ fields: [{ field: "service", spans: [core] }, ...shared], withheld: true }];
  return companiesOf(text, core, parallel).map((company) => ({
    fields: [...nameFields(text, company), ...shared],
    withheld: false,
  }));
}

/** "1. Example AB": numbering is not part of the name. */
function withoutNumber(text: string, cell: Span): Span {
  const number = /^(?:\d{1,3}[.)]|[a-z]\)|[*†‡#])\s+/u.exec(text.slice(cell.start, cell.end));
  return trimSpan(text, { start: cell.start + (number ? number[0].length : 0), end: cell.end });
}

/** Takes numbers, address, place and status out of the cell; what is left is the name. */
function takeTyped(text: string, cell: Span, fields: CandidateField[], vocabulary: Vocabulary): Span {
  const words = text.slice(cell.start, cell.end);
  let end = words.length;
  const found = findRegistrationNumbers(words);
  const numbers = found.length > 0 ? found : bracketedNumber(words);
  for (const number of numbers) {
    fields.push({
      field: "registration_numbers",
      spans: [{ start: cell.start + number.start, end: cell.start + number.end }],
    });
    if (number.labelStart > 1) end = Math.min(end, bracketBefore(words, number.labelStart));
  }
  const address = addressToPlace(words, numbers.at(-1)?.end ?? 0) ?? addressAfterName(words);
  if (address) {
    fields.push({ field: "address", spans: [{ start: cell.start + address.start, end: cell.start + address.end }] });
    end = Math.min(end, address.start);
  }
  const core = trimName(text, { start: cell.start, end: cell.start + end });
  return takeTails(text, core, fields, vocabulary);
}

/** "Example Limited (07123456)": nothing but figures in a bracket behind a legal form, as a register gives them. */
function bracketedNumber(words: string): { start: number; end: number; labelStart: number }[] {
  const bracket = words.length < 160 ? /\((\d{7,10})\)$/u.exec(words) : null;
  if (!bracket || !findLegalForm(words.slice(0, bracket.index).trimEnd())) return [];
  return [{ start: bracket.index + 1, end: bracket.index + 1 + bracket[1]!.length, labelStart: bracket.index }];
}

/** "Example LLC, 42 Broadway, Somerville, MA 02145, USA": all that follows the company, if it holds figures and ends with a place. */
function addressToPlace(words: string, from: number): Span | null {
  const company = words.length > 24 && words.length < 300 ? findCompanies(words)[0] : undefined;
  if (!company || company.start >= 3) return null;
  const comma = /^[^,\n]{0,4},\s*/u.exec(words.slice(Math.max(company.end, from)));
  if (!comma) return null;
  const start = Math.max(company.end, from) + comma[0].length;
  const tail = words.slice(start);
  const last = tail.lastIndexOf(", ");
  return last > 4 && /\d/u.test(tail.slice(0, last)) && isPlaceOnly(tail.slice(last + 2).replace(/\.$/u, ""))
    ? { start, end: words.length }
    : null;
}

function addressAfterName(words: string): Span | null {
  if (words.length < 12) return null;
  const company = findCompanies(words)[0];
  const from = company && company.start < 3 ? company.end : 0;
  const address = findAddress(words.slice(from));
  return address && from + address.start > 1 ? { start: from + address.start, end: from + address.end } : null;
}

const bracketBefore = (words: string, at: number): number => {
  const before = words.slice(0, at).trimEnd();
  return /[(,–—-]$/u.test(before) ? before.length - 1 : at;
};

function trimName(text: string, span: Span): Span {
  let { start, end } = trimSpan(text, span);
  while (end > start && /[\s,;:–—(|/-]/u.test(text[end - 1]!)) end--;
  while (start < end && /[\s,;:–—|•]/u.test(text[start]!)) start++;
  return { start, end };
}

/** "(Danmark)", "(valfritt)" and "USA" behind a legal name. */
function takeTails(text: string, core: Span, fields: CandidateField[], vocabulary: Vocabulary): Span {
  const words = text.slice(core.start, core.end);
  const bracket = /(?<!\s)\s*(?:\(([^()]{2,120})\)|\[([^[\]]{2,60})\])\s*$/u.exec(words);
  if (bracket && bracket.index > 0) {
    const open = Math.max(words.lastIndexOf("("), words.lastIndexOf("["));
    const inside = {
      start: core.start + open + 1,
      end: core.start + Math.max(words.lastIndexOf(")"), words.lastIndexOf("]")),
    };
    const inner = text.slice(inside.start, inside.end);
    const status = statusOf(inner, vocabulary);
    const place = isPlaceOnly(inner) && !isKnownName(inner);
    if (place) fields.push({ field: "countries", spans: [inside] });
    else if (status && !findLegalForm(inner)) fields.push({ field: "status", spans: [inside], value: status });
    else if (vocabulary.phrase("withheld", inner))
      return trimName(text, { start: core.start, end: core.start + bracket.index });
    if (place || (status && !findLegalForm(inner)))
      return trimName(text, { start: core.start, end: core.start + bracket.index });
  }
  return takePlaceTail(text, core, fields);
}

function takePlaceTail(text: string, core: Span, fields: CandidateField[]): Span {
  const words = text.slice(core.start, core.end);
  const company = findCompanies(words).find(({ start }) => start === 0);
  if (!company || company.end >= words.length) return core;
  const tail = trimName(text, { start: core.start + company.end, end: core.end });
  if (
    !isPlaceOnly(text.slice(tail.start, tail.end)) ||
    text
      .slice(core.start + company.end, core.end)
      .trimStart()
      .startsWith("(")
  )
    return core;
  fields.push({ field: "countries", spans: [tail] });
  return { start: core.start, end: core.start + company.end };
}

/** Two companies in a cell, or one with two names: a plus and three and more slashes divide, one slash does not. */
function companiesOf(text: string, core: Span, parallel: number): Span[] {
  const words = text.slice(core.start, core.end);
  if (words.length > 200) return [core];
  const plus = piecesOf(text, core, /\s\+\s/u);
  if (plus.length > 1) return plus;
  const slashes = piecesOf(text, core, /\s+\/\s+|(?<=[\p{L}\d]{2})\/(?=[\p{L}\d]{2})/u);
  if (slashes.length > 2 && slashes.every((piece) => isShortName(text.slice(piece.start, piece.end)))) return slashes;
  if (
    slashes.length === 2 &&
    parallel === 2 &&
    slashes.every((piece) => findLegalForm(text.slice(piece.start, piece.end)))
  )
    return slashes;
  const joined = withLegalForms(
    text,
    piecesOf(text, core, /,\s+(?=\p{Lu})|\s(?:og|och|and|ja|sekä|und|en|oraz|samt|&)\s/u),
  );
  if (
    joined.length > 1 &&
    divides(
      words,
      joined.map((piece) => text.slice(piece.start, piece.end)),
    )
  )
    return joined;
  return [core];
}

const isShortName = (words: string): boolean =>
  words.split(/\s+/u).length <= 3 && /^[\p{Lu}\d]|^[a-z]+[A-Z]/u.test(words);

/** "Neon og Vercel": both sides are companies of their own. */
function divides(words: string, pieces: readonly string[]): boolean {
  if (isKnownName(words) || (findLegalForm(words) && pieces.filter((piece) => findLegalForm(piece)).length < 2))
    return false;
  if (pieces.every((piece) => findLegalForm(piece))) return true;
  const known = pieces.filter((piece) =>
    findKnownNames(piece).some(({ start, end }) => start === 0 && end === piece.length),
  ).length;
  if (
    pieces.length === 2 &&
    /\s(?:og|och|ja)\s/u.test(words) &&
    pieces.every((piece) => /^\p{Lu}\p{Ll}{4,30}$/u.test(piece))
  )
    return true;
  return known === pieces.length || (known >= 1 && pieces.every(isShortName) && pieces.length === known + 1);
}

function nameFields(text: string, company: Span): CandidateField[] {
  const words = text.slice(company.start, company.end);
  const parts = readName(words);
  const at = (span: Span): Span => ({ start: company.start + span.start, end: company.start + span.end });
  const fields: CandidateField[] = [{ field: "name", spans: [at(parts.name)] }];
  if (parts.legalEntity) fields.push({ field: "legal_entity", spans: [at(parts.legalEntity)] });
  for (const alias of parts.aliases) fields.push({ field: "aliases", spans: [at(alias)] });
  return fields;
}
