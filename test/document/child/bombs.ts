/** Small PDFs that cost a lot, written by hand: what a hostile supplier could send. */
import { constants, deflateRawSync, deflateSync } from "node:zlib";

type Body = string | Buffer;

const FONT = "/Font <</F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>";

export function stream(entries: string, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${entries} /Length ${data.length}>>\nstream\n`),
    data,
    Buffer.from("\nendstream"),
  ]);
}

/** Objects numbered from 1; the first is the catalogue. */
export function pdfOf(objects: readonly Body[]): Uint8Array {
  const parts = [Buffer.from("%PDF-1.5\n")];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  objects.forEach((body, index) => {
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(body as Buffer),
      Buffer.from("\nendobj\n"),
    ]);
    offsets.push(at);
    parts.push(part);
    at += part.length;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${at}\n%%EOF`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

export function onePage(content: Body, resources = FONT): Body[] {
  return [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources <<${resources}>>>>`,
    content,
  ];
}

export const words = (text: string): Buffer => stream("", Buffer.from(`BT /F1 10 Tf 50 700 Td (${text}) Tj ET`));

/** Each form draws the next one twice: two to the power of depth. */
export function nestedForms(depth: number): Uint8Array {
  const form = (index: number, last: boolean) =>
    stream(
      `/Type/XObject/Subtype/Form/BBox[0 0 10 10]/Resources <<${last ? "" : `/XObject <</X ${6 + index} 0 R>>`}>>`,
      Buffer.from(last ? "0 0 m" : "/X Do /X Do"),
    );
  const forms = Array.from({ length: depth }, (_, index) => form(index, index === depth - 1));
  return pdfOf([...onePage(stream("", Buffer.from("/X Do")), "/XObject <</X 5 0 R>>"), ...forms]);
}

/** So many spaces as a deflate stream, made without holding them: one megabyte's blocks over and over, then the last block. */
export function packedSpaces(bytes: number): Buffer {
  const megabyte = deflateRawSync(Buffer.alloc(1_000_000, 32), { finishFlush: constants.Z_SYNC_FLUSH });
  const blocks = Array.from({ length: Math.ceil(bytes / 1_000_000) }, () => megabyte);
  return Buffer.concat([...blocks, Buffer.from([3, 0])]);
}

/** White space, packed once or twice. */
export function flateBomb(bytes: number, times: number): Uint8Array {
  let data = Buffer.concat([Buffer.from([0x78, 0x9c]), packedSpaces(bytes), Buffer.alloc(4)]);
  for (let round = 1; round < times; round++) data = deflateSync(data);
  return pdfOf(onePage(stream(`/Filter[${"/FlateDecode ".repeat(times)}]`, data)));
}

export const BROKEN: readonly { name: string; bytes: Uint8Array; code: string }[] = [
  {
    name: "a page tree that is its own child",
    bytes: pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 2>>"]),
    code: "document/broken",
  },
  {
    name: "no pages",
    bytes: pdfOf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"]),
    code: "document/broken",
  },
  {
    name: "a page without words",
    bytes: pdfOf(onePage(stream("", Buffer.from("0 0 m")))),
    code: "document/no-text-layer",
  },
  {
    name: "two hundred thousand brackets",
    bytes: pdfOf(onePage(stream("", Buffer.from("[".repeat(200_000))))),
    code: "document/no-text-layer",
  },
  { name: "a root of brackets", bytes: pdfOf(["[".repeat(200_000)]), code: "document/broken" },
  { name: "the first half of a file", bytes: pdfOf(onePage(words("Half"))).subarray(0, 260), code: "document/broken" },
  {
    name: "a form that draws itself",
    bytes: pdfOf([
      ...onePage(stream("", Buffer.from("/X Do")), "/XObject <</X 5 0 R>>"),
      stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources <</XObject <</X 5 0 R>>>>",
        Buffer.from("/X Do /X Do"),
      ),
    ]),
    code: "document/no-text-layer",
  },
];
