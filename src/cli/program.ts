/**
 * The command line as a function. Only the asked-for command is loaded, so that --version and --help cost next to nothing.
 *
 * Exit codes  0 done, 1 something failed, 2 wrong usage.
 */
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { COMMANDS, type CommandEntry } from "./commands.js";
import { reportFailure } from "./failure.js";

const EXAMPLES = `
Examples:
  $ underlag extract supplier.pdf
  $ underlag extract lists/ --format jsonl > lists.jsonl
  $ underlag ingest lists/ --show
  $ underlag show "Amazon Web Services"
  $ underlag export --view transfers_outside_eea --format xlsx --out transfers.xlsx

Results go to standard output, words for people to standard error.
Exit codes: 0 done, 1 something failed, 2 wrong usage.`;

export async function run(argv: readonly string[]): Promise<number> {
  const program = new Command("underlag")
    .description(
      "Reads suppliers' sub-processor lists into one SQLite file, with the supplier's own words for every value",
    )
    .version(version(), "-V, --version")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride()
    .addHelpText("after", EXAMPLES);
  const wanted = argv.find((word) => !word.startsWith("-"));
  try {
    for (const entry of COMMANDS) await addCommand(program, entry, entry.name === wanted);
    await program.parseAsync([...argv], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error);
  }
}

async function addCommand(program: Command, entry: CommandEntry, wanted: boolean): Promise<void> {
  if (wanted) (await entry.load()).register(program);
  else program.command(entry.name, { hidden: entry.hidden === true }).description(entry.summary);
}

function version(): string {
  const file = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return String((JSON.parse(file) as { version: string }).version);
}
