/**
 * pdf.js itself: the one place that loads it.
 *
 * Shape   pdf.js's build for Node 20 brings core-js with it, which replaces some built-ins of the whole process by copies that
 *         agree with the standard in a corner where V8 did not: push on an array whose length is frozen. Its push takes a fifth of
 *         the time of a reading, here and in everything that runs afterwards, so the built-in ones are put back.
 * Source  pdfjs-dist 5.4.296, pinned exactly; https://github.com/zloirock/core-js, es.array.push and es.json.parse.
 */

export type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** The half of pdf.js that parses, which in a browser would run in a worker. Its types are not published. */
interface Parser {
  readonly WorkerMessageHandler: { initializeFromPort(port: unknown): void };
}

const builtIn = { push: Array.prototype.push, parse: JSON.parse };
export const { getDocument, OPS, PDFWorker } = await import("pdfjs-dist/legacy/build/pdf.mjs");
// @ts-expect-error: pdf.js publishes no types for this half
const parser: Parser = await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
export const { WorkerMessageHandler } = parser;
Array.prototype.push = builtIn.push;
JSON.parse = builtIn.parse;
