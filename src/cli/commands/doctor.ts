/** `underlag doctor`: what this machine has and lacks, and whether the database is sound. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import type { Command } from "commander";
import { formatOption } from "../options.js";
import { print } from "../output.js";
import { type StoreOptions, withStore, withStoreOptions } from "../store.js";

const EXAMPLES = `
Examples:
  $ underlag doctor
  $ underlag doctor --db team.db --format json

The exit code is 1 when something that is needed is missing or damaged.`;

interface Finding {
  readonly what: string;
  readonly state: "ok" | "missing" | "wrong";
  readonly detail: string;
}

export function register(program: Command): void {
  const command = program
    .command("doctor")
    .summary("check this machine and the database")
    .description("Checks Node, SQLite, the database, and the programs that scanned and script-made pages need")
    .addOption(formatOption(["table", "json"], "table"));
  withStoreOptions(command).addHelpText("after", EXAMPLES).action(doctor);
}

async function doctor(options: StoreOptions & { format: "table" | "json" }): Promise<void> {
  const findings = [
    nodeVersion(),
    await sqlite(),
    await database(options),
    await tesseract(),
    await chromium(),
    await languageModel(),
  ];
  if (options.format === "json") await print(JSON.stringify(findings, null, 2));
  else for (const { what, state, detail } of findings) await print(`${MARKS[state]} ${what.padEnd(14)} ${detail}`);
  if (findings.some(({ state }) => state === "wrong")) process.exitCode = 1;
}

const MARKS = { ok: "ok     ", missing: "missing", wrong: "WRONG  " } as const;

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fine = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24;
  return {
    what: "Node",
    state: fine ? "ok" : "wrong",
    detail: `${process.versions.node}${fine ? "" : "; needs 20.19, 22.13 or 24"}`,
  };
}

async function sqlite(): Promise<Finding> {
  try {
    const { default: Database } = await import("better-sqlite3");
    const memory = new Database(":memory:");
    memory.exec("CREATE VIRTUAL TABLE words USING fts5 (word)");
    const version = String(memory.prepare("SELECT sqlite_version()").pluck().get());
    memory.close();
    return { what: "SQLite", state: "ok", detail: version };
  } catch (error) {
    return {
      what: "SQLite",
      state: "wrong",
      detail: `${error instanceof Error ? error.message : error}; run npm rebuild better-sqlite3`,
    };
  }
}

async function database(options: StoreOptions): Promise<Finding> {
  if (!existsSync(options.db))
    return { what: "Database", state: "missing", detail: `${options.db}: none yet; underlag ingest makes it` };
  try {
    const found = await withStore(options, true, (store) => store.check());
    const size = `${found.suppliers} suppliers, ${found.sources} sources, ${found.entries} entries, schema ${found.schema}`;
    const sound = found.integrity.length === 0;
    return {
      what: "Database",
      state: sound ? "ok" : "wrong",
      detail: `${options.db}: ${sound ? size : found.integrity.slice(0, 3).join("; ")}`,
    };
  } catch (error) {
    return { what: "Database", state: "wrong", detail: error instanceof Error ? error.message : String(error) };
  }
}

const LANGUAGE_PACKS = ["dan", "swe", "nor", "fin", "isl", "eng"];

async function tesseract(): Promise<Finding> {
  const output = await run("tesseract", ["--list-langs"]);
  if (output === null)
    return { what: "Tesseract", state: "missing", detail: "scanned pages cannot be read; install tesseract-ocr" };
  const lacking = LANGUAGE_PACKS.filter((language) => !output.split(/\s+/u).includes(language));
  const detail =
    lacking.length === 0
      ? "all languages"
      : `without ${lacking.map((language) => `tesseract-ocr-${language}`).join(", ")}`;
  return { what: "Tesseract", state: lacking.length === 0 ? "ok" : "missing", detail };
}

async function chromium(): Promise<Finding> {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const output = await run(name, ["--version"]);
    if (output !== null) return { what: "Chromium", state: "ok", detail: output.trim().split("\n")[0] ?? name };
  }
  return { what: "Chromium", state: "missing", detail: "pages that are empty without a browser cannot be read" };
}

/** Says whether there is a key, never what it is. */
async function languageModel(): Promise<Finding> {
  const { endpointFrom } = await import("../../extraction/llm/endpoint.js");
  const what = "Language model";
  const given = ["UNDERLAG_LLM_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT"].filter(
    (name) => process.env[name],
  );
  try {
    if (endpointFrom(process.env)) return { what, state: "ok", detail: `set: ${given.join(", ")}` };
    const lacks = process.env.UNDERLAG_LLM_MODEL ? "OPENAI_API_KEY or OPENAI_BASE_URL" : "UNDERLAG_LLM_MODEL";
    return { what, state: "missing", detail: `rules only: ${lacks} is not set` };
  } catch (error) {
    return { what, state: "wrong", detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Standard output of a program; null where there is none of that name. */
async function run(program: string, parameters: string[]): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(program, parameters, { timeout: 10_000 });
    return stdout;
  } catch {
    return null;
  }
}
