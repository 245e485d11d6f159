/** The real histories of ../shared: what the issue's own scorer says of `underlag compare`. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { PROGRAM } from "../cli/run.js";

const SHARED = fileURLToPath(new URL("../../../shared/", import.meta.url));
const HISTORIES = join(SHARED, "corpus/changes");

test.skipIf(!existsSync(HISTORIES))(
  "suppliers' events are told and their churn is not, over the histories of ../shared",
  { timeout: 120_000 },
  () => {
    const folders = readdirSync(HISTORIES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const compared = folders.map(({ name }) => {
      const folder = join(HISTORIES, name);
      const versions = readdirSync(folder).filter((file) => file.startsWith("0"));
      return spawnSync(process.execPath, [
        PROGRAM,
        "compare",
        ...versions.sort().map((file) => join(folder, file)),
        ...["--format", "jsonl", "--quiet"],
      ]).stdout;
    });
    const scorer = join(SHARED, "eval/changes.mjs");
    const { stdout } = spawnSync(process.execPath, [scorer, HISTORIES], { input: Buffer.concat(compared) });
    const [, precision, recall, quiet, pairs] =
      /events P\s+([\d.]+) R\s+([\d.]+).*kept quiet (\d+)\/(\d+)/u.exec(stdout.toString()) ?? [];
    expect(Number(precision)).toBeGreaterThanOrEqual(95);
    expect(Number(recall)).toBeGreaterThanOrEqual(93);
    expect(quiet).toBe(pairs);
  },
);
