/** The heavy readers by name, each loaded when it is first needed. Runs inside the child process, or in this one under tests. */
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import type { ReadOptions } from "../reader.js";

export type Work = (snapshot: Snapshot, mediaType: string, options: ReadOptions) => Document | Promise<Document>;

export const WORK = {
  pdf: async () => (await import("../pdf/read.js")).readPdf,
  docx: async () => (await import("../office/docx.js")).readDocx,
  xlsx: async () => (await import("../office/xlsx.js")).readXlsx,
  ods: async () => (await import("../office/ods.js")).readOds,
  mail: async () => (await import("../mail/read.js")).readMail,
} as const satisfies Record<string, () => Promise<Work>>;

export type WorkName = keyof typeof WORK;
