/** Words of one block on their way into the document, with the links that they carry. */
import type { Origin } from "../model/span.js";
import type { DocumentBuilder } from "./builder.js";

export interface Run {
  readonly text: string;
  readonly links: readonly { readonly start: number; readonly end: number; readonly href: string }[];
}

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
  const same = run.text.normalize("NFC").length === run.text.length;
  const place = (at: number): number => start + (same ? at : run.text.slice(0, at).normalize("NFC").length);
  for (const link of run.links)
    builder.link({ start: place(link.start), end: Math.min(place(link.end), builder.position) }, link.href);
}
