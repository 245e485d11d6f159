/**
 * docs/views.md shows what its queries give: they are asked of the samples, as read on two nights.
 *
 * Shape   "```sql" is a query, and the "```text" after it what it prints. The first night reads samples/ as npm start does; before
 *         the second, three files change as EDITS says. 'now' is the morning after. Between "<!-- columns VIEW -->" and
 *         "<!-- end -->" stand a view's columns, from schemas/views.json. npm run docs writes results and columns again.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ingest, openStore } from "../src/index.js";
import { formatTable } from "../src/views/terminal/table.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PAGE = join(ROOT, "docs/views.md");
const update = process.env.UPDATE_DOCS === "1";
const WIDTH = 130;

const NIGHTS = ["2025-12-01T02:00:00Z", "2026-10-20T02:00:00Z"] as const;
const MORNING = "2026-10-20T08:00:00";
/** What the second night finds otherwise: a company gone and one new, a place more, a page that is empty. */
const EDITS: readonly (readonly [file: string, from: RegExp, to: string])[] = [
  ["da/header-table-basic/source.html", /3\. marts 2025/u, "12. oktober 2026"],
  ["da/header-table-basic/source.html", /Granskogen Drift AB/u, "Vestlandssky AS"],
  ["da/header-table-basic/source.html", /Danmark og Tyskland/u, "Danmark, Tyskland og USA"],
  ["nl/markdown-table/source.md", /[\s\S]*/u, ""],
];

const views = JSON.parse(readFileSync(join(ROOT, "schemas/views.json"), "utf8")) as Record<
  string,
  { description: string; columns: Record<string, { type: string; description: string }> }
>;
const folder = mkdtempSync(join(tmpdir(), "underlag-views-"));
const home = process.cwd();
let database: Database.Database;

beforeAll(async () => {
  cpSync(join(ROOT, "samples"), join(folder, "samples"), { recursive: true });
  process.chdir(folder);
  vi.useFakeTimers({ toFake: ["Date"] });
  const store = await openStore("underlag.db");
  for (const [night, time] of NIGHTS.entries()) {
    vi.setSystemTime(time);
    if (night === 1) for (const edit of EDITS) change(...edit);
    for await (const _ of ingest(store, "samples", { llm: "never" }));
  }
  await store.close();
  database = new Database("underlag.db", { readonly: true });
}, 120_000);
afterAll(() => {
  database?.close();
  vi.useRealTimers();
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

function change(file: string, from: RegExp, to: string): void {
  const path = join(folder, "samples", file);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

const asked = (sql: string) => database.prepare(sql.replaceAll("'now'", `'${MORNING}'`));
const rowsOf = (sql: string) => asked(sql).all() as Record<string, unknown>[];

function answer(sql: string): string {
  const columns = asked(sql)
    .columns()
    .map(({ name }) => name);
  const rows = rowsOf(sql).map((row) => columns.map((column) => (row[column] === null ? "" : String(row[column]))));
  const lines = formatTable(columns, rows, { width: WIDTH }).split("\n");
  return lines.map((line) => line.trimEnd()).join("\n");
}

function columnTable(view: string): string {
  const rows = Object.entries(views[view]?.columns ?? {}).map(
    ([name, { type, description }]) => `| \`${name}\` | ${type} | ${description.replaceAll("|", "\\|")} |`,
  );
  return `\n| column | type | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

const QUERY = /```sql\n([^`]+)```\n(?:\n```text\n([^`]*)```\n)?/gu;
const COLUMNS = /(<!-- columns (\w+) -->\n)[\s\S]*?(<!-- end -->)/gu;

/** Times of the clock and absolute paths. */
const NOT_OURS_TO_SHOW = /(?:^|\s)\/\w|T\d\d:\d\d:\d\dZ/u;

describe("docs/views.md", () => {
  const page = readFileSync(PAGE, "utf8");

  test("holds the columns of every view, and every query's result", () => {
    const written = page
      .replace(COLUMNS, (_, head: string, view: string, end: string) => `${head}${columnTable(view)}\n${end}`)
      .replace(QUERY, (_, sql: string) => `\`\`\`sql\n${sql}\`\`\`\n\n\`\`\`text\n${answer(sql)}\n\`\`\`\n`);
    if (update) writeFileSync(PAGE, written);
    expect(readFileSync(PAGE, "utf8"), "npm run docs writes it again").toBe(written);
  });

  test("has a section with columns and a query for every view", () => {
    const there = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").pluck().all();
    expect(Object.keys(views).sort()).toEqual(there);
    const sections = new Map(page.split(/^### /mu).map((part) => [part.split("\n")[0]!.replaceAll("`", ""), part]));
    const bare = Object.keys(views).filter(
      (view) => !sections.get(view)?.includes(`<!-- columns ${view} -->`) || !sections.get(view)?.includes("```sql"),
    );
    expect(bare).toEqual([]);
  });

  test("answers every question with rows, and names no place of ours", () => {
    const queries = [...page.matchAll(QUERY)].map(([, sql = "", result = ""]) => ({ sql, result }));
    expect(queries.filter(({ sql }) => rowsOf(sql).length === 0)).toEqual([]);
    expect(queries.filter(({ result }) => NOT_OURS_TO_SHOW.test(result))).toEqual([]);
  });
});

describe("the library's examples", () => {
  for (const path of ["docs/views.md", "README.md"])
    test(`of ${path} compile against what is published`, { timeout: 120_000 }, () => {
      const blocks = [...readFileSync(join(ROOT, path), "utf8").matchAll(/```ts\n([^`]+(?:`[^`]+)*?)```/gu)].map(
        ([, code]) => code!,
      );
      expect(blocks.length).toBeGreaterThan(0);
      expect(blocks.flatMap(compileErrors)).toEqual([]);
    });
});

/** Checked as a module inside the package, which finds "underlag" by its own exports. */
function compileErrors(code: string): string[] {
  const name = join(ROOT, "docs/example.mts");
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => ROOT;
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? code : readFile(file));
  host.getSourceFile = (file, ...rest) =>
    file === name ? ts.createSourceFile(file, code, rest[0]) : getSourceFile(file, ...rest);
  return ts
    .getPreEmitDiagnostics(ts.createProgram([name], options, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
