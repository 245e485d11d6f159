/**
 * Rows as Parquet, in row groups: memory holds one group.
 *
 * Shape   Text, dates and lists are strings; whole numbers and booleans INT32 (0/1, as everywhere); real numbers DOUBLE.
 *         Words stay exactly as they are.
 */
import { ByteWriter, parquetWriteRows } from "hyparquet-writer";
import type { Row } from "../../store/store.js";
import type { ViewColumn } from "./columns.js";
import type { Write } from "./write.js";

const GROUP_ROWS = 5_000;

export async function writeParquet(
  rows: AsyncIterable<Row>,
  columns: readonly ViewColumn[],
  write: Write,
): Promise<void> {
  const writer = new FlushingWriter(write);
  await parquetWriteRows({
    writer,
    rows: typed(rows, columns),
    columns: columns.map(({ name, type }) => ({ name, type: PARQUET_TYPES[type] ?? "STRING", nullable: true })),
    rowGroupSize: GROUP_ROWS,
    createdBy: "underlag",
  });
  await writer.flush();
}

const PARQUET_TYPES: Readonly<Partial<Record<ViewColumn["type"], "INT32" | "DOUBLE">>> = {
  integer: "INT32",
  boolean: "INT32",
  real: "DOUBLE",
};

async function* typed(
  rows: AsyncIterable<Row>,
  columns: readonly ViewColumn[],
): AsyncGenerator<Record<string, unknown>> {
  const texts = columns.filter(({ type }) => PARQUET_TYPES[type] === undefined).map(({ name }) => name);
  for await (const row of rows) {
    const copy: Record<string, unknown> = { ...row };
    for (const name of texts) if (typeof copy[name] === "number") copy[name] = String(copy[name]);
    yield copy;
  }
}

/** Gives away what it holds after each row group, and counts on from there. */
class FlushingWriter extends ByteWriter {
  readonly #write: Write;

  constructor(write: Write) {
    super();
    this.#write = write;
  }

  async flush(): Promise<void> {
    const bytes = new Uint8Array(this.getBytes().slice());
    this.index = 0;
    if (bytes.length > 0) await this.#write(bytes);
  }
}
