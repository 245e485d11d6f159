/**
 * How much of a document a model would see: on a dry run, by the rules of the fallback and of --llm always.
 *
 * Shape   One row a document: its visible characters, what each mode would send, and how many sentences are taken for orders.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { labelledDocuments } from "../../scripts/eval/folder.mjs";

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url));
const { readDocument } = await dist("document/read.js");
const { DEFAULT_LIMITS } = await dist("document/reader.js");
const { extract } = await dist("extraction/extract.js");
const { findInstructions } = await dist("extraction/llm/instructions.js");
const { readWithModel } = await dist("extraction/llm/read.js");
const { detectLanguage } = await dist("language/detect.js");

/** Of a document that is an agreement and no bare list. */
export const LONG = 8_000;

export async function measureSent(folders) {
  const rows = [];
  for (const folder of folders)
    for (const { id, path, label } of labelledDocuments(folder))
      if (path) rows.push({ folder: basename(folder), id, entries: label.entries.length, ...(await sentOf(path)) });
  return rows;
}

async function sentOf(path) {
  const bytes = new Uint8Array(readFileSync(path));
  const snapshot = {
    source: path,
    bytes,
    hash: `sha256:${"0".repeat(64)}`,
    contentType: null,
    fileName: basename(path),
    retrievedAt: null,
  };
  const document = await readDocument(snapshot, { limits: DEFAULT_LIMITS });
  const language = detectLanguage(document.text, document.declaredLanguage);
  const extraction = extract(document, language.lexicons);
  const endpoint = { model: "none", baseURL: "http://127.0.0.1:9/v1" };
  const size = async (mode) => {
    const { usage } = await readWithModel(document, extraction, { mode, endpoint, dryRun: true, language });
    return usage.reduce((sum, { sent }) => sum + (sent?.length ?? 0), 0);
  };
  return {
    status: extraction.status,
    visible: document.blocks.reduce((sum, { hidden, span }) => sum + (hidden ? 0 : span.end - span.start), 0),
    fallback: await size("fallback"),
    always: await size("always"),
    orders: findInstructions(document).length,
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
