/** One document from a path, for the commands that show how it is read. */
import type { Document } from "../model/document.js";
import { type LimitOptions, limitsOf } from "./limit-options.js";

export interface DocumentOptions extends LimitOptions {
  readonly password?: string;
}

export async function openDocument(file: string, { password, ...limits }: DocumentOptions): Promise<Document> {
  const { readSources } = await import("../source/file.js");
  const { readDocument } = await import("../document/read.js");
  const { DEFAULT_LIMITS } = await import("../document/reader.js");
  for await (const given of readSources([file], { maxBytes: limits.maxBytes })) {
    if ("failure" in given) throw given.failure;
    return readDocument(given, {
      limits: { ...DEFAULT_LIMITS, ...limitsOf(limits) },
      ...(password === undefined ? {} : { password }),
    });
  }
  throw new Error(`Cannot read "${file}": no source came of it`);
}
