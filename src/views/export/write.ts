/**
 * A view written as a file, row by row: memory does not grow with the rows.
 *
 * Shape   Written beside its place and renamed when whole and on disk, so that a file is never half there.
 * Errors  usage/bad-option for a format that cannot go to standard output; export/unwritable where the place refuses it.
 */
import { once } from "node:events";
import { open, rename, rm } from "node:fs/promises";
import { UnderlagError } from "../../errors.js";
import type { Row, RowFilter, Store, ViewShape } from "../../store/store.js";
import { type ViewColumn, viewColumns } from "./columns.js";
import { BOM, csvHeader, csvRows } from "./csv.js";
import type { Workbook } from "./xlsx.js";

export type ExportFormat = "csv" | "json" | "jsonl" | "xlsx" | "parquet";

export interface ExportRequest {
  readonly view: string;
  readonly format: ExportFormat;
  /** null: standard output. */
  readonly out: string | null;
  readonly bom?: boolean;
  readonly filter?: RowFilter;
}

/** Takes chunks and waits where they cannot go at once. */
export type Write = (chunk: string | Uint8Array) => Promise<void>;

/** How many rows were written. */
export async function writeView(store: Store, request: ExportRequest): Promise<number> {
  const shapes = await store.views();
  if (!shapes.some(({ name }) => name === request.view))
    throw noView(
      request.view,
      shapes.map(({ name }) => name),
    );
  const columns = viewColumns(request.view, shapes);
  const count = { rows: 0 };
  const rows = counted(store.rows(request.view, { ...orderOf(columns), ...request.filter }), count);
  const job: Job = { rows, columns, request, quotes: quotesOf(store, request, columns, shapes) };
  if (request.out === null) await toStandardOutput(job);
  else await toFile(request.out, (write) => writeRows(job, write));
  return count.rows;
}

/** The same rows in the same order every time: by number, or what weighs most first. */
function orderOf([first, ...others]: readonly ViewColumn[]): RowFilter {
  if (first?.name.endsWith("_id")) return { orderBy: first.name };
  return others.some(({ name }) => name === "suppliers") ? { orderBy: "suppliers", descending: true } : {};
}

interface Job {
  readonly rows: AsyncIterable<Row>;
  readonly columns: readonly ViewColumn[];
  readonly request: ExportRequest;
  readonly quotes: Pick<Workbook, "quotes">;
}

/** How many quotes go along into a workbook: about fifteen thousand entries' worth. */
const QUOTE_ROWS = 100_000;
const QUOTE_COLUMNS = ["entry_id", "supplier", "name", "field", "quote", "page", "line", "path", "source"];

function quotesOf(
  store: Store,
  request: ExportRequest,
  columns: readonly ViewColumn[],
  shapes: readonly ViewShape[],
): Pick<Workbook, "quotes"> {
  if (request.format !== "xlsx" || request.view === "quotes" || !columns.some(({ name }) => name === "entry_id"))
    return {};
  const kept = viewColumns("quotes", shapes).filter(({ name }) => QUOTE_COLUMNS.includes(name));
  const where = { listed: 1, ...request.filter?.where };
  return { quotes: { columns: kept, rows: store.rows("quotes", { where, orderBy: "entry_id", limit: QUOTE_ROWS }) } };
}

const noView = (given: string, known: readonly string[]): UnderlagError =>
  new UnderlagError("usage/bad-option", `Cannot find the view "${given}"; there are ${known.join(", ")}`, {
    view: given,
  });

async function* counted(rows: AsyncIterable<Row>, count: { rows: number }): AsyncGenerator<Row> {
  for await (const row of rows) {
    count.rows++;
    yield row;
  }
}

async function toStandardOutput(job: Job): Promise<void> {
  const { request } = job;
  if (request.format === "xlsx" || request.format === "parquet")
    throw new UnderlagError(
      "usage/bad-option",
      `Cannot write "${request.format}" to standard output: name a file with --out`,
    );
  await writeRows(job, async (chunk) => {
    if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
  });
}

async function toFile(out: string, work: (write: Write) => Promise<void>): Promise<void> {
  const beside = `${out}.${process.pid}.part`;
  try {
    const file = await open(beside, "w");
    try {
      await work(async (chunk) => void (await file.write(typeof chunk === "string" ? Buffer.from(chunk) : chunk)));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, out);
  } catch (error) {
    await rm(beside, { force: true });
    throw fileFailure(error, out);
  }
}

function fileFailure(error: unknown, out: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "ENOSPC", "EROFS", "EPERM", "EDQUOT"].includes(code)) return error;
  const full = code === "ENOSPC" || code === "EDQUOT";
  return new UnderlagError(
    "export/unwritable",
    `Cannot write "${out}": ${full ? "the disk is full" : code}`,
    { path: out },
    error,
  );
}

async function writeRows({ rows, columns, request, quotes }: Job, write: Write): Promise<void> {
  if (request.format === "csv") return writeCsv(rows, columns, request.bom === true, write);
  if (request.format === "jsonl") return writeJsonLines(rows, write);
  if (request.format === "json") return writeJson(rows, write);
  if (request.format === "xlsx")
    return (await import("./xlsx.js")).writeXlsx({ rows, columns, view: request.view, ...quotes }, write);
  return (await import("./parquet.js")).writeParquet(rows, columns, write);
}

const TOGETHER = 500;

async function* inChunks(rows: AsyncIterable<Row>): AsyncGenerator<Row[]> {
  let chunk: Row[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < TOGETHER) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function writeCsv(
  rows: AsyncIterable<Row>,
  columns: readonly ViewColumn[],
  bom: boolean,
  write: Write,
): Promise<void> {
  const names = columns.map(({ name }) => name);
  await write((bom ? BOM : "") + csvHeader(names));
  for await (const chunk of inChunks(rows)) await write(csvRows(chunk, names));
}

async function writeJsonLines(rows: AsyncIterable<Row>, write: Write): Promise<void> {
  for await (const chunk of inChunks(rows)) await write(chunk.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

async function writeJson(rows: AsyncIterable<Row>, write: Write): Promise<void> {
  let before = "[\n";
  for await (const chunk of inChunks(rows)) {
    await write(before + chunk.map((row) => `  ${JSON.stringify(row)}`).join(",\n"));
    before = ",\n";
  }
  await write(before === "[\n" ? "[]\n" : "\n]\n");
}
