/** What a document says that the rules could not read, when no model was asked. */
import { failureFacts } from "../../errors.js";
import type { Warning } from "../../model/document.js";

export const offWarning = (): Warning => ({
  code: "llm/off",
  message: `Cannot read by rules all that looks like a list of sub-processors, and no language model was asked. ${failureFacts("llm/off").remedy}`,
});
