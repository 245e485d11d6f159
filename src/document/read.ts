/**
 * Bytes in, document out: find out what a snapshot is and hand it to the reader of that format.
 *
 * Errors  source/empty, source/too-large, document/unknown-format, document/no-text, document/too-complex, and what the readers
 *         throw; document/bug for whatever they throw that they should not.
 */
import { bugMet, UnderlagError } from "../errors.js";
import type { Document } from "../model/document.js";
import type { Snapshot } from "../model/snapshot.js";
import { detectMediaType } from "./media-type.js";
import { DEFAULT_LIMITS, type DocumentReader, type ReadOptions } from "./reader.js";
import { csvReader } from "./readers/csv.js";
import { docxReader } from "./readers/docx.js";
import { htmlReader } from "./readers/html.js";
import { mailReader } from "./readers/mail.js";
import { markdownReader } from "./readers/markdown.js";
import { oleReader } from "./readers/ole.js";
import { pdfReader } from "./readers/pdf.js";
import { spreadsheetReader } from "./readers/spreadsheet.js";
import { textReader } from "./readers/text.js";

/** One reader a format. Heavy ones are thin shells here that import their work when it is first needed. */
export const READERS: DocumentReader[] = [
  htmlReader,
  markdownReader,
  textReader,
  csvReader,
  pdfReader,
  docxReader,
  spreadsheetReader,
  mailReader,
  oleReader,
];

export async function readDocument(snapshot: Snapshot, options: Partial<ReadOptions> = {}): Promise<Document> {
  const settled: ReadOptions = { limits: DEFAULT_LIMITS, ...options };
  checkSize(snapshot, settled.limits.maxBytes);
  const mediaType = detectMediaType(snapshot);
  const reader = mediaType === null ? undefined : READERS.find((known) => known.mediaTypes.includes(mediaType));
  if (mediaType === null || reader === undefined) throw unknownFormat(snapshot, mediaType);
  const document = await readWith(reader, snapshot, mediaType, settled);
  checkText(document.text, snapshot, settled.limits.maxText);
  return document;
}

function checkText(text: string, { source }: Snapshot, maxText: number): void {
  if (text.trim() === "") throw new UnderlagError("document/no-text", `Cannot find text in "${source}"`, { source });
  const size = text.length;
  if (size > maxText)
    throw new UnderlagError(
      "document/too-complex",
      `Cannot read "${source}": ${size} characters of text, more than ${maxText} (maxText)`,
      { source, size, maxText },
    );
}

/** A bug of one reader is a failure of that document. */
async function readWith(
  reader: DocumentReader,
  snapshot: Snapshot,
  mediaType: string,
  options: ReadOptions,
): Promise<Document> {
  try {
    return await reader.read(snapshot, mediaType, options);
  } catch (error) {
    throw bugMet(snapshot.source, error);
  }
}

function checkSize({ bytes, source }: Snapshot, maxBytes: number): void {
  const size = bytes.byteLength;
  if (size === 0) throw new UnderlagError("source/empty", `Cannot read "${source}": it holds no bytes`, { source });
  if (size > maxBytes)
    throw new UnderlagError("source/too-large", `Cannot read "${source}": ${size} bytes, more than ${maxBytes}`, {
      source,
      size,
      maxBytes,
    });
}

function unknownFormat({ source }: Snapshot, mediaType: string | null): UnderlagError {
  const what = mediaType === null ? "no known document format" : `no reader for ${mediaType}`;
  return new UnderlagError("document/unknown-format", `Cannot read "${source}": ${what}`, { source });
}
