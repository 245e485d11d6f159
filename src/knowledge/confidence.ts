/**
 * How often a reading of each layout was right in every field, from data/confidence.json.
 *
 * Source  scripts/confidence.mjs counts it on the labelled documents; nothing here is guessed. A layout that was met seldom
 *         stands near the rate of all.
 */
import { z } from "zod";
import { lazyData } from "./load.js";

const Counts = z.strictObject({ entries: z.int().min(0), named: z.int().min(0), whole: z.int().min(0) });
const ConfidenceFile = z.strictObject({ source: z.string(), methods: z.record(z.string(), Counts) });

const file = lazyData("confidence.json", ConfidenceFile);
/** Entries of the overall rate that each layout is mixed with. */
const WEIGHT = 5;

/** 0 to 1. */
export function measuredConfidence(method: string): number {
  const { methods } = file();
  const all = Object.values(methods).reduce(
    (sum, own) => ({ entries: sum.entries + own.entries, whole: sum.whole + own.whole }),
    { entries: 0, whole: 0 },
  );
  const rate = all.entries > 0 ? all.whole / all.entries : 0.5;
  const own = methods[method] ?? { entries: 0, whole: 0 };
  return (own.whole + WEIGHT * rate) / (own.entries + WEIGHT);
}
