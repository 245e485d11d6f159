/** Whether a name is said only where nothing is believed. */
import { overlaps, type Span } from "../../model/span.js";

/** Whether the words stand somewhere in the text, and everywhere only inside these spans. */
export function namedOnlyIn(text: string, name: string, spans: readonly Span[]): boolean {
  if (spans.length === 0 || name.trim() === "") return false;
  const low = lowerCased(text);
  const wanted = name.trim().toLowerCase();
  let inside = false;
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + wanted.length)) {
    const place = { start: at, end: at + wanted.length };
    if (!spans.some((span) => overlaps(span, place))) return false;
    inside = true;
  }
  return inside;
}

let lastText = "";
let lastLow = "";

/** The same length as the text, whatever a capital's small letter takes. */
function lowerCased(text: string): string {
  if (text !== lastText) {
    const low = text.toLowerCase();
    [lastText, lastLow] = [
      text,
      low.length === text.length
        ? low
        : text.replace(/\p{Lu}/gu, (sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)),
    ];
  }
  return lastLow;
}
