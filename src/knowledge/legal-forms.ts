/**
 * Legal forms of companies, as suppliers write them.
 *
 * Shape   countries is empty where a form is used in too many to say. Spellings keep their capitals: "AS" is a form, "as" is a word.
 * Source  data/legal-forms.json says its own.
 */
import { z } from "zod";
import { lazyData } from "./load.js";

const words = z.array(z.string().min(1));

export const legalForms = lazyData(
  "legal-forms.json",
  z.strictObject({
    source: z.string(),
    /** Words with a capital that stand before a company's name and do not belong to it. */
    not_a_name: words,
    /** Small words inside a company's name. */
    connectors: words,
    forms: z.array(
      z.strictObject({
        form: z.string(),
        countries: z.array(z.string().length(2)),
        written: words,
        before: z.boolean(),
      }),
    ),
  }),
);
