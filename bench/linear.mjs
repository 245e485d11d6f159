/**
 * Lists that double in length from 0.125 to 1 MB, in every layout: what a doubling costs. node bench/linear.mjs prints the table alone.
 *
 * Unit    CPU milliseconds, one reading in a process of its own for each layout and length.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bulletsOf, flatOf, htmlOf, linesOf, makeList, markdownOf, tabsOf } from "./documents.mjs";

const SIZES = [0.125, 0.25, 0.5, 1];
const LAYOUTS = {
  "HTML table": ["html", (list) => htmlOf(list, undefined, 0)],
  "Markdown table": ["md", markdownOf],
  "tab-separated": ["txt", tabsOf],
  "flattened rows": ["txt", flatOf],
  "one line a cell": ["txt", linesOf],
  bullets: ["txt", bulletsOf],
  "running text": [
    "txt",
    ({ body }) => body.map(([name, purpose]) => `Vi bruger ${name} til ${purpose.toLowerCase()}.`).join(" "),
  ],
};
const program = fileURLToPath(import.meta.url);

export async function growth() {
  const rows = Object.keys(LAYOUTS).map((layout) => {
    const times = SIZES.map((size) =>
      Number(execFileSync(process.execPath, [program, layout, String(size)], { encoding: "utf8" })),
    );
    const doublings = times.slice(1).map((time, at) => (time / times[at]).toFixed(1));
    process.stderr.write(`${layout} ${times.map((time) => time.toFixed(0)).join(" ")}\n`);
    return `| ${layout} | ${times.map((time) => time.toFixed(0)).join(" | ")} | ${doublings.join(", ")} |`;
  });
  return `| layout | ${SIZES.map((size) => `${size} MB`).join(" | ")} | a doubling |\n|---|${SIZES.map(() => "---:").join("|")}|---|\n${rows.join("\n")}\n`;
}

async function measure(layout, megabytes) {
  process.env.UNDERLAG_READER_CHILD = "1";
  const { readSnapshot } = await import(new URL("../dist/pipeline.js", import.meta.url));
  const [ending, write] = LAYOUTS[layout];
  const sample = write(makeList("da", 200)).length / 200;
  const bytes = Buffer.from(write(makeList("da", Math.round((megabytes * 1e6) / sample))));
  const source = `list.${ending}`;
  const before = process.cpuUsage();
  await readSnapshot({ source, bytes, hash: "sha256:0", contentType: null, fileName: source, retrievedAt: null }, {});
  const { user, system } = process.cpuUsage(before);
  console.log((user + system) / 1000);
  process.exit(0);
}

if (process.argv[1] === program) {
  if (process.argv.length > 3) await measure(process.argv[2], Number(process.argv[3]));
  else console.log(await growth());
}
