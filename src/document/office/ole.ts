/**
 * The older container of office files: read no further than to say what it is.
 *
 * Errors  document/encrypted for a password-protected .docx or .xlsx, which is wrapped in this container;
 *         document/unknown-format for .doc, .xls, .ppt and .msg.
 * Source  [MS-CFB] 2.6.1: names of streams stand in the directory as UTF-16LE.
 */
import { UnderlagError } from "../../errors.js";
import type { Snapshot } from "../../model/snapshot.js";

export function refuseOle({ bytes, fileName }: Snapshot): never {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (stream: string) => buffer.includes(Buffer.from(stream, "utf16le"));
  if (holds("EncryptedPackage"))
    throw new UnderlagError("document/encrypted", `Cannot read "${fileName}": it is protected by a password`, {
      fileName,
    });
  const what = holds("WordDocument")
    ? "an old Word document (.doc)"
    : holds("Workbook")
      ? "an old workbook (.xls)"
      : "an old office file";
  throw new UnderlagError("document/unknown-format", `Cannot read "${fileName}": it is ${what}`, { fileName });
}
