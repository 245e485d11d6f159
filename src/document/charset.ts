/**
 * Bytes to text: which charset a page is really written in.
 *
 * Shape   BOM; UTF-16 without BOM; strict UTF-8 (nothing else passes as UTF-8 by chance); then the charset that the header or
 *         the page names, against the other single-byte charsets, judged by which one gives Nordic letters and no rubbish.
 * Errors  None thrown: text that fits no charset is still read, with a warning.
 * Source  WHATWG Encoding Standard, except that bytes which are strict UTF-8 are never read as anything else: servers lie.
 *         iconv-lite and not TextDecoder, whose windows-1252 is wrong on Node 20.20 (nodejs/node#60888).
 */
import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { Warning } from "../model/document.js";

export interface Decoded {
  readonly text: string;
  readonly charset: string;
  readonly warnings: readonly Warning[];
}

/** How far into a page a charset declaration is believed. */
const DECLARATION_WINDOW = 4096;

export function decode(bytes: Uint8Array, contentType: string | null): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const warnings: Warning[] = [];
  const { charset, offset } = chooseCharset(buffer, contentType, warnings);
  const body = offset > 0 ? buffer.subarray(offset) : buffer;
  const raw = charset === "utf-8" ? body.toString("utf8") : iconv.decode(body, charset, { stripBOM: true });
  return { text: repairMojibake(raw, warnings), charset, warnings };
}

interface Choice {
  readonly charset: string;
  readonly offset: number;
}

function chooseCharset(buffer: Buffer, contentType: string | null, warnings: Warning[]): Choice {
  const marked = byteOrderMark(buffer);
  if (marked && (marked.charset !== "utf-8" || isUtf8(buffer))) return marked;
  const wide = wideWithoutMark(buffer);
  if (wide) return { charset: wide, offset: 0 };
  const offset = marked?.offset ?? 0;
  const named = label(/charset\s?=\s?["']?([\w.:-]{2,40})/i.exec(contentType ?? "")?.[1]);
  const declared = named ?? declaredCharset(buffer);
  if (isUtf8(buffer)) return { charset: declared === "utf-7" ? "utf-7" : "utf-8", offset };
  if (mostlyUtf8(buffer)) {
    warnings.push({ code: "broken-utf8", message: "Some bytes are not UTF-8 and were replaced by U+FFFD" });
    return { charset: "utf-8", offset };
  }
  const charset = bestSingleByte(buffer, declared);
  if (declared !== null && charset !== declared)
    warnings.push({ code: "charset-differs", message: `The page says "${declared}" and was read as "${charset}"` });
  return { charset, offset };
}

function byteOrderMark(buffer: Buffer): Choice | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return { charset: "utf-8", offset: 3 };
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return { charset: "utf-16be", offset: 2 };
  if (buffer[0] !== 0xff || buffer[1] !== 0xfe) return null;
  const four = buffer[2] === 0 && buffer[3] === 0 && buffer.length % 4 === 0;
  return four ? { charset: "utf-32le", offset: 4 } : { charset: "utf-16le", offset: 2 };
}

/** Latin text in UTF-16 has a zero byte in nearly every pair, always on the same side. */
function wideWithoutMark(buffer: Buffer): "utf-16le" | "utf-16be" | null {
  const pairs = Math.min(buffer.length, DECLARATION_WINDOW) >> 1;
  if (pairs < 4) return null;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (buffer[pair * 2] === 0) even++;
    if (buffer[pair * 2 + 1] === 0) odd++;
  }
  if (odd > pairs * 0.7 && even < pairs * 0.1) return "utf-16le";
  if (even > pairs * 0.7 && odd < pairs * 0.1) return "utf-16be";
  return null;
}

/** ISO-8859-1 is read as windows-1252, which is what everybody means by it. */
function label(name: string | undefined): string | null {
  if (name === undefined) return null;
  const lower = name.toLowerCase();
  if (/^(?:iso-?8859-?1|latin-?1|l1|us-ascii|ascii|ansi|cp1252|x-cp1252)$/.test(lower)) return "windows-1252";
  if (lower === "utf8") return "utf-8";
  return iconv.encodingExists(lower) ? lower : null;
}

