/** What one reading of one snapshot gave: the line that `extract --format jsonl` prints. */
import { z } from "zod";
import { DOCUMENT_STATUSES } from "./candidate.js";
import { Entry } from "./entry.js";

export const WarningSchema = z.strictObject({ code: z.string().min(1), message: z.string().min(1) });

export const FailureSchema = z.strictObject({
  code: z.string().min(1),
  message: z.string().min(1),
  remedy: z.string().min(1),
  retry: z.enum(["never", "later"]),
});
export type Failure = z.infer<typeof FailureSchema>;

export const Reading = z
  .strictObject({
    source: z.string().describe("Path or URL as given"),
    snapshot: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/u)
      .nullable()
      .describe("Hash of the bytes; null when there were none"),
    media_type: z.string().nullable(),
    reader: z.string().nullable().describe("Name and version of the reader, e.g. html/1"),
    rules: z.string().describe("Version of the rules that read it"),
    language: z.string().nullable().describe("ISO 639-1 of the language that the list is written in"),
    publisher: z.string().nullable(),
    title: z.string().nullable(),
    status: z.enum(DOCUMENT_STATUSES),
    list_updated: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/u)
      .nullable(),
    method: z.enum(["rule", "llm", "mixed"]).nullable(),
    confidence: z.number().min(0).max(1).nullable(),
    entries: z.array(Entry),
    warnings: z.array(WarningSchema),
    failure: FailureSchema.nullable(),
  })
  .describe("What one reading of one document gave");
export type Reading = z.infer<typeof Reading>;
