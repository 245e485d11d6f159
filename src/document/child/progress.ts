/** Word from the child that it works on something that takes its time for a good reason: its clock starts again. */
export const CHILD_MARK = "UNDERLAG_READER_CHILD";

export function stillBusy(): void {
  if (process.env[CHILD_MARK] === "1") process.send?.({ kind: "busy" });
}
