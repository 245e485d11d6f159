/** The zip file of a workbook, given away as it grows: only a chunk of it is ever held. */
import { Zip, ZipDeflate } from "fflate";
import type { Write } from "./write.js";

const CHUNK = 64 * 1024;

export class Package {
  readonly #write: Write;
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];
  #entry: ZipDeflate | undefined;
  #words = "";

  constructor(write: Write) {
    this.#write = write;
    this.#zip = new Zip((error, chunk) => {
      if (error) throw error;
      this.#ready.push(chunk);
    });
  }

  async begin(path: string): Promise<void> {
    this.#entry = new ZipDeflate(path, { level: 3 });
    this.#entry.mtime = EPOCH;
    this.#zip.add(this.#entry);
  }

  async text(words: string): Promise<void> {
    this.#words += words;
    if (this.#words.length >= CHUNK) await this.#push(false);
  }

  end(): Promise<void> {
    return this.#push(true);
  }

  async #push(last: boolean): Promise<void> {
    this.#entry?.push(Buffer.from(this.#words), last);
    this.#words = "";
    await this.#giveAway();
  }

  async finish(): Promise<void> {
    this.#zip.end();
    await this.#giveAway();
  }

  async #giveAway(): Promise<void> {
    const chunks = this.#ready;
    this.#ready = [];
    for (const chunk of chunks) await this.#write(chunk);
  }
}

/** The same rows give the same bytes: no time of writing goes into the file. */
const EPOCH = new Date(1980, 0, 1, 12);
