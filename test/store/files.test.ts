/** Files that are no database of ours, locked ones, full disks: each its own message, and nothing of the user's is touched. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { madeEntry, madeReading, madeSnapshot } from "./made.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const codeOf = (work: () => unknown): unknown => {
  try {
    work();
    return "opened";
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
};

const made = (name: string, bytes: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const ofAnotherProgram = (name: string): string => {
  const path = join(folder, name);
  const other = new Database(path);
  other.exec("CREATE TABLE bookmarks (id INTEGER); PRAGMA user_version = 70");
  other.close();
  return path;
};

describe("openSqliteStore()", () => {
  const rows = [
    {
      name: "refuses a text file",
      path: () => made("notes.txt", "Dear diary, today I was no database."),
      want: "store/not-a-database",
    },
    { name: "refuses a file of a few bytes", path: () => made("short", "SQL"), want: "store/not-a-database" },
    {
      name: "refuses binary rubbish",
      path: () => made("rubbish", Buffer.alloc(8192, 0xa5)),
      want: "store/not-a-database",
    },
    {
      name: "refuses another program's database",
      path: () => ofAnotherProgram("places.sqlite"),
      want: "store/not-a-database",
    },
    { name: "refuses a folder", path: () => folder, want: "store/not-a-database" },
    {
      name: "refuses a place in a folder that is not there",
      path: () => join(folder, "none", "u.db"),
      want: "store/unwritable",
    },
    { name: "takes an empty file for a new database", path: () => made("empty.db", ""), want: "opened" },
  ] as const;
  for (const { name, path, want } of rows)
    test(name, () => {
      const given = path();
      const before = want === "opened" || given === folder || given.includes("none") ? null : readFileSync(given);
      expect(codeOf(() => void openSqliteStore(given).close())).toBe(want);
      if (before) expect(readFileSync(given).equals(before)).toBe(true);
    });

  test("refuses to read where there is no database", () => {
    expect(codeOf(() => openSqliteStore(join(folder, "nowhere.db"), { readOnly: true }))).toBe("store/missing");
  });

  test("refuses a database that a newer program wrote, and leaves it alone", async () => {
    const path = join(folder, "newer.db");
    await openSqliteStore(path).close();
    const newer = new Database(path);
    newer.pragma("user_version = 999");
    newer.close();
    expect(codeOf(() => openSqliteStore(path))).toBe("store/newer-schema");
    expect(codeOf(() => openSqliteStore(path, { readOnly: true }))).toBe("store/newer-schema");
  });

  test("waits for another writer and then says that the database is locked", async () => {
    const path = join(folder, "locked.db");
    const store = openSqliteStore(path, { waitSeconds: 0.2 });
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    const snapshot = madeSnapshot("a.txt", "a");
    await expect(store.ingest(madeReading(snapshot, [madeEntry("A")]), snapshot)).rejects.toMatchObject({
      code: "store/locked",
      retry: "later",
    });
    other.exec("ROLLBACK");
    expect((await store.ingest(madeReading(snapshot, [madeEntry("A")]), snapshot)).outcome).toBe("added");
    other.close();
    await store.close();
  });

  test("reports a damaged file", async () => {
    const path = join(folder, "damaged.db");
    const store = openSqliteStore(path);
    const snapshot = madeSnapshot("a.txt", "a");
    await store.ingest(
      madeReading(
        snapshot,
        Array.from({ length: 300 }, (_, at) => madeEntry(`Firma ${at}`)),
      ),
      snapshot,
    );
    await store.close();
    const bytes = readFileSync(path);
    for (let page = 20; page < bytes.length / 4096; page += 3) bytes.fill(0x77, page * 4096, page * 4096 + 2048);
    writeFileSync(path, bytes);
    const outcome = await (async () => {
      const broken = openSqliteStore(path, { readOnly: true });
      try {
        return (await broken.check()).integrity.length > 0 ? "reported" : "missed";
      } finally {
        await broken.close();
      }
    })().catch((error: { code?: string }) => error.code);
    expect(["reported", "store/corrupt"]).toContain(outcome);
  });
});

test("a full disk stops the ingest with everything committed so far kept, and it goes on when there is room", async (context) => {
  const small = join(folder, "small");
  mkdirSync(small);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", small], { stdio: "ignore" });
  } catch {
    context.skip("mounting a small disk is not permitted here");
  }
  try {
    const path = join(small, "u.db");
    const store = openSqliteStore(path);
    const entries = Array.from({ length: 40 }, (_, at) =>
      madeEntry(`Firma ${at}`, { purpose: "Opbevaring af data ".repeat(10) }),
    );
    const done: string[] = [];
    const fill = async (): Promise<void> => {
      for (let at = done.length; at < 400; at++) {
        const snapshot = madeSnapshot(`lists/${at}.txt`, `list ${at}`);
        await store.ingest(madeReading(snapshot, entries), snapshot);
        done.push(snapshot.source);
      }
    };
    await expect(fill()).rejects.toMatchObject({ code: "store/full", retry: "later" });
    expect(await store.check()).toMatchObject({ integrity: [], sources: done.length, entries: done.length * 40 });
    execFileSync("mount", ["-o", "remount,size=64m", small]);
    const before = done.length;
    const snapshot = madeSnapshot(`lists/${before}.txt`, `list ${before}`);
    expect((await store.ingest(madeReading(snapshot, entries), snapshot)).outcome).toBe("added");
    await store.close();
  } finally {
    execFileSync("umount", [small]);
  }
});
