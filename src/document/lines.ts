/** A decoded text as lines, the way the text and Markdown readers want it. */
import type { Warning } from "../model/document.js";
import type { Origin } from "../model/span.js";
import { decode } from "./charset.js";

export interface Line {
  readonly text: string;
  /** From 1, as editors count. */
  readonly number: number;
}

export interface Lines {
  readonly lines: readonly Line[];
  readonly text: string;
  readonly warnings: readonly Warning[];
}

export function readLines(bytes: Uint8Array, contentType: string | null): Lines {
  const decoded = decode(bytes, contentType);
  const warnings = [...decoded.warnings];
  let text = decoded.text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(/[\f\v]/g, " ");
  if (text.includes("\0")) {
    text = text.replaceAll("\0", "");
    warnings.push({ code: "nul-dropped", message: "NUL characters were left out" });
  }
  if (text.startsWith("\ufeff")) text = text.slice(1);
  const lines = text.split("\n").map((line, index) => ({ text: line, number: index + 1 }));
  return { lines, text, warnings };
}

export const isBlank = (text: string): boolean => text.trim() === "";

export const originOfLine = (line: number): Origin => ({ kind: "text", line });
