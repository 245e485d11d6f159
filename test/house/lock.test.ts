/** package.json and its lock file are whole: exact versions, a hash for every package, and scripts of one package at most. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
}
const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Record<string, LockedPackage>;
};
const locked = Object.entries(packages).filter(([path]) => path !== "");
const direct = { ...manifest.dependencies, ...manifest.devDependencies };

test("every dependency is named with its exact version, and the lock file holds that one", () => {
  for (const [name, version] of Object.entries(direct)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+/u);
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});

test("every locked package has its hash", () => {
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path)).toEqual([]);
});

test("only better-sqlite3 runs a script when it is installed", () => {
  const running = locked.filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional);
  expect(running.map(([path]) => path)).toEqual(["node_modules/better-sqlite3"]);
});

test("the program needs few packages: 25 of its own choice and 120 in all at most", () => {
  const needed = locked
    .filter(([, { dev, optional }]) => !dev && !optional)
    .map(([path]) => path.split("node_modules/").pop());
  expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(25);
  expect(new Set(needed).size).toBeLessThanOrEqual(120);
});

const CHECK = "../shared/tools/lockcheck.mjs";
test.skipIf(!existsSync(CHECK))("the lock file misses no optional entry of another platform", () => {
  const { stdout } = spawnSync(process.execPath, [CHECK, "package-lock.json"], { encoding: "utf8" });
  expect(stdout).toContain("missing optional entries: 0");
});
