/**
 * Ways to break a document, the same for the same seed.
 *
 * Shape   Each takes a whole file and gives a broken one. Packed office files are broken outside and inside: a part is unpacked,
 *         broken and packed again.
 */
import { strToU8, unzipSync, zipSync } from "fflate";
import type { File } from "./whole.js";

export type Random = (below: number) => number;

export function seeded(seed: number): Random {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

type Break = (bytes: Buffer, random: Random, others: readonly File[]) => Buffer;

const join = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const piece = (bytes: Buffer, random: Random, most = 2000): Buffer => {
  const start = random(bytes.length);
  return bytes.subarray(start, start + 1 + random(most));
};
const insert = (bytes: Buffer, at: number, what: Buffer | string): Buffer =>
  join(bytes.subarray(0, at), what, bytes.subarray(at));

// biome-ignore format: one nasty thing after the other
const NASTY = [
  "\0", "\0".repeat(500), "\ufeff", "\u202e", "\ud800", "\u0301".repeat(300), "<", ">", "&", '"', "'", "]]>", "<!--", "-->", "<![CDATA[",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&#x110000;", "&#0;", "&b;", "%PDF-1.7", "PK\u0003\u0004", "\r", "\t".repeat(300), "|".repeat(300),
  "-".repeat(300), "> ".repeat(100), "* ".repeat(100), "[".repeat(300), "(".repeat(300), "`".repeat(300), "<div>".repeat(700),
  "<table><tr>".repeat(50), "9".repeat(400), "-1", "1e999", "NaN", "colspan=99999999 rowspan=99999999 ", "/../../", "endobj", "endstream",
  "stream\n", "/Length 99999999999 ", "/Kids[3 0 R 2 0 R 3 0 R]", "/Count -5", "/Filter/LZWDecode", "/Filter[/FlateDecode/ASCIIHexDecode/RunLengthDecode]",
  "/MediaBox[0 0 1e30 -1e30]", "/Rotate 45", "/Contents 2 0 R", "BT /F1 1e9 Tf 1e30 0 0 1e-30 0 0 Tm ", "q ".repeat(400), "Q ".repeat(400),
  "0 0 0 0 0 0 cm ", "\r\n--B\r\n", "\r\nContent-Transfer-Encoding: base64\r\n", "=?utf-8?B?////?=", 'boundary="', "table:number-rows-repeated=\"99999999\" ",
];

const BREAKS: Readonly<Record<string, Break>> = {
  bits: (bytes, random) => {
    const broken = Buffer.from(bytes);
    for (let left = 1 + random(40); left > 0; left--) broken[random(broken.length)]! ^= 1 << random(8);
    return broken;
  },
  truncated: (bytes, random) => bytes.subarray(0, random(bytes.length)),
  beheaded: (bytes, random) => bytes.subarray(random(Math.min(bytes.length, 4000))),
  hollow: (bytes, random) => {
    const start = random(bytes.length);
    return join(bytes.subarray(0, start), bytes.subarray(start + random(bytes.length - start)));
  },
  zeroed: (bytes, random) => Buffer.from(bytes).fill(0, random(bytes.length)),
  doubled: (bytes, random) => {
    let broken = bytes;
    for (let left = 1 + random(6); left > 0; left--)
      broken = insert(broken, random(broken.length), piece(broken, random));
    return broken;
  },
  repeated: (bytes, random) => {
    const again = piece(bytes, random, 60);
    return insert(bytes, random(bytes.length), Buffer.concat(Array.from({ length: 300 }, () => again)));
  },
  spliced: (bytes, random, others) => {
    const other = others[random(others.length)]!.bytes;
    return join(bytes.subarray(0, random(bytes.length)), other.subarray(random(other.length)));
  },
  nasty: (bytes, random) => {
    let broken = bytes;
    for (let left = 1 + random(8); left > 0; left--)
      broken = insert(broken, random(broken.length), NASTY[random(NASTY.length)]!);
    return broken;
  },
  numbers: (bytes, random) => {
    const huge = ["0", "-1", "2147483648", "99999999999999999999", "1e308", "0.0000001"];
    return Buffer.from(
      bytes.toString("latin1").replace(/\d+/g, (digits) => (random(30) === 0 ? huge[random(huge.length)]! : digits)),
      "latin1",
    );
  },
  shuffled: (bytes, random) => {
    const size = 1 + random(300);
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, at * size + size),
    );
    return Buffer.concat(pieces.sort(() => random(3) - 1));
  },
  wide: (bytes, random) =>
    random(2) === 0 ? Buffer.from(bytes.toString("utf8"), "utf16le") : Buffer.from(bytes.toString("utf8"), "latin1"),
};
const NAMES = Object.keys(BREAKS);
const ENDINGS = [
  "html",
  "pdf",
  "docx",
  "xlsx",
  "ods",
  "csv",
  "tsv",
  "eml",
  "mhtml",
  "md",
  "txt",
  "zip",
  "doc",
  "bin",
  "",
];

/** A broken file, with the ways that broke it in its name. */
export function broken(files: readonly File[], random: Random): File {
  const { name, bytes } = files[random(files.length)]!;
  const inside = bytes.subarray(0, 2).toString("latin1") === "PK" && random(3) > 0;
  const ways = Array.from({ length: 1 + random(3) }, () => NAMES[random(NAMES.length)]!);
  const breakAll = (whole: Buffer): Buffer =>
    ways.reduce((left, way) => (left.length > 0 ? BREAKS[way]!(left, random, files) : left), whole);
  const result = inside ? brokenInside(bytes, random, breakAll) : breakAll(bytes);
  const stem = name.replace(/\.[^.]*$/u, "");
  const ending = random(5) === 0 ? ENDINGS[random(ENDINGS.length)]! : name.slice(name.lastIndexOf(".") + 1);
  return { name: `${stem}-${inside ? "inside-" : ""}${ways.join("-")}.${ending}`, bytes: result };
}

function brokenInside(bytes: Buffer, random: Random, breakAll: (part: Buffer) => Buffer): Buffer {
  const parts = unzipSync(bytes);
  const names = Object.keys(parts);
  const name = names[random(names.length)]!;
  parts[name] = new Uint8Array(breakAll(Buffer.from(parts[name]!)));
  if (random(6) === 0) parts[`../${name}`] = strToU8("x");
  return Buffer.from(zipSync(parts, { level: random(2) === 0 ? 0 : 6 }));
}
