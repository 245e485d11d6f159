/** `underlag discover`: from a supplier's home page to its list and agreement. */
import type { Command } from "commander";
import type { Discovery, Tried } from "../../discover.js";
import { type FetchOptions, fetchSettings, withFetchOptions } from "../fetch-options.js";
import { limitsOf } from "../limit-options.js";
import { formatOption } from "../options.js";
import { print, progress, say } from "../output.js";
import { programVersion } from "../version.js";

const EXAMPLES = `
Examples:
  $ underlag discover https://supplier.example
  $ underlag discover https://supplier.example --format json

What it finds can be watched: underlag watch add URL --supplier NAME`;

interface DiscoverOptions extends FetchOptions {
  readonly format: "table" | "json" | "jsonl";
  readonly quiet?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command("discover")
    .summary("find a supplier's list from its home page")
    .description(
      "Looks for the sub-processor list and the agreement by links in many languages, the sitemap and usual paths",
    )
    .argument("<url>", "the supplier's home page")
    .addOption(formatOption(["table", "json", "jsonl"], "table"))
    .option("-q, --quiet", "no progress");
  withFetchOptions(command).addHelpText("after", EXAMPLES).action(run);
}

async function run(url: string, options: DiscoverOptions): Promise<void> {
  const { discover } = await import("../../discover.js");
  const { Fetcher } = await import("../../source/fetch.js");
  const { readWhole } = await import("../../refresh/read-whole.js");
  const { watchAddress } = await import("../../refresh/watch-list.js");
  const fetcher = new Fetcher(await fetchSettings(options, programVersion()));
  const line = progress(options.quiet === true);
  try {
    const found = await discover(watchAddress(url.includes("://") ? url : `https://${url}`), {
      fetcher,
      read: (snapshot) => readWhole(snapshot, { limits: limitsOf(options, 2) }),
      onTry: (tried) => line.step(tried.url),
    });
    line.end();
    await show(found, options.format);
    if (found.lists.length === 0) process.exitCode = 1;
  } finally {
    await fetcher.close();
  }
}

async function show(found: Discovery, format: DiscoverOptions["format"]): Promise<void> {
  if (format === "json") return print(JSON.stringify(found, null, 2));
  if (format === "jsonl") return print(JSON.stringify(found));
  for (const { url, document, entries } of found.lists) {
    await print(`list       ${url} (${entries} entries${document === null ? "" : `, in ${document}`})`);
  }
  for (const url of found.agreements) await print(`agreement  ${url}`);
  if (found.lists.length === 0) say("No list was found. Tried:");
  else say("Tried:");
  for (const tried of found.tried) say(triedLine(tried));
}

function triedLine({ url, how, found, detail }: Tried): string {
  return `  ${how.padEnd(7)} ${found.padEnd(9)} ${url}${detail === null ? "" : `: ${detail}`}`;
}
