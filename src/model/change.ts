/** What differs between two readings of one list, and who made the difference. */
import { z } from "zod";
import { Evidence } from "./entry.js";

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);

export const Change = z
  .strictObject({
    kind: z.enum(["added", "removed", "changed"]),
    name: z.string().nullable().describe("Name (or, where withheld, service) of the entry; the newer one for a rename"),
    key: z.string().nullable().describe("Key of the entry in the newer reading, or in the older where removed"),
    field: z.string().nullable().describe("For changed: the field"),
    before: value,
    after: value,
    cause: z.enum(["source", "reader"]).describe("The supplier's bytes changed, or only our rules"),
    severity: z.enum(["high", "medium", "low"]),
    reason: z.string().nullable().describe("Why the severity, e.g. new transfer outside the EEA"),
    evidence_before: z.array(Evidence),
    evidence_after: z.array(Evidence),
  })
  .describe("One difference between two readings of one list");
export type Change = z.infer<typeof Change>;

export const COMPARISON_STATUSES = ["compared", "same", "list_not_found"] as const;
export const Comparison = z.strictObject({
  from: z.string(),
  to: z.string(),
  status: z.enum(COMPARISON_STATUSES),
  changes: z.array(Change),
});
export type Comparison = z.infer<typeof Comparison>;
