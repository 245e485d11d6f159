/**
 * No regular expression of ours takes longer than in proportion to its input.
 *
 * Shape   patterns.json holds the verdicts of recheck on the patterns that were looked at before, so that only new ones cost
 *         time here. "linear" are those it found safe. "bounded" are those it doubts or gives up on, each with the reason why
 *         no input can make them slow: every repetition has an upper limit, or the caller cuts the text.
 *         npm run patterns writes the new ones down and drops those that are gone; a doubtful one gets an empty reason, which
 *         is a failure until somebody mends the pattern or fills it in.
 * Source  https://makenowjust-labs.github.io/recheck
 */
import { readFileSync, writeFileSync } from "node:fs";
import { check } from "recheck";
import { expect, test } from "vitest";
import { type Pattern, patternsOfSource } from "./patterns.js";

const FILE = new URL("./patterns.json", import.meta.url);
const update = process.env.UPDATE_PATTERNS === "1";
const TIMEOUT = update ? 20_000 : 4_000;

interface Verdicts {
  readonly bounded: Record<string, string>;
  readonly linear: string[];
}
const verdicts = JSON.parse(readFileSync(FILE, "utf8")) as Verdicts;

test("every regular expression is linear, or bounded for a reason that is written down", {
  timeout: 600_000,
}, async () => {
  const patterns = await patternsOfSource();
  expect(patterns.length).toBeGreaterThan(300);
  const reasoned = Object.entries(verdicts.bounded).filter(([, reason]) => reason.length > 10);
  const known = new Set([...verdicts.linear, ...reasoned.map(([key]) => key)]);
  const faults = await faultsOf(patterns.filter(({ key }) => !known.has(key)));
  if (update) remember(patterns, new Set(faults.map(({ key }) => key)));
  expect(faults.map(({ fault }) => fault)).toEqual([]);
});

async function faultsOf(patterns: readonly Pattern[]): Promise<{ key: string; fault: string }[]> {
  const faults: { key: string; fault: string }[] = [];
  for (const { key, source, flags, places } of patterns) {
    const found = await check(source, flags, { timeout: TIMEOUT });
    if (found.status === "safe") continue;
    const why =
      found.status === "vulnerable" ? `${found.complexity.summary}: ${found.attack.pattern}` : "recheck gives up";
    faults.push({ key, fault: `${places.join(", ")} ${key} ${why}` });
  }
  return faults;
}

function remember(patterns: readonly Pattern[], doubtful: ReadonlySet<string>): void {
  const keys = patterns.map(({ key }) => key);
  const isDoubtful = (key: string): boolean => doubtful.has(key) || key in verdicts.bounded;
  const bounded = Object.fromEntries(keys.filter(isDoubtful).map((key) => [key, verdicts.bounded[key] ?? ""]));
  const linear = keys.filter((key) => !isDoubtful(key)).sort();
  writeFileSync(FILE, `${JSON.stringify({ bounded, linear }, null, 2)}\n`);
}
