/**
 * Standard output and standard error.
 *
 * Shape   Results go out whole and wait for a slow reader; a reader that leaves early (head) ends the program quietly.
 *         Words from documents are hostile: on a terminal they lose their control characters.
 */
import { once } from "node:events";
import { styleText } from "node:util";
import { printable } from "../views/terminal/printable.js";

/** Writes a line of data to standard output; on a terminal without control characters. */
export const print = (text: string): Promise<void> => printStyled(process.stdout.isTTY ? printable(text) : text);

/** Writes words whose documents' parts are clean already, styles and all. */
export async function printStyled(text: string): Promise<void> {
  if (!process.stdout.write(`${text}\n`)) await once(process.stdout, "drain");
}

/** Bold on a terminal that wants it. */
export const bold = (text: string): string => (mayColour() ? styleText("bold", text, { validateStream: false }) : text);

/** Words for people. */
export function say(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

export function quietOnBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
      throw error;
    });
}

/** Columns of the terminal; 120 where there is none, unless COLUMNS says so. */
export function terminalWidth(): number {
  const given = Number(process.env.COLUMNS);
  return process.stdout.columns ?? (given > 20 ? given : 120);
}

/** Whether standard output takes colours: a terminal, and nobody said no. */
export const mayColour = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;

export interface Progress {
  step(what: string): void;
  end(): void;
}

/** One line on standard error that is written over; nothing at all without a terminal, or where it is not wanted. */
export function progress(quiet: boolean): Progress {
  if (quiet || !process.stderr.isTTY) return { step: () => {}, end: () => {} };
  let count = 0;
  let last = 0;
  return {
    step(what) {
      count++;
      if (Date.now() - last < 50) return;
      last = Date.now();
      const line = printable(`${count} read, ${what}`).slice(0, (process.stderr.columns ?? 80) - 1);
      process.stderr.write(`\r\u001b[K${line}`);
    },
    end() {
      if (count > 0) process.stderr.write("\r\u001b[K");
    },
  };
}
