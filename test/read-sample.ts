/** Reads one file with the whole pipeline, for tests: the reading, and the text that its spans point into. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readDocument } from "../src/document/read.js";
import type { Reading } from "../src/model/reading.js";
import type { Snapshot } from "../src/model/snapshot.js";
import { readSnapshot } from "../src/pipeline.js";

export interface SampleReading {
  readonly reading: Reading;
  readonly text: string;
}

export async function readSample(path: string): Promise<SampleReading> {
  const snapshot = snapshotOf(path);
  const [reading, document] = [await readSnapshot(snapshot, { llm: "never" }), await readDocument(snapshot)];
  return { reading, text: document.text };
}

function snapshotOf(path: string): Snapshot {
  const bytes = readFileSync(path);
  const hash = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  return {
    source: path,
    bytes,
    hash,
    contentType: null,
    fileName: basename(path),
    retrievedAt: "2026-01-01T00:00:00Z",
  };
}
