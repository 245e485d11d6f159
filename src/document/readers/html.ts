/**
 * HTML pages.
 *
 * Shape   decode → tree (html/parse) → blocks (html/walk). A page without a title takes its first h1.
 * Errors  document/too-complex from the caps; everything else that is broken is read as browsers do.
 */
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import { decode } from "../charset.js";
import type { OriginMaker } from "../html/block-writer.js";
import { SHELL_LENGTH, writeEmbedded } from "../html/embedded.js";
import { parseHtml } from "../html/parse.js";
import type { HtmlElement } from "../html/tree.js";
import { TreeWalker } from "../html/walk.js";
import type { DocumentLimits, DocumentReader, ReadOptions } from "../reader.js";

export const htmlReader: DocumentReader = {
  name: "html",
  version: "1",
  mediaTypes: ["text/html"],
  read(snapshot: Snapshot, mediaType: string, { limits }: ReadOptions): Document {
    const { text: source, warnings } = decode(snapshot.bytes, snapshot.contentType);
    const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: { name: "html", version: "1" } });
    const tree = parseHtml(source, limits);
    for (const { code, message } of [...warnings, ...tree.warnings]) builder.warn(code, message);
    builder.declaredLanguage = tree.language;
    builder.title = tree.title || null;
    if (tree.body !== null) writeBody(builder, tree.body, limits);
    if (builder.position < SHELL_LENGTH) writeEmbedded(builder, tree);
    return builder.finish();
  },
};

function writeBody(builder: DocumentBuilder, body: HtmlElement, limits: DocumentLimits): void {
  const origin: OriginMaker = (element, start, end) => ({ kind: "html", path: element.path, start, end });
  const walker = new TreeWalker(builder, body, origin, limits);
  walker.walk(body);
  builder.title ??= walker.firstHeading;
}
