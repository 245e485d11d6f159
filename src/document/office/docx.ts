/**
 * Word documents: mammoth's HTML, then the blocks of the HTML reader.
 *
 * Shape   The text as it would be printed after all changes are accepted: what was deleted or moved away is gone. Footnotes
 *         stand at the end. Page headers, pictures, macros and linked files are not looked at.
 *         An origin is the element path in mammoth's HTML.
 * Errors  document/broken, document/encrypted, document/too-complex.
 */
import mammoth from "mammoth";
import { UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import { parseHtml } from "../html/parse.js";
import { TreeWalker } from "../html/walk.js";
import type { ReadOptions } from "../reader.js";
import { wellFormed } from "./xml.js";
import { packStored, Zip } from "./zip.js";

export const DOCX_READER = { name: "docx", version: "1" };

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='heading 7'] => h6:fresh",
  "p[style-name='heading 8'] => h6:fresh",
  "p[style-name='heading 9'] => h6:fresh",
];

export async function readDocx(snapshot: Snapshot, mediaType: string, options: ReadOptions): Promise<Document> {
  const zip = new Zip(snapshot.bytes, snapshot.fileName);
  const html = await htmlOf(zip, snapshot.fileName);
  const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: DOCX_READER });
  const tree = parseHtml(`<!doctype html><html><body>${html}</body></html>`, options.limits);
  for (const { code, message } of tree.warnings) builder.warn(code, message);
  if (tree.body) {
    const walker = new TreeWalker(
      builder,
      tree.body,
      (element, start, end) => ({ kind: "html", path: element.path, start, end }),
      options.limits,
    );
    walker.walk(tree.body);
    builder.title = titleOf(zip) ?? walker.firstHeading;
  }
  builder.declaredLanguage = languageOf(zip);
  if (zip.names.some((name) => /vbaProject/u.test(name)))
    builder.warn("office-macros", "The document holds macros: they were not looked at");
  return builder.finish();
}

async function htmlOf(zip: Zip, name: string): Promise<string> {
  const parts = safeParts(zip);
  if (!parts.has("word/document.xml") && ![...parts.keys()].some((part) => /^word\/document\d*\.xml$/u.test(part)))
    throw new UnderlagError("document/broken", `Cannot read "${name}": it has no document part`, { name });
  try {
    const noPicture = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
    const result = await mammoth.convertToHtml(
      { buffer: packStored(parts) },
      { styleMap: STYLES, convertImage: noPicture, externalFileAccess: false, includeEmbeddedStyleMap: false },
    );
    return result.value;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new UnderlagError("document/broken", `Cannot read "${name}" as a Word document: ${detail}`, { name }, error);
  }
}

const NEEDED =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:(?:document|styles|numbering|footnotes|endnotes)\d{0,3}\.xml|_rels\/[^/]{1,60}\.rels))$/u;

/** The XML parts, checked, with moved text accepted; no pictures, fonts or macros. */
function safeParts(zip: Zip): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  for (const part of zip.names) {
    if (!NEEDED.test(part)) continue;
    const xml = zip.xml(part);
    if (xml === null) continue;
    const whole = wellFormed(xml);
    parts.set(part, Buffer.from(/^word\/(?:document|footnotes|endnotes)/u.test(part) ? accepted(whole) : whole));
  }
  return parts;
}

/** What was moved away goes, what was moved here stays: mammoth knows insertions and deletions only. */
function accepted(xml: string): string {
  if (!xml.includes("<w:move")) return xml;
  return xml
    .split("<w:moveFrom ")
    .map((piece, at) => (at === 0 ? piece : afterFirst(piece, "</w:moveFrom>")))
    .join("")
    .replaceAll(/<w:moveTo(?= )/gu, "<w:ins")
    .replaceAll("</w:moveTo>", "</w:ins>");
}

function afterFirst(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at < 0 ? text : text.slice(at + mark.length);
}

function titleOf(zip: Zip): string | null {
  const found = /<dc:title>([^<]{1,500})<\/dc:title>/u.exec(zip.xml("docProps/core.xml") ?? "")?.[1]?.trim();
  return found ? withoutEntities(found) : null;
}

const withoutEntities = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

function languageOf(zip: Zip): string | null {
  return /<w:lang [^>]{0,200}?w:val="([A-Za-z-]{2,12})"/u.exec(zip.xml("word/styles.xml") ?? "")?.[1] ?? null;
}
