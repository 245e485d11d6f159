/**
 * Runs a heavy reader where it can be ended: in a child process that is reused over many documents.
 *
 * Shape   A document goes over with its bytes and comes back as a Document (structured clone). One child reads one document
 *         at a time; as many children as there are documents in work. A child is replaced after a hundred documents, or when
 *         it has grown, and it does not keep the parent alive.
 * Unit    Seconds of wall time, megabytes of resident memory.
 * Errors  document/too-slow, document/too-much-memory, document/broken when the child dies by itself; what the reader throws
 *         comes over with its code.
 * Source  Worker threads cannot do this: their heap limits do not see typed arrays, and pdf.js runs on the calling thread.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { ReadOptions } from "../reader.js";
import { takeChild } from "./pool.js";
import { CHILD_MARK } from "./progress.js";
import { WORK, type WorkName } from "./work.js";

const entry = fileURLToPath(new URL("./worker.js", import.meta.url));

/** Attachments of a message are read by the child that reads the message. */
const isChild = (): boolean => process.env[CHILD_MARK] === "1";

export async function runHeavy(
  work: WorkName,
  snapshot: Snapshot,
  mediaType: string,
  options: ReadOptions,
): Promise<Document> {
  // as TypeScript source, under vitest, there is no file that a child could run
  if (isChild() || !existsSync(entry)) return (await WORK[work]())(snapshot, mediaType, options);
  const child = await takeChild(entry);
  return child.read(work, snapshot, mediaType, options);
}
