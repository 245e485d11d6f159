import { expect, test } from "vitest";
import { readWatchFile, watchAddress } from "../../src/refresh/watch-list.js";

const rows: readonly (readonly [
  name: string,
  file: string,
  words: string,
  want: readonly (readonly [string, string, (number | null)?])[],
  problems?: number,
])[] = [
  ["commas", "w.csv", "url,supplier\nhttps://a.dk/u,Eksempel A/S\n", [["https://a.dk/u", "Eksempel A/S"]]],
  [
    "semicolons, CRLF and a byte order mark",
    "w.csv",
    "\ufeffURL;Supplier;Interval hours\r\nhttps://a.dk/u;Eksempel;12\r\n\r\n",
    [["https://a.dk/u", "Eksempel", 12]],
  ],
  [
    "quoted cells",
    "w.csv",
    'supplier,url\n"Eksempel, ""Nord"" AB",https://a.se/\n',
    [["https://a.se/", 'Eksempel, "Nord" AB']],
  ],
  ["other names of the columns", "w.csv", "Vendor,Address\nEksempel,https://a.fi/\n", [["https://a.fi/", "Eksempel"]]],
  ["no supplier", "w.csv", "url\nhttps://www.a.no/u\n", [["https://www.a.no/u", "www.a.no"]]],
  ["one page twice", "w.csv", "url,supplier\nhttps://A.dk:443/u#x,En\nhttps://a.dk/u,To\n", [["https://a.dk/u", "To"]]],
  [
    "bad rows among good ones",
    "w.csv",
    "url,supplier\nftp://a.dk,X\nhttps://b.dk/,Y\nhttps://u:p@c.dk/,Z\nnonsense,Q\n",
    [["https://b.dk/", "Y"]],
    3,
  ],
  ["a bad interval", "w.csv", "url,interval_hours\nhttps://b.dk/,often\n", [], 1],
  [
    "YAML entries",
    "w.yaml",
    "- url: https://a.dk/u\n  supplier: Eksempel\n  interval_hours: 6\n- https://b.dk/\n",
    [
      ["https://a.dk/u", "Eksempel", 6],
      ["https://b.dk/", "b.dk"],
    ],
  ],
  [
    "YAML by supplier",
    "w.yml",
    "Eksempel A/S: https://a.dk/u\nNord AB:\n  - https://n.se/1\n  - https://n.se/2\n",
    [
      ["https://a.dk/u", "Eksempel A/S"],
      ["https://n.se/1", "Nord AB"],
      ["https://n.se/2", "Nord AB"],
    ],
  ],
  ["an empty file", "w.csv", "", []],
];
for (const [name, file, words, want, problems = 0] of rows) {
  test(`readWatchFile() reads ${name}`, () => {
    const got = readWatchFile(words, file);
    expect(got.rows.map(({ address, supplier, intervalHours }) => [address, supplier, intervalHours])).toEqual(
      want.map(([url, who, hours = null]) => [url, who, hours]),
    );
    expect(got.problems.length).toBe(problems);
  });
}

test("readWatchFile() names the line of a bad row", () => {
  expect(readWatchFile('url,supplier\nhttps://a.dk/,"two\nlines"\nftp://b.dk,X\n', "w.csv").problems[0]).toMatch(
    /^Line 4: Cannot watch "ftp:\/\/b.dk"/u,
  );
  expect(readWatchFile("- url: https://a.dk/\n- url: nonsense\n", "w.yaml").problems[0]).toMatch(/^Line 2: /u);
});

test("readWatchFile() refuses a file without addresses, and broken YAML", () => {
  expect(() => readWatchFile("name,country\nA,DK\n", "w.csv")).toThrow(/Cannot find a column "url"/u);
  expect(() => readWatchFile("a: [", "w.yaml")).toThrow(/Cannot read the list as YAML/u);
});

test("watchAddress() writes one page one way", () => {
  expect(watchAddress(" HTTPS://Eksempel.DK:443/a/../u#top ")).toBe("https://eksempel.dk/u");
});
