/** What one layout proposes for a text, and what extraction as a whole makes of it: the fields and words of each row. */
import { readDocument } from "../../src/document/read.js";
import { DEFAULT_LIMITS } from "../../src/document/reader.js";
import { extract, proposalsOf } from "../../src/extraction/extract.js";
import type { Document } from "../../src/model/document.js";

export type ReadRow = Readonly<Record<string, string>>;

/** Rows of the best proposal of that method; none when the layout proposes nothing. */
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
  return (best?.rows ?? []).map(({ cells }) => {
    const row: Record<string, string> = {};
    for (const { field, span } of cells)
      row[field] = [row[field], document.text.slice(span.start, span.end)]
        .filter((words) => words !== undefined)
        .join(" + ");
    return row;
  });
}

/** The rows that extraction takes; words in several places of a field are joined with a plus. */
export async function recordsIn(
  text: string | Uint8Array,
  language: string,
  fileName = "list.txt",
): Promise<ReadRow[]> {
  const document = await documentOf(text, fileName);
  return extract(document, [language]).rows.map(({ fields }) => {
    const row: Record<string, string> = {};
    for (const { field, spans } of fields)
      row[field] = [row[field], ...spans.map(({ start, end }) => document.text.slice(start, end))]
        .filter((words) => words !== undefined)
        .join(" + ");
    return row;
  });
}

async function documentOf(text: string | Uint8Array, fileName: string): Promise<Document> {
  const snapshot = {
    source: fileName,
    bytes: Buffer.from(text as string),
    hash: "sha256:0",
    contentType: null,
    fileName,
    retrievedAt: "2026-11-22T00:00:00.000Z",
  };
  return readDocument(snapshot, { limits: DEFAULT_LIMITS });
}
