/**
 * Pages of plain and of hostile shapes that double in length to 5 MB, through the reader of HTML: what a doubling costs.
 * node bench/shapes.mjs [WORD] prints the table alone, or the shapes whose name holds the word.
 *
 * Unit    CPU milliseconds, the least of three readings, in a process of its own for each shape. A doubling that takes longer than
 *         2.5 times is marked, and so is a megabyte that takes longer than a second.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const SIZES = [0.625, 1.25, 2.5, 5];
const again = (piece) => (length) => piece.repeat(Math.ceil(length / piece.length));
const after = (start, piece) => (length) => start + again(piece)(length);
const deep = (tag, levels) => `<${tag}>`.repeat(levels);

const SHAPES = {
  "flat rows": after("<table>", "<tr><td>Alm drift ApS</td><td>Drift af servere</td><td>Danmark</td></tr>"),
  paragraphs: again("<p>Vi behandler personoplysninger for vores kunder efter aftale.</p>\n"),
  navigation: after("<nav><ul>", '<li class="n"><a href="/side/1" title="Side"><span>Side</span></a></li>'),
  "one long line": again("Vi behandler personoplysninger for vores kunder efter aftale. "),
  "divs in divs": again("<div>"),
  "end tags of nothing": after(deep("div", 500), "</x>"),
  "end tags across a table": after(`<div><table><tr><td>${deep("span", 500)}`, "</div>"),
  "attributes of one tag": (length) => `<p ${Array.from({ length: length / 8 }, (_, at) => `a${at}=1`).join(" ")}>x`,
  "comments without end": again("<!--"),
  "formatting without end": again("<a><b><i>"),
  "words that belong before the table": again("<table>x<tr>y"),
  "tables in tables": again("<table><tr><td>"),
  "spans of 1,000 columns and 65,534 rows": after("<table>", "<tr><td colspan=1000 rowspan=65534>x"),
  "one row": after("<table><tr>", "<td>x"),
  "lists in lists": again("<ul><li>x"),
  definitions: after("<dl>", "<dt>a<dd>b"),
  "paragraphs at the depth cap": after(deep("div", 505), "<p>x og mere til"),
  cards: again('<div class="c"><h3>Navn</h3><p>Formål</p></div>'),
  "half of a grid": again('<div class="a"><p>a</p><p>b</p></div><div class="a">'),
  "roles of tables": after(
    '<div role="table">',
    '<div role="row"><span role="cell">a</span><span role="cell">b</span></div>',
  ),
  "hidden words": after("<p>", "a<span hidden>x</span>"),
  "links after a letter and its accent": after("<p>a\u030a ", '<a href="https://a.example/">x</a> '),
  "accents on one letter": after("<p>a", "\u0301\u0323"),
  "ampersands and angle brackets": again("&<"),
  "data of brackets": after('<script type="application/json">', "["),
  "pictures without end": again("<svg><math>"),
};
const program = fileURLToPath(import.meta.url);

export function shapes(word = "") {
  const rows = Object.keys(SHAPES)
    .filter((name) => name.includes(word))
    .map((name) => {
      const times = JSON.parse(execFileSync(process.execPath, [program, "--one", name], { encoding: "utf8" }));
      const doublings = times.slice(1).map((time, at) => time / times[at]);
      const slow = doublings.some((factor) => factor > 2.5) || times.some((time, at) => time > 1000 * SIZES[at]);
      process.stderr.write(`${name} ${times.map((time) => time.toFixed(0)).join(" ")}\n`);
      const cells = [...times.map((time) => time.toFixed(0)), doublings.map((factor) => factor.toFixed(1)).join(", ")];
      return `| ${name} | ${cells.join(" | ")} | ${slow ? "slow" : ""} |`;
    });
  return `| shape | ${SIZES.map((size) => `${size} MB`).join(" | ")} | a doubling | |\n|---|${SIZES.map(() => "---:").join("|")}|---|---|\n${rows.join("\n")}\n`;
}

async function measure(name) {
  const [{ htmlReader }, { DEFAULT_LIMITS }] = await Promise.all(
    ["readers/html.js", "reader.js"].map((file) => import(new URL(`../dist/document/${file}`, import.meta.url))),
  );
  // a page of five million bytes may hold more elements than anybody's does
  const limits = { ...DEFAULT_LIMITS, maxNodes: 20_000_000 };
  const cpu = (megabytes) => {
    const bytes = Buffer.from(SHAPES[name](megabytes * 1e6));
    const before = process.cpuUsage();
    htmlReader.read({ source: "a.html", bytes, hash: "sha256:0", contentType: null, fileName: "a.html" }, "text/html", {
      limits,
    });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  cpu(0.3);
  return SIZES.map((size) => Math.min(...[1, 2, 3].map(() => cpu(size))));
}

if (process.argv[1] === program) {
  if (process.argv[2] === "--one") console.log(JSON.stringify(await measure(process.argv[3])));
  else console.log(shapes(process.argv[2]));
  process.exit(0);
}
