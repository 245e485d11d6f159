/**
 * Which fields a row of header words stands for.
 *
 * Shape   A header cell may name two fields ("Location / transfer basis"). Ambiguous words are resolved over the whole row:
 *         "Service" is the name where no other column is, and a short label beside a purpose.
 */
import type { HeaderField, Vocabulary } from "../knowledge/lexicon.js";
import { type Word, wordsOf } from "../knowledge/phrases.js";
import { findLegalForm } from "../normalization/legal-form.js";

export interface HeaderCell {
  readonly fields: readonly HeaderField[];
  /** The words themselves say sub-processor. */
  readonly strong: boolean;
  /** The words say processor. */
  readonly processor?: boolean;
}

const NOTHING: HeaderCell = { fields: [], strong: false };

/** One header cell; fields is empty when no word of it is known. */
export function readHeaderCell(vocabulary: Vocabulary, text: string): HeaderCell {
  const words = headerWords(text);
  if (words.length === 0 || words.length > 12 || isCompany(text, words)) return NOTHING;
  const strong = vocabulary.saysSubprocessor(words);
  const whole = vocabulary.headers.whole(words);
  const bare = whole ? null : vocabulary.headers.whole(headerWords(text.replace(/\([^()]*\)/gu, " ")));
  if (bare && bare.value !== "name") return { fields: [bare.value], strong: false };
  if (whole)
    return {
      fields: [whole.value],
      strong: strong && whole.value === "name",
      processor: whole.value === "name" && vocabulary.roles.first(words)?.value === "processor",
    };
  const parts = text
    .split(/[/&,()+]| og | och | ja | and | und | en | i | et | oraz /u)
    .map(headerWords)
    .filter((part) => part.length > 0);
  if (parts.length > 1) {
    const fields = parts.map((part) => vocabulary.headers.whole(part)?.value ?? stemOf(vocabulary, part));
    const known = fields.filter((field) => field !== undefined);
    if (known.length === fields.length || (known.length > 0 && fields[0] !== undefined))
      return { fields: distinct(known), strong: strong && known[0] === "name" };
  }
  const leading = vocabulary.headers.at(words, 0);
  if (strong && leading && leading.value !== "name" && leading.value !== "ignore")
    return { fields: [leading.value], strong: false };
  if (strong && words.length <= 6) return { fields: ["name"], strong };
  if (leading && RELATIVE.has(words[leading.to]?.word ?? "")) return { fields: [leading.value], strong: false };
  const hits = vocabulary.headers.all(words);
  const covered = hits.reduce((sum, hit) => sum + hit.to - hit.from, 0);
  if (hits.length > 0 && covered * 2 >= words.length)
    return { fields: distinct(hits.map(({ value }) => value)).slice(0, 2), strong: false };
  const stem = stemOf(vocabulary, words);
  return stem && words.length <= 6 ? { fields: [stem], strong: false } : NOTHING;
}

/** "Data that we pass on", "Uppgifter som lämnas ut": the noun before the relative clause is the header. */
const RELATIVE = new Set(
  "som der which that we vi sem sum joita jotka joihin die dat die wir we które mida mis que".split(" "),
);

/** "Example Support AB": a company, and no header word although its words are. */
const isCompany = (text: string, words: readonly Word[]): boolean =>
  words.length > 1 && text.length < 80 && findLegalForm(text) !== null;

function stemOf(vocabulary: Vocabulary, words: readonly Word[]): HeaderField | undefined {
  return vocabulary.headerStems.first(words)?.value;
}

