/** `underlag changes`: what suppliers changed, newest last. */
import { type Command, Option } from "commander";
import { UnderlagError } from "../../errors.js";
import type { Row, RowFilter, Store } from "../../store/store.js";
import { formatOption } from "../options.js";
import { print, say } from "../output.js";
import { ROW_FORMATS, type RowFormat } from "../rows.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";

const EXAMPLES = `
Examples:
  $ underlag changes --since 7d
  $ underlag changes --since 2026-10-01 --format markdown > digest.md
  $ underlag changes --supplier "Eksempel A/S" --format jsonl

What only our own newer rules see differently is no news: --cause reader shows it, --cause all shows both.`;

interface ChangesOptions extends StoreOptions {
  readonly since: string;
  readonly supplier?: string;
  readonly severity?: string;
  readonly cause: "source" | "reader" | "all";
  readonly format: RowFormat | "markdown";
}

export function register(program: Command): void {
  const command = program
    .command("changes")
    .summary("what suppliers changed")
    .description("What suppliers added, removed and changed, with the words on both sides")
    .option("--since <time>", "how far back: 12h, 7d, 4w, 6m, 1y or a date", "7d")
    .option("--supplier <name>", "of one supplier only")
    .addOption(new Option("--severity <level>", "only changes of this severity").choices(["high", "medium", "low"]))
    .addOption(
      new Option("--cause <who>", "who made the difference").choices(["source", "reader", "all"]).default("source"),
    )
    .addOption(formatOption([...ROW_FORMATS, "markdown"], "table"));
  withStoreOptions(command).addHelpText("after", EXAMPLES).action(changes);
}

const SHOWN = ["at", "supplier", "kind", "name", "field", "before", "after", "severity"];

async function changes(options: ChangesOptions): Promise<void> {
  const since = sinceTime(options.since, new Date());
  await withStore(options, true, async (store) => {
    const rows = await rowsSince(store, since, options);
    if (options.format === "markdown") {
      const { markdownDigest } = await import("../../views/notify/digest.js");
      const { toldChange } = await import("../../views/notify/told-change.js");
      return print(markdownDigest(rows.map(toldChange), since));
    }
    const { printRows } = await import("../rows.js");
    if (rows.length === 0 && options.format === "table") say(`Nothing changed since ${since.slice(0, 10)}`);
    return printRows(rows, SHOWN, options.format, await columnsOf(store));
  });
}

async function rowsSince(store: Store, since: string, options: ChangesOptions): Promise<Row[]> {
  const where: Record<string, string | number> = { suspected: 0 };
  if (options.cause !== "all") where.cause = options.cause;
  if (options.supplier !== undefined) where.supplier = options.supplier;
  if (options.severity !== undefined) where.severity = options.severity;
  const filter: RowFilter = { where, since: { at: since }, orderBy: "change_id" };
  const rows: Row[] = [];
  for await (const row of store.rows("changes", filter)) rows.push(row);
  return rows;
}

async function columnsOf(store: Store): Promise<readonly string[]> {
  return (await store.views()).find(({ name }) => name === "changes")?.columns ?? SHOWN;
}

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168, m: 730.5, y: 8766 };

export function sinceTime(given: string, now: Date): string {
  const [, count, unit] = /^(\d{1,5})\s?([hdwmy])$/iu.exec(given.trim()) ?? [];
  if (count !== undefined)
    return seconds(new Date(now.getTime() - Number(count) * HOURS[unit!.toLowerCase()]! * 3_600_000));
  const date = /^\d{4}-\d{2}-\d{2}/u.test(given) ? new Date(given) : new Date(Number.NaN);
  if (!Number.isNaN(date.getTime())) return seconds(date);
  throw new UnderlagError(
    "usage/bad-option",
    `Cannot use "${given}" for --since: it takes 12h, 7d, 4w or a date such as 2026-11-01`,
    { given },
  );
}

const seconds = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;
