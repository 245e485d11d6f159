/** `underlag tables`: a document's tables as they are read. */
import type { Command } from "commander";
import { type DocumentOptions, openDocument } from "../document.js";
import { limitsOption } from "../limit-options.js";
import { formatOption, settingOption } from "../options.js";
import { print, printStyled, terminalWidth } from "../output.js";

const EXAMPLES = `
Examples:
  $ underlag tables annex.pdf
  $ underlag tables annex.pdf --format json

JSON: {"pages": [{"page": 1, "tables": [[["cell", …], …], …]}]}; cells under a span are blank.`;

export function register(program: Command): void {
  program
    .command("tables")
    .summary("the tables of a document as they are read")
    .description("Prints a document's tables as underlag reads them")
    .argument("<file>", "a file, or - for standard input")
    .addOption(formatOption(["table", "json"], "table"))
    .addOption(settingOption("password"))
    .addOption(settingOption("maxBytes"))
    .addOption(limitsOption())
    .addHelpText("after", EXAMPLES)
    .action(printTables);
}

async function printTables(file: string, options: DocumentOptions & { format: "table" | "json" }): Promise<void> {
  const document = await openDocument(file, options);
  const { tablesOf } = await import("../../document/tables.js");
  const found = tablesOf(document);
  if (options.format === "json") return print(JSON.stringify(found));
  const { formatTable } = await import("../../views/terminal/table.js");
  for (const { page, tables } of found.pages)
    for (const [index, [header = [], ...rows]] of tables.entries())
      await printStyled(
        `Page ${page}, table ${index + 1}\n${formatTable(header, rows, { width: terminalWidth(), maxLines: 20 })}\n`,
      );
}
