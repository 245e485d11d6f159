/** What every reader of a format is: a name and version for the record, the media types it takes, and one function. */
import type { Document } from "../model/document.js";
import type { Snapshot } from "../model/snapshot.js";

/** Caps on what one document may cost. Units stand in the names; the defaults stand in settings.ts. */
export interface DocumentLimits {
  readonly maxBytes: number;
  readonly maxDepth: number;
  readonly maxNodes: number;
  readonly maxAttributesPerTag: number;
  readonly maxGridCells: number;
  /** UTF-16 code units of text, whatever the format. Some milliseconds go into every thousand of a list. */
  readonly maxText: number;
  readonly maxPages: number;
  readonly maxSeconds: number;
  readonly maxMegabytes: number;
}

export const DEFAULT_LIMITS: DocumentLimits = {
  maxBytes: 25 * 1024 * 1024,
  maxDepth: 512,
  maxNodes: 2_000_000,
  maxAttributesPerTag: 1_000,
  maxGridCells: 500_000,
  maxText: 6_000_000,
  maxPages: 2_000,
  maxSeconds: 60,
  maxMegabytes: 768,
};

export interface ReadOptions {
  readonly limits: DocumentLimits;
  /** For encrypted documents, as the user gave it. */
  readonly password?: string;
  /** Whether pages that hold only pictures may be recognized by an installed tesseract. */
  readonly ocr?: boolean;
}

export interface DocumentReader {
  readonly name: string;
  /** Raised with every change that can change a document's text or blocks. */
  readonly version: string;
  readonly mediaTypes: readonly string[];
  read(snapshot: Snapshot, mediaType: string, options: ReadOptions): Document | Promise<Document>;
}
