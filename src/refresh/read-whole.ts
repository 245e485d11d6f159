/** A reading together with the document that it was read from: the refresh judges the page as well as the list. */
import { readDocument } from "../document/read.js";
import { DEFAULT_LIMITS } from "../document/reader.js";
import { UnderlagError } from "../errors.js";
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

/** The words of a stored document, without looking for its list; null where it cannot be read any more. */
export async function readText(
  snapshot: Snapshot,
  { limits, password }: Pick<ReadingOptions, "limits" | "password">,
): Promise<string | null> {
  const options = { limits: { ...DEFAULT_LIMITS, ...limits }, ...(password === undefined ? {} : { password }) };
  return readDocument(snapshot, options).then(
    ({ text }) => text,
    (failure: unknown) => {
      if (failure instanceof UnderlagError) return null;
      throw failure;
    },
  );
}
