/** One document from a path, for the commands that show how it is read. */
import type { Document } from "../model/document.js";

export interface DocumentOptions {
  readonly password?: string;
  readonly maxBytes: number;
}

export async function openDocument(file: string, { password, maxBytes }: DocumentOptions): Promise<Document> {
  const { readSources } = await import("../source/file.js");
  const { readDocument } = await import("../document/read.js");
  const { DEFAULT_LIMITS } = await import("../document/reader.js");
  for await (const given of readSources([file], { maxBytes })) {
    if ("failure" in given) throw given.failure;
    return readDocument(given, {
      limits: { ...DEFAULT_LIMITS, maxBytes },
      ...(password === undefined ? {} : { password }),
    });
  }
  throw new Error(`Cannot read "${file}": no source came of it`);
}
