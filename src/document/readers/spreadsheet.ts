/** Workbooks. The work is heavy and runs in a child process: document/office/xlsx.ts and ods.ts. */
import { runHeavy } from "../child/run.js";
import type { DocumentReader } from "../reader.js";

const ODS = "application/vnd.oasis.opendocument.spreadsheet";

export const spreadsheetReader: DocumentReader = {
  name: "spreadsheet",
  version: "1",
  mediaTypes: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ODS],
  read: (snapshot, mediaType, options) => runHeavy(mediaType === ODS ? "ods" : "xlsx", snapshot, mediaType, options),
};
