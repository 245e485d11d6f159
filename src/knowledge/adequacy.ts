/**
 * Which countries belong to the EEA, and which others the European Commission has found adequate, from when until when.
 *
 * Shape   scope says how far a decision reaches: the whole country, part of its economy, or only organisations certified
 *         under a framework (the USA). A decision that fell keeps its row with valid_to: old lists still speak of it.
 * Source  data/adequacy.json names it.
 */
import { z } from "zod";
import { lazyData } from "./load.js";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

const AdequacyFile = z.strictObject({
  source: z.string().min(1),
  eea: z.record(z.string(), z.array(z.string().length(2))),
  decisions: z.array(
    z.strictObject({
      country: z.string().length(2),
      valid_from: day,
      valid_to: day.nullable(),
      scope: z.enum(["whole", "partial", "certified"]),
      framework: z.string().nullable(),
      reference: z.string().min(1),
    }),
  ),
});
export type AdequacyDecision = z.infer<typeof AdequacyFile>["decisions"][number];

const file = lazyData("adequacy.json", AdequacyFile);

export const adequacyDecisions = (): readonly AdequacyDecision[] => file().decisions;

/** ISO codes of the members of the EEA, with the territories that belong to one of them. */
export const eeaCountries = (): ReadonlySet<string> => (members ??= new Set(Object.values(file().eea).flat()));
let members: ReadonlySet<string> | undefined;
