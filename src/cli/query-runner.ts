/** The process in which one query runs: see commands/query.ts. Its one argument is JSON: db, dbWait, format, sql. */
import { UnderlagError } from "../errors.js";
import { connect } from "../store/sqlite/connection.js";
import { storeFailure } from "../store/sqlite/failures.js";
import type { Row } from "../store/store.js";
import { csvHeader, csvRows } from "../views/export/csv.js";
import { formatTable } from "../views/terminal/table.js";
import { reportFailure } from "./failure.js";
import { bold, print, printStyled, quietOnBrokenPipe, terminalWidth } from "./output.js";

interface Question {
  readonly db: string;
  readonly dbWait: number;
  readonly format: "table" | "csv" | "json" | "jsonl";
  readonly sql: string;
}

/** Rows that share one table, or one write. */
const TOGETHER = 1000;

async function answer({ db, dbWait, format, sql }: Question): Promise<void> {
  const database = connect(db, { readOnly: true, waitSeconds: dbWait });
  try {
    const statement = prepared(database, sql);
    const columns = statement.columns().map(({ name }) => name);
    const printer = printers(columns)[format];
    let chunk: Row[] = [];
    let first = true;
    for (const row of statement.iterate() as IterableIterator<Row>) {
      chunk.push(row);
      if (chunk.length < TOGETHER) continue;
      await printer(chunk, first, false);
      first = false;
      chunk = [];
    }
    await printer(chunk, first, true);
  } catch (error) {
    throw sqlFailure(storeFailure(error, db), sql);
  } finally {
    database.close();
  }
}

function prepared(database: ReturnType<typeof connect>, sql: string) {
  const statement = database.prepare(sql);
  if (!statement.reader || !statement.readonly)
    throw new UnderlagError("usage/bad-sql", "Cannot run this statement: queries only read", { sql });
  return statement;
}

function sqlFailure(error: unknown, sql: string): unknown {
  if (error instanceof UnderlagError || !(error instanceof Error)) return error;
  const ours = error.name === "SqliteError" || error instanceof RangeError || error instanceof TypeError;
  return ours ? new UnderlagError("usage/bad-sql", `Cannot run "${sql}": ${error.message}`, { sql }, error) : error;
}

/** Columns narrower than this are not worth reading: such rows are printed field by field. */
const NARROW = 10;

const record = (columns: readonly string[], row: readonly string[], width: number): string =>
  formatTable(
    ["field", "value"],
    columns.map((column, at) => [column, row[at] ?? ""]),
    { width, maxLines: 20 },
  );

type Printer = (rows: readonly Row[], first: boolean, last: boolean) => Promise<void>;

function printers(columns: readonly string[]): Record<Question["format"], Printer> {
  const cells = (row: Row): string[] => columns.map((column) => (row[column] === null ? "" : String(row[column])));
  return {
    async table(rows, first, last) {
      const width = terminalWidth();
      const wide = columns.length * NARROW > width;
      if (wide) for (const row of rows) await printStyled(`${record(columns, cells(row), width)}\n`);
      else if (rows.length > 0 || first) await printStyled(formatTable(columns, rows.map(cells), { width, bold }));
      if (last && first) await printStyled(`${rows.length} row${rows.length === 1 ? "" : "s"}`);
    },
    async csv(rows, first) {
      const text = (first ? csvHeader(columns) : "") + csvRows(rows, columns);
      if (text !== "") await print(text.replace(/\n$/u, ""));
    },
    async jsonl(rows) {
      if (rows.length > 0) await print(rows.map((row) => JSON.stringify(row)).join("\n"));
    },
    async json(rows, first, last) {
      const lines = rows.map((row) => `  ${JSON.stringify(row)}`).join(",\n");
      await print(`${first ? "[\n" : rows.length > 0 ? ",\n" : ""}${lines}${last ? "\n]" : ""}`);
    },
  };
}

quietOnBrokenPipe();
try {
  await answer(JSON.parse(String(process.argv[2])) as Question);
} catch (error) {
  process.exitCode = reportFailure(error);
}
