/**
 * The part of a text that is looked at: never more than a few thousand letters, however long the document is.
 *
 * Shape   Start, middle and end, because an agreement often opens in one language and annexes its list in another.
 *         Cuts stand at white space, so that no word is halved.
 * Unit    UTF-16 code units, as everywhere.
 */
import { isSpace } from "../model/span.js";

export const SAMPLE_UNITS = 2_400;
/** How far a cut may move to reach white space; text without any is cut where it is. */
const REACH = 40;

/** Addresses of the web and of mail say nothing of the language around them. */
const MARKS_OF_ADDRESS = ["@", "://", "www."];

export function sampleText(text: string, units = SAMPLE_UNITS): string {
  if (text.length <= units) return withoutAddresses(text);
  const part = Math.floor(units / 3);
  const middle = Math.floor((text.length - part) / 2);
  const parts = [cut(text, 0, part), cut(text, middle, middle + part), cut(text, text.length - part, text.length)];
  return withoutAddresses(parts.join(" "));
}

/** The stretch with its edges moved inwards to the nearest white space. */
export function cut(text: string, start: number, end: number): string {
  const from = start <= 0 ? 0 : nextSpace(text, start, 1);
  return text.slice(from, end >= text.length ? text.length : nextSpace(text, end, -1));
}

function nextSpace(text: string, from: number, step: 1 | -1): number {
  for (let moved = 0, at = from; moved < REACH && at > 0 && at < text.length; moved++, at += step)
    if (isSpace(text.charCodeAt(at))) return at;
  return from;
}

function withoutAddresses(text: string): string {
  if (!MARKS_OF_ADDRESS.some((mark) => text.includes(mark))) return text;
  return text
    .split(/\s/u)
    .filter((word) => !MARKS_OF_ADDRESS.some((mark) => word.includes(mark)))
    .join(" ");
}
