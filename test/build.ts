/** Builds dist once before the tests when a source is newer: some tests run the program itself. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";

export default function setup(): void {
  if (!isStale()) return;
  const { status, stdout } = spawnSync("npx", ["tsc", "-p", "tsconfig.build.json"], { encoding: "utf8" });
  if (status !== 0) process.stderr.write(`The build has errors, and dist may be half new:\n${stdout}\n`);
  if (!existsSync("dist/cli/main.js")) throw new Error(`Cannot build dist:\n${stdout}`);
}

function isStale(): boolean {
  if (!existsSync("dist/.tsbuildinfo") || !existsSync("dist/cli/main.js")) return true;
  const built = statSync("dist/.tsbuildinfo").mtimeMs;
  const sources = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return sources.some((file) => statSync(`src/${file}`).mtimeMs > built);
}
