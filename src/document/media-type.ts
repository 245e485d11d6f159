/**
 * What a file is: its bytes first, what the server said second, its extension last.
 *
 * Shape   A media type that a reader is registered for, or null for bytes that are no document we know.
 * Source  WHATWG MIME Sniffing for the signatures; zip containers by the names of their entries.
 */
import type { Snapshot } from "../model/snapshot.js";
import { decode } from "./charset.js";

export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
export const ODS = "application/vnd.oasis.opendocument.spreadsheet";
export const OLE = "application/x-ole-storage";

/** How much of a file is looked at. */
const WINDOW = 8192;

export function detectMediaType(snapshot: Snapshot): string | null {
  const bytes = Buffer.from(snapshot.bytes.buffer, snapshot.bytes.byteOffset, snapshot.bytes.byteLength);
  const container = detectContainer(bytes);
  if (container !== undefined) return container;
  const head = decode(bytes.subarray(0, WINDOW), snapshot.contentType).text;
  if (looksBinary(head)) return null;
  return detectTextual(head, snapshot);
}

/** undefined: no container, so it may be text; null: a binary format we do not read. */
function detectContainer(bytes: Buffer): string | null | undefined {
  const head = bytes.toString("latin1", 0, 1024);
  if (head.includes("%PDF-")) return looksLikePdf(bytes, head) ? "application/pdf" : undefined;
  if (head.startsWith("PK\u0003\u0004")) return detectZip(bytes);
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) return OLE;
  return BINARY_SIGNATURES.some((signature) => head.startsWith(signature)) ? null : undefined;
}

const BINARY_SIGNATURES = [
  "\u0089PNG",
  "\u00ff\u00d8\u00ff",
  "GIF8",
  "\u001f\u008b",
  "7z\u00bc\u00af",
  "Rar!",
  "\u007fELF",
  "MZ\u0090",
  "{\\rtf",
  "SQLite format 3",
  "BZh9",
  "OggS",
  "ID3",
];

/** The mark at the start, or after rubbish where objects follow. A page that writes about PDFs is no PDF. */
function looksLikePdf(bytes: Buffer, head: string): boolean {
  const at = head.indexOf("%PDF-");
  if (!/^%PDF-\d/.test(head.slice(at, at + 6))) return false;
  return at < 8 || bytes.toString("latin1", at, at + WINDOW).includes(" obj");
}

function detectZip(bytes: Buffer): string | null {
  const names = bytes.toString("latin1", 0, WINDOW) + bytes.toString("latin1", Math.max(0, bytes.length - 65_536));
  if (names.includes("word/")) return DOCX;
  if (names.includes("xl/")) return XLSX;
  return names.includes("opendocument.spreadsheet") ? ODS : null;
}

/** Control characters that no text has; NUL is forgiven up to one in a hundred, for it is dropped. */
function looksBinary(head: string): boolean {
  let controls = 0;
  for (let index = 0; index < head.length; index++) {
    const code = head.charCodeAt(index);
    if (code === 0xfffd || code === 0x7f || (code < 32 && !(code >= 9 && code <= 13) && code !== 27)) controls++;
  }
  return controls > Math.max(4, head.length * 0.02);
}

const HTML_START =
  /^[\s\ufeff]{0,500}(?:<!doctype\s+html|<(?:html|head|body|title|meta|table|div|main|article|section|h[1-6]|p|ul|ol|dl|script|style|link|center|font|span|a|b|br|nav|header|form)(?=[\s>/]))/i;
const HTML_ANYWHERE = /<!doctype\s+html|<html[\s>]|<\/(?:table|div|body|tr|p)>/i;
const TAGS = /<\/?(?:html|head|body|table|tr|td|th|div|p|h[1-6]|ul|ol|li|span|a|section|meta|title)(?=[\s>/])/gi;
const MAIL_HEADER = /^[A-Za-z][A-Za-z-]{0,60}:[ \t]/;

function detectTextual(head: string, { contentType, fileName }: Snapshot): string {
  const claimed = claimedType(contentType, fileName);
  const mail = detectMail(head);
  if (mail) return mail;
  const shell = afterProlog(head);
  if (/^(?:<!doctype\s+html|<html[\s>])/i.test(shell)) return "text/html";
  if (claimed === "text/html")
    return HTML_ANYWHERE.test(head) || (head.match(TAGS)?.length ?? 0) > 0 ? "text/html" : "text/plain";
  if (claimed !== null && claimed !== "text/plain") return claimed;
  return HTML_START.test(shell) && (head.match(TAGS)?.length ?? 0) >= 4 ? "text/html" : "text/plain";
}

/** What follows white space, XML declarations and comments. */
function afterProlog(head: string): string {
  let rest = head.replaceAll("\ufeff", "").trimStart();
  for (;;) {
    const end = rest.startsWith("<!--") ? "-->" : rest.startsWith("<?") ? ">" : null;
    const at = end === null ? -1 : rest.indexOf(end);
    if (end === null || at === -1) return rest;
    rest = rest.slice(at + end.length).trimStart();
  }
}

/** A message starts with header lines; a saved page (MHTML) is one that says multipart/related. */
function detectMail(head: string): string | null {
  const start = head.trimStart();
  if (!MAIL_HEADER.test(start)) return null;
  const headers = start.slice(0, start.search(/\r?\n\r?\n/) >>> 0);
  const telling = headers.match(
    /^(?:MIME-Version|Content-Type|Received|Message-ID|Return-Path|Subject|From|Snapshot-Content-Location):/gim,
  );
  if ((telling?.length ?? 0) < 2 || !/^(?:MIME-Version|Received|Message-ID|Content-Type):/im.test(headers)) return null;
  return /^Content-Type:\s{0,9}multipart\/related/im.test(headers) ? "multipart/related" : "message/rfc822";
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  html: "text/html",
  htm: "text/html",
  xhtml: "text/html",
  md: "text/markdown",
  mdx: "text/markdown",
  markdown: "text/markdown",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
};
const BY_HEADER = new Set(["text/html", "text/markdown", "text/csv", "text/tab-separated-values"]);

function claimedType(contentType: string | null, fileName: string): string | null {
  const header = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  if (header === "application/xhtml+xml") return "text/html";
  if (BY_HEADER.has(header)) return header;
  return EXTENSIONS[extensionOf(fileName)] ?? null;
}

export function extensionOf(fileName: string): string {
  const name = fileName.split(/[?#]/, 1)[0]!;
  const dot = name.lastIndexOf(".");
  return dot > name.lastIndexOf("/") ? name.slice(dot + 1).toLowerCase() : "";
}
