/**
 * Messages (.eml) and saved pages (.mhtml).
 *
 * Shape   The subject is the title. Of a message's text and HTML the one that says more is read, of a saved page the HTML.
 *         Each attached document follows under a heading with its file name; pictures and other files are named in a warning.
 *         Origins are those of the parts: lines of the text, element paths of the HTML, pages of an attached PDF.
 * Errors  document/broken; an attachment that cannot be read is a warning, and the rest is read.
 */
import PostalMime, { type Attachment, type Email } from "postal-mime";
import { UnderlagError } from "../../errors.js";
import type { Document } from "../../model/document.js";
import type { Snapshot } from "../../model/snapshot.js";
import { DocumentBuilder } from "../builder.js";
import { readDocument } from "../read.js";
import type { ReadOptions } from "../reader.js";
import { htmlReader } from "../readers/html.js";
import { textReader } from "../readers/text.js";

export const MAIL_READER = { name: "mail", version: "1" };
const MOST_ATTACHMENTS = 20;
/** Messages inside messages. */
const DEEPEST = 3;

export async function readMail(
  snapshot: Snapshot,
  mediaType: string,
  options: ReadOptions,
  depth = 0,
): Promise<Document> {
  const builder = new DocumentBuilder({ snapshot: snapshot.hash, mediaType, reader: MAIL_READER });
  const mail = await parse(snapshot);
  builder.title = mail.subject?.trim() || null;
  const body = await bodyOf(mail, mediaType, snapshot, options);
  if (body) {
    builder.append(body);
    builder.title ??= body.title;
    builder.declaredLanguage = body.declaredLanguage;
  }
  const attached = mail.attachments.filter((one) => one.disposition === "attachment" || !one.related);
  if (mediaType === "message/rfc822") await appendAttached(builder, attached, snapshot, options, depth);
  return builder.finish();
}

async function parse(snapshot: Snapshot): Promise<Email> {
  try {
    return await PostalMime.parse(snapshot.bytes, { maxNestingDepth: 40, forceRfc822Attachments: true });
  } catch (error) {
    const { fileName } = snapshot;
    const detail = error instanceof Error ? error.message : String(error);
    throw new UnderlagError(
      "document/broken",
      `Cannot read "${fileName}" as a message: ${detail}`,
      { fileName },
      error,
    );
  }
}

async function bodyOf(
  mail: Email,
  mediaType: string,
  snapshot: Snapshot,
  options: ReadOptions,
): Promise<Document | null> {
  const saved = mediaType !== "message/rfc822";
  const html = mail.html ? await htmlReader.read(part(snapshot, mail.html, "body.html"), "text/html", options) : null;
  if (html && (saved || !mail.text)) return html;
  const text = mail.text ? await textReader.read(part(snapshot, mail.text, "body.txt"), "text/plain", options) : null;
  if (!html || !text) return html ?? text;
  // a plain part is often only "your program cannot show this message"; equal words are better read with their tables
  return html.text.length >= 0.6 * text.text.length ? html : text;
}

function part(snapshot: Snapshot, words: string, fileName: string): Snapshot {
  return { ...snapshot, bytes: Buffer.from(repaired(words)), contentType: null, fileName };
}

/** Node 20 decodes windows-1252 as if 0x80 to 0x9F were control characters (nodejs/node#60888). */
function repaired(words: string): string {
  return words.replaceAll(/[\u0080-\u009f]/gu, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}
const WINDOWS_1252 = [..."€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"];

async function appendAttached(
  builder: DocumentBuilder,
  attached: readonly Attachment[],
  snapshot: Snapshot,
  options: ReadOptions,
  depth: number,
): Promise<void> {
  for (const [at, attachment] of attached.entries()) {
    const name = attachment.filename ?? `attachment ${at + 1}`;
    if (at >= MOST_ATTACHMENTS) {
      builder.warn(
        "attachments-left-out",
        `Only the first ${MOST_ATTACHMENTS} of ${attached.length} attachments were read`,
      );
      return;
    }
    try {
      const document = await readAttached(attachment, name, snapshot, options, depth);
      builder.block({ kind: "heading", level: 1 }, false, () =>
        builder.write(name, document.origins[0]?.origin ?? null),
      );
      builder.append(document);
    } catch (error) {
      if (!(error instanceof UnderlagError)) throw error;
      builder.warn("attachment-unread", `The attachment "${name}" was not read: ${error.message}`);
    }
  }
}

async function readAttached(
  attachment: Attachment,
  name: string,
  snapshot: Snapshot,
  options: ReadOptions,
  depth: number,
): Promise<Document> {
  const { content } = attachment;
  const bytes = typeof content === "string" ? Buffer.from(content) : new Uint8Array(content);
  const inner: Snapshot = { ...snapshot, bytes, contentType: attachment.mimeType, fileName: name, source: name };
  if (attachment.mimeType !== "message/rfc822") return readDocument(inner, options);
  if (depth >= DEEPEST)
    throw new UnderlagError("document/too-complex", `Cannot read "${name}": messages inside messages inside messages`);
  return readMail(inner, "message/rfc822", options, depth + 1);
}
