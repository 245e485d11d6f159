/**
 * What is remembered of a source from visit to visit, as JSON in two columns of its row.
 *
 * Errors  JSON that does not fit (an older version's, or edited by hand) counts as nothing remembered: that costs one full
 *         fetch and nothing else.
 */
import { z } from "zod";
import { DOCUMENT_STATUSES } from "../model/candidate.js";

const Validators = z.object({
  url: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  bodyHash: z.string(),
});

const Answers = z.object({
  /** Of the watched address itself. */
  page: Validators.nullable(),
  /** A document that the page links to and that holds the list, with the link as it stood in the page. */
  follow: z.object({ link: z.string(), validators: Validators.nullable() }).nullable(),
  /** Hash of the bytes that were last read, whether or not their list holds. */
  bodyHash: z.string(),
});
export type Answers = z.infer<typeof Answers>;

const HeldPage = z.object({
  finalUrl: z.string(),
  mediaType: z.string(),
  textLength: z.number(),
  declaredLanguage: z.string().nullable(),
  language: z.string().nullable(),
  closed: z.boolean().nullable(),
  offersMore: z.boolean(),
  status: z.enum(DOCUMENT_STATUSES),
  entries: z.number(),
  /** Of the document's text: a page whose bytes changed around the same words is no new version. */
  textHash: z.string(),
});
export type HeldPage = z.infer<typeof HeldPage>;

export const readAnswers = (json: string | null): Answers | null => readJson(json, Answers);
export const readHeldPage = (json: string | null): HeldPage | null => readJson(json, HeldPage);

function readJson<Schema extends z.ZodType>(json: string | null, schema: Schema): z.infer<Schema> | null {
  if (json === null) return null;
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
