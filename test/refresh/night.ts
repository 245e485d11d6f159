/**
 * Nights played through on a loopback server: a database in memory, a small reader of tables in place of the pipeline, and a
 * comparison by name in place of change/. What is tested here is what the refresh makes of them.
 */
import { createHash } from "node:crypto";
import { compareReadings } from "../../src/change/compare.js";
import { readDocument } from "../../src/document/read.js";
import type { UnderlagError } from "../../src/errors.js";
import type { Cell, Document, Table } from "../../src/model/document.js";
import type { Entry, Evidence } from "../../src/model/entry.js";
import type { Reading } from "../../src/model/reading.js";
import type { Snapshot } from "../../src/model/snapshot.js";
import { blankFields } from "../../src/record/values.js";
import { readText } from "../../src/refresh/read-whole.js";
import type { RefreshReport } from "../../src/refresh/report.js";
import type { ReadWhole, RefreshTools } from "../../src/refresh/tools.js";
import { type RefreshOptions, refresh } from "../../src/refresh.js";
import { Fetcher } from "../../src/source/fetch.js";
import type { FetchSettings } from "../../src/source/fetch-settings.js";
import type { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { settingsFor } from "../source/scripted-server.js";

export interface Row {
  readonly name: string;
  readonly purpose: string;
}

export const reads = { count: 0 };

export function toolsFor(
  store: SqliteStore,
  endpoints: readonly string[],
  changes: Parameters<typeof settingsFor>[1] = {},
  more: Partial<Omit<RefreshTools, "fetcher">> = {},
): Omit<RefreshTools, "fetcher"> & { fetcher: Fetcher; settings: FetchSettings } {
  const settings = settingsFor(endpoints, { ...changes, manners: { maxAttempts: 3, ...changes.manners } });
  return {
    store,
    fetcher: new Fetcher(settings),
    settings,
    read: readTable,
    text: (snapshot) => readText(snapshot, {}),
    compare: compareReadings,
    rules: "1",
    now: () => new Date(),
    ...more,
  };
}

export const night = (tools: RefreshTools, options: Partial<RefreshOptions> = {}): Promise<RefreshReport> =>
  refresh(tools, { due: false, only: null, concurrency: 8, ...options });

export function listPage(rows: readonly Row[], language = "da", heading = "Underdatabehandlere"): string {
  const cells = rows.map(({ name, purpose }) => `<tr><td>${name}</td><td>${purpose}</td></tr>`).join("\n");
  return `<!doctype html>\n<html lang="${language}"><head><title>${heading}</title></head><body><nav>Log ind</nav><h1>${heading}</h1><table>${cells}</table><footer>Cookies</footer></body></html>`;
}

export const rowsOf = (count: number, first = 1): Row[] =>
  Array.from({ length: count }, (_, place) => ({
    name: `Prøve ${WORDS[(first + place) % WORDS.length]} ${first + place} ApS`,
    purpose: `Drift nr. ${first + place}`,
  }));
const WORDS = ["Hosting", "Mail", "Arkiv", "Support", "Data", "Analyse", "Backup"];

/** A table row is an entry: name and purpose; the language is what the page declares. */
export async function readTable(snapshot: Snapshot): Promise<ReadWhole> {
  reads.count++;
  try {
    const document = await readDocument(snapshot);
    return { document, reading: readingOf(snapshot, document) };
  } catch (failure) {
    return {
      document: null,
      reading: { ...blank(snapshot), status: "failed", failure: (failure as UnderlagError).toFailure() },
    };
  }
}

function readingOf(snapshot: Snapshot, document: Document): Reading {
  const tables = document.blocks.filter((block): block is Table => block.kind === "table");
  const entries = tables.flatMap((table) =>
    Array.from({ length: table.rows }, (_, row) => entryOf(table, row, document)),
  );
  const known = entries.filter((entry) => entry !== null);
  return {
    ...blank(snapshot),
    media_type: document.mediaType,
    language: known.length === 0 ? null : document.declaredLanguage,
    status: known.length === 0 ? "no_list" : "listed",
    entries: known,
  };
}

function entryOf(table: Table, row: number, document: Document): Entry | null {
  const [name, purpose] = table.cells.filter((cell) => cell.row === row);
  if (!name || name.span.end === name.span.start) return null;
  const words = (cell: Cell): string => document.text.slice(cell.span.start, cell.span.end);
  const evidence = [evidenceOf("name", words(name), name.span.start)];
  if (purpose) evidence.push(evidenceOf("purpose", words(purpose), purpose.span.start));
  return entry(words(name), purpose ? words(purpose) : null, evidence);
}

function evidenceOf(field: "name" | "purpose", quote: string, start: number): Evidence {
  const nothing = { page: null, box: null, path: null, line: null, hidden: false, ocr: false };
  return { field, quote, start, end: start + quote.length, ...nothing };
}

function entry(name: string, purpose: string | null, evidence: Evidence[]): Entry {
  return {
    ...blankFields(),
    key: name.toLowerCase(),
    name,
    legal_entity: name,
    purpose,
    purpose_categories: [],
    entity: null,
    method: "rule:header-table",
    confidence: 1,
    hidden: false,
    provenance: null,
    evidence,
    unresolved: [],
  };
}

function blank({ source, hash }: Snapshot): Reading {
  return {
    source,
    snapshot: hash,
    media_type: null,
    reader: "test/1",
    rules: "1",
    language: null,
    publisher: null,
    title: null,
    status: "no_list",
    list_updated: null,
    method: "rule",
    confidence: 1,
    entries: [],
    warnings: [],
    failure: null,
  };
}

export const hashOf = (words: string): string => createHash("sha256").update(words).digest("hex");

export async function allRows(store: SqliteStore, view: string): Promise<Readonly<Record<string, unknown>>[]> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  for await (const row of store.rows(view)) rows.push(row);
  return rows;
}
