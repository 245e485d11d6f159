/** `underlag export`: any view of the database as a file that other programs open. */
import { extname } from "node:path";
import { type Command, Option } from "commander";
import { say } from "../output.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";

const FORMATS = ["csv", "json", "jsonl", "xlsx", "parquet"] as const;
type Format = (typeof FORMATS)[number];

const EXAMPLES = `
Examples:
  $ underlag export > current.csv
  $ underlag export --view concentration --out concentration.xlsx
  $ underlag export --view changes --format jsonl
  $ underlag export --view subprocessors --supplier "Eksempel A/S" --out list.parquet
  $ underlag export --list

A file is written beside its place and moved there when it is whole. In csv, cells that a spreadsheet would take for
formulas begin with an apostrophe; take it away to have the supplier's words again.`;

interface ExportOptions extends StoreOptions {
  readonly view: string;
  readonly format?: Format;
  readonly out?: string;
  readonly bom?: boolean;
  readonly supplier?: string;
  readonly list?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command("export")
    .summary("a view of the database as a file")
    .description("Writes a view of the database as csv, json, jsonl, xlsx or parquet")
    .option("--view <name>", "which view", "subprocessors")
    .addOption(
      new Option("--format <format>", "file format; else by the name of --out, else csv").choices([...FORMATS]),
    )
    .option("--out <file>", "where to write; else standard output")
    .option("--bom", "csv: begin with a byte order mark, for Excel")
    .option("--supplier <name>", "only rows of this supplier")
    .option("--list", "print the views and their columns instead");
  withStoreOptions(command).addHelpText("after", EXAMPLES).action(exportView);
}

async function exportView(options: ExportOptions): Promise<void> {
  const { writeView } = await import("../../views/export/write.js");
  await withStore(options, true, async (store) => {
    if (options.list) {
      const { describeViews } = await import("../../views/export/describe-views.js");
      const { print } = await import("../output.js");
      return print(describeViews(await store.views()));
    }
    const count = await writeView(store, {
      view: options.view,
      format: options.format ?? formatOf(options.out),
      out: options.out ?? null,
      bom: options.bom === true,
      filter: options.supplier === undefined ? {} : { where: { supplier: options.supplier } },
    });
    if (options.out !== undefined) say(`${count} row${count === 1 ? "" : "s"} of ${options.view} into ${options.out}`);
  });
}

function formatOf(out: string | undefined): Format {
  const extension = extname(out ?? "")
    .slice(1)
    .toLowerCase();
  return FORMATS.find((format) => format === extension) ?? "csv";
}
