/**
 * What a model may answer: which lines are entries, and where in them the fields stand. No names of companies but as quotes of the
 * lines sent, no addresses of pages, nothing that is not looked up again.
 *
 * Shape   grids: from line `first` to line `last` every row is an entry (but those of `skip`), and `columns` says which column holds
 *         which field: "name@1". rows: one entry each; `line` is where its name stands; `fields` are "name@4" (line 4 as a whole),
 *         "place@4.2" (its second column), "purpose=sending of e-mail" (a quote of the entry's own lines) or "purpose@5=sending" (a quote of line 5).
 * Errors  Anything else is no answer. Fields that cannot be read are counted by ground.ts.
 */
import { z } from "zod";
import type { CandidateFieldName } from "../../model/candidate.js";

const line = z.int();

export const Answer = z.strictObject({
  grids: z
    .array(z.strictObject({ first: line, last: line, skip: z.array(line), columns: z.array(z.string()) }))
    .describe("Runs of rows with the same columns"),
  rows: z.array(z.strictObject({ line, fields: z.array(z.string()) })).describe("Single entries"),
});
export type Answer = z.infer<typeof Answer>;

/** Sent with each call; also part of the prompt's hash. */
export const answerSchema = (): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(Answer) as Record<string, unknown>;
  return withoutBounds(schema) as Record<string, unknown>;
};

/** Bounds that zod writes for safe integers; some servers refuse them. */
function withoutBounds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBounds);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "minimum" && key !== "maximum")
      .map(([key, inner]) => [key, withoutBounds(inner)]),
  );
}

/** Short words for a model, and the fields they stand for. A page's address is not among them. */
export const ANSWER_FIELDS: Readonly<Record<string, CandidateFieldName>> = Object.assign(Object.create(null), {
  name: "name",
  legal: "legal_entity",
  alias: "aliases",
  number: "registration_numbers",
  address: "address",
  country: "countries",
  place: "processing_countries",
  service: "service",
  purpose: "purpose",
  data: "data_categories",
  subjects: "data_subjects",
  transfer: "transfer_mechanisms",
  updated: "updated",
  from: "valid_from",
  to: "valid_to",
  status: "status",
});

export interface FieldRef {
  readonly field: CandidateFieldName;
  readonly line: number | null;
  readonly column: number | null;
  readonly quote: string | null;
}

const REF = /^([a-z]{2,8})(?:@(\d{1,6})(?:\.(\d{1,4}))?)?(?:=([^\u0000]{1,2000}))?$/u;

export function readRef(written: string): FieldRef | null {
  const match = REF.exec(written.trim());
  const field = match ? ANSWER_FIELDS[match[1]!] : undefined;
  if (!match || !field || (match[2] === undefined && match[4] === undefined)) return null;
  return { field, line: numberOf(match[2]), column: numberOf(match[3]), quote: match[4]?.trim() || null };
}

const numberOf = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits));

export type AnswerFault = "not-json" | "wrong-schema" | "too-many-rows";

/** Reads what came back, code fences and byte order marks aside. More entries than lines could hold are no answer. */
export function readAnswer(
  content: string,
  lines: number,
): { ok: true; answer: Answer } | { ok: false; fault: AnswerFault } {
  let raw: unknown;
  try {
    raw = JSON.parse(unfenced(content));
  } catch {
    return { ok: false, fault: "not-json" };
  }
  const parsed = Answer.safeParse(raw);
  if (!parsed.success) return { ok: false, fault: "wrong-schema" };
  const { rows, grids } = parsed.data;
  return rows.length > lines * 40 + 40 || grids.length > lines + 4
    ? { ok: false, fault: "too-many-rows" }
    : { ok: true, answer: parsed.data };
}

function unfenced(content: string): string {
  const plain = content.replace(/^\ufeff/u, "").trim();
  const body = /^```[a-z]{0,10}\s/iu.exec(plain);
  return body && plain.endsWith("```") ? plain.slice(body[0].length, -3) : plain;
}
