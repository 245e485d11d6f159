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
import { parseHtml } from "../html/parse.js";
import { TreeWalker } from "../html/walk.js";
import type { DocumentReader, ReadOptions } from "../reader.js";

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
    if (tree.body === null) return builder.finish();
    const walker = new TreeWalker(
      builder,
      tree.body,
      (element, start, end) => ({ kind: "html", path: element.path, start, end }),
      limits,
    );
    walker.walk(tree.body);
    builder.title = tree.title || walker.firstHeading;
    return builder.finish();
  },
};
