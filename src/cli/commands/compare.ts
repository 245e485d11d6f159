/** `underlag compare`: files as versions of one list, and what changed from each to the next; no database. */
import type { Command } from "commander";
import type { Comparison } from "../../model/change.js";
import { type LimitOptions, limitsOption } from "../limit-options.js";
import { type LlmOptions, modelOf, saySpent, withLlmOptions } from "../llm-options.js";
import { formatOption, settingOption } from "../options.js";
import { bold, print, printStyled, progress, terminalWidth } from "../output.js";
import { readingOptions, sayFailure } from "./extract.js";

const FORMATS = ["table", "json", "jsonl", "markdown"] as const;
type Format = (typeof FORMATS)[number];

const EXAMPLES = `
Examples:
  $ underlag compare 2025.pdf 2026.pdf
  $ underlag compare versions/ --format jsonl
  $ underlag compare old.html new.html --format markdown > changes.md

Each version is compared with the one before it. A file without a list has removed nothing: it answers list_not_found.`;

interface CompareOptions extends LlmOptions, LimitOptions {
  readonly format: Format;
  readonly password?: string;
  readonly quiet?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command("compare")
    .summary("what changed from one version of a list to the next")
    .description("Reads files as successive versions of one list and prints who is new, gone or changed")
    .argument("<old>", "the oldest version, or a folder of versions in the order of their names")
    .argument("[newer...]", "the versions after it")
    .addOption(formatOption(FORMATS, "table"))
    .addOption(settingOption("password"))
    .addOption(settingOption("maxBytes"))
    .addOption(limitsOption())
    .option("-q, --quiet", "no progress");
  withLlmOptions(command).addHelpText("after", EXAMPLES).action(compare);
}

async function compare(oldest: string, newer: string[], options: CompareOptions): Promise<void> {
  const { compareVersions } = await import("../../compare-versions.js");
  const printer = await printerFor(options.format);
  const line = progress(options.quiet === true);
  const llm = await modelOf(options);
  const reading = { ...readingOptions({ ...options, jobs: 1 }), llm };
  let versions = 0;
  for await (const version of compareVersions([oldest, ...newer], reading)) {
    versions++;
    line.step(version.reading.source);
    line.end();
    if (version.reading.failure) await sayFailure(version.reading);
    if (version.reading.status === "failed") process.exitCode = 1;
    if (version.comparison) await printer.comparison(version.comparison);
  }
  await printer.end();
  if (options.quiet !== true) saySpent(llm);
  if (versions < 2) await sayTooFew(oldest);
}

async function sayTooFew(given: string): Promise<void> {
  const { UnderlagError } = await import("../../errors.js");
  throw new UnderlagError("usage/too-few-versions", `Cannot compare "${given}" with nothing`, { path: given });
}

interface Printer {
  comparison(comparison: Comparison): Promise<void>;
  end(): Promise<void>;
}

async function printerFor(format: Format): Promise<Printer> {
  if (format === "jsonl") return { comparison: (it) => print(JSON.stringify(it)), end: async () => {} };
  if (format === "json") return jsonPrinter();
  const { comparisonTable, comparisonMarkdown } = await import("../../views/terminal/comparison.js");
  if (format === "markdown") return { comparison: (it) => print(comparisonMarkdown(it)), end: async () => {} };
  const shape = { width: terminalWidth(), bold };
  return { comparison: (it) => printStyled(`${comparisonTable(it, shape)}\n`), end: async () => {} };
}

function jsonPrinter(): Printer {
  let first = true;
  return {
    async comparison(comparison) {
      await print(`${first ? "[" : ","}\n${JSON.stringify(comparison, null, 2)}`);
      first = false;
    },
    end: () => print(first ? "[]" : "]"),
  };
}
