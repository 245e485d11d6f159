/** The program as a person runs it: exit codes, what goes to which stream, what it says when something is wrong. */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inside, PROGRAM, underlag } from "./run.js";

const folder = mkdtempSync(join(tmpdir(), "underlag-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (...parts: string[]): string => join(folder, ...parts);
const db = at("u.db");

const LIST = `# Underdatabehandlere

| Navn | Formål | Land |
|---|---|---|
| Skyhuset ApS | Hosting af data | Danmark |
| Brevdue Inc. | Udsendelse af e-mail | USA |
`;

beforeAll(() => {
  mkdirSync(at("lists"));
  mkdirSync(at("none"));
  writeFileSync(at("lists", "a.md"), LIST);
  writeFileSync(at("lists", "b.txt"), "Vi anvender ingen underdatabehandlere.\n");
  writeFileSync(at("empty.html"), "");
  writeFileSync(at("binary.bin"), Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]));
  writeFileSync(at("diary.db"), "no database at all, just words");
});

describe("underlag", () => {
  test("prints its version and its help, and nothing to standard error", async () => {
    expect(underlag(["--version"])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/u), err: "" });
    const help = underlag(["--help"]);
    expect(help).toMatchObject({ code: 0, err: "" });
    expect(help.out).toContain("Examples:");
  });

  const wrong = [
    { name: "an unknown command", words: ["extrct"], says: "extract" },
    { name: "no path", words: ["extract"], says: "missing required argument" },
    { name: "an unknown format", words: ["extract", "x", "--format", "yaml"], says: "Allowed choices" },
    { name: "a size that is none", words: ["extract", "x", "--max-bytes", "many"], says: "takes a size such as 500k" },
    { name: "an unknown view", words: ["export", "--view", "nothing", "--db", db], says: "there are" },
    { name: "a statement that writes", words: ["query", "DELETE FROM entry", "--db", db], says: "queries only read" },
    { name: "SQL that is none", words: ["query", "SELEC 1", "--db", db], says: "syntax error" },
    {
      name: "an unknown field",
      words: ["review", "correct", "1", "--field", "colour", "--value", "red", "--by", "A", "--db", db],
      says: "fields are",
    },
  ] as const;
  test("keeps what it read in a database, and says what it did", async () => {
    const first = await inside(["ingest", at("lists"), "--db", db]);
    expect(first).toMatchObject({ code: 0, out: "" });
    expect(first.err).toContain("2 documents into");
    expect((await inside(["ingest", at("lists"), "--db", db])).err).toContain("2 unchanged");
  });

  for (const { name, words, says } of wrong)
    test(`answers ${name} with exit code 2`, async () => {
      const { code, out, err } = words[0] === "query" ? underlag(words) : await inside(words);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(says);
    });
});

