/** Separated values: document/office/csv.ts, loaded when first needed. */
import type { DocumentReader } from "../reader.js";

export const csvReader: DocumentReader = {
  name: "csv",
  version: "1",
  mediaTypes: ["text/csv", "text/tab-separated-values"],
  read: async (snapshot, mediaType, options) =>
    (await import("../office/csv.js")).readCsv(snapshot, mediaType, options),
};
