/** Words whose coming and going is no news, from data/quiet-words.json. */
import { z } from "zod";
import { lazyData } from "./load.js";

const words = z.array(z.string().min(1));

export const quietWords = lazyData(
  "quiet-words.json",
  z.strictObject({
    source: z.string(),
    /** Conjunctions and articles, in small letters. */
    small_words: words,
    /** Last part of the web addresses that lists write out, in small letters. */
    site_endings: words,
    /** What a page writes beside a link, in small letters. */
    link_notes: words,
  }),
);