describe("underlag extract", () => {
  test("reads the others where one is bad, in order, and exits with 1", async () => {
    const { code, out, err } = await inside([
      "extract",
      at("empty.html"),
      at("lists"),
      at("missing.pdf"),
      at("binary.bin"),
      at("none"),
      "--format",
      "jsonl",
    ]);
    const readings = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(readings.map((reading) => reading.failure?.code ?? reading.status)).toEqual([
      "source/empty",
      "listed",
      "none_used",
      "source/missing",
      "document/unknown-format",
      "source/no-documents",
    ]);
    expect(code).toBe(1);
    expect(err).toContain("Cannot");
    for (const { entries } of readings)
      for (const entry of entries) for (const { quote } of entry.evidence) expect(LIST).toContain(quote);
  });

  test("reads standard input, and prints a table that answers who, where, what for, on which ground", async () => {
    const { code, out } = underlag(["extract", "-"], { input: LIST, env: { COLUMNS: "80" } });
    expect(code).toBe(0);
    expect(out).toMatch(/Who +Where +What for +On which ground/u);
    expect(out).toMatch(/Skyhuset ApS +DK/u);
    expect(out).not.toContain("\u001b");
  });

  test("prints csv with a header and json that is one array", async () => {
    const csv = (await inside(["extract", at("lists"), "--format", "csv"])).out.split("\r\n");
    expect(csv[0]).toMatch(/^source,language,publisher,document_status/u);
    expect(csv).toHaveLength(5);
    expect(JSON.parse((await inside(["extract", at("lists"), "--format", "json"])).out)).toHaveLength(2);
  });

  test("goes on past an unreadable file", async (context) => {
    writeFileSync(at("secret.txt"), "x");
    chmodSync(at("secret.txt"), 0);
    if (process.getuid?.() === 0) context.skip("the administrator may read everything");
    expect((await inside(["extract", at("secret.txt"), at("lists"), "--format", "jsonl"])).code).toBe(1);
  });

  test("stops quietly when its reader leaves", async () => {
    const { status, stderr } = spawnSync(
      "bash",
      [
        "-c",
        `"${process.execPath}" "${PROGRAM}" extract ${Array(40)
          .fill(`"${at("lists")}"`)
          .join(" ")} --format json | head -n 1; exit \${PIPESTATUS[1]}`,
      ],
      { encoding: "utf8" },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

describe("a database", () => {
  const refused = [
    { name: "that is none", words: ["ingest", at("lists"), "--db", at("diary.db")], says: "is not an SQLite file" },
    { name: "in no folder", words: ["ingest", at("lists"), "--db", at("no", "u.db")], says: "there is no folder" },
    { name: "that is not there", words: ["show", "x", "--db", at("nowhere.db")], says: "there is none" },
  ] as const;
  for (const { name, words, says } of refused)
    test(`${name} is answered with exit code 1`, async () => {
      const { code, err } = await inside(words);
      expect(code).toBe(1);
      expect(err).toContain(says);
    });

  test("that another process holds is answered after the wait", async () => {
    const other = new Database(db);
    other.exec("BEGIN IMMEDIATE");
    const { code, err } = await inside([
      "ingest",
      at("lists"),
      at("empty.html"),
      "--supplier",
      "Ny",
      "--db",
      db,
      "--db-wait",
      "0.3",
    ]);
    other.exec("ROLLBACK");
    other.close();
    expect(code).toBe(1);
    expect(err).toContain("another process is writing to it");
  });

  test("is shown by supplier and by company, with quotes and places", async () => {
    const supplier = await inside(["show", at("lists", "a.md"), "--db", db]);
    expect(supplier.code).toBe(0);
    expect(supplier.out).toContain("“Skyhuset ApS”  name,");
    expect(supplier.out).toContain("line 5");
    expect((await inside(["show", "brevdue", "--db", db])).out).toContain("Listed by 1 suppliers");
    expect(await inside(["show", "nobody", "--db", db])).toMatchObject({ code: 1, out: "" });
  });

  test("answers SQL as table, csv and json, and ends a query that takes too long", async () => {
    const sql = "SELECT name, countries FROM subprocessors ORDER BY name";
    expect(JSON.parse(underlag(["query", sql, "--db", db, "--format", "json"]).out)).toMatchObject([
      { name: "Brevdue Inc." },
      { name: "Skyhuset ApS" },
    ]);
    expect(underlag(["query", sql, "--db", db, "--format", "csv"]).out).toMatch(/^name,countries\r\nBrevdue Inc\.,US/u);
    expect(underlag(["query", sql, "--db", db]).out).toContain("2 rows");
    const endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
    expect(underlag(["query", endless, "--db", db, "--timeout", "1"])).toMatchObject({
      code: 1,
      err: expect.stringContaining("within 1 seconds"),
    });
  });

  test("is exported, to a file and to standard output", async () => {
    expect((await inside(["export", "--db", db])).out.split("\r\n")).toHaveLength(4);
    const { code, err } = await inside(["export", "--view", "quotes", "--db", db, "--out", at("quotes.xlsx")]);
    expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("rows of quotes into") });
    expect((await inside(["export", "--list", "--db", db])).out).toContain("transfers_outside_eea: ");
  });

  test("keeps decisions", async () => {
    const [entry] = JSON.parse(
      underlag(["query", "SELECT entry_id FROM subprocessors WHERE name LIKE 'Brev%'", "--db", db, "--format", "json"])
        .out,
    );
    const id = String(entry.entry_id);
    expect(
      (await inside(["review", "correct", id, "--field", "name", "--value", "Brevdue LLC", "--by", "Anna", "--db", db]))
        .code,
    ).toBe(0);
    expect((await inside(["export", "--db", db])).out).toContain("Brevdue LLC");
    expect((await inside(["review", "list", "--db", db])).code).toBe(0);
    expect(await inside(["review", "accept", "999999", "--by", "Anna", "--db", db])).toMatchObject({
      code: 1,
      err: expect.stringContaining("none of that number"),
    });
    expect((await inside(["doctor", "--db", db])).out).toMatch(/ok +Database/u);
  });
});

describe("underlag text and underlag tables", () => {
  test("print a document as it is read", async () => {
    expect((await inside(["text", at("lists", "a.md")])).out).toContain("# Underdatabehandlere");
    const { pages } = JSON.parse((await inside(["tables", at("lists", "a.md"), "--format", "json"])).out);
    expect(pages[0].tables[0][1]).toEqual(["Skyhuset ApS", "Hosting af data", "Danmark"]);
    expect(await inside(["text", at("empty.html")])).toMatchObject({
      code: 1,
      err: expect.stringContaining("no bytes"),
    });
  });
});

describe("underlag ingest of a new version", () => {
  const history = at("history.db");
  const file = at("lists", "supplier.md");
  const row = (name: string, country: string): string => `| ${name} | Hosting af data | ${country} |\n`;
  const list = (...rows: string[]): string =>
    `# Underdatabehandlere\n\n| Navn | Formål | Land |\n|---|---|---|\n${rows.join("")}`;
  const first = list(row("Skyhuset ApS", "Danmark"), row("Brevdue Inc.", "USA"), row("Tågebanken AB", "Sverige"));

  test("keeps what the supplier changed, with both sides", async () => {
    writeFileSync(file, first);
    expect((await inside(["ingest", file, "--db", history])).code).toBe(0);
    writeFileSync(
      file,
      list(
        row("Skyhuset ApS", "Danmark"),
        row("Brevdue Inc.", "Irland"),
        row("Nyhavn Data A/S", "Danmark"),
        row("Tågebanken AB", "Sverige"),
      ),
    );
    expect((await inside(["ingest", file, "--db", history])).err).toContain("1 with changes");
    const changes = JSON.parse(
      (await inside(["export", "--view", "changes", "--format", "json", "--db", history])).out,
    );
    expect(changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: "changed",
          name: "Brevdue Inc.",
          field: "countries",
          before: "US",
          after: "IE",
          cause: "source",
        }),
        expect.objectContaining({ kind: "added", name: "Nyhavn Data A/S" }),
      ]),
    );
  });

  test("keeps a document aside in which the list is gone", async () => {
    writeFileSync(file, "# Cookies\n\nVi bruger cookies til at huske dit sprog.\n");
    expect((await inside(["ingest", file, "--db", history])).err).toContain("1 kept aside");
    expect(JSON.parse((await inside(["export", "--format", "json", "--db", history])).out)).toHaveLength(4);
  });
});
