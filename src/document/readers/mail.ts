/** Messages and saved pages. Their attachments are heavy, so that they run in a child process: document/mail/read.ts. */
import { runHeavy } from "../child/run.js";
import type { DocumentReader } from "../reader.js";

export const mailReader: DocumentReader = {
  name: "mail",
  version: "1",
  mediaTypes: ["message/rfc822", "multipart/related"],
  read: (snapshot, mediaType, options) => runHeavy("mail", snapshot, mediaType, options),
};
