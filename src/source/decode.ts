/**
 * The body of an answer, unpacked while it arrives and never beyond its caps.
 *
 * Unit    wireBytes is what came over the network; bytes is the document.
 * Errors  source/too-large, source/inflated (a bomb), source/bad-encoding (a label that does not fit, or one we never asked
 *         for), source/truncated (the packed stream breaks off).
 */
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import * as zlib from "node:zlib";
import { UnderlagError } from "../errors.js";
import type { FetchLimits } from "./fetch-settings.js";

/** Node 22.15 and later can read zstd; before that it is not asked for. */
const makeZstd = (zlib as { createZstdDecompress?: () => Transform }).createZstdDecompress;

export const ACCEPT_ENCODING = makeZstd ? "gzip, br, zstd, deflate" : "gzip, br, deflate";

export interface Decoded {
  readonly bytes: Buffer;
  readonly wireBytes: number;
}

export async function decodeBody(
  body: AsyncIterable<Uint8Array>,
  encodingHeader: string,
  host: string,
  limits: FetchLimits,
  onWire: (count: number) => void = () => {},
): Promise<Decoded> {
  const count = { wire: 0 };
  const encodings = encodingsOf(encodingHeader, host, limits);
  const [wire, raw] = await peek(counted(body, host, limits, count, onWire), encodings[0] === "deflate");
  const decoders = encodings.map((encoding, place) => decoderFor(encoding, host, raw && place === 0));
  const pieces: Buffer[] = [];
  const gather = (decoded: AsyncIterable<Uint8Array>): Promise<void> =>
    collect(decoded, pieces, count, host, limits, decoders.length > 0);
  if (decoders.length === 0) await gather(wire);
  else await unpack(wire, decoders, gather, host);
  return { bytes: Buffer.concat(pieces), wireBytes: count.wire };
}

/** Outermost last in the header, so it is taken off first. */
function encodingsOf(header: string, host: string, limits: FetchLimits): string[] {
  const named = header
    .toLowerCase()
    .split(",")
    .map((word) => word.trim());
  const encodings = named.filter((word) => word !== "" && word !== "identity").reverse();
  if (encodings.length > limits.maxEncodings) {
    throw badEncoding(host, `it is packed ${encodings.length} times`);
  }
  return encodings;
}

function decoderFor(encoding: string, host: string, raw: boolean): Transform {
  if (encoding === "gzip" || encoding === "x-gzip") return zlib.createGunzip();
  if (encoding === "br") return zlib.createBrotliDecompress();
  if (encoding === "deflate") return raw ? zlib.createInflateRaw() : zlib.createInflate();
  if (encoding === "zstd" && makeZstd) return makeZstd();
  throw badEncoding(host, `"${encoding.slice(0, 40)}" was not asked for`);
}

async function* counted(
  body: AsyncIterable<Uint8Array>,
  host: string,
  limits: FetchLimits,
  count: { wire: number },
  onWire: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of body) {
    count.wire += piece.length;
    onWire(piece.length);
    if (count.wire > limits.maxWireBytes) throw tooLarge(host, limits.maxWireBytes);
    yield piece;
  }
}

async function collect(
  decoded: AsyncIterable<Uint8Array>,
  pieces: Buffer[],
  count: { wire: number },
  host: string,
  limits: FetchLimits,
  packed: boolean,
): Promise<void> {
  let length = 0;
  for await (const piece of decoded) {
    length += piece.length;
    if (packed && length > limits.ratioAfterBytes && length > count.wire * limits.maxRatio) {
      throw new UnderlagError(
        "source/inflated",
        `Cannot unpack the answer of "${host}": ${count.wire} bytes grow beyond ${length}`,
        { host },
      );
    }
    if (length > limits.maxDecodedBytes) throw tooLarge(host, limits.maxDecodedBytes);
    pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
  }
}

async function unpack(
  wire: AsyncIterable<Uint8Array>,
  decoders: readonly Transform[],
  gather: (decoded: AsyncIterable<Uint8Array>) => Promise<void>,
  host: string,
): Promise<void> {
  // The pipeline reports what its destroyed parts say; what the gatherer or the wire said first is the true reason.
  let first: unknown = null;
  const keep = (cause: unknown): never => {
    first ??= cause;
    throw cause;
  };
  const sink = (decoded: AsyncIterable<Uint8Array>): Promise<void> => gather(decoded).catch(keep);
  const stages = [Readable.from(watched(wire, keep)), ...decoders, sink];
  try {
    // Its types know no array that ends in a function; the function itself does.
    await pipeline(stages as unknown as NodeJS.ReadWriteStream[]);
  } catch (cause) {
    throw decodingFailure(first ?? cause, host);
  }
}

async function* watched(wire: AsyncIterable<Uint8Array>, keep: (cause: unknown) => never): AsyncGenerator<Uint8Array> {
  try {
    yield* wire;
  } catch (cause) {
    keep(cause);
  }
}

function decodingFailure(cause: unknown, host: string): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  if (code === "Z_BUF_ERROR") {
    return new UnderlagError(
      "source/truncated",
      `Cannot unpack the whole answer of "${host}": it breaks off`,
      { host },
      cause,
    );
  }
  const ours = code.startsWith("Z_") || code.startsWith("ERR_") || code.startsWith("ZSTD_");
  const packing = ours && !(cause instanceof UnderlagError) && !code.startsWith("ERR_STREAM");
  return packing ? badEncoding(host, "the bytes do not fit their label", cause) : cause;
}

function badEncoding(host: string, why: string, cause?: unknown): UnderlagError {
  return new UnderlagError("source/bad-encoding", `Cannot unpack the answer of "${host}": ${why}`, { host }, cause);
}

export function tooLarge(host: string, limit: number): UnderlagError {
  return new UnderlagError("source/too-large", `Cannot take more than ${limit} bytes from "${host}"`, { host, limit });
}

/** "deflate" means zlib by the standard and bare deflate by some servers: the first two bytes tell, and are put back. */
async function peek(
  wire: AsyncGenerator<Uint8Array>,
  deflated: boolean,
): Promise<[wire: AsyncIterable<Uint8Array>, raw: boolean]> {
  if (!deflated) return [wire, false];
  let head = Buffer.alloc(0);
  while (head.length < 2) {
    const next = await wire.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const zlibHeader = head.length >= 2 && (head[0]! & 0x0f) === 8 && head.readUInt16BE(0) % 31 === 0;
  return [putBack(head, wire), !zlibHeader];
}

async function* putBack(head: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  yield* rest;
}