/** Words without numbering and sort marks. */
function headerWords(text: string): Word[] {
  return wordsOf(text).filter(({ word }, i) => !(i === 0 && /^\d+$/u.test(word)));
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

export interface Columns {
  /** Fields of each column, resolved over the row; empty for a column that nothing is known of. */
  readonly fields: readonly (readonly HeaderField[])[];
  readonly strong: boolean;
  readonly processor: boolean;
  /** Columns with a known header. */
  readonly known: number;
  readonly decoys: number;
  readonly named: boolean;
}

/** Reads a whole header row, perhaps with narrower words below; null when too little of it is header words. */
export function readHeaderRow(
  vocabulary: Vocabulary,
  cells: readonly string[],
  below: readonly string[] = [],
): Columns | null {
  if (cells.some((cell) => namesController(vocabulary, cell))) return null;
  const read = cells.map((cell, i) => narrowed(readHeaderCell(vocabulary, cell), below[i] ?? "", vocabulary));
  const filled = cells.filter((cell) => cell.trim() !== "").length;
  const known = read.filter(({ fields }) => fields.length > 0).length;
  if (known < 2 || known * 2 < filled) return null;
  const fields = read.map((cell) => [...cell.fields]);
  const strongAt = read.findIndex(({ strong }) => strong);
  const named = chooseName(fields, strongAt, cells);
  resolvePurposes(fields);
  return {
    fields,
    strong: strongAt >= 0 && strongAt <= 2,
    processor: read.some((cell) => cell.processor === true),
    known,
    decoys: fields.filter((column) => column.includes("decoy")).length,
    named,
  };
}

/** "Location" over "Company" and "Servers": the words below say which part of it the column holds. */
function narrowed(above: HeaderCell, words: string, vocabulary: Vocabulary): HeaderCell {
  if (words === "") return above;
  const below = readHeaderCell(vocabulary, words);
  const [wide, narrow] = [above.fields[0], below.fields[0]];
  if (wide === "transfer_mechanisms" && (!narrow || narrow === "legal_basis")) return above;
  if (wide === "countries" || wide === "processing_countries") {
    if (narrow === "legal_entity" || narrow === "name") return { ...above, fields: ["countries"] };
    if (wide === "processing_countries" && narrow === "countries") return above;
  }
  return narrow ? below : above;
}

/** A table of roles has the controller among its headers; a list of sub-processors has not. */
function namesController(vocabulary: Vocabulary, cell: string): boolean {
  const words = cell.length < 60 ? wordsOf(cell) : [];
  return words.length > 0 && words.length <= 3 && vocabulary.roles.first(words)?.value === "controller";
}

/** One column is the name; other columns that could be become the service. */
function chooseName(fields: HeaderField[][], strongAt: number, cells: readonly string[]): boolean {
  brandBesideCompany(fields);
  const candidates = fields.flatMap((column, i) => (column[0] === "name" ? [i] : []));
  let chosen = strongAt >= 0 && strongAt <= 2 && fields[strongAt]![0] === "name" ? strongAt : candidates[0];
  if (chosen === undefined) chosen = fallbackName(fields, cells);
  if (chosen === undefined) return false;
  for (const i of candidates) if (i !== chosen) fields[i] = ["service"];
  if (fields[chosen]![0] !== "name") fields[chosen] = ["name"];
  return true;
}

/** "Service | Company": the service is the name and the company its legal entity; a company alone is the name. */
function brandBesideCompany(fields: HeaderField[][]): void {
  const company = fields.findIndex((column) => column[0] === "legal_entity");
  if (company < 0) return;
  const name = fields.findIndex((column) => column[0] === "name");
  const service = fields.findIndex((column) => column[0] === "service");
  if (name < 0 && service >= 0 && service < company) fields[service] = ["name"];
  else if (name < 0) fields[company] = ["name"];
}

/** No column is called a name: the service, or an unlabelled first column, stands for it. */
function fallbackName(fields: readonly HeaderField[][], cells: readonly string[]): number | undefined {
  const service = fields.findIndex((column) => column[0] === "service");
  if (service >= 0 && service <= 1) return service;
  const first = cells.findIndex((cell, i) => i <= 1 && cell.trim() === "" && fields[i]!.length === 0);
  return first >= 0 && fields.some((column) => column[0] === "purpose" || column[0] === "processing_countries")
    ? first
    : undefined;
}

/** Two columns of purpose: the first is the short label. */
function resolvePurposes(fields: HeaderField[][]): void {
  const purposes = fields.flatMap((column, i) => (column[0] === "purpose" ? [i] : []));
  const services = fields.some((column) => column[0] === "service");
  if (purposes.length === 2 && !services) fields[purposes[0]!] = ["service"];
}
