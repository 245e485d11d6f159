/**
 * Words for the grounds on which data may leave the EEA, and what whole cells of such a column mean.
 *
 * Source  data/transfers.json says its own.
 */
import { z } from "zod";
import { TransferMechanism } from "../model/entry.js";
import { lazyData } from "./load.js";

const words = z.array(z.string().min(1));

export const transferWords = lazyData(
  "transfers.json",
  z.strictObject({
    source: z.string(),
    /** Abbreviations that count only in capitals. */
    capitals: words,
    mechanisms: z.partialRecord(TransferMechanism, words),
    /** Ways to cite Article 46(2)(c), the standard clauses, behind the word for "article". */
    scc_articles: words,
    /** Words after "consent" that make it something else. */
    no_mechanism_after: words,
    cells: z.strictObject({ none_needed: words, within: words, not_stated: words }),
  }),
);
