/**
 * A view written as a file, row by row: memory does not grow with the rows.
 *
 * Shape   Written beside its place and renamed when whole and on disk, so that a file is never half there.
 * Errors  usage/bad-option for a format that cannot go to standard output; export/unwritable where the place refuses it.
 */
import { once } from "node:events";
import { open, rename, rm } from "node:fs/promises";
import { UnderlagError } from "../../errors.js";
import type { Row, RowFilter, Store } from "../../store/store.js";
import { type ViewColumn, viewColumns } from "./columns.js";
import { BOM, csvHeader, csvRows } from "./csv.js";

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
  const rows = counted(store.rows(request.view, request.filter), count);
  if (request.out === null) await toStandardOutput(rows, columns, request);
  else await toFile(request.out, (write) => writeRows(rows, columns, request, write));
  return count.rows;
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

async function toStandardOutput(
  rows: AsyncIterable<Row>,
  columns: readonly ViewColumn[],
  request: ExportRequest,
): Promise<void> {
  if (request.format === "xlsx" || request.format === "parquet")
    throw new UnderlagError(
      "usage/bad-option",
      `Cannot write "${request.format}" to standard output: name a file with --out`,
    );
  await writeRows(rows, columns, request, async (chunk) => {
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

async function writeRows(
  rows: AsyncIterable<Row>,
  columns: readonly ViewColumn[],
  request: ExportRequest,
  write: Write,
): Promise<void> {
  if (request.format === "csv") return writeCsv(rows, columns, request.bom === true, write);
  if (request.format === "jsonl") return writeJsonLines(rows, write);
  if (request.format === "json") return writeJson(rows, write);
  if (request.format === "xlsx") return (await import("./xlsx.js")).writeXlsx(rows, columns, request.view, write);
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
