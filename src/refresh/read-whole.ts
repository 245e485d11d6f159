/** A reading together with the document that it was read from: the refresh judges the page as well as the list. */
import type { Document } from "../model/document.js";
import type { Snapshot } from "../model/snapshot.js";
import { type ReadingOptions, readSnapshot } from "../pipeline.js";
import type { ReadWhole } from "./tools.js";

export async function readWhole(snapshot: Snapshot, options: ReadingOptions): Promise<ReadWhole> {
  let document: Document | null = null;
  const reading = await readSnapshot(snapshot, {
    ...options,
    onDocument: (read) => {
      document = read;
    },
  });
  return { reading, document };
}
