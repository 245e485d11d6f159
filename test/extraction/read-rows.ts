/** What one layout proposes for a text: the fields and words of each row. */
import { readDocument } from "../../src/document/read.js";
import { DEFAULT_LIMITS } from "../../src/document/reader.js";
import { proposalsOf } from "../../src/extraction/extract.js";

export type ReadRow = Readonly<Record<string, string>>;

/** Rows of the best proposal of that method; none when the layout proposes nothing. */
export async function rowsBy(
  method: string,
  text: string,
  language: string,
  fileName = "list.txt",
): Promise<ReadRow[]> {
  const snapshot = {
    source: fileName,
    bytes: Buffer.from(text),
    hash: "sha256:0",
    contentType: null,
    fileName,
    retrievedAt: "2026-11-22T00:00:00.000Z",
  };
  const document = await readDocument(snapshot, { limits: DEFAULT_LIMITS });
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
