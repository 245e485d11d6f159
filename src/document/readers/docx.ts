/** Word documents. The work is heavy and runs in a child process: document/office/docx.ts. */
import { runHeavy } from "../child/run.js";
import type { DocumentReader } from "../reader.js";

export const docxReader: DocumentReader = {
  name: "docx",
  version: "1",
  mediaTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  read: (snapshot, mediaType, options) => runHeavy("docx", snapshot, mediaType, options),
};
