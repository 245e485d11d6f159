/**
 * pdf.js, opened so that nothing in a document can run, load or draw.
 *
 * Shape   Fonts are read for their widths and characters only; pictures above a few pixels are left out, because a page is
 *         never painted here; scripts, forms and links are never followed.
 * Errors  document/encrypted, document/broken. pdf.js repairs broken cross-reference tables itself.
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { UnderlagError } from "../../errors.js";
import { getDocument, type PDFDocumentProxy, PDFWorker, WorkerMessageHandler } from "./engine.js";
import { Port } from "./port.js";

const home = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));

/** A picture of so many pixels may still be a drawn line; a larger one is a picture. */
const LARGEST_DRAWN_PIXELS = 16;

export interface OpenPdf {
  readonly pdf: PDFDocumentProxy;
  close(): Promise<void>;
}

export async function openPdf(bytes: Uint8Array, password: string | undefined, name: string): Promise<OpenPdf> {
  const port = new Port();
  WorkerMessageHandler.initializeFromPort(port);
  const worker = new PDFWorker({ port: port as never, verbosity: 0 });
  const task = getDocument({
    // a copy, because pdf.js takes the buffer away from whoever gives it, and a plain one, because it refuses a Buffer
    data: new Uint8Array(bytes),
    worker,
    // a window that claims to show fonts is handed none (see port.ts); without one, each font would be written out as base64
    ownerDocument: { fonts: true } as never,
    ...(password === undefined ? {} : { password }),
    cMapUrl: `${join(home, "cmaps")}/`,
    cMapPacked: true,
    disableFontFace: false,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    stopAtErrors: false,
    maxImageSize: LARGEST_DRAWN_PIXELS,
    verbosity: 0,
  });
  const close = async () => {
    await task.destroy();
    worker.destroy();
  };
  try {
    return { pdf: await task.promise, close };
  } catch (error) {
    await close().catch(() => {});
    throw failureOf(error, password, name);
  }
}

function failureOf(error: unknown, password: string | undefined, name: string): UnderlagError {
  const kind = error instanceof Error ? error.name : "";
  if (kind === "PasswordException") {
    const why = password === undefined ? "is encrypted" : "does not open with the given password";
    return new UnderlagError("document/encrypted", `Cannot read "${name}": it ${why}`, { name }, error);
  }
  const detail = error instanceof Error ? error.message : String(error);
  return new UnderlagError("document/broken", `Cannot read "${name}" as PDF: ${detail}`, { name }, error);
}
