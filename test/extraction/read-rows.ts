/**
 * Tests of one promise each, on invented companies: a text, and the rows that come out of it.
 *
 * Shape   A row is one line: "Example AB | purpose: Hosting | countries: Norway"; the words before the first bar are its name.
 */
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/read.js";
import { DEFAULT_LIMITS } from "../../src/document/reader.js";
import { extract } from "../../src/extraction/extract.js";
import { proposalsOf } from "../../src/extraction/proposals.js";
import type { Document } from "../../src/model/document.js";
import type { Span } from "../../src/model/span.js";

export type ReadRow = Readonly<Record<string, string>>;

/** The layout reads the rows; none where it proposes nothing. */
export function reads(
  method: string,
  promise: string,
  language: string,
  text: string,
  want: readonly string[],
  fileName = "list.txt",
): void {
  test(`${method} ${promise}`, async () => {
    expect((await rowsBy(method, text, language, fileName)).map(written)).toEqual(want);
  });
}

/** The document lists the rows, once the layouts have been weighed against each other. */
export function lists(
  promise: string,
  language: string,
  text: string,
  want: readonly string[],
  fileName = "list.txt",
): void {
  test(`a list ${promise}`, async () => {
    expect((await recordsIn(text, language, fileName)).map(written)).toEqual(want);
  });
}

/** The rows that extraction takes; words in several places of a field are joined with a plus. */
export async function recordsIn(
  text: string | Uint8Array,
  language: string,
  fileName = "list.txt",
): Promise<ReadRow[]> {
  const document = await documentOf(text, fileName);
  return extract(document, [language]).rows.map(({ fields }) =>
    readRow(
      document.text,
      fields.flatMap(({ field, spans }) => spans.map((span) => ({ field, span }))),
    ),
  );
}

/** Rows of the best proposal of that method. */
export async function rowsBy(
  method: string,
  text: string,
  language: string,
  fileName = "list.txt",
): Promise<ReadRow[]> {
  const document = await documentOf(text, fileName);
  const [best] = proposalsOf(document, [language])
    .filter((proposal) => proposal.method === `rule:${method}`)
    .sort((a, b) => b.score - a.score);
  return (best?.rows ?? []).map(({ cells }) => readRow(document.text, cells));
}

const documentOf = (text: string | Uint8Array, fileName: string): Promise<Document> =>
  readDocument(
    {
      source: fileName,
      bytes: Buffer.from(text as string),
      hash: "sha256:0",
      contentType: null,
      fileName,
      retrievedAt: "2026-11-22T00:00:00.000Z",
    },
    { limits: DEFAULT_LIMITS },
  );

function readRow(text: string, cells: readonly { readonly field: string; readonly span: Span }[]): ReadRow {
  const row: Record<string, string> = {};
  for (const { field, span } of cells)
    row[field] = [row[field], text.slice(span.start, span.end)].filter((words) => words !== undefined).join(" + ");
  return row;
}

const written = ({ name = "", ...rest }: ReadRow): string =>
  [name, ...Object.entries(rest).map(([field, words]) => `${field}: ${words}`)].join(" | ");
