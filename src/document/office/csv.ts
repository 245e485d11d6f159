/**
 * Values separated by commas, semicolons, tabs or bars.
 *
 * Shape   One sheet named "csv" with cells named as in a spreadsheet. The separator is the one that gives the first lines the
 *         same number of values; quotes as in RFC 4180, and forgiven where they are not closed.
 */

import { UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import { decode } from "../charset.js";
import type { ReadOptions } from "../reader.js";
import { writeSheet } from "./sheet-blocks.js";

export const CSV_READER = { name: "csv", version: "1" };
const SEPARATORS = [",", ";", "\t", "|"] as const;
const SAMPLE_LINES = 20;

export function readCsv(snapshot: Snapshot, mediaType: string, options: ReadOptions): Document {
  const { text, warnings } = decode(snapshot.bytes, snapshot.contentType);
  const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: CSV_READER });
  for (const { code, message } of warnings) builder.warn(code, message);
  const declared = /^sep=(.)\r?\n/iu.exec(text);
  const body = declared ? text.slice(declared[0].length) : text;
  const separator = declared?.[1] ?? (mediaType === "text/tab-separated-values" ? tabOr(body) : separatorOf(body));
  const cells = valuesOf(body, separator, options.limits.maxGridCells, snapshot.fileName);
  const none = new Set<number>();
  writeSheet(
    builder,
    { name: "csv", hidden: false, cells, hiddenRows: none, hiddenColumns: none, merges: [], headers: none },
    false,
  );
  return builder.finish();
}

const tabOr = (body: string): string => (body.slice(0, 4096).includes("\t") ? "\t" : separatorOf(body));

/** The separator that divides most of the first lines into the same number of values, two or more. */
function separatorOf(body: string): string {
  let [best, most]: [string, number] = [",", 0];
  const sample = body.slice(0, 64 * 1024);
  for (const separator of SEPARATORS) {
    const counts = valuesOf(sample, separator, 1_000_000, "")
      .slice(0, SAMPLE_LINES)
      .map((row) => row.length);
    const width = counts.sort((a, b) => a - b)[counts.length >> 1] ?? 0;
    const even = counts.filter((count) => count === width).length / Math.max(1, counts.length);
    const score = width < 2 ? 0 : even * 10 + Math.min(width, 8);
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

function valuesOf(body: string, separator: string, mostCells: number, name: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cells = 0;
  for (let at = 0; at <= body.length; ) {
    const { value, next } = body[at] === '"' ? quoted(body, at, separator) : plain(body, at, separator);
    row.push(value.trim());
    if (++cells > mostCells)
      throw new UnderlagError(
        "document/too-complex",
        `Cannot read "${name}": more than ${mostCells} cells (maxGridCells)`,
        { name },
      );
    if (body[next] === separator) at = next + 1;
    else {
      rows.push(row);
      row = [];
      if (next >= body.length) break;
      at = next + (body[next] === "\r" && body[next + 1] === "\n" ? 2 : 1);
    }
  }
  return rows;
}

function plain(body: string, at: number, separator: string): { value: string; next: number } {
  let next = at;
  while (next < body.length && body[next] !== separator && body[next] !== "\n" && body[next] !== "\r") next++;
  return { value: body.slice(at, next), next };
}

/** A value in quotes; one whose quote is never closed, or that goes on behind it, is taken as it stands. */
function quoted(body: string, at: number, separator: string): { value: string; next: number } {
  let value = "";
  for (let from = at + 1; ; ) {
    const end = body.indexOf('"', from);
    if (end < 0) return plain(body, at, separator);
    value += body.slice(from, end);
    if (body[end + 1] !== '"') {
      const rest = plain(body, end + 1, separator);
      return { value: value + rest.value.trimEnd(), next: rest.next };
    }
    value += '"';
    from = end + 2;
  }
}
