/**
 * Broken files of every format through the whole path: each gives a reading or a failure with a code, within its time.
 *
 * Shape   A few with every run of the tests; npm run fuzz reads thousands. UNDERLAG_FUZZ is how many, UNDERLAG_FUZZ_SEED where to
 *         begin. A file that does wrong is kept in the folder of temporary files, to be looked at.
 * Unit    Milliseconds of wall time, with room for a busy machine: the limit of a document is 60 seconds.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { readSnapshot } from "../../../src/pipeline.js";
import { snapshotOf } from "../pdf/read-pdf.js";
import { broken, seeded } from "./break.js";
import { type File, wholeFiles } from "./whole.js";

const COUNT = Number(process.env.UNDERLAG_FUZZ ?? 60);
const FIRST = Number(process.env.UNDERLAG_FUZZ_SEED ?? 1);
const SLOW_MS = 15_000;
const kept = join(tmpdir(), "underlag-fuzz");

const DIED = /its reader ended without an answer/u;

test(`${COUNT} broken files are each read, or refused with a code`, { timeout: 60_000 + COUNT * 1000 }, async () => {
  // as JavaScript, so that heavy formats are read in their child process
  const built = pathToFileURL(join(import.meta.dirname, "../../../dist/pipeline.js")).href;
  const read = ((await import(/* @vite-ignore */ built)) as { readSnapshot: typeof readSnapshot }).readSnapshot;
  const files = await wholeFiles();
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    const file = broken(files, seeded(seed));
    const began = performance.now();
    const outcome = await outcomeOf(read, file);
    const slow = performance.now() - began > SLOW_MS;
    seen.set(outcome.code, (seen.get(outcome.code) ?? 0) + 1);
    if (!outcome.wrong && !slow) continue;
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, `${seed}-${file.name}`), file.bytes);
    wrong.push(`${seed} ${file.name}: ${slow ? "slow " : ""}${outcome.message}`);
    if (COUNT > 1000) process.stderr.write(`${wrong.at(-1)}\n`);
  }
  if (COUNT > 1000) process.stderr.write(`${JSON.stringify(Object.fromEntries(seen))}\n`);
  expect(wrong).toEqual([]);
});

async function outcomeOf(
  read: typeof readSnapshot,
  { name, bytes }: File,
): Promise<{ code: string; message: string; wrong: boolean }> {
  try {
    const { status, failure, entries } = await read(snapshotOf(bytes, name), {});
    const { code, message } = failure ?? { code: status, message: "" };
    const unproved = entries.some(({ evidence }) => evidence.some(({ start, end }) => end < start));
    return { code, message, wrong: code === "document/bug" || DIED.test(message) || unproved };
  } catch (error) {
    return { code: "thrown", message: error instanceof Error ? (error.stack ?? "") : String(error), wrong: true };
  }
}
