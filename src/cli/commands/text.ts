/** `underlag text`: a document's blocks as they are read, for people who wonder why a row is missing. */
import type { Command } from "commander";
import { type DocumentOptions, openDocument } from "../document.js";
import { limitsOption } from "../limit-options.js";
import { settingOption } from "../options.js";
import { print } from "../output.js";

const EXAMPLES = `
Examples:
  $ underlag text annex.pdf
  $ underlag text list.html --raw | less`;

export function register(program: Command): void {
  program
    .command("text")
    .summary("the text of a document as it is read")
    .description("Prints a document's headings, paragraphs, lists and tables as underlag reads them")
    .argument("<file>", "a file, or - for standard input")
    .option("--raw", "only the text that offsets count in")
    .addOption(settingOption("password"))
    .addOption(settingOption("maxBytes"))
    .addOption(limitsOption())
    .addHelpText("after", EXAMPLES)
    .action(async (file: string, options: DocumentOptions & { raw?: boolean }) => {
      const document = await openDocument(file, options);
      if (options.raw) return print(document.text);
      const { describe } = await import("../../document/describe.js");
      return print(describe(document));
    });
}
