/** `underlag show`: one supplier or one sub-processor, with the words that say so and where they stand. */
import type { Command } from "commander";
import { formatOption } from "../options.js";
import { bold, print, printStyled, say, terminalWidth } from "../output.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";

const EXAMPLES = `
Examples:
  $ underlag show "Eksempel A/S"            what this supplier lists
  $ underlag show aws                       which suppliers list this company
  $ underlag show "Eksempel A/S" --format json`;

export function register(program: Command): void {
  const command = program
    .command("show")
    .summary("a supplier or a sub-processor, with its quotes")
    .description(
      "Shows what a supplier lists, or which suppliers list a company, with the quote of every value and its place",
    )
    .argument("<name>", "a supplier, a source, a company or words of its name")
    .addOption(formatOption(["table", "json"], "table"));
  withStoreOptions(command).addHelpText("after", EXAMPLES).action(show);
}

async function show(name: string, options: StoreOptions & { format: "table" | "json" }): Promise<void> {
  await withStore(options, true, async (store) => {
    const result = await store.show(name);
    const nothing = result.suppliers.length + result.listed.length + result.used_by.length === 0;
    if (options.format === "json") await print(JSON.stringify(result, null, 2));
    else if (!nothing) {
      const { describeShown } = await import("../../views/terminal/shown.js");
      await printStyled(describeShown(result, { width: terminalWidth(), bold }));
    }
    if (!nothing) return;
    const hint =
      result.similar.length > 0 ? `Near it: ${result.similar.join("; ")}` : "See underlag export for all names";
    say(`Cannot find "${name}" in ${options.db}. ${hint}`);
    process.exitCode = 1;
  });
}
