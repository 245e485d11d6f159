/** What a cell of places states: where the data is, where the company is, and grounds that stand beside them. */
import type { Vocabulary } from "../knowledge/lexicon.js";
import type { CandidateField } from "../model/candidate.js";
import type { Span } from "../model/span.js";
import { findAddress } from "../normalization/address.js";
import { readPlaces } from "../normalization/place-reading.js";
import { findMechanisms } from "../normalization/transfer.js";
import { isBlankValue } from "./features.js";

export function placeFields(
  text: string,
  field: "countries" | "processing_countries",
  span: Span,
  words: string,
  vocabulary: Vocabulary,
): CandidateField[] {
  const mechanisms = findMechanisms(words).filter(({ mechanism, negated }) => !negated && mechanism !== "none_needed");
  const fields: CandidateField[] = mechanisms.map(({ start, end }) => ({
    field: "transfer_mechanisms",
    spans: [{ start: span.start + start, end: span.start + end }],
  }));
  if (isBlankValue(words)) return fields;
  const address = words.length > 25 ? findAddress(words) : null;
  if (address && field === "countries")
    fields.push({ field: "address", spans: [{ start: span.start + address.start, end: span.start + address.end }] });
  return [...placesOf(field, placeSpan(text, span, mechanisms), text, vocabulary), ...fields];
}

/** The whole cell is the place, unless some places in it are said of other things: "US-incorporated; EEA data", "USA (med EU-region)". */
function placesOf(
  field: "countries" | "processing_countries",
  span: Span,
  text: string,
  vocabulary: Vocabulary,
): CandidateField[] {
  const words = text.slice(span.start, span.end);
  const { mentions } = readPlaces(words);
  const at = ({ start, end }: Span): Span => ({ start: span.start + start, end: span.start + end });
  const says = (kind: "company_location" | "location", mention: Span): boolean =>
    vocabulary.phrase(kind, clauseBefore(words, mention)) !== null;
  const stored = field === "countries" ? mentions.filter((mention) => says("location", mention)) : [];
  if (stored.length > 0 && stored.length < mentions.length)
    return [
      { field, spans: mentions.filter((mention) => !stored.includes(mention)).map(at) },
      { field: "processing_countries", spans: stored.map(at) },
    ];
  const owners = mentions.filter((mention) => mention.kind === "adjective" || says("company_location", mention));
  const places = mentions.filter((mention) => !owners.includes(mention) && !isAside(words, mention, mentions));
  if (places.length + owners.length === mentions.length && (owners.length === 0 || places.length === 0)) {
    return [{ field: owners.length > 0 && field === "processing_countries" ? "countries" : field, spans: [span] }];
  }
  const found: CandidateField[] = [];
  if (places.length > 0) found.push({ field, spans: places.map(at) });
  if (owners.length > 0 && (field === "processing_countries" || places.length === 0))
    found.push({ field: "countries", spans: owners.map(at) });
  return found.length > 0 ? found : [{ field, spans: [span] }];
}

/** "Data in the EU. Company in Ireland": the words of the clause that lead to a place. */
function clauseBefore(words: string, { start }: Span): string {
  const before = words.slice(Math.max(0, start - 60), start);
  return before.slice(Math.max(...[". ", ";", ",", "(", "\n"].map((sign) => before.lastIndexOf(sign))) + 1);
}

/** "EEA data", a remark in brackets ("med EU-region"), and third countries of a later sentence are not the place of this cell. */
function isAside(
  words: string,
  mention: Span & { readonly places: readonly string[] },
  mentions: readonly Span[],
): boolean {
  if (
    /^[-\s]+(?:data|customers?|users?|kunder|brugere|användare|brukere)\b(?![-\s]*(?:cent|sent|regi))/iu.test(
      words.slice(mention.end, mention.end + 30),
    )
  )
    return true;
  const open = words.lastIndexOf("(", mention.start);
  if (
    open >= 0 &&
    words.indexOf(")", open) >= mention.end &&
    /^\((?:med|with|mit|met|med en|inkl\.?|incl\.?|f\.eks\.?)\s/iu.test(words.slice(open))
  )
    return true;
  const first = mentions[0]!;
  return (
    mention.places.includes("non-EEA") &&
    first.start < mention.start &&
    /[.!?]\s/u.test(words.slice(first.end, mention.start))
  );
}

/** The cell without a bracket that holds nothing but mechanisms. */
function placeSpan(text: string, span: Span, mechanisms: readonly Span[]): Span {
  const first = mechanisms[0];
  if (!first) return span;
  const cut = text
    .slice(span.start, span.start + first.start)
    .replace(/(?<![\s(,;–—-])[\s(,;–—-]+(?:(?:EU|med|with|på grunnlag av|overføring etter|under)[\s(]*)?$/iu, "");
  return cut.length > 1 ? { start: span.start, end: span.start + cut.length } : span;
}
