/** Words of one block on their way into the document, with the links that they carry. */
import type { Origin } from "../model/span.js";
import type { DocumentBuilder } from "./builder.js";
import { composed } from "./composed.js";

export interface Run {
  readonly text: string;
  readonly links: readonly { readonly start: number; readonly end: number; readonly href: string }[];
}

/** Words without white space are measured in pieces of this length. */
const LONGEST_PIECE = 4000;

/** Only addresses of the web and of mail are kept; nothing is ever fetched from here. */
export const isAddress = (href: string): boolean => /^(?:https?:\/\/|mailto:)/i.test(href.trim());

export function writeRun(builder: DocumentBuilder, run: Run, origin: Origin): void {
  const start = builder.position;
  builder.write(run.text, origin);
  recordLinks(builder, run, start);
}

/** Links of a run whose first word stands at start. Composed letters (NFC) may have made the text shorter than the run. */
export function recordLinks(builder: DocumentBuilder, run: Run, start: number): void {
  if (run.links.length === 0) return;
  const place = composed(run.text).length === run.text.length ? (at: number) => start + at : placeIn(run.text, start);
  for (const link of run.links)
    builder.link({ start: place(link.start), end: Math.min(place(link.end), builder.position) }, link.href);
}

/** Places to be asked for from left to right: what stands before the last white space is never measured again. */
function placeIn(text: string, start: number): (at: number) => number {
  let measured = 0;
  let length = start;
  return (at) => {
    const piece = text.slice(measured, at);
    const cut = piece.length > LONGEST_PIECE ? piece.length : piece.lastIndexOf(" ") + 1;
    measured += cut;
    length += composed(piece.slice(0, cut)).length;
    return length + composed(piece.slice(cut)).length;
  };
}
