/**
 * A bug, wherever it strikes, fails one document and no other: each function here throws the n-th time that it is asked.
 *
 * Shape   Twelve documents of six formats are read one after the other. What is read of the others must be what is read without a bug.
 */
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import type { Reading } from "../src/model/reading.js";
import { onePage, pdfOf, words } from "./document/child/bombs.js";
import { docxOf, p, run, table } from "./document/office/office-files.js";

const list = (name: string): string =>
  `Underdatabehandlere\n\nNavn\tFormål\tLand\n${name} ApS\tDrift af servere\tDanmark\nBirkmail AB\tUdsendelse\tSverige\n`;
const page = (name: string): string =>
  `<!doctype html><h1>Underdatabehandlere</h1><table><tr><th>Navn<th>Land<tr><td>${name} ApS<td>Danmark</table>`;
const message = (name: string): string =>
  `From: a@b.example\r\nMIME-Version: 1.0\r\nSubject: Liste\r\nContent-Type: text/html\r\n\r\n${page(name)}`;
const letter = (name: string): Uint8Array => docxOf(table([[p(run("Navn"))], [p(run(`${name} ApS`))]]));

const documents: readonly (readonly [string, string | Uint8Array])[] = ["Alm", "Ceder"].flatMap((name) => [
  [`${name}.html`, page(name)] as const,
  [`${name}.txt`, list(name)] as const,
  [`${name}.md`, `# Underdatabehandlere\n\n| Navn | Land |\n|---|---|\n| ${name} ApS | Danmark |\n`] as const,
  [`${name}.pdf`, pdfOf(onePage(words(`Underdatabehandler: ${name} ApS`)))] as const,
  [`${name}.docx`, letter(name)] as const,
  [`${name}.eml`, message(name)] as const,
]);

/** A function of each stage, and the call that throws. */
const POINTS: readonly (readonly [path: string, name: string, call: number])[] = [
  ["../src/document/media-type.ts", "detectMediaType", 3],
  ["../src/document/charset.ts", "decode", 2],
  ["../src/document/html/parse.ts", "parseHtml", 2],
  ["../src/document/html/words.ts", "gatherWords", 1],
  ["../src/document/composed.ts", "composed", 5],
  ["../src/document/pdf/pdfjs.ts", "openPdf", 2],
  ["../src/document/pdf/layout.ts", "layoutPage", 1],
  ["../src/document/office/docx.ts", "readDocx", 1],
  ["../src/document/mail/read.ts", "readMail", 1],
  ["../src/language/detect.ts", "detectLanguage", 7],
  ["../src/extraction/extract.ts", "extract", 4],
  ["../src/record/assemble.ts", "assemble", 9],
];

let whole: Reading[];

beforeAll(async () => {
  whole = await readAll();
});

afterEach(() => {
  for (const [path] of POINTS) vi.doUnmock(path);
});

test("the documents are read where there is no bug", () => {
  expect(whole.filter(({ failure }) => failure)).toEqual([]);
});

async function readAll(): Promise<Reading[]> {
  const [{ readSnapshot }, { snapshotOf }] = await Promise.all([
    import("../src/pipeline.js"),
    import("../src/source/file.js"),
  ]);
  const readings: Reading[] = [];
  for (const [name, content] of documents)
    readings.push(await readSnapshot(snapshotOf(name, Buffer.from(content as string)), {}));
  return readings;
}

for (const [path, name, call] of POINTS)
  test(`a bug in ${name}() fails the document that met it, and no other`, async () => {
    vi.resetModules();
    let calls = 0;
    vi.doMock(path, async (original) => {
      const real = (await original()) as Record<string, (...given: unknown[]) => unknown>;
      const throwing = (...given: unknown[]): unknown => {
        if (++calls === call) throw new TypeError("thrown by the test");
        return real[name]!(...given);
      };
      return { ...real, [name]: throwing };
    });
    const readings = await readAll();
    expect(calls).toBeGreaterThanOrEqual(call);
    const failed = readings.filter(({ failure }) => failure?.code === "document/bug");
    expect(failed).toHaveLength(1);
    expect(failed[0]!.failure!.message).toContain("TypeError");
    expect(readings.filter((reading) => reading !== failed[0])).toEqual(
      whole.filter((_, at) => readings[at] !== failed[0]),
    );
  });
