/** `underlag ingest`: documents into the database, each in one transaction. */
import type { Command } from "commander";
import type { IngestResult, Store } from "../../store/store.js";
import { limitsOption } from "../limit-options.js";
import { modelOf, saySpent, withLlmOptions } from "../llm-options.js";
import { settingOption } from "../options.js";
import { bold, printStyled, progress, say, terminalWidth } from "../output.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";
import { type ExtractOptions, readingOptions, sayFailure } from "./extract.js";

const EXAMPLES = `
Examples:
  $ underlag ingest lists/
  $ underlag ingest annex.pdf --supplier "Eksempel A/S"
  $ underlag ingest lists/ --db team.db --show

Running it again adds nothing for documents that did not change. A run that was stopped can be started again.`;

interface IngestCommandOptions extends Omit<ExtractOptions, "format">, StoreOptions {
  readonly supplier?: string;
  readonly replace?: boolean;
  readonly show?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command("ingest")
    .summary("read documents into the database")
    .description("Reads files, folders or standard input (-) into the database")
    .argument("<path...>", "files, folders, or - for standard input")
    .option("--supplier <name>", "whose lists these are; else as the documents say")
    .option("--replace", "take a list over even where it does not look like the next version of the one before")
    .option("--show", "print the current list of everything in the database afterwards");
  withLlmOptions(withStoreOptions(command))
    .addOption(settingOption("password"))
    .addOption(settingOption("maxBytes"))
    .addOption(limitsOption())
    .addOption(settingOption("jobs"))
    .option("-q, --quiet", "no progress and no summary")
    .addHelpText("after", EXAMPLES)
    .action(ingest);
}

async function ingest(paths: string[], options: IngestCommandOptions): Promise<void> {
  const { ingestDocuments } = await import("../../ingest.js");
  await withStore(options, false, async (store) => {
    const books = store.modelBooks("ingest");
    const llm = await modelOf(options, books);
    const line = progress(options.quiet === true);
    const counts = new Map<IngestResult["outcome"], number>();
    const given = {
      ...readingOptions(options),
      llm,
      replace: options.replace === true,
      ...(options.supplier === undefined ? {} : { supplier: options.supplier }),
    };
    for await (const { source, reading, result } of ingestDocuments(store, paths, given)) {
      line.step(source);
      counts.set(result.outcome, (counts.get(result.outcome) ?? 0) + 1);
      if (reading?.failure) {
        line.end();
        await sayFailure(reading);
      }
    }
    line.end();
    books.close({ documents: Object.fromEntries(counts), model: llm?.spent ?? null });
    if (options.quiet !== true) {
      say(summary(counts, options.db));
      saySpent(llm);
    }
    if ((counts.get("failed") ?? 0) > 0) process.exitCode = 1;
    if (options.show) await showCurrentList(store);
  });
}

const WORDS: readonly (readonly [IngestResult["outcome"], string])[] = [
  ["added", "new"],
  ["changed", "with changes"],
  ["read", "read again, the same list"],
  ["unchanged", "unchanged"],
  [
    "not-held",
    "kept aside, since they do not look like the next version: the last good list stays (--replace takes them over)",
  ],
  ["failed", "failed"],
];

function summary(counts: ReadonlyMap<IngestResult["outcome"], number>, db: string): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const parts = WORDS.filter(([outcome]) => counts.has(outcome)).map(
    ([outcome, words]) => `${counts.get(outcome)} ${words}`,
  );
  return `${total} document${total === 1 ? "" : "s"} into ${db}: ${parts.join(", ")}`;
}

/** The whole current list, supplier by supplier; memory holds one supplier at a time. */
async function showCurrentList(store: Store): Promise<void> {
  const { currentListTables } = await import("../../views/terminal/current-list.js");
  for await (const table of currentListTables(store, { width: terminalWidth(), bold })) await printStyled(`${table}\n`);
}
