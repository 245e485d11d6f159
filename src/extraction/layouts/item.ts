/**
 * One entry written as running words: "Name — purpose (place)", "Name (purpose, place)", "kind: Company (Country) til purpose",
 * "Name, address, what it does. Purpose: …".
 */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import { wordsOf } from "../../knowledge/phrases.js";
import { type Span, trimSpan } from "../../model/span.js";
import { findCompanies, findLegalForm } from "../../normalization/legal-form.js";
import { looksLikeName } from "../features.js";
import { readHeaderCell } from "../header.js";
import type { RawCell } from "../row.js";
import { bracketCells, describe, stripLead } from "./describe.js";
import { commaParts } from "./item-commas.js";
import { isSure, nameOnly, nameOrKind, type ReadItem } from "./item-name.js";
import { piecesOf } from "./pieces.js";

/** Reads one item; null when nothing in it can be a name or a kind. */
export function readItem(text: string, span: Span, vocabulary: Vocabulary): ReadItem | null {
  const whole = trimSpan(text, span);
  const words = text.slice(whole.start, whole.end);
  if (words.length < 2 || words.length > 2500) return null;
  return (
    kindVia(text, whole, words, vocabulary) ??
    kindFirst(text, whole, words, vocabulary) ??
    dashed(text, whole, words, vocabulary) ??
    bracketed(text, whole, words, vocabulary) ??
    sentenceAfter(text, whole, words, vocabulary) ??
    commaParts(text, whole, words, vocabulary) ??
    verbed(text, whole, words, vocabulary) ??
    forPurpose(text, whole, words, vocabulary) ??
    nameOnly(whole, words, vocabulary)
  );
}

