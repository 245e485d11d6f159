/** Files as versions of one list, through the whole path. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareVersions } from "../../src/compare-versions.js";
import type { Comparison } from "../../src/model/change.js";
import { comparisonMarkdown, comparisonTable } from "../../src/views/terminal/comparison.js";

let folder = "";
const file = (name: string): string => path.join(folder, name);
const page = (rows: readonly (readonly string[])[]): string =>
  `<!doctype html><html lang="en"><title>Sub-processors</title><h1>Sub-processors</h1><p>We use these sub-processors.</p><table><tr><th>Name</th><th>Purpose</th><th>Location</th></tr>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
    .join("\n")}</table></html>`;
const ROWS = [
  ["Skybro ApS", "Hosting of the platform", "Denmark"],
  ["Brevdue AB", "Sends e-mail to users", "Sweden"],
  ["Logfugl Oy", "Keeps error logs", "Finland"],
];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "underlag-compare-"));
  writeFileSync(file("1.html"), page(ROWS));
  writeFileSync(file("2.html"), page([...ROWS].reverse()));
  writeFileSync(file("3.html"), page([...ROWS.slice(0, 2), ["Kuvert, Inc.", "Prints letters", "United States"]]));
  writeFileSync(file("4.html"), "<!doctype html><html><title>Log in</title><body><form><input></form></body></html>");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function comparisons(): Promise<Comparison[]> {
  const found: Comparison[] = [];
  for await (const { comparison } of compareVersions(
    [1, 2, 3, 4].map((n) => file(`${n}.html`)),
    { maxBytes: 1e6 },
  ))
    if (comparison) found.push(comparison);
  return found;
}

test("compareVersions() holds each version against the one before it", async () => {
  const found = await comparisons();
  expect(found.map(({ from, to, status }) => [path.basename(from), path.basename(to), status])).toEqual([
    ["1.html", "2.html", "same"],
    ["2.html", "3.html", "compared"],
    ["3.html", "4.html", "list_not_found"],
  ]);
  expect(found[1]!.changes.map(({ kind, name, severity }) => [kind, name, severity])).toEqual([
    ["added", "Kuvert, Inc.", "high"],
    ["removed", "Logfugl Oy", "medium"],
  ]);
});

test("compareVersions() answers list_not_found for a version that is not there", async () => {
  const found: (Comparison | null)[] = [];
  for await (const { comparison } of compareVersions([file("1.html"), file("none.html")], { maxBytes: 1e6 }))
    found.push(comparison);
  expect(found).toMatchObject([null, { status: "list_not_found", changes: [] }]);
});

test("comparisonMarkdown() marks what to look at and escapes the supplier's words", async () => {
  const [, changed] = await comparisons();
  const hostile = { ...changed!, changes: [{ ...changed!.changes[0]!, name: "<b>[x](y)" }] };
  expect(comparisonMarkdown(changed!)).toContain("**added** Kuvert, Inc.");
  expect(comparisonMarkdown(changed!)).toContain("look at this");
  expect(comparisonMarkdown(hostile)).toContain("\\<b\\>\\[x\\](y)");
});

test("comparisonTable() says it in one line where nothing changed", async () => {
  const [same, changed] = await comparisons();
  expect(comparisonTable(same!, { width: 120 })).toMatch(/the list is the same$/u);
  expect(comparisonTable(changed!, { width: 120 })).toContain("Kuvert, Inc.");
});
