/** The child process: takes one document after the other until its parent goes. */
import { UnderlagError } from "../../errors.js";
import type { Answer, Task } from "./messages.js";
import { WORK } from "./work.js";

process.on("message", (task: Task) => {
  void answer(task).then((reply) => process.send?.(reply));
});
// the parent has gone: nobody waits for an answer
process.on("disconnect", () => process.exit(0));
// Ctrl-C goes to the whole group; the parent decides when its children end
process.on("SIGINT", () => {});

// pdf.js leaves promises behind that fail when nobody waits for them; the reading that they belong to ends by itself
process.on("unhandledRejection", () => {});

async function answer({ work, snapshot, mediaType, options }: Task): Promise<Answer> {
  try {
    return { kind: "document", document: await (await WORK[work]())(snapshot, mediaType, options) };
  } catch (error) {
    if (error instanceof UnderlagError)
      return { kind: "failure", code: error.code, message: error.message, facts: { ...error.facts } };
    const bug = error instanceof Error ? error : new Error(String(error));
    return { kind: "bug", message: bug.message, stack: bug.stack ?? "" };
  }
}
