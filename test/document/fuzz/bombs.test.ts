/**
 * Documents made to eat time or memory, read at the limits that everybody has. Run by npm run fuzz: two of them take their minute.
 *
 * Unit    Seconds of wall time; megabytes of resident memory, of this process and its children together; the longest pause of this
 *         process in milliseconds.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import PDFDocument from "pdfkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { readSnapshot } from "../../../src/pipeline.js";
import { BROKEN, flateBomb, nestedForms, onePage, pdfOf, stream, words } from "../child/bombs.js";
import { docxOf, p, run, zipBomb } from "../office/office-files.js";
import { listOf, printList } from "../pdf/printed-list.js";
import { snapshotOf } from "../pdf/read-pdf.js";

const thorough = Number(process.env.UNDERLAG_FUZZ ?? 0) >= 1000;
const PAUSE_MS = 200;

let read: typeof readSnapshot;
let longestPause = 0;
let mostMegabytes = 0;
let timer: NodeJS.Timeout;

beforeAll(async () => {
  const built = pathToFileURL(join(import.meta.dirname, "../../../dist/pipeline.js")).href;
  read = ((await import(/* @vite-ignore */ built)) as { readSnapshot: typeof readSnapshot }).readSnapshot;
  let last = performance.now();
  timer = setInterval(() => {
    const now = performance.now();
    longestPause = Math.max(longestPause, now - last);
    mostMegabytes = Math.max(mostMegabytes, treeMegabytes(process.pid));
    last = performance.now();
  }, 20);
});

afterAll(() => clearInterval(timer));

const tree = (depth: number): Uint8Array =>
  pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    ...Array.from({ length: depth }, (_, at) => `<</Type/Pages/Kids[${at + 3} 0 R]/Count 1>>`),
    "<</Type/Page/MediaBox[0 0 9 9]>>",
  ]);
const many = (pages: number): Uint8Array =>
  pdfOf([
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${Array.from({ length: pages }, (_, at) => `${at + 5} 0 R`).join(" ")}]/Count ${pages}>>`,
    words("Underdatabehandler: Eksempel ApS"),
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ...Array.from(
      { length: pages },
      () => "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>",
    ),
  ]);
const opened = pdfOf([
  "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
  ...onePage(words("Eksempel ApS")).slice(1),
]);

async function encrypted(): Promise<Uint8Array> {
  const pdf = new PDFDocument({ userPassword: "a", ownerPassword: "b" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve) =>
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks)))),
  );
  pdf.text("Fortroligt", 40, 40);
  pdf.end();
  return done;
}

const BOMBS: readonly (readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>])[] = [
  ...BROKEN.map(({ name, bytes }) => [name, () => bytes] as const),
  ["500 MB of white space, packed", () => flateBomb(500_000_000, 1)],
  ["1 GB of white space, packed twice", () => flateBomb(1_000_000_000, 2)],
  [
    "two million operators of text",
    () => pdfOf(onePage(stream("", Buffer.from(`BT /F1 9 Tf ${"(a) Tj ".repeat(2_000_000)}ET`)))),
  ],
  ["forms nested 24 deep, each twice", () => nestedForms(24)],
  [
    "a count of pages that lies",
    () =>
      pdfOf([
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>",
        ...onePage(words("Eksempel")).slice(2),
      ]),
  ],
  ["a page tree of 5,000 levels", () => tree(5000)],
  ["10,000 pages", () => many(10_000)],
  ["an action when opened", () => opened],
  ["an encrypted file", encrypted],
  ...[0.1, 0.3, 0.5, 0.7, 0.95].map(
    (part) =>
      [
        `the first ${part * 100} % of a list`,
        async () => {
          const bytes = await printList(listOf(30), { name: "", rules: "grid" });
          return bytes.subarray(0, bytes.length * part);
        },
      ] as const,
  ),
];

for (const [name, make] of BOMBS)
  test.skipIf(!thorough)(`${name}: ended or read at its limits`, { timeout: 120_000 }, async () => {
    await within(await make(), "a.pdf", 61, 1024);
  });

const OFFICE: readonly (readonly [name: string, file: string, make: () => Uint8Array])[] = [
  ["a Word document that unpacks to 1 GB", "a.docx", () => zipBomb("word/document.xml", 1_000_000_000)],
  ["a workbook that unpacks to 1 GB", "a.xlsx", () => zipBomb("xl/workbook.xml", 1_000_000_000)],
  ["a Word document of 1 MB of one word", "a.docx", () => docxOf(p(run("x".repeat(1_000_000))))],
  ["a Word document of 100,000 nested runs", "a.docx", () => docxOf("<w:p><w:r>".repeat(100_000))],
  [
    "entities in entities",
    "a.docx",
    () => docxOf(p(run("&a;")), { "word/styles.xml": `<!DOCTYPE a [<!ENTITY a "${"x".repeat(99)}">]><a>&a;</a>` }),
  ],
];

for (const [name, file, make] of OFFICE)
  test.skipIf(!thorough)(`${name}: ended or read at its limits`, { timeout: 60_000 }, async () => {
    await within(make(), file, 5, 600);
  });

async function within(bytes: Uint8Array, file: string, seconds: number, megabytes: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  [longestPause, mostMegabytes] = [0, 0];
  const began = performance.now();
  const { status, failure } = await read(snapshotOf(bytes, file), {});
  const took = (performance.now() - began) / 1000;
  process.stderr.write(
    `${failure?.code ?? status}: ${took.toFixed(1)} s, ${mostMegabytes.toFixed(0)} MB, pause ${longestPause.toFixed(0)} ms\n`,
  );
  expect(failure?.code).not.toBe("document/bug");
  expect(took).toBeLessThan(seconds);
  expect(mostMegabytes).toBeLessThan(megabytes);
  expect(longestPause).toBeLessThan(PAUSE_MS);
}

function treeMegabytes(pid: number): number {
  try {
    const own = Number(/^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? 0) / 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").trim().split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + treeMegabytes(Number(child)), own);
  } catch {
    return 0;
  }
}
