/** PDF. The work is heavy and runs in a child process: document/pdf/read.ts. */
import { runHeavy } from "../child/run.js";
import type { DocumentReader } from "../reader.js";

export const pdfReader: DocumentReader = {
  name: "pdf",
  version: "1",
  mediaTypes: ["application/pdf"],
  read: (snapshot, mediaType, options) => runHeavy("pdf", snapshot, mediaType, options),
};
