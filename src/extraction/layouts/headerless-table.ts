/**
 * A table without header words: what its cells hold says what its columns are. Also cards that repeat their labels in cells of
 * their own ("Used for" | … | "Location" | …): a column that says the same header word in every row labels the next one.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import {
  isAddressLine,
  isBlankValue,
  isDateOnly,
  isMechanismOnly,
  isNumberLine,
  isPlaceOnly,
  looksLikeName,
  looksLikeSentence,
} from "../features.js";
import { readHeaderCell } from "../header.js";
import { type Proposal, type RawCell, type RawRow, rowSpan } from "../row.js";
import type { Grid, Slot } from "./grid.js";
import type { TableContext } from "./header-table.js";

export function readHeaderless(grid: Grid, span: Span, context: TableContext): Proposal | null {
  const width = grid[0]?.length ?? 0;
  if (width < 2 || width > 14 || grid.length < 1) return null;
  const columns = Array.from({ length: width }, (_, column) => grid.map((row) => row[column] ?? null));
  const fields = fieldsOf(columns, context.vocabulary);
  const name = fields.indexOf("name");
  if (name < 0 || fields.filter((field) => field !== null && field !== "ignore").length < 2) return null;
  const rows = grid.flatMap((row) => rowOf(row, fields, name));
  if (rows.length === 0) return null;
  const company = fields.indexOf("legal_entity");
  const names = columns[company >= 0 ? company : name]!.flatMap((slot) => (slot ? [slot.text] : []));
  const certain =
    names.filter((words) => looksLikeName(words, context.vocabulary).certain).length / Math.max(1, names.length);
  const typed = fields.filter(
    (field) =>
      field === "countries" ||
      field === "registration_numbers" ||
      field === "address" ||
      field === "transfer_mechanisms",
  ).length;
  const labels = columns.filter((column) => constantLabel(column, context.vocabulary) !== null).length;
  const score =
    context.listness +
    2 * certain +
    0.75 * Math.min(2, typed) +
    (fields.some((field) => field === "purpose") ? 0.5 : 0) +
    (labels >= 2 ? 1 : 0) -
    (rows.length === 1 ? 1 : 0) -
    0.5;
  return { method: "rule:headerless-table", rows, span, score };
}

function fieldsOf(columns: readonly (readonly (Slot | null)[])[], vocabulary: Vocabulary): (HeaderField | null)[] {
  const fields: (HeaderField | null)[] = columns.map(() => null);
  columns.forEach((column, i) => {
    const label = constantLabel(column, vocabulary);
    if (!label) return;
    fields[i] = "ignore";
    if (i + 1 < columns.length) fields[i + 1] = label;
  });
  columns.forEach((column, i) => {
    fields[i] ??= typeOfColumn(column, vocabulary, fields);
  });
  return fields;
}

/** The header word that every row repeats. */
function constantLabel(column: readonly (Slot | null)[], vocabulary: Vocabulary): HeaderField | null {
  const first = column[0]?.text.toLowerCase() ?? "";
  if (column.length < 2 || first === "" || !column.every((slot) => slot?.text.toLowerCase() === first)) return null;
  return readHeaderCell(vocabulary, first).fields[0] ?? null;
}

function typeOfColumn(
  column: readonly (Slot | null)[],
  vocabulary: Vocabulary,
  known: readonly (HeaderField | null)[],
): HeaderField | null {
  const texts = column.flatMap((slot) => (slot && !isBlankValue(slot.text) ? [slot.text] : []));
  if (texts.length === 0) return null;
  if (most(texts, 0.6, (text) => isNumberLine(text) || /^[A-Z]{0,2}[\d][\d .-]{5,16}$/u.test(text)))
    return "registration_numbers";
  if (most(texts, 0.6, isDateOnly)) return "updated";
  if (most(texts, 0.6, isMechanismOnly)) return "transfer_mechanisms";
  if (most(texts, 0.6, isPlaceOnly)) return "countries";
  if (most(texts, 0.6, isAddressLine)) return "address";
  if (
    !known.includes("name") &&
    most(texts, 0.6, (text) => !looksLikeSentence(text) && looksLikeName(text.split("\n")[0]!, vocabulary).likely)
  )
    return "name";
  if (
    known.includes("name") &&
    !known.includes("legal_entity") &&
    most(texts, 0.8, (text) => looksLikeName(text, vocabulary).certain)
  )
    return "legal_entity";
  if (!known.includes("purpose")) return "purpose";
  const speaksOfData = most(texts, 0.5, (text) => vocabulary.phrase("data_words", text) !== null);
  return speaksOfData ? (known.includes("data_categories") ? "ignore" : "data_categories") : "purpose";
}

/** Whether at least this share of the texts passes; asks no further once too many have failed. */
function most(texts: readonly string[], share: number, test: (text: string) => boolean): boolean {
  let failed = 0;
  for (const text of texts) if (!test(text) && ++failed > texts.length * (1 - share) + 1e-9) return false;
  return true;
}

function rowOf(row: readonly (Slot | null)[], fields: readonly (HeaderField | null)[], name: number): RawRow[] {
  if (!row[name] || row[name].text === "") return [];
  const seen = new Set<unknown>();
  const cells: RawCell[] = row.flatMap((slot, i) => {
    const field = fields[i];
    if (!slot || slot.text === "" || !field || field === "ignore" || field === "decoy" || seen.has(slot.cell))
      return [];
    seen.add(slot.cell);
    return [{ field, span: slot.span }];
  });
  return cells.length > 1 ? [{ cells, span: rowSpan(cells), hidden: row[name].cell.hidden, groups: [] }] : [];
}
