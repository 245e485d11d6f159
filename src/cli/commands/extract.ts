/** `underlag extract`: documents in, what they list out; no database. */
import type { Command } from "commander";
import type { Reading } from "../../model/reading.js";
import { type LimitOptions, limitsOf, limitsOption } from "../limit-options.js";
import { type LlmOptions, modelOf, saySpent, withLlmOptions } from "../llm-options.js";
import { formatOption, settingOption } from "../options.js";
import { bold, print, printStyled, progress, terminalWidth } from "../output.js";

const FORMATS = ["table", "json", "jsonl", "csv"] as const;
type Format = (typeof FORMATS)[number];

const EXAMPLES = `
Examples:
  $ underlag extract supplier.html
  $ underlag extract lists/ --format jsonl > lists.jsonl
  $ underlag extract odd-prose.pdf --llm-model gpt-4.1-mini --llm-dry-run
  $ curl -s https://example.com/subprocessors | underlag extract - --format csv

A folder is read recursively, in the order of names. One bad document never stops the others: then the exit code is 1.`;

export interface ExtractOptions extends LlmOptions, LimitOptions {
  readonly format: Format;
  readonly password?: string;
  readonly jobs: number;
  readonly quiet?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command("extract")
    .summary("read documents and print what they list")
    .description(
      "Reads files, folders or standard input (-) and prints who is listed, where, what for and on which ground",
    )
    .argument("<path...>", "files, folders, or - for standard input")
    .addOption(formatOption(FORMATS, "table"))
    .addOption(settingOption("password"))
    .addOption(settingOption("maxBytes"))
    .addOption(limitsOption())
    .addOption(settingOption("jobs"))
    .option("-q, --quiet", "no progress");
  withLlmOptions(command).addHelpText("after", EXAMPLES).action(extract);
}

async function extract(paths: string[], options: ExtractOptions): Promise<void> {
  const { readAll } = await import("../../ingest.js");
  const printer = await printerFor(options.format);
  const llm = await modelOf(options);
  const line = progress(options.quiet === true);
  let failed = 0;
  await printer.begin();
  for await (const { reading } of readAll(paths, { ...readingOptions(options), llm })) {
    line.step(reading.source);
    line.end();
    if (reading.status === "failed") failed++;
    await printer.reading(reading);
    if (reading.failure && options.format !== "table") await sayFailure(reading);
  }
  await printer.end();
  if (options.quiet !== true) saySpent(llm);
  if (failed > 0) process.exitCode = 1;
}

export function readingOptions(options: Pick<ExtractOptions, "maxBytes" | "limits" | "jobs" | "password">) {
  return {
    maxBytes: options.maxBytes,
    limits: limitsOf(options),
    jobs: options.jobs,
    ...(options.password === undefined ? {} : { password: options.password }),
  };
}

export async function sayFailure({ failure }: Reading): Promise<void> {
  const { failureLine } = await import("../failure.js");
  if (failure) process.stderr.write(`${failureLine(failure.message, failure.remedy)}\n`);
}

interface Printer {
  begin(): Promise<void>;
  reading(reading: Reading): Promise<void>;
  end(): Promise<void>;
}
const nothing = async (): Promise<void> => {};

async function printerFor(format: Format): Promise<Printer> {
  if (format === "jsonl") return { begin: nothing, reading: (reading) => print(JSON.stringify(reading)), end: nothing };
  if (format === "json") return jsonPrinter();
  if (format === "csv") return csvPrinter();
  const { answerReading } = await import("../../views/terminal/answer.js");
  return {
    begin: nothing,
    reading: (reading) => printStyled(`${answerReading(reading, { width: terminalWidth(), bold })}\n`),
    end: nothing,
  };
}

function jsonPrinter(): Printer {
  let first = true;
  return {
    begin: nothing,
    async reading(reading) {
      await print(`${first ? "[" : ","}\n${JSON.stringify(reading, null, 2)}`);
      first = false;
    },
    end: () => print(first ? "[]" : "]"),
  };
}

async function csvPrinter(): Promise<Printer> {
  const { csvHeader, csvRows } = await import("../../views/export/csv.js");
  const { READING_COLUMNS, readingRows } = await import("../../views/export/rows.js");
  const write = (text: string): Promise<void> => print(text.replace(/\r\n$/u, "\r"));
  return {
    begin: () => write(csvHeader(READING_COLUMNS)),
    reading: (reading) => write(csvRows([...readingRows(reading)], READING_COLUMNS)),
    end: nothing,
  };
}
