/**
 * The header of a table: the row of header words, the row of narrower words under it, and what the cells say of a column that
 * no word of the lexicons names.
 *
 * Why     No lexicon holds every supplier's word for a column ("Data held in", "Part of the service"). Where the row is a header
 *         beyond doubt, a column of nothing but places, grounds or data words says itself what it holds.
 */
import type { HeaderField, Vocabulary } from "../../knowledge/lexicon.js";
import { isBlankValue, isDateOnly, isMechanismOnly, isNumberLine, isPlaceOnly } from "../features.js";
import { type Columns, readHeaderCell, readHeaderRow } from "../header.js";
import { filled, type Grid, type Slot } from "./grid.js";

export interface TableHeader {
  readonly row: number;
  /** The header row itself, and perhaps the one of narrower words under it. */
  readonly rows: number;
  readonly columns: Columns;
  /** As the columns are read: the columns' own fields, and those that their cells tell. */
  readonly fields: readonly (readonly HeaderField[])[];
}

/** The first of the top rows that reads as a header; title rows above it are passed over. */
export function findTableHeader(grid: Grid, vocabulary: Vocabulary): TableHeader | null {
  for (let row = 0; row < Math.min(4, grid.length - 1); row++) {
    const cells = grid[row]!;
    if (filled(cells).length < 2) continue;
    const below = narrower(cells, grid[row + 1]!, row + 1, vocabulary);
    const columns = readHeaderRow(
      vocabulary,
      cells.map((slot) => slot?.text ?? ""),
      below?.map((slot) => slot?.text ?? ""),
    );
    if (columns) {
      const rows = below ? 2 : 1;
      const fields = columns.named ? withTold(columns.fields, grid.slice(row + rows), cells, vocabulary) : [];
      return columns.named ? { row, rows, columns, fields } : null;
    }
    if (row > 0 && !cells[0]?.cell.header) return null;
  }
  return null;
}

/** "Servers | Company" under a cell "Location" that spans both: short words, none of them a row's own name. */
function narrower(
  cells: readonly (Slot | null)[],
  next: readonly (Slot | null)[],
  row: number,
  vocabulary: Vocabulary,
): readonly (Slot | null)[] | null {
  const own = next.map((slot) => (slot && slot.cell.row === row && slot.text !== "" ? slot : null));
  const present = own.flatMap((slot, column) => (slot ? [{ slot, column }] : []));
  if (present.length < 2 || present.length >= next.length) return null;
  const grouped =
    present.some(({ column }) => isGrouped(cells, column)) &&
    present.every(({ slot, column }) => slot.cell.header || isGrouped(cells, column));
  const short = present.every(({ slot }) => slot.text.length < 50);
  const known = present.filter(({ slot }) => readHeaderCell(vocabulary, slot.text).fields.length > 0);
  return grouped && short && known.length > 0 && known.length * 2 >= present.length ? own : null;
}

/** The header cell above spans more than this column, or is empty beside one that heads both. */
function isGrouped(cells: readonly (Slot | null)[], column: number): boolean {
  const above = cells[column];
  if (above && above.text !== "")
    return above.cell.columnSpan > 1 ? above.cell.columnSpan < cells.length : (cells[column + 1]?.text ?? "x") === "";
  return column > 0;
}

const SAMPLE = 40;

/** Columns that no header word names, as their cells tell them. */
function withTold(
  fields: Columns["fields"],
  rows: Grid,
  header: readonly (Slot | null)[],
  vocabulary: Vocabulary,
): Columns["fields"] {
  const told: (readonly HeaderField[])[] = [...fields];
  const has = (field: HeaderField): boolean => told.some((column) => column.includes(field));
  const records = rows.filter((row) => filled(row).length > 1).slice(0, SAMPLE);
  fields.forEach((column, i) => {
    if (column.length > 0 || (header[i]?.text ?? "") === "") return;
    const texts = records.flatMap((row) => (row[i] && !isBlankValue(row[i].text) ? [row[i].text] : []));
    const field = texts.length < 2 ? null : tellsOf(texts, has, vocabulary);
    if (field && (field === "processing_countries" || !has(field))) told[i] = [field];
  });
  return told;
}

function tellsOf(
  texts: readonly string[],
  has: (field: HeaderField) => boolean,
  vocabulary: Vocabulary,
): HeaderField | null {
  const share = (test: (text: string) => boolean): number => texts.filter(test).length / texts.length;
  if (share(isMechanismOnly) >= 0.6) return "transfer_mechanisms";
  if (share(isPlaceOnly) >= 0.7) return has("countries") ? "processing_countries" : "countries";
  if (share((text) => isNumberLine(text) || isDateOnly(text) || /[@:/]/u.test(text)) >= 0.3) return null;
  if (!has("data_categories") && share((text) => vocabulary.phrase("data_words", text) !== null) >= 0.6)
    return "data_categories";
  return !has("purpose") && !has("service") && share((text) => /\p{L}{4}/u.test(text) && text.length > 4) >= 0.8
    ? "purpose"
    : null;
}