/** "Hosting hos Example AB (Sverige)", "E-post via Mailgun": the kind, and who does it. */
function kindVia(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const via = vocabulary.phrases("via", words.slice(0, 60)).find(({ from }) => from >= 1 && from <= 4);
  if (
    !via ||
    /[:(–—,]/u.test(words.slice(0, via.start)) ||
    looksLikeName(words.slice(0, via.start), vocabulary).certain
  )
    return null;
  const rest = trimSpan(text, { start: span.start + via.end, end: span.end });
  const inner = /^\p{Lu}|^\d/u.test(text.slice(rest.start, rest.end)) ? readItem(text, rest, vocabulary) : null;
  if (!inner || inner.withheld || inner.sureness < 0.9) return null;
  return {
    ...inner,
    cells: [
      { field: "service", span: trimSpan(text, { start: span.start, end: span.start + via.start }) },
      ...inner.cells,
    ],
  };
}

/** "Stripe og MobilePay til medlemskab": known companies, and what for. */
function forPurpose(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const purpose = vocabulary.phrases("for_purpose", words.slice(0, 90)).find(({ from }) => from >= 1);
  if (!purpose) return null;
  const name = trimSpan(text, { start: span.start, end: span.start + purpose.start });
  const parts = piecesOf(text, name, /,\s+|\s(?:og|och|and|ja|samt|und|en|&)\s/u).map((piece) =>
    text.slice(piece.start, piece.end),
  );
  if (parts.length > 4 || !parts.every((part) => looksLikeName(part, vocabulary).certain)) return null;
  const rest = trimSpan(text, { start: span.start + purpose.end, end: span.end });
  return { cells: [{ field: "name", span: name }, ...describe(text, rest, vocabulary)], sureness: 1, withheld: false };
}

/** "Hosting: Example GmbH (Germany) for the servers." */
function kindFirst(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const colon = /^([^:–—]{2,70}):\s+/u.exec(words);
  if (!colon) return null;
  const label = colon[1]!;
  const rest = trimSpan(text, { start: span.start + colon[0].length, end: span.end });
  const restWords = text.slice(rest.start, rest.end);
  const labelLook = looksLikeName(label, vocabulary);
  const inner = labelLook.certain
    ? null
    : (bracketed(text, rest, restWords, vocabulary) ??
      verbed(text, rest, restWords, vocabulary) ??
      forPurpose(text, rest, restWords, vocabulary) ??
      shortName(rest, restWords, vocabulary));
  if (!inner || (inner.sureness < 0.8 && !isSure(inner))) return null;
  const sureness = isSure(inner) ? Math.max(0.9, inner.sureness) : inner.sureness;
  const service: RawCell = {
    field: "service",
    span: trimSpan(text, { start: span.start, end: span.start + label.length }),
  };
  const header = readHeaderCell(vocabulary, label).fields[0];
  return header === "name" ? inner : { ...inner, sureness, cells: [service, ...inner.cells] };
}

const shortName = (span: Span, words: string, vocabulary: Vocabulary): ReadItem | null =>
  words.length < 80 ? nameOnly(span, words.replace(/[.;,]$/u, ""), vocabulary) : null;

/** "Name — purpose (place)", also with a colon or a hyphen between spaces. */
function dashed(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const dash = /^((?:[^()]|\([^()]{0,80}\)){1,110}?)(?:\s+[–—―-]+\s+|\s*[—–]\s+|:\s+|\s+[–—]\s*)/su.exec(words);
  if (!dash) return null;
  const name = trimSpan(text, { start: span.start, end: span.start + dash[1]!.length });
  const look = nameOrKind(text.slice(name.start, name.end), vocabulary);
  if (!look) return null;
  const rest = trimSpan(text, { start: span.start + dash[0].length, end: span.end });
  if (look.sureness < 1 && vocabulary.saysSubprocessor(text.slice(rest.start, rest.end))) return null;
  return { cells: [{ field: "name", span: name }, ...describe(text, rest, vocabulary)], ...look };
}

/** "Name (purpose, place)" and "Name (place) til purpose". */
function bracketed(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const bracket = /^([^()]{2,100}?)\s*\(([^()]{1,300}(?:\([^()]*\)[^()]{0,120})?)\)/u.exec(words);
  if (!bracket) return null;
  const name = trimSpan(text, { start: span.start, end: span.start + bracket[1]!.length });
  const nameWords = text.slice(name.start, name.end);
  const look = nameOrKind(nameWords, vocabulary);
  if (!look || /[.;:]\s/u.test(nameWords) || isListOfTwo(nameWords, vocabulary)) return null;
  const inside = trimSpan(text, {
    start: span.start + bracket[0].lastIndexOf("(", bracket[0].indexOf(bracket[2]!)) + 1,
    end: span.start + bracket[0].length - 1,
  });
  const after = trimSpan(text, { start: span.start + bracket[0].length, end: span.end });
  const tail = stripLead(text, after, vocabulary);
  if (tail.end > tail.start && looksLikeName(text.slice(inside.start, inside.end), vocabulary).certain) {
    return {
      cells: [{ field: "name", span: { start: name.start, end: inside.end + 1 } }, ...describe(text, tail, vocabulary)],
      ...look,
    };
  }
  return {
    cells: [
      { field: "name", span: name },
      ...bracketCells(text, inside, vocabulary),
      ...(tail.end - tail.start > 1 ? describe(text, tail, vocabulary) : []),
    ],
    ...look,
  };
}

/** "Example SARL, storage of pictures in the EU": the comma divides name and purpose, and the bracket belongs to the purpose. */
function isListOfTwo(words: string, vocabulary: Vocabulary): boolean {
  const comma = words.indexOf(", ");
  return comma > 0 && looksLikeName(words.slice(0, comma), vocabulary).certain && !findLegalForm(words);
}

/** "Braintree. Payment processing." */
function sentenceAfter(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const stop = /^([^.:;,()–—]{2,60})\.\s+(?=\p{Lu})/u.exec(words);
  if (!stop || findLegalForm(stop[0].trimEnd())) return null;
  const look = looksLikeName(stop[1]!, vocabulary);
  if (!look.likely || wordsOf(stop[1]!).length > 4) return null;
  const rest = trimSpan(text, { start: span.start + stop[0].length, end: span.end });
  return {
    cells: [
      { field: "name", span: { start: span.start, end: span.start + stop[1]!.length } },
      ...describe(text, rest, vocabulary),
    ],
    sureness: look.certain ? 1 : 0.7,
    withheld: false,
  };
}

/** "Sentry is used for …", "Resend sends …", "Simply.com A/S til drift": the name leads a sentence about itself. */
function verbed(text: string, span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  const used = vocabulary.phrases("used_for", words.slice(0, 120)).find(({ start }) => start > 1);
  const company = findCompanies(words.slice(0, 160)).find(({ start }) => start === 0);
  const end = company ? company.end : used?.start;
  if (end === undefined || end > 90) return null;
  const name = trimSpan(text, { start: span.start, end: span.start + end });
  const look = looksLikeName(text.slice(name.start, name.end), vocabulary);
  if (!look.certain && !(look.likely && wordsOf(text.slice(name.start, name.end)).length <= 4)) return null;
  const rest = stripLead(text, { start: span.start + end, end: span.end }, vocabulary);
  const purpose =
    company && rest.end > rest.start ? describe(text, rest, vocabulary) : [{ field: "purpose" as const, span }];
  return {
    cells: [{ field: "name", span: name }, ...(rest.end > rest.start ? purpose : [])],
    sureness: look.certain ? 1 : 0.6,
    withheld: false,
  };
}
