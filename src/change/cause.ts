/** Who made a difference: the supplier, whose bytes are other ones, or our rules, which read the same bytes anew. */
import type { Reading } from "../model/reading.js";

export type Cause = "source" | "reader";

export function causeOf(before: Reading, after: Reading): Cause {
  return before.snapshot !== null && before.snapshot === after.snapshot ? "reader" : "source";
}
