/**
 * The part of a text that is looked at: never more than a few thousand letters, however long the document is.
 *
 * Shape   Start, middle and end, because an agreement often opens in one language and annexes its list in another.
 *         Cuts stand at white space, so that no word is halved.
 * Unit    UTF-16 code units, as everywhere.
 */
import { isSpace } from "../model/span.js";

export const SAMPLE_UNITS = 3_600;
/** How far a cut may move to reach white space; text without any is cut where it is. */
const REACH = 40;

/** Addresses of the web and of mail say nothing of the language around them. */
const ADDRESS = /(?:https?:\/\/|www\.)\S+|[^\s@]{1,64}@\S+/giu;

export function sampleText(text: string, units = SAMPLE_UNITS): string {
  if (text.length <= units) return text.replace(ADDRESS, " ");
  const part = Math.floor(units / 3);
  const middle = Math.floor((text.length - part) / 2);
  return [cut(text, 0, part), cut(text, middle, middle + part), cut(text, text.length - part, text.length)]
    .join(" ")
    .replace(ADDRESS, " ");
}

/** The stretch with its edges moved inwards to the nearest white space. */
export function cut(text: string, start: number, end: number): string {
  return text.slice(start === 0 ? 0 : forward(text, start), end >= text.length ? text.length : backward(text, end));
}

function forward(text: string, start: number): number {
  for (let at = start; at < start + REACH && at < text.length; at++) if (isSpace(text.charCodeAt(at))) return at;
  return start;
}

function backward(text: string, end: number): number {
  for (let at = end; at > end - REACH && at > 0; at--) if (isSpace(text.charCodeAt(at))) return at;
  return end;
}