function declaredCharset(buffer: Buffer): string | null {
  const head = buffer.toString("latin1", 0, DECLARATION_WINDOW);
  const xml = /^[^<]{0,100}<\?xml[^>]{0,200}?encoding\s?=\s?["']([\w.:-]{2,40})/i.exec(head)?.[1];
  const meta = /charset\s?=\s?["']?([\w.:-]{2,40})/i.exec(head)?.[1];
  return label(meta ?? xml);
}

/** UTF-8 with a few broken bytes: valid sequences far outnumber the others. */
function mostlyUtf8(buffer: Buffer): boolean {
  let valid = 0;
  let broken = 0;
  for (let index = 0; index < buffer.length; index++) {
    const byte = buffer[index]!;
    if (byte < 0x80) continue;
    const length =
      byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    let following = 0;
    while (following < length && (buffer[index + 1 + following]! & 0xc0) === 0x80) following++;
    if (length > 0 && following === length) {
      valid++;
      index += length;
    } else broken++;
  }
  return valid >= broken;
}

const SINGLE_BYTE = ["windows-1252", "iso-8859-15", "ibm865", "cp850", "cp437", "macintosh"] as const;

function bestSingleByte(buffer: Buffer, declared: string | null): string {
  const counts = new Uint32Array(256);
  for (const byte of buffer) counts[byte]!++;
  const candidates: string[] = [...SINGLE_BYTE];
  if (declared !== null && declared !== "utf-8" && !declared.startsWith("utf-")) candidates.unshift(declared);
  if (declared !== null && isMultiByte(declared)) return declared;
  let best = "windows-1252";
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const candidate of new Set(candidates)) {
    const score = plausibility(counts, candidate) * (candidate === declared ? 1.1 : 1);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

const isMultiByte = (charset: string): boolean => /^(?:gb|big5|euc|shift|sjis|iso-?2022|cp93|cp94|cp95)/i.test(charset);

function plausibility(counts: Uint32Array, charset: string): number {
  let score = 0;
  for (let byte = 0x80; byte < 256; byte++) {
    const count = counts[byte]!;
    if (count > 0) score += count * likelihood(iconv.decode(Buffer.from([byte]), charset));
  }
  return score < 0 ? score * 2 : score;
}

function likelihood(letter: string): number {
  if (/[æøåäöðþáéíóúý]/.test(letter)) return 3;
  if (/[ÆØÅÄÖÐÞÁÉÍÓÚÝüß]/.test(letter)) return 2;
  if (/[\u0080-\u009f\ufffd]/.test(letter)) return -5;
  if (/[\u2500-\u25ff]/.test(letter)) return -3;
  if (/[\u00a0§©®°–—‘’“”•…€·«»´]/.test(letter)) return 0.5;
  return /\p{L}/u.test(letter) ? 0.2 : -1;
}

/** UTF-8 read as windows-1252 and stored again: "Ã¸" for "ø". No language writes those pairs. */
const DOUBLE_ENCODED = /Ã[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]/g;
const DOUBLE_PUNCTUATION = /â€[\u0080-\u009f“”™˜œ¦¢]|Â[\u00a0-\u00bf]/g;

function repairMojibake(text: string, warnings: Warning[]): string {
  if (!text.includes("Ã")) return text;
  let repaired = 0;
  const repair = (pair: string): string => {
    const fixed = iconv.encode(pair, "windows-1252").toString("utf8");
    if (fixed.includes("\ufffd")) return pair;
    repaired++;
    return fixed;
  };
  const letters = text.replace(DOUBLE_ENCODED, repair);
  if (repaired === 0) return text;
  // The closing quote's last byte is no letter of windows-1252 and was lost on the way.
  const whole = letters.replace(DOUBLE_PUNCTUATION, repair).replaceAll("â€\ufffd", "”");
  warnings.push({
    code: "mojibake-repaired",
    message: `Letters that were encoded twice were repaired in ${repaired} places`,
  });
  return whole;
}
