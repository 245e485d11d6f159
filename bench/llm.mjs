#!/usr/bin/env node
/**
 * node bench/llm.mjs: what the model's way does, against a stub on a loopback address. Writes bench/llm.md.
 *
 * Shape   A perfect reader and a liar on made-up documents that the rules cannot read; the share of text that would be sent, and false
 *         alarms about orders, on the corpus and on the held-out documents.
 */
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { estimateTokens } from "../dist/extraction/llm/tokens.js";
import { readOdd, sumOf } from "./llm/odd.mjs";
import { LONG, measureSent, median } from "./llm/sent.mjs";

process.env.UNDERLAG_READER_CHILD = "1";
const FOLDERS = [
  "../../shared/corpus/public",
  "../../shared/corpus/seeds",
  "../../shared/corpus/files",
  "../test/held-out",
  "../test/held-out2",
  "../samples",
];
/** Layouts that are answered by numbers of lines and columns. */
const BY_LINES = new Set(["purpose first", "unknown heads", "two a row", "sideways"]);
const percent = (part, whole) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

const folders = FOLDERS.map((folder) => fileURLToPath(new URL(folder, import.meta.url))).filter((folder) =>
  existsSync(folder),
);
const { all, results } = await readOdd();
const unread = results.filter(({ rules }) => rules.reading.status !== "listed");
writeFileSync(
  new URL("llm.md", import.meta.url),
  `# What the model's way does\n\nWritten by \`npm run bench:llm\`; do not edit. No model was asked: a stub stands behind the endpoint, and what it answers it finds in the lines that were sent.\n\n${oddTable()}\n${await sentTable()}`,
);
process.exit(0);

function oddTable() {
  const misread = results.length - unread.length;
  const line = (name, runs) => {
    const { entries, fields, ...sum } = sumOf(runs);
    const evidence = runs.reduce((count, run) => count + run.evidence, 0);
    const grounded = runs.reduce((count, run) => count + run.grounded, 0);
    const wrongFields = Object.values(fields).reduce((count, { wrong }) => count + wrong, 0);
    return `| ${name} | ${percent(entries.right, entries.right + entries.wrong)} | ${percent(entries.right, entries.right + entries.missed)} | ${entries.wrong} | ${wrongFields} | ${percent(fields.purpose.recall * entries.right, entries.right)} | ${percent(fields.places.recall * entries.right, entries.right)} | ${percent(grounded, evidence)} | ${sum.documents} |`;
  };
  const byLines = unread.filter(({ document }) => BY_LINES.has(document.layout));
  const long = unread.filter(({ document }) => document.isLong);
  const shares = long.map(
    ({ perfect }) =>
      perfect.requests.reduce((sum, { lines }) => sum + lines.reduce((size, { text }) => size + text.length, 0), 0) /
      perfect.visible,
  );
  return `## Documents that the rules cannot read

${all} documents in nine languages and eleven layouts (bench/llm/odd-lists.mjs). The rules alone find less than half of ${results.length}; ${misread} of these they take for read all the same, so that no model is asked, and the other ${unread.length} are counted here.

| reader | precision | recall | false entries | false fields | purposes found | places found | grounded | documents |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
${line(
  "rules alone",
  unread.map(({ rules }) => rules),
)}
${line(
  "perfect",
  unread.map(({ perfect }) => perfect),
)}
${line(
  "lies about half",
  unread.map(({ lying }) => lying),
)}

Answers of the perfect reader take ${tokensARecord(unread)} tokens a record, and ${tokensARecord(byLines)} where fields fill lines or cells (${byLines.length} documents). Of the ${long.length} long agreements among them ${percent(median(shares), 1)} of the visible text is sent (median).
`;
}

function tokensARecord(some) {
  const tokens = some
    .flatMap(({ perfect }) => perfect.requests)
    .reduce((sum, { content }) => sum + estimateTokens(content), 0);
  return (tokens / some.reduce((count, { document }) => count + document.entries.length, 0)).toFixed(1);
}

async function sentTable() {
  const rows = await measureSent(folders);
  const asked = rows.filter(({ fallback }) => fallback > 0);
  const read = rows.filter(({ status }) => status === "listed");
  const agreements = rows.filter(({ visible }) => visible >= LONG);
  const flagged = rows.filter(({ orders }) => orders > 0);
  const list = (some) => (some.length > 0 ? ` (${some.map(({ id }) => id).join(", ")})` : "");
  return `## What is sent of real documents

${rows.length} labelled documents: the corpus, the held-out ones and the samples. An agreement is a document with ${LONG.toLocaleString("en")} visible characters or more.

| | |
|---|---:|
| documents of which anything is sent (fallback) | ${asked.length} of ${rows.length}, ${percent(asked.length, rows.length)} |
| of the corpus alone | ${asked.filter(({ folder }) => /^(?:public|seeds|files)$/u.test(folder)).length} of ${rows.filter(({ folder }) => /^(?:public|seeds|files)$/u.test(folder)).length} |
| documents that the rules read, of which anything is sent | ${read.filter(({ fallback }) => fallback > 0).length} of ${read.length} |
| agreements: share of visible text sent, fallback, median | ${percent(median(agreements.map(({ fallback, visible }) => fallback / visible)), 1)} of ${agreements.length} |
| agreements: share of visible text sent, always, median | ${percent(median(agreements.map(({ always, visible }) => always / visible)), 1)} |
| agreements: the largest share, always | ${percent(Math.max(...agreements.map(({ always, visible }) => always / visible)), 1)} |
| documents with a sentence taken for an order falsely | ${flagged.length}, ${percent(flagged.length, rows.length)}${list(flagged)} |

Asked about: ${asked.map(({ id, status, fallback, visible }) => `${id} (${status}, ${fallback} of ${visible} characters)`).join("; ")}.
`;
}
