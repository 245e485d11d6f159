/**
 * What the pieces of an address look like: street and number, postal code and city, floor, country.
 *
 * Shape   A text is cut at commas, line ends, tabs, wide gaps and dashes; each piece has a kind. One piece may hold a whole address.
 * Source  Postal code shapes: Universal Postal Union, https://www.upu.int; street words of the languages of the lists, by hand.
 */

import { usStates } from "../knowledge/countries.js";
import { remember } from "../knowledge/remember.js";
import { type Span, trimSpan } from "../model/span.js";
import { findPlaces } from "./place.js";

/** "maybe" is a street only beside a postal code or a place; "unit" is a floor, a suite, a house, a care-of line. */
export type PieceKind = "street" | "maybe" | "postal" | "unit" | "place" | "none";

export interface Piece extends Span {
  readonly kind: PieceKind;
}

export const piecesOf = remember(piecesOfAnew);

function piecesOfAnew(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const match of text.matchAll(
    /[,;|\n\t]|\s[\u2013\u2014-]\s|[ \u00a0]{2}|(?<=[\p{L}\p{N}]{4}\)?)\.(?=\s+\p{Lu}|\s*$)|:\s/gu,
  )) {
    pushPiece(text, start, match.index, pieces);
    start = match.index + match[0].length;
  }
  pushPiece(text, start, text.length, pieces);
  return pieces;
}

function pushPiece(text: string, start: number, end: number, pieces: Piece[]): void {
  const span = trimSpan(text, { start, end });
  if (span.start < span.end) pieces.push({ ...span, kind: kindOf(text.slice(span.start, span.end)) });
}

const LETTER = "\\p{L}\\p{M}";
const SUFFIX =
  "vej|gade|gaden|vejen|allé|alle|stræde|torv|torvet|plads|pladsen|boulevard|vangen|vang|parken|gata|gatan|vägen|väg|gränd|gränden|torget|torg|backen|" +
  "platsen|leden|stigen|allén|kajen|gaten|gate|veien|vegen|vei|veg|plass|plassen|bakken|svingen|brygge|bryggen|kaia|katu|kuja|polku|kaari|ranta|" +
  "aukio|puistikko|bulevardi|raitti|portti|stræti|braut|vegur|vegi|götu|tún|bakki|heiði|smári|gøta|gøtu|vegur|straat|weg|laan|plein|gracht|kade|singel|" +
  "straße|strasse|str|allee|platz|gasse|ufer|damm|ring|tänav|maantee|puiestee";
const WORDS =
  "Street|St|Str|Straße|Strasse|Road|Rd|Avenue|Ave|Av|Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Place|Plaza|Square|Sq|Court|Ct|Quay|Row|Terrace|Parkway|Pkwy|" +
  "Highway|Hwy|Alley|Close|Crescent|Broadway|Embarcadero|Circle|Green|Walk|Wharf|Bridge|Hill|Mall|Landings|Rue|Chemin|Quai|Allée|Cours|Impasse|Via|Viale|" +
  "Piazza|Corso|Calle|Paseo|Plaza|Avenida|Rua|Praça|Ulica|ul|Aleja|al|Plac|gate|gata|gade|vei|veg|väg|gatan|tie|katu|tee|pst|mnt|tn|Allé|Plads|Torv|Str\\.";
/** "Storgatan 1", "Gærtorvet 1-5", "Pilestræde 52, 2": a word with a street's ending, and a number. */
const STREET_END = new RegExp(
  `[${LETTER}.'\\u2019-]*(?:${SUFFIX})\\.? \\d{1,4}(?:[ ]?[a-zA-Z])?(?![${LETTER}\\d])`,
  "iu",
);
/** "548 Market St", "38 Avenue John F. Kennedy", "One Front Street": a number, capitals, a street's word. */
const STREET_WORD = new RegExp(
  `(?:^|[ (])(?:\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,5})?|One|Two|Three|Four|Five|Ten) (?:\\p{Lu}[${LETTER}.'\\u2019]*|\\d{1,3}(?:st|nd|rd|th)) ?(?:[${LETTER}\\d.'\\u2019]+ ){0,4}(?<=[ ])(?:${WORDS})(?![${LETTER}])`,
  "u",
);
const NUMBER_STREET = new RegExp(
  `(?:^|[ (])\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,5})?,? (?:bis |ter )?(?:${WORDS}|avenue|rue|boulevard|quai|chemin|place|allée|cours) (?:de |du |des |d'|la )*\\p{Lu}`,
  "u",
);
const WORD_NUMBER = new RegExp(
  `(?:^| )(?:\\p{Lu}[${LETTER}.'\\u2019-]* )*(?:${WORDS})\\.? \\d{1,4}(?:[ ]?[a-zA-Z])?(?![${LETTER}\\d])`,
  "u",
);
const PREFIX_STREET = /^(?:ul|al|os|pl)\. \p{Lu}[\p{L}\p{M}. ]{1,40} \d{1,4}/u;
const PLAIN_STREET = new RegExp(
  `^\\p{Lu}[${LETTER}.'\\u2019-]*(?: [${LETTER}.'\\u2019-]+){0,4} (?:${WORDS})\\.?$`,
  "u",
);
const MAYBE_STREET = new RegExp(
  `^\\p{Lu}[${LETTER}.'\\u2019-]+(?: [\\p{Lu}a-z][${LETTER}.'\\u2019-]*){0,3} \\d{1,4}[ ]?[a-zA-Z]?(?:[-/ ]+\\d{0,4}[ ]?[A-Za-z]?)?$`,
  "u",
);
const POSTAL = [
  new RegExp(`^(?:(?:[A-Z]{1,3})[-\\u2010\\u2011 ])?\\d{3} ?\\d{2} \\p{Lu}[${LETTER}]+`, "u"),
  new RegExp(`^(?:(?:[A-Z]{1,3})[-\\u2010\\u2011 ]?)?\\d{3,5} \\p{Lu}[${LETTER}]+`, "u"),
  /^(?:[A-Z]{1,3})[-\u2010\u2011]\d{3,6}(?: \d{2})?$/u,
  new RegExp(`^\\d{4} ?[A-Z]{2}(?: \\p{Lu}[${LETTER}]+|$)`, "u"),
  new RegExp(`^\\d{2}-\\d{3} \\p{Lu}[${LETTER}]+`, "u"),
  /\b[A-Z]{2},? \d{5}(?:-\d{4})?(?!\d)/u,
  /(?:^| )[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![\p{L}\d])/u,
  /(?:^| )[AC-FHKNPRTV-Y](?:\d{2}|6W) ?[AC-FHKNPRTV-Y\d]{4}(?![\p{L}\d])/u,
  /(?:^| )Dublin \d{1,2}(?!\d)/u,
  /^\d{5}(?:-\d{4})?$/u,
];
/** A postal code and city behind a street in the same piece: "Åbogade 25A 8200 Aarhus N". */
const POSTAL_INSIDE = new RegExp(
  `\\d[ ]?[A-Za-z]?\\.? (?:[A-Z]{1,2}-)?(?:\\d{4,5}|\\d{3} \\d{2}) \\p{Lu}[${LETTER}]+`,
  "u",
);
const UNIT =
  /^(?:c\/o\b|att[.:n]|(?:P\.?\s?O\.?\s?Box|Postboks|Box|Postbox|PL|Pb\.?|Postfach|Postbus|Pósthólf|Boks|skr\.) ?\d|PMB \d)|(?:^| )(?:\d{1,3}(?:st|nd|rd|th)? ?(?:floor|fl\.?|sal|etg\.?|etasje|tr|trp|våning|vån\.?|krs\.?|hæð|OG|Stock|piętro|verdieping)|floor \d|suite \S|ste\.? \d|unit \d|level \d|room \d|lgh \d|building|house|centre|center|campus|business park|park|tower|kerros|bldg)(?![\p{L}])/iu;
