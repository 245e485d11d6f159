/**
 * Zip containers of office files, unpacked under caps before any library sees them.
 *
 * Shape   The central directory is believed for names and places only; what an entry holds is counted while it is inflated.
 * Errors  document/broken, document/too-complex when it unpacks to more than it may.
 * Source  PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { UnderlagError } from "../../errors.js";

const MOST_ENTRIES = 2_000;
const MOST_UNPACKED = 100 * 1024 * 1024;
/** A part may unpack to so many times its size, once it is larger than a megabyte. Word's own XML stays below forty. */
const MOST_RATIO = 100;
const FREE_BYTES = 1024 * 1024;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

export class Zip {
  readonly #bytes: Buffer;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #name: string;
  #unpacked = 0;

  constructor(bytes: Uint8Array, name: string) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#name = name;
    this.#entries = this.#directory();
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(part: string): boolean {
    return this.#entries.has(part);
  }

  /** The bytes of a part; null when there is none of that name. */
  read(part: string): Buffer | null {
    const entry = this.#entries.get(part);
    if (!entry) return null;
    const bytes = this.#inflate(entry, part);
    this.#unpacked += bytes.length;
    if (this.#unpacked > MOST_UNPACKED) throw this.#tooMuch(part);
    return bytes;
  }

  /** The words of an XML part. One with a document type is refused: office programs write none, bombs do. */
  xml(part: string): string | null {
    const bytes = this.read(part);
    if (!bytes) return null;
    const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString("utf16le") : bytes.toString("utf8");
    if (text.includes("<!DOCTYPE")) throw this.#broken(`its part "${part}" declares a document type`);
    return text;
  }

  #inflate(entry: Entry, part: string): Buffer {
    const bytes = this.#bytes;
    if (bytes.length < entry.offset + 30) throw this.#broken(`its part "${part}" is cut off`);
    const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
    const packed = bytes.subarray(start, start + entry.packed);
    if (entry.method === 0) return packed;
    if (entry.method !== 8) throw this.#broken(`its part "${part}" is packed in an unknown way`);
    const most = Math.min(MOST_UNPACKED - this.#unpacked, Math.max(FREE_BYTES, packed.length * MOST_RATIO));
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
    } catch (error) {
      const tooLarge = error instanceof RangeError || (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE";
      throw tooLarge ? this.#tooMuch(part) : this.#broken(`its part "${part}" cannot be unpacked`);
    }
  }

  #directory(): Map<string, Entry> {
    const bytes = this.#bytes;
    const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
    if (end < 0 || end + 22 > bytes.length) throw this.#broken("it has no directory");
    const count = bytes.readUInt16LE(end + 10);
    if (count > MOST_ENTRIES) throw this.#tooMuch(`${count} parts`);
    const entries = new Map<string, Entry>();
    let at = bytes.readUInt32LE(end + 16);
    for (let index = 0; index < count; index++) {
      if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50)
        throw this.#broken("its directory is damaged");
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString("utf8", at + 46, at + 46 + nameLength).replaceAll("\\", "/");
      const flags = bytes.readUInt16LE(at + 8);
      if (flags & 1)
        throw new UnderlagError("document/encrypted", `Cannot read "${this.#name}": its parts are encrypted`);
      entries.set(name.replace(/^\/+/u, ""), {
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        offset: bytes.readUInt32LE(at + 42),
      });
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return entries;
  }

  #broken(why: string): UnderlagError {
    return new UnderlagError("document/broken", `Cannot unpack "${this.#name}": ${why}`, { name: this.#name });
  }

  #tooMuch(part: string): UnderlagError {
    const message = `Cannot unpack "${this.#name}": "${part}" is more than an office file holds`;
    return new UnderlagError("document/too-complex", message, { name: this.#name, part });
  }
}

/** Parts to a container again, unpacked, for a library that wants one: it then holds nothing that was not checked. */
export function packStored(parts: ReadonlyMap<string, Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [part, data] of parts) {
    const name = Buffer.from(part, "utf8");
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), shared, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\u0001\u0002\u0014\u0000", "latin1"), shared, tail, name]));
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}
