/** How a failure looks to a person: what could not be done, then what to do about it. A bug shows where it happened. */
import { UnderlagError } from "../errors.js";
import { printable } from "../views/terminal/printable.js";

/** Prints it to standard error and gives the exit code. */
export function reportFailure(error: unknown): number {
  if (!(error instanceof UnderlagError)) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.stderr.write("This is a bug in underlag: please report it with the lines above\n");
    return 1;
  }
  process.stderr.write(`${failureLine(error.message, error.toFailure().remedy)}\n`);
  return error.code.startsWith("usage/") ? 2 : 1;
}

export const failureLine = (message: string, remedy: string): string => printable(`${message}. ${remedy}`);
