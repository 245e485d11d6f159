/** `underlag review`: a person's decisions on what was read. They stay on top of every later reading. */
import type { Command } from "commander";
import type { Decision } from "../../store/store.js";
import { formatOption } from "../options.js";
import { bold, print, printStyled, say, terminalWidth } from "../output.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";

const EXAMPLES = `
Examples:
  $ underlag review list
  $ underlag review accept 17 --by "Anna Holm"
  $ underlag review correct 17 --field processing_countries --value "IE, DE" --by "Anna Holm"
  $ underlag review correct 17 --field entity --value microsoft --by "Anna Holm"
  $ underlag review reject 18 --by "Anna Holm" --note "the supplier itself"
  $ underlag review labels --out labels/

The number is the one that show and review list print. Lists are given with commas; an empty value says "not stated".`;

interface DecisionOptions extends StoreOptions {
  readonly by: string;
  readonly note?: string;
  readonly field?: string;
  readonly value?: string;
}

export function register(program: Command): void {
  const review = program
    .command("review")
    .summary("accept, correct or reject what was read")
    .description("Lists what needs a person's look, and keeps people's decisions")
    .addHelpText("after", EXAMPLES);
  const list = review.command("list").description("what needs a person's look, doubtful things first");
  withStoreOptions(list)
    .addOption(formatOption(["table", "json"], "table"))
    .option("--limit <number>", "how many", "50")
    .action(listDoubts);
  for (const decision of ["accept", "correct", "reject"] as const) addDecision(review, decision);
  const labels = review.command("labels").description("reviewed documents as labelled data for npm run eval");
  withStoreOptions(labels).requiredOption("--out <folder>", "gets docs/ and gold/").action(writeLabels);
}

const SUMMARIES = {
  accept: "the entry, or one field, is right",
  correct: "one field says something else",
  reject: "this is no entry",
} as const;

function addDecision(review: Command, decision: Decision["decision"]): void {
  const command = review
    .command(decision)
    .description(SUMMARIES[decision])
    .argument("<id>", "number of the entry")
    .requiredOption("--by <name>", "who decides")
    .option("--note <words>", "why");
  if (decision === "correct")
    command.requiredOption("--field <field>", "which field").requiredOption("--value <value>", "what it says");
  if (decision === "accept") command.option("--field <field>", "only this field: takes an earlier correction back");
  withStoreOptions(command).action((id: string, options: DecisionOptions) => decide(decision, id, options));
}

async function decide(decision: Decision["decision"], id: string, options: DecisionOptions): Promise<void> {
  await withStore(options, false, async (store) => {
    const { supplier, name, reviewId } = await store.review({
      entryId: Number(id),
      decision,
      by: options.by,
      ...(options.field === undefined ? {} : { field: options.field }),
      ...(options.value === undefined ? {} : { value: options.value }),
      ...(options.note === undefined ? {} : { note: options.note }),
    });
    say(`Kept as decision ${reviewId}: ${decision} ${name ?? "(name withheld)"} of ${supplier}`);
  });
}

async function listDoubts(options: StoreOptions & { format: "table" | "json"; limit: string }): Promise<void> {
  await withStore(options, true, async (store) => {
    const rows = [];
    for await (const row of store.rows("needs_review", { limit: Number(options.limit) || 50 })) rows.push(row);
    if (options.format === "json") return print(JSON.stringify(rows, null, 2));
    if (rows.length === 0) return say("Nothing needs a look");
    const { formatTable } = await import("../../views/terminal/table.js");
    const cells = rows.map((row) =>
      ["id", "supplier", "name", "field", "reason", "detail"].map((column) => String(row[column] ?? "")),
    );
    await printStyled(
      formatTable(["#", "Supplier", "Entry", "Field", "Reason", "Detail"], cells, { width: terminalWidth(), bold }),
    );
  });
}

async function writeLabels(options: StoreOptions & { out: string }): Promise<void> {
  const { writeLabelledDocuments } = await import("../../views/export/labels.js");
  await withStore(options, true, async (store) => {
    const count = await writeLabelledDocuments(store, options.out);
    say(`${count} reviewed document${count === 1 ? "" : "s"} into ${options.out}`);
  });
}