const NOT_ADDRESS =
  /@|https?:|www\.|\b(?:tel|tlf|phone|puh|fax|cvr|org\.?\s?nr|vat|ein|y-tunnus|kt|iban|reg)\b[ .:#]|\+\d{2}/iu;

function kindOf(piece: string): PieceKind {
  if (piece.length > 120 || NOT_ADDRESS.test(piece)) return "none";
  const sentence = (piece.match(/(?:^|\s)\p{Ll}{3,}/gu) ?? []).length > 3;
  if (sentence) return "none";
  return (NUMBER.test(piece) ? numberedKind(piece) : null) ?? plainKind(piece);
}

/** Whether a text can be an address at all, told at a glance. */
export const mayHoldAddress = (text: string): boolean => NUMBER.test(text) || UNIT.test(text);

/** Every street and every postal code has a number in it. */
const NUMBER = /\d|One |Two |Three |Four |Five |Ten /u;

function numberedKind(piece: string): PieceKind | null {
  if (
    POSTAL_INSIDE.test(piece) ||
    STREET_END.test(piece) ||
    STREET_WORD.test(piece) ||
    NUMBER_STREET.test(piece) ||
    WORD_NUMBER.test(piece)
  )
    return "street";
  if (PREFIX_STREET.test(piece)) return "street";
  if (POSTAL.some((shape) => shape.test(piece))) {
    if (isYear(piece)) return "none";
    return UNIT.test(piece) ? "street" : "postal";
  }
  return null;
}

function plainKind(piece: string): PieceKind {
  if (/^[A-Z]{2}$/u.test(piece) && Object.hasOwn(usStates().states, piece)) return "place";
  if (PLAIN_STREET.test(piece) || MAYBE_STREET.test(piece)) return "maybe";
  if (UNIT.test(piece) && piece.length <= 60) return "unit";
  return isPlace(piece) ? "place" : /^\d{1,2}\.?(?: ?(?:tv|th|mf|sal|tr)\.?)?$/iu.test(piece) ? "unit" : "none";
}

/** "2019 Stockholm" is more often a year. */
const isYear = (piece: string): boolean =>
  /^(?:19|20)\d\d \p{L}+$/u.test(piece) && !findPlaces(piece).some(({ kind }) => kind === "city");

function isPlace(piece: string): boolean {
  const places = findPlaces(piece).filter(({ kind }) => kind !== "adjective" && kind !== "cloud-region");
  const covered = places.reduce((sum, place) => sum + place.end - place.start, 0);
  return covered > 0 && covered * 2 >= piece.length;
}

/** Where the street begins in a piece that holds other words before it: "located at Storgatan 1". */
export function streetStart(piece: string): number {
  const shapes = [STREET_WORD, NUMBER_STREET, STREET_END, WORD_NUMBER, POSTAL_INSIDE];
  const starts = shapes.map((shape) => shape.exec(piece)?.index ?? -1).filter((at) => at >= 0);
  if (starts.length === 0) return 0;
  let start = Math.min(...starts);
  if (/[ (]/u.test(piece[start] ?? "")) start++;
  const before = /(?:(?:\p{Lu}[\p{L}\p{M}.&'\u2019/-]*|\d{1,3}(?:st|nd|rd|th)?|&) )+$/u.exec(
    piece.slice(0, start).slice(-80),
  );
  return before ? start - before[0].length : start;
}
