/**
 * Rows as CSV (RFC 4180: comma, CRLF, UTF-8, a BOM on request).
 *
 * Shape   A cell that a spreadsheet would take for a formula gets an apostrophe in front; so does one that begins with
 *         apostrophes before such a character, so that taking one away always gives back the words. null is an empty cell.
 * Source  OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection
 */
import { stringify } from "csv-stringify/sync";
import type { Row, Value } from "../../store/store.js";

/** = + - @ and their full-width forms, tab, line ends and NUL; spaces before them do not make them safe everywhere. */
const DANGEROUS = /^'*[\s\u0000]*[=+\-@\t\r\n\u0000＝＋－＠]/u;

export function harmless(value: Value): Value {
  return typeof value === "string" && DANGEROUS.test(value) ? `'${value}` : value;
}

/** What harmless() was given. */
export function restored(cell: string): string {
  return cell.startsWith("'") && DANGEROUS.test(cell.slice(1)) ? cell.slice(1) : cell;
}

export const BOM = "\ufeff";

export const csvHeader = (columns: readonly string[]): string =>
  stringify([[...columns]], { record_delimiter: "windows" });

export const csvRows = (rows: readonly Row[], columns: readonly string[]): string =>
  stringify(
    rows.map((row) => columns.map((column) => harmless(row[column] ?? null))),
    { record_delimiter: "windows", quoted_match: /[\r\n\t\u0000']/u },
  );
