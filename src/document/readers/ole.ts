/** Old or encrypted office files: always a failure that says which of the two it is. */
import type { DocumentReader } from "../reader.js";

export const oleReader: DocumentReader = {
  name: "ole",
  version: "1",
  mediaTypes: ["application/x-ole-storage"],
  read: async (snapshot) => (await import("../office/ole.js")).refuseOle(snapshot),
};
