/** One entry whose parts commas divide: "Name, number, address, what it does", "Name, place, what it does". */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { type Span, trimSpan } from "../../model/span.js";
import { findAddress } from "../../normalization/address.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { findRegistrationNumbers } from "../../normalization/registration-number/find.js";
import { isPlaceOnly } from "../features.js";
import type { RawCell } from "../row.js";
import { describe, stripLead } from "./describe.js";
import { nameOrKind, type ReadItem } from "./item-name.js";
import { piecesOf } from "./pieces.js";

export function commaParts(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const company = findCompanies(words).find(({ start }) => start === 0);
  const comma = company ? words.indexOf(",", company.end) : words.indexOf(",");
  if (comma < 1 || (company && comma > company.end + 2)) return null;
  const name = trimSpan(text, { start: span.start, end: span.start + comma });
  const look = nameOrKind(text.slice(name.start, name.end), vocabulary);
  if (!look) return null;
  const rest = trimSpan(text, { start: span.start + comma + 1, end: trailing(text, span.start, span.end) });
  const numbered = numberFirst(text, rest);
  if (numbered) {
    const after = stripLead(text, { start: numbered.end, end: rest.end }, vocabulary);
    const inner =
      addressFirst(text, after, vocabulary) ?? (after.end > after.start ? describe(text, after, vocabulary) : []);
    return {
      cells: [{ field: "name", span: name }, { field: "registration_numbers", span: numbered }, ...inner],
      ...look,
    };
  }
  const address = findAddress(text.slice(rest.start, rest.end));
  if (address && address.start < 3) {
    const bracket = /^\s*\([^()]{2,40}\)/u.exec(text.slice(rest.start + address.end, rest.end));
    const end = rest.start + address.end + (bracket ? bracket[0].length : 0);
    const after = stripLead(text, { start: end, end: rest.end }, vocabulary);
    return {
      cells: [
        { field: "name", span: name },
        { field: "address", span: { start: rest.start + address.start, end } },
        ...(after.end > after.start ? describe(text, after, vocabulary) : []),
      ],
      ...look,
    };
  }
  const place = placeFirst(text, rest);
  if (place) {
    const after = stripLead(text, { start: place.end, end: rest.end }, vocabulary);
    return { cells: [{ field: "name", span: name }, ...place.cells, ...describe(text, after, vocabulary)], ...look };
  }
  return { cells: [{ field: "name", span: name }, ...describe(text, rest, vocabulary)], ...look };
}

/** "Dublin, Irland, utsending av e-post", "the Netherlands – data centre": where the company is, and then what it does. */
function placeFirst(text: string, rest: Span): { cells: RawCell[]; end: number } | null {
  const [first, second, third] = piecesOf(
    text,
    { start: rest.start, end: Math.min(rest.end, rest.start + 160) },
    /,\s+|\s[–—-]\s/u,
  );
  if (!first || !second) return null;
  if (isPlaceOnly(text.slice(first.start, first.end))) {
    const end = third && isPlaceOnly(text.slice(second.start, second.end)) ? second.end : first.end;
    return { cells: [{ field: "countries", span: { start: first.start, end } }], end };
  }
  const town = /^\p{Lu}[\p{L} -]{1,30}$/u.test(text.slice(first.start, first.end));
  if (!third || !town || !isPlaceOnly(text.slice(second.start, second.end))) return null;
  return {
    cells: [
      { field: "address", span: { start: first.start, end: second.end } },
      { field: "countries", span: second },
    ],
    end: second.end,
  };
}

/** "CVR 24 23 33 59" right behind the name. */
function numberFirst(text: string, span: Span): Span | null {
  const number = findRegistrationNumbers(text.slice(span.start, Math.min(span.end, span.start + 80)))[0];
  return number && number.labelStart < 3
    ? { start: span.start + number.labelStart, end: span.start + number.end }
    : null;
}

function addressFirst(text: string, span: Span, vocabulary: Vocabulary): RawCell[] | null {
  const dash = /\s[–—-]\s/u.exec(text.slice(span.start, span.end));
  const head = trimSpan(text, { start: span.start, end: dash ? span.start + dash.index : span.end });
  const address = findAddress(text.slice(head.start, head.end));
  if (!address || address.start > 2) return null;
  const after = stripLead(text, { start: head.start + address.end, end: span.end }, vocabulary);
  return [
    { field: "address", span: { start: head.start + address.start, end: head.start + address.end } },
    ...(after.end > after.start ? describe(text, after, vocabulary) : []),
  ];
}

const trailing = (text: string, start: number, end: number): number =>
  end > start && /[,;]/u.test(text[end - 1]!) ? end - 1 : end;
