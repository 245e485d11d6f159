/** Real documents: whatever they hold, blocks and cells stand in order and inside the text, and each has a place. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Document, originAt } from "../../src/model/document.js";
import type { Span } from "../../src/model/span.js";
import { read } from "./helpers.js";

const CORPUS = path.resolve(import.meta.dirname, "../../../shared/corpus");
const present = existsSync(CORPUS);
const folders = present ? ["seeds", "public", "files"].map((name) => path.join(CORPUS, name, "docs")) : [];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|md|html)$/.test(name))
    .map((name) => path.join(folder, name)),
);

describe.skipIf(!present)(`documents of ../shared/corpus${present ? "" : " (absent: skipped)"}`, () => {
  for (const file of files) {
    test(`readDocument() places the blocks and cells of ${path.basename(file)}`, async () => {
      const document = await read(readFileSync(file), file);
      expect(document.text).toBe(document.text.normalize("NFC"));
      expect(
        disorder(
          document.blocks.map(({ span }) => span),
          document.text.length,
        ),
      ).toBeNull();
      for (const block of document.blocks) {
        if (block.kind !== "table") expect(originAt(document, block.span.start)).not.toBeNull();
        else
          checkCells(
            document,
            block.cells.map(({ span }) => span),
            block.span,
          );
      }
    });
  }
});

function checkCells(document: Document, cells: readonly Span[], table: Span): void {
  expect(disorder(cells, table.end)).toBeNull();
  expect(cells[0]!.start).toBeGreaterThanOrEqual(table.start);
  for (const cell of cells) expect(originAt(document, cell.start)).not.toBeNull();
}

/** The first span that leaves the text, or begins before the one before it has ended. */
function disorder(spans: readonly Span[], end: number): Span | null {
  let last = 0;
  for (const span of spans) {
    if (span.start < last || span.end < span.start || span.end > end) return span;
    last = span.end;
  }
  return null;
}
