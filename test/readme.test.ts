/**
 * What the README shows is what happens: its tested blocks are run in an empty folder beside the samples.
 *
 * Shape   A block after "<!-- tested -->" is "$ command" lines, each with what it prints on both streams. A last line "…" stands for
 *         the rest of an output that is longer. Times are all the same minute. npm run docs writes the outputs again.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const README = join(ROOT, "README.md");
const update = process.env.UPDATE_DOCS === "1";
/** Longer outputs are cut here when they are written. */
const SHOWN = 14;

const readme = readFileSync(README, "utf8");
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
const folder = mkdtempSync(join(tmpdir(), "underlag-readme-"));
cpSync(join(ROOT, "samples"), join(folder, "samples"), { recursive: true });
writeFileSync(
  join(folder, "underlag"),
  `#!/bin/sh\nexec "${process.execPath}" "${join(ROOT, "dist/cli/main.js")}" "$@"\n`,
  { mode: 0o755 },
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BLOCK = /<!-- tested -->\n```console\n([^`]*)```/gu;

interface Step {
  readonly command: string;
  readonly output: readonly string[];
}

function stepsOf(block: string): Step[] {
  return block
    .split(/^\$ /mu)
    .filter((part) => part !== "")
    .map((part) => {
      const [command = "", ...output] = part.trimEnd().split("\n");
      return { command, output };
    });
}

/** "npm ci" has been run when the tests run, and npm start is the program in this clone. */
const runnable = (command: string): string =>
  command.replace("npm ci && npm start", `${manifest.scripts.start!.replace("node dist/cli/main.js", "underlag")}`);

function run(command: string): string[] {
  const { stdout } = spawnSync("/bin/sh", ["-c", `{ ${runnable(command)} ; } 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      HOME: folder,
      UNDERLAG_LLM: "never",
      NO_COLOR: "1",
      LC_ALL: "C.UTF-8",
    },
  });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.trimEnd().replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/gu, "2026-11-22T02:00:00Z"));
}

/** Whether a program printed what is shown, up to the first line "…". */
function agrees(shown: readonly string[], printed: readonly string[]): boolean {
  const cut = shown.indexOf("…");
  const [want, got] = cut === -1 ? [shown, printed] : [shown.slice(0, cut), printed.slice(0, cut)];
  return want.map((line) => line.trimEnd()).join("\n") === got.join("\n");
}

describe("the README", () => {
  const blocks = [...readme.matchAll(BLOCK)];

  test("shows what its commands print", { timeout: 240_000 }, () => {
    expect(blocks.length).toBeGreaterThan(5);
    let written = readme;
    const wrong: string[] = [];
    for (const [whole, block = ""] of blocks) {
      const steps = stepsOf(block).map((step) => ({ ...step, printed: run(step.command) }));
      for (const { command, output, printed } of steps)
        if (!agrees(output, printed)) wrong.push(`$ ${command}\n${printed.slice(0, SHOWN).join("\n")}`);
      const text = steps.map((step) => [`$ ${step.command}`, ...shorten(step)].join("\n")).join("\n");
      written = written.replace(whole, () => `<!-- tested -->\n\`\`\`console\n${text}\n\`\`\``);
    }
    if (update) writeFileSync(README, written);
    else expect(wrong, "npm run docs writes the outputs again").toEqual([]);
  });

  test("names only files that are there", () => {
    const links = [...readme.matchAll(/\]\(([^)#]+)\)/gu)]
      .map(([, path]) => path!)
      .filter((path) => !/^https?:/u.test(path));
    expect(links.filter((path) => !isThere(path))).toEqual([]);
  });

  test("names only scripts of package.json", () => {
    const named = [...readme.matchAll(/npm run ([\w:]+)/gu)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test("names every command of the program", () => {
    const help = spawnSync(process.execPath, [join(ROOT, "dist/cli/main.js"), "--help"], { encoding: "utf8" }).stdout;
    const commands = [...help.slice(help.indexOf("Commands:")).matchAll(/^ {2}([a-z]+) {2,}/gmu)].map(
      ([, name]) => name!,
    );
    expect(commands.length).toBeGreaterThan(8);
    expect(
      commands.filter((name) => !new RegExp(`\`${name}\`|underlag ${name}\\b`, "u").test(readme) && name !== "help"),
    ).toEqual([]);
  });
});

/** A command that takes the first lines itself is shown whole. */
const shorten = ({ command, printed }: { command: string; printed: readonly string[] }): readonly string[] =>
  printed.length > SHOWN + 4 && !command.includes("| head") ? [...printed.slice(0, SHOWN), "…"] : printed;

function isThere(path: string): boolean {
  return spawnSync("test", ["-e", join(ROOT, path)]).status === 0;
}
