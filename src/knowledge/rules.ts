/**
 * The version of the rules: a reading made by another version may differ although the document is the same.
 *
 * Why     A refresh reads its stored snapshots again when the version has grown, and says of what then differs that the reader
 *         changed and not the supplier. A version that somebody forgets to raise turns a better rule into the supplier's news.
 * Source  data/rules.json, written by `npm run rules`; test/rules.test.ts fails while the readings of our documents are
 *         others than those that the version was written for.
 */
import { z } from "zod";
import { lazyData } from "./load.js";

export const RulesFile = z.strictObject({
  version: z.string().regex(/^[1-9]\d*$/u),
  /** sha256 of what is read from samples/ and the held-out documents. */
  readings: z.string().regex(/^[0-9a-f]{64}$/u),
});

const file = lazyData("rules.json", RulesFile);

export const rulesVersion = (): string => file().version;
