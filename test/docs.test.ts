/** The tables under docs/ are written from the code: every failure, setting and view stands there. npm run docs writes them again. */
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FAILURE_CODES, failureFacts } from "../src/errors.js";
import { SETTINGS, type Setting } from "../src/settings.js";
import { sources } from "./house/sources.js";

const update = process.env.UPDATE_DOCS === "1";

/** What a failure's first word is about. */
const FAMILIES: Readonly<Record<string, string>> = {
  source: "Getting hold of a document",
  refresh: "The nightly run",
  notify: "Telling of changes",
  watch: "The watch list",
  document: "Reading a document",
  usage: "How a command was called",
  store: "The database",
  export: "Writing files",
  llm: "Asking a language model",
  view: "The viewer",
};

/** Read where no option would do, beside the table of settings. */
const ONLY_IN_ENVIRONMENT: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: "the key of the language model's endpoint; goes to that endpoint only",
  OPENAI_API_VERSION: "Azure: the version of its interface",
  AZURE_OPENAI_ENDPOINT: "Azure: the address of the resource",
  UNDERLAG_ALLOW_PRIVATE_NETWORK: "1: as `--allow-private-network`",
  UNDERLAG_IGNORE_ROBOTS: "1: as `--ignore-robots`",
  UNDERLAG_WEBHOOK_SECRET: "signs what is posted to the webhook",
  UNDERLAG_CHROMIUM: "the browser for `--render`, where it stands in an unusual place",
  UNDERLAG_NO_ENTITIES: "1: read without the table of known companies, to measure what it adds",
};

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("<", "&lt;");

test("docs/errors.md holds every failure with its remedy", () => {
  const families = [...new Set(FAILURE_CODES.map((code) => code.split("/")[0]!))];
  expect(families.filter((family) => !FAMILIES[family])).toEqual([]);
  const parts = families.map((family) => {
    const rows = FAILURE_CODES.filter((code) => code.startsWith(`${family}/`)).map((code) => {
      const { retry, remedy } = failureFacts(code);
      return `| \`${code}\` | ${retry === "later" ? "yes" : "no"} | ${cell(remedy)} |`;
    });
    return `## ${FAMILIES[family]}\n\n| code | try again? | what to do |\n|---|---|---|\n${rows.join("\n")}\n`;
  });
  const head = `# What can go wrong, and what to do\n
Written from \`src/errors.ts\` by \`npm run docs\`; do not edit. A failure of one document or source never stops the others. The code stands in
\`failure.code\` of the JSON line, in the database, and in the message on standard error. "Try again" says whether the next run may
succeed with nothing changed. Anything else that stops a run is a bug.\n`;
  holds("docs/errors.md", `${head}\n${parts.join("\n")}`);
});

test("docs/settings.md holds every setting and every name in the environment", () => {
  const rows = Object.values(SETTINGS as Record<string, Setting>).map(
    ({ flag, unit, default: value, environment, help }) => {
      const held = value === undefined ? "" : `\`${value}\`${unit ? ` ${unit}` : ""}`;
      return `| \`${flag}\` | ${environment ? `\`${environment}\`` : ""} | ${held} | ${cell(help)} |`;
    },
  );
  const more = Object.entries(ONLY_IN_ENVIRONMENT).map(([name, what]) => `| | \`${name}\` | | ${what} |`);
  const head = `# Settings\n
Written from \`src/settings.ts\` by \`npm run docs\`; do not edit. The command line wins over the environment. Sizes take \`500k\`, \`25MB\` or
\`1g\`. \`underlag COMMAND --help\` says which options a command takes.\n
| option | environment | default | what it is |\n|---|---|---|---|\n`;
  const text = `${head}${[...rows, ...more].join("\n")}\n`;
  const read = new Set(sources.flatMap((file) => file.text.match(/\b(?:UNDERLAG|OPENAI|AZURE)_[A-Z_]+\b/gu) ?? []));
  read.delete("UNDERLAG_READER_CHILD"); // ours to our own child process
  expect([...read].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  holds("docs/settings.md", text);
});

function holds(path: string, text: string): void {
  if (update) writeFileSync(path, text);
  expect(readFileSync(path, "utf8"), "npm run docs writes it again").toBe(text);
}
