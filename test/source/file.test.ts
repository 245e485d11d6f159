import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSources, snapshotOf } from "../../src/source/file.js";

let root = "";
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "underlag-file-"));
  for (const folder of ["docs/b", "docs/.git", "docs/node_modules/x", "empty", "outside"])
    mkdirSync(path.join(root, folder), { recursive: true });
  for (const file of [
    "docs/å.txt",
    "docs/a.md",
    "docs/B.html",
    "docs/b/c.txt",
    "docs/.hidden.txt",
    "docs/sample.json",
    "docs/.git/x.txt",
    "docs/node_modules/x/y.md",
    "outside/z.txt",
    "named.unknown",
  ])
    writeFileSync(path.join(root, file), "Prøve");
  writeFileSync(path.join(root, "nothing.txt"), "");
  symlinkSync(path.join(root, "outside/z.txt"), path.join(root, "docs/link.txt"));
  symlinkSync(path.join(root, "docs"), path.join(root, "docs/b/circle"));
  execFileSync("mkfifo", [path.join(root, "pipe.txt")]);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function list(...names: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const item of readSources(
    names.map((name) => path.join(root, name)),
    { maxBytes: 1000 },
  )) {
    const name = path.relative(root, item.source);
    found.push("failure" in item ? `${name}: ${item.failure.code}` : name);
  }
  return found;
}

test("readSources() reads a folder in name order and passes over what is no document", async () => {
  expect(await list("docs")).toEqual([
    "docs/B.html",
    "docs/a.md",
    "docs/b/c.txt",
    "docs/link.txt: source/not-regular",
    "docs/å.txt",
  ]);
});

test("readSources() reads a named file of any extension", async () => {
  expect(await list("named.unknown")).toEqual(["named.unknown"]);
});

const failures = [
  { name: "a missing path", path: "absent.txt", code: "source/missing" },
  { name: "an empty file", path: "nothing.txt", code: "source/empty" },
  { name: "a folder without documents", path: "empty", code: "source/no-documents" },
  { name: "a pipe", path: "pipe.txt", code: "source/not-regular" },
] as const;

for (const { name, path: given, code } of failures) {
  test(`readSources() says ${code} for ${name} and goes on`, async () => {
    expect(await list(given, "docs/a.md")).toEqual([`${given}: ${code}`, "docs/a.md"]);
  });
}

test("readSources() refuses more bytes than the cap", async () => {
  writeFileSync(path.join(root, "large.txt"), "x".repeat(2000));
  expect(await list("large.txt")).toEqual(["large.txt: source/too-large"]);
});

test.skipIf(process.getuid?.() === 0)("readSources() says source/unreadable for a file it may not read", async () => {
  writeFileSync(path.join(root, "locked.txt"), "x");
  chmodSync(path.join(root, "locked.txt"), 0o000);
  expect(await list("locked.txt")).toEqual(["locked.txt: source/unreadable"]);
});

test("snapshotOf() hashes the bytes as they are", () => {
  const { hash } = snapshotOf("a", Buffer.from("abc"));
  expect(hash).toBe("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});
