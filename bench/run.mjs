/**
 * npm run bench [-- ROUNDS]: how fast documents are read, beside others, in one run; writes bench/results.md.
 *
 * Unit    CPU milliseconds, user and system together, because the machine is shared; the least of the rounds, which alternate
 *         between the contenders. Memory is the peak of the process. Ratios are what to compare: times are this machine's.
 * Shape   Made-up documents (bench/documents.mjs) and those of ../shared/corpus where it is. A peer that is not installed is left out.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDocuments } from "./documents.mjs";
import { growth } from "./linear.mjs";
import { shapes } from "./shapes.mjs";

const rounds = Number(process.argv[2] ?? 5);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "underlag-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
await makeDocuments(folder);

const CORPUS = ["public", "files", "seeds"]
  .map((set) => here(`../../shared/corpus/${set}/docs`))
  .filter((set) => existsSync(set));
const made = filesIn(folder);
const real = CORPUS.flatMap(filesIn);
const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import pandas, lxml"]).status === 0,
);
const hasPoppler = spawnSync("pdftotext", ["-v"]).error === undefined;

const HTML = [
  "htmlparser2 events",
  "underlag, reading only",
  "underlag",
  "cheerio load",
  ...(python ? ["pandas.read_html"] : []),
];
const PDF = ["pdf.js text", "underlag, reading only", "underlag", ...(hasPoppler ? ["pdftotext -layout"] : [])];
const OWN = ["underlag, reading only", "underlag"];
const SETS = [
  ["HTML, made", pick(made, ".html"), HTML],
  ["HTML, corpus", pick(real, ".html"), HTML],
  ["PDF, made", pick(made, ".pdf"), PDF],
  ["PDF, corpus", pick(real, ".pdf"), PDF],
  ["Markdown, made", pick(made, ".md"), OWN],
  ["Markdown, corpus", pick(real, ".md"), OWN],
  ["Text, made", pick(made, ".txt"), OWN],
  ["Text, corpus", pick(real, ".txt"), OWN],
  ["Word, made", pick(made, ".docx"), OWN],
  ["Workbooks, made", pick(made, ".xlsx"), OWN],
].filter(([, files]) => files.length > 0);

const parts = SETS.map(([title, files, contenders]) => tableOf(title, files, contenders));
const measured = `# How fast documents are read

Written by \`npm run bench\`; do not edit. Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, ${rounds} rounds.
CPU time (user and system), the least of the rounds, which alternate between the contenders; three passes and two seconds to warm up. The ratio is to
the first line of each table. "underlag" is the whole path without the store: read, language, extract, normalize, check.

${parts.join("\n")}`;
writeFileSync(here("results.md"), measured);
const text = `${measured}
## Growth with the length of a document

CPU milliseconds for lists that double in length, and how much a doubling costs (2 is linear).

${await growth()}
## Growth of the reader of HTML, on plain and on hostile shapes

${shapes()}`;
writeFileSync(here("results.md"), text);
console.log(text);

function tableOf(title, files, contenders) {
  const best = new Map();
  for (let round = 0; round < rounds; round++)
    for (const name of contenders) {
      const found = measure(name, files);
      const before = best.get(name) ?? { cpu: Infinity, rss: 0 };
      best.set(name, { cpu: Math.min(before.cpu, found.cpu), rss: Math.max(before.rss, found.rss) });
    }
  const floor = best.get(contenders[0]).cpu;
  const pages = files[0].endsWith(".pdf") && hasPoppler ? files.reduce((sum, file) => sum + pagesOf(file), 0) : null;
  const rows = contenders.map((name) => {
    const { cpu, rss } = best.get(name);
    const each = [
      (cpu / files.length).toFixed(2),
      ((1000 * files.length) / cpu).toFixed(0),
      (cpu / floor).toFixed(2),
      rss ? rss.toFixed(0) : "–",
    ];
    return `| ${[name, ...each, ...(pages ? [(cpu / pages).toFixed(1)] : [])].join(" | ")} |`;
  });
  process.stderr.write(`${title}\n`);
  const head = ["", "ms a document", "documents/s", "ratio", "peak MB", ...(pages ? ["ms a page"] : [])];
  return `## ${title}\n\n${files.length} documents${pages ? `, ${pages} pages` : ""}.\n\n| ${head.join(" | ")} |\n|${head.map((_, at) => (at ? "---:" : "---")).join("|")}|\n${rows.join("\n")}\n`;
}

function measure(name, files) {
  if (name === "pandas.read_html")
    return JSON.parse(execFileSync(python, [here("read_html.py"), ...files], { encoding: "utf8" }));
  if (name === "pdftotext -layout") return { cpu: popplerTime(files), rss: 0 };
  return JSON.parse(execFileSync(process.execPath, [here("contenders.mjs"), name, ...files], { encoding: "utf8" }));
}

/** With the start of a process each, as it is used. */
function popplerTime(files) {
  const script = 'for file in "$@"; do pdftotext -layout "$file" - > /dev/null 2>&1; done; times';
  const children = execFileSync("bash", ["-c", script, "bash", ...files], { encoding: "utf8" })
    .trim()
    .split("\n")
    .at(-1);
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60000 + Number(seconds) * 1000,
    0,
  );
}

function pagesOf(file) {
  const { stdout } = spawnSync("pdfinfo", [file], { encoding: "utf8" });
  return Number(/^Pages:\s+(\d+)/m.exec(stdout ?? "")?.[1] ?? 0);
}

function filesIn(dir) {
  return readdirSync(dir)
    .sort()
    .map((name) => join(dir, name));
}

function pick(files, ending) {
  return files.filter((file) => extname(file) === ending);
}
