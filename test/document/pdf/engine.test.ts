/** pdf.js as it is loaded here: it leaves the process as it found it, and takes bytes in whatever array they come. */
import { expect, test } from "vitest";
import { onePage, pdfOf, words } from "../child/bombs.js";
import { readPdfBytes } from "./read-pdf.js";

// pdf.js is loaded with the first reading
const builtIn = { push: Array.prototype.push, parse: JSON.parse };
const bytes = pdfOf(onePage(words("Underdatabehandler: Eksempel ApS")));

test("reading a PDF leaves the built-in methods of the process in place", async () => {
  await readPdfBytes(bytes);
  expect(Array.prototype.push).toBe(builtIn.push);
  expect(JSON.parse).toBe(builtIn.parse);
});

for (const [name, given] of [
  ["a plain array of bytes", bytes],
  ["a Buffer, as files are read", Buffer.from(bytes)],
  ["a part of a larger array, as archives give it", new Uint8Array([0, 0, ...bytes, 0]).subarray(2, 2 + bytes.length)],
] as const)
  test(`the PDF reader takes ${name}, and leaves it with its owner`, async () => {
    const before = Buffer.from(given);
    expect((await readPdfBytes(given)).text).toBe("Underdatabehandler: Eksempel ApS");
    expect(Buffer.from(given).equals(before)).toBe(true);
  });
