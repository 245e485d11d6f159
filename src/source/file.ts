/**
 * Files, folders and standard input as snapshots.
 *
 * Shape   A folder is read recursively in the order of its names (by code point); only files whose extension we read, no dot
 *         files, no node_modules, no links that lead out of the folder. A named file is read whatever its extension.
 * Errors  Nothing is thrown for a file: what cannot be read is an item of its own, and the others are still read.
 */
import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { open, readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { UnderlagError } from "../errors.js";
import type { Snapshot } from "../model/snapshot.js";

export interface SourceFailure {
  readonly source: string;
  readonly failure: UnderlagError;
}

const EXTENSIONS = new Set("txt md mdx markdown html htm xhtml pdf docx xlsx xls ods csv tsv eml mhtml mht".split(" "));
const SKIPPED_FOLDERS = new Set(["node_modules"]);

export async function* readSources(
  paths: readonly string[],
  options: { readonly maxBytes: number },
): AsyncGenerator<Snapshot | SourceFailure> {
  for (const given of paths) {
    if (given === "-") yield await attempt(given, () => readStandardInput(options.maxBytes));
    else yield* readPath(given, options.maxBytes);
  }
}

export interface SnapshotFacts {
  readonly contentType?: string | null;
  readonly fileName?: string;
  readonly retrievedAt?: string;
}

export function snapshotOf(source: string, bytes: Uint8Array, facts: SnapshotFacts = {}): Snapshot {
  return {
    source,
    bytes,
    hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    contentType: facts.contentType ?? null,
    fileName: facts.fileName ?? source,
    retrievedAt: facts.retrievedAt ?? new Date().toISOString(),
  };
}

async function* readPath(given: string, maxBytes: number): AsyncGenerator<Snapshot | SourceFailure> {
  const facts = await attempt(given, () => lookUp(given));
  if ("failure" in facts) yield facts;
  else if (facts.isDirectory()) yield* readFolder(given, maxBytes);
  else yield await attempt(given, () => readFile(given, maxBytes));
}

async function* readFolder(folder: string, maxBytes: number): AsyncGenerator<Snapshot | SourceFailure> {
  let found = false;
  for await (const item of documentsIn(folder, await realpath(folder))) {
    found = true;
    yield typeof item === "string" ? await attempt(item, () => readFile(item, maxBytes)) : item;
  }
  if (!found) {
    const message = `Cannot find a document in the folder "${folder}"`;
    yield { source: folder, failure: new UnderlagError("source/no-documents", message, { path: folder }) };
  }
}

async function* documentsIn(folder: string, root: string): AsyncGenerator<string | SourceFailure> {
  const listing = await attempt(folder, () => list(folder));
  if ("failure" in listing) {
    yield listing;
    return;
  }
  for (const entry of listing) {
    const file = path.join(folder, entry.name);
    if (entry.name.startsWith(".") || SKIPPED_FOLDERS.has(entry.name)) continue;
    if (entry.isSymbolicLink()) yield* followLink(file, root);
    else if (entry.isDirectory()) yield* documentsIn(file, root);
    else if (isDocument(entry.name)) yield file;
  }
}

/** A link to a file inside the folder is read; folders behind links are not, since they may run in circles. */
async function* followLink(file: string, root: string): AsyncGenerator<string | SourceFailure> {
  if (!isDocument(file)) return;
  const target = await realpath(file).catch(() => null);
  if (target?.startsWith(root + path.sep)) yield file;
  else {
    const message = `Cannot follow the link "${file}" out of its folder`;
    yield { source: file, failure: new UnderlagError("source/not-regular", message, { path: file }) };
  }
}

async function list(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => byCodePoint(a.name, b.name));
}

/** Order that does not depend on the machine's language. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function isDocument(name: string): boolean {
  return EXTENSIONS.has(path.extname(name).slice(1).toLowerCase());
}

async function lookUp(file: string): Promise<Stats> {
  const facts = await stat(file);
  if (facts.isFile() || facts.isDirectory()) return facts;
  throw new UnderlagError("source/not-regular", `Cannot read "${file}": it is no regular file`, { path: file });
}

async function readFile(file: string, maxBytes: number): Promise<Snapshot> {
  // Opened without waiting, so that a pipe which takes the file's place after the look cannot hold us up.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const facts = await handle.stat();
    if (!facts.isFile())
      throw new UnderlagError("source/not-regular", `Cannot read "${file}": it is no regular file`, { path: file });
    checkSize(file, facts.size, maxBytes);
    const bytes = await handle.readFile();
    checkSize(file, bytes.byteLength, maxBytes);
    return snapshotOf(file, bytes);
  } finally {
    await handle.close();
  }
}

async function readStandardInput(maxBytes: number): Promise<Snapshot> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > maxBytes) checkSize("-", size, maxBytes);
    chunks.push(bytes);
  }
  checkSize("-", size, maxBytes);
  return snapshotOf("-", Buffer.concat(chunks));
}

function checkSize(source: string, size: number, maxBytes: number): void {
  if (size === 0) throw new UnderlagError("source/empty", `Cannot read "${source}": it holds no bytes`, { source });
  if (size <= maxBytes) return;
  const message = `Cannot read "${source}": it holds more than ${maxBytes} bytes`;
  throw new UnderlagError("source/too-large", message, { source, size, maxBytes });
}

/** The work's result, or its failure as an item. Only what files can do is caught; our own bugs are not. */
async function attempt<T>(source: string, work: () => Promise<T>): Promise<T | SourceFailure> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnderlagError) return { source, failure: error };
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return { source, failure: failureOf(source, code, error) };
  }
}

function failureOf(source: string, code: string, cause: unknown): UnderlagError {
  const facts = { path: source, system: code };
  if (code === "ENOENT" || code === "ENOTDIR" || code === "ERR_INVALID_ARG_VALUE")
    return new UnderlagError("source/missing", `Cannot find "${source}"`, facts, cause);
  return new UnderlagError("source/unreadable", `Cannot read "${source}" (${code})`, facts, cause);
}
