/**
 * `underlag query`: SQL for people who know it. Read only, and ended when it takes too long: SQLite cannot be stopped from
 * within, so it runs in a process of its own.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { UnderlagError } from "../../errors.js";
import { formatOption, settingOption } from "../options.js";
import { type StoreOptions, withStoreOptions } from "../store.js";

const EXAMPLES = `
Examples:
  $ underlag query "SELECT DISTINCT supplier FROM subprocessors WHERE entity = 'microsoft'"
  $ underlag query "SELECT * FROM changes WHERE at >= '2026-10-01'" --format csv
  $ underlag query "SELECT supplier, name, why FROM transfers_outside_eea WHERE mechanism_stated = 0"

The views and their columns: underlag export --list`;

interface QueryOptions extends StoreOptions {
  readonly format: "table" | "csv" | "json" | "jsonl";
  readonly timeout: number;
}

export function register(program: Command): void {
  const command = program
    .command("query")
    .summary("ask the database in SQL, read only")
    .description("Runs one SQL statement that reads, and prints its rows")
    .argument("<sql>", "one SELECT")
    .addOption(formatOption(["table", "csv", "json", "jsonl"], "table"))
    .addOption(settingOption("queryTimeout"));
  withStoreOptions(command).addHelpText("after", EXAMPLES).action(query);
}

async function query(sql: string, { db, dbWait, format, timeout }: QueryOptions): Promise<void> {
  const runner = fileURLToPath(new URL("../query-runner.js", import.meta.url));
  const child = spawn(process.execPath, [runner, JSON.stringify({ db, dbWait, format, sql })], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeout * 1000);
  const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("exit", resolve));
  clearTimeout(timer);
  if (late)
    throw new UnderlagError("store/too-slow", `Cannot answer the query within ${timeout} seconds`, {
      seconds: timeout,
    });
  if (code !== 0) process.exitCode = code ?? 1;
}
