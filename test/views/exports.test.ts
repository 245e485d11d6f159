/** Every export format opened again by another library, with the same rows; hostile cells stay words. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { readSheet } from "read-excel-file/node";
import { afterAll, describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import type { Row, Store } from "../../src/store/store.js";
import { harmless, restored } from "../../src/views/export/csv.js";
import { type ExportFormat, writeView } from "../../src/views/export/write.js";
import { madeEntry, madeReading, madeSnapshot } from "../store/made.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-export-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = [
  "=1+1",
  "+45 12 34 56 78",
  "-5",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "\u0000=1+1",
  "＝1+1",
  "＋1",
  "－1",
  "＠x",
  " =1+1",
  "'=1",
  "''=1",
  "'x",
  '=HYPERLINK("http://x","y")',
  "00123",
  "1E5",
  'a"b,c\nd',
  "Æ ø å ð þ 漢字 😀",
  "_x0041_",
  "<b>&",
  "\u0007bell",
  "\ud800",
  "normal",
];

async function filled(): Promise<Store> {
  const store = openSqliteStore(":memory:");
  const snapshot = madeSnapshot("lists/a.txt", "a");
  const entries = HOSTILE.map((words, at) =>
    madeEntry(`Firma ${at}`, { purpose: words, countries: ["US"], confidence: 0.5 + at / 100 }),
  );
  await store.ingest(madeReading(snapshot, entries), snapshot);
  return store;
}

async function exported(format: ExportFormat, view = "subprocessors"): Promise<{ path: string; rows: Row[] }> {
  const store = await filled();
  const path = join(folder, `${view}.${format}`);
  expect(await writeView(store, { view, format, out: path, bom: true })).toBeGreaterThan(0);
  const rows: Row[] = [];
  for await (const row of store.rows(view, { orderBy: "entry_id" })) rows.push({ ...row });
  await store.close();
  return { path, rows };
}
/** SQLite keeps no half of a pair: it stores the replacement sign. */
const byId = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  Number(a.entry_id) - Number(b.entry_id);

describe("harmless()", () => {
  for (const words of HOSTILE)
    test(`leaves no formula in ${JSON.stringify(words)} and can be taken back`, () => {
      const cell = String(harmless(words));
      expect(cell).not.toMatch(/^[\s\u0000]*[=+\-@＝＋－＠\t\r\n\u0000]/u);
      expect(restored(cell)).toBe(words);
    });
});

describe("writeView()", () => {
  test("writes csv with a byte order mark that another reader reads back", async () => {
    const { path, rows } = await exported("csv");
    const text = readFileSync(path, "utf8");
    expect(text.startsWith("\ufeff")).toBe(true);
    const read = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    expect(read.map((row) => restored(row.purpose!))).toEqual(rows.map((row) => row.purpose));
    expect(Object.keys(read[0]!)).toEqual(Object.keys(rows[0]!));
  });

  test("writes json and jsonl", async () => {
    const { path, rows } = await exported("json");
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(rows);
    const lines = await exported("jsonl");
    expect(
      readFileSync(lines.path, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(lines.rows);
  });

  test("writes xlsx whose text is text and whose numbers are numbers", async () => {
    const { path, rows } = await exported("xlsx");
    const [header, ...read] = await readSheet(path);
    expect(header).toEqual(Object.keys(rows[0]!));
    const purpose = header!.indexOf("purpose");
    const confidence = header!.indexOf("confidence");
    // A control character comes back as Excel's own escape for it; the words around it are the same.
    const plain = (words: unknown): string =>
      String(words)
        .replace(/_x([0-9A-F]{4})_/gu, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
        .trim();
    expect(read.map((row) => plain(row[purpose]))).toEqual(
      rows.map((row) => plain(String(row.purpose).replace("_x0041_", "A"))),
    );
    expect(read.map((row) => row[confidence])).toEqual(rows.map((row) => row.confidence));
  });

  test("links every row of a workbook to its first quote", async () => {
    const { path, rows } = await exported("xlsx");
    const quotes = await readSheet(path, "quotes");
    expect(quotes).toHaveLength(rows.length + 1);
    expect(quotes[0]).toEqual(["entry_id", "supplier", "source", "name", "field", "quote", "page", "path", "line"]);
    expect(quotes[1]?.slice(3, 6)).toEqual([rows[0]?.name, "name", rows[0]?.name]);
    const sheet = strFromU8(unzipSync(readFileSync(path))["xl/worksheets/sheet1.xml"]!);
    expect(sheet.match(/<hyperlink ref="[A-Z]+\d+" location="quotes!A\d+"\/>/gu)).toHaveLength(rows.length);
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain("<autoFilter ");
    expect(sheet).not.toContain("<f>");
  });

  test("writes parquet with typed columns and the words as they are", async () => {
    const { path, rows } = await exported("parquet");
    const read = (await parquetReadObjects({ file: await asyncBufferFromFile(path) })) as Record<string, unknown>[];
    expect(read.sort(byId)).toEqual(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value ?? null]))),
    );
  });

  for (const view of ["transfers_outside_eea", "quotes", "art30_recipients", "dora_b_05_02"])
    test(`writes the view ${view} as xlsx and parquet`, async () => {
      for (const format of ["xlsx", "parquet"] as const)
        expect((await exported(format, view)).rows.length).toBe(HOSTILE.length);
    });

  test("writes an empty view", async () => {
    const store = openSqliteStore(":memory:");
    for (const format of ["csv", "json", "jsonl", "xlsx", "parquet"] as const)
      expect(await writeView(store, { view: "changes", format, out: join(folder, `empty.${format}`) })).toBe(0);
    await store.close();
    expect(await readSheet(join(folder, "empty.xlsx"))).toHaveLength(1);
  });

  test("leaves nothing behind where it cannot write", async () => {
    const store = await filled();
    const before = readdirSync(folder).length;
    await expect(
      writeView(store, { view: "subprocessors", format: "csv", out: join(folder, "no", "x.csv") }),
    ).rejects.toMatchObject({ code: "export/unwritable" });
    await expect(
      writeView(store, { view: "nothing", format: "csv", out: join(folder, "x.csv") }),
    ).rejects.toMatchObject({ code: "usage/bad-option" });
    await expect(writeView(store, { view: "changes", format: "xlsx", out: null })).rejects.toMatchObject({
      code: "usage/bad-option",
    });
    expect(readdirSync(folder)).toHaveLength(before);
    await store.close();
  });
});
