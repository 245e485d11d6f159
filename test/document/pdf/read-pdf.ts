/** Shortcuts of the PDF tests: bytes to a document, a document to plain grids. */
import { createHash } from "node:crypto";
import { DEFAULT_LIMITS, type ReadOptions } from "../../../src/document/reader.js";
import { pdfReader } from "../../../src/document/readers/pdf.js";
import { tablesOf } from "../../../src/document/tables.js";
import type { Document } from "../../../src/model/document.js";
import type { Snapshot } from "../../../src/model/snapshot.js";

export function snapshotOf(bytes: Uint8Array, fileName = "list.pdf"): Snapshot {
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return { source: fileName, bytes, hash, contentType: null, fileName, retrievedAt: "2026-01-01T00:00:00Z" };
}

export async function readPdfBytes(bytes: Uint8Array, options: Partial<ReadOptions> = {}): Promise<Document> {
  return pdfReader.read(snapshotOf(bytes), "application/pdf", { limits: DEFAULT_LIMITS, ocr: false, ...options });
}

export const gridsOf = (document: Document): string[][][] =>
  tablesOf(document).pages.flatMap((page) => page.tables.map((table) => table.map((row) => [...row])));
