/** `underlag watch`: the pages that the nightly refresh asks for. */
import type { Command } from "commander";
import { UnderlagError } from "../../errors.js";
import type { Row } from "../../store/store.js";
import { formatOption } from "../options.js";
import { say } from "../output.js";
import type { RowFormat } from "../rows.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";

const EXAMPLES = `
Examples:
  $ underlag watch add https://supplier.example/underdatabehandlere --supplier "Eksempel A/S"
  $ underlag watch import suppliers.csv
  $ underlag watch list
  $ underlag watch remove "Eksempel A/S"

A file has the columns url, supplier and, if you like, interval_hours; or the same as YAML. What was read stays when a page is
watched no more.`;

interface AddOptions extends StoreOptions {
  readonly supplier?: string;
  readonly interval?: string;
}

export function register(program: Command): void {
  const watch = program
    .command("watch")
    .summary("the pages to refresh: add, list, remove, import")
    .description("The pages that underlag refresh asks for")
    .addHelpText("after", EXAMPLES);
  withStoreOptions(
    watch
      .command("add")
      .description("Watch a page, or change the supplier or interval of one that is watched")
      .argument("<url>", "the page with the list, or the one that links to it")
      .option("--supplier <name>", "whose list it is; else the host's name")
      .option("--interval <hours>", "how often to ask, in hours (24)"),
  ).action(add);
  withStoreOptions(
    watch
      .command("list")
      .description("What is watched, and how it fares")
      .addOption(formatOption(["table", "json", "jsonl", "csv"], "table")),
  ).action(list);
  withStoreOptions(
    watch
      .command("remove")
      .description("Watch no more; what was read stays")
      .argument("<url-or-supplier>", "an address, or a supplier's name"),
  ).action(remove);
  withStoreOptions(
    watch
      .command("import")
      .description("Watch every page of a file")
      .argument("<file>", "CSV or YAML, or - for CSV on standard input"),
  ).action(importFile);
}

async function add(url: string, options: AddOptions): Promise<void> {
  const { watchAddress } = await import("../../refresh/watch-list.js");
  const address = watchAddress(url);
  const supplier = options.supplier?.trim() || new URL(address).hostname;
  const intervalHours = options.interval === undefined ? null : hoursOf(options.interval);
  await warnIfPrivate([address]);
  await withStore(options, false, async (store) => {
    const { added } = store.refresh.watch([{ address, supplier, intervalHours }]);
    say(`${added === 1 ? "Watching" : "Already watched, now of"} ${supplier}: ${address}`);
  });
}

const SHOWN = ["supplier", "source", "health", "entries", "held_since", "checked_at", "due_at", "failure_code"];

async function list(options: StoreOptions & { format: RowFormat }): Promise<void> {
  const { printRows } = await import("../rows.js");
  await withStore(options, true, async (store) => {
    const rows: Row[] = [];
    for await (const row of store.rows("source_health", { where: { watched: 1 }, orderBy: "supplier" })) rows.push(row);
    if (rows.length === 0) say("Nothing is watched yet: underlag watch add URL");
    await printRows(rows, SHOWN, options.format, Object.keys(rows[0] ?? {}));
  });
}

async function remove(given: string, options: StoreOptions): Promise<void> {
  await withStore(options, false, async (store) => {
    const address = URL.canParse(given) ? new URL(given).href : given;
    const removed = [...new Set([...store.refresh.unwatch(given), ...store.refresh.unwatch(address)])];
    if (removed.length === 0)
      throw new UnderlagError("watch/unknown", `Cannot find "${given}" among what is watched`, { given });
    for (const each of removed) say(`No longer watching ${each}`);
  });
}

async function importFile(file: string, options: StoreOptions): Promise<void> {
  const { readWatchFile } = await import("../../refresh/watch-list.js");
  const { rows, problems } = readWatchFile(await wordsOf(file), file);
  await warnIfPrivate(rows.map(({ address }) => address));
  await withStore(options, false, async (store) => {
    const { added, renewed } = store.refresh.watch(rows);
    say(`${added} added, ${renewed} known already${problems.length > 0 ? `, ${problems.length} left out` : ""}`);
  });
  for (const problem of problems.slice(0, 50)) say(problem);
  if (problems.length > 0) process.exitCode = 1;
}

async function wordsOf(file: string): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  try {
    if (file !== "-") return await readFile(file, "utf8");
    const { text } = await import("node:stream/consumers");
    return await text(process.stdin);
  } catch (cause) {
    throw new UnderlagError("source/missing", `Cannot read the list "${file}"`, { file }, cause);
  }
}

/** They are refused when they are asked, unless that is wished then: whoever adds them should know. */
async function warnIfPrivate(addresses: readonly string[]): Promise<void> {
  const { checkUrl, DEFAULT_ADDRESS_POLICY } = await import("../../source/address-guard.js");
  for (const address of addresses) {
    try {
      checkUrl(address, DEFAULT_ADDRESS_POLICY);
    } catch (refusal) {
      say(`${(refusal as Error).message}: refresh will refuse it without --allow-private-network`);
    }
  }
}

function hoursOf(given: string): number {
  const hours = Number(given);
  if (hours > 0) return hours;
  throw new UnderlagError("usage/bad-option", `Cannot use "${given}" as a number of hours`, { given });
}
