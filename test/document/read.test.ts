import { expect, test } from "vitest";
import { detectMediaType } from "../../src/document/media-type.js";
import { readDocument } from "../../src/document/read.js";
import { DEFAULT_LIMITS } from "../../src/document/reader.js";
import { snapshotOf } from "../../src/source/file.js";
import { read } from "./helpers.js";

const types = [
  { name: "a PDF named .html", bytes: "%PDF-1.7\n%âãÏÓ\n", file: "a.html", want: "application/pdf" },
  { name: "HTML named .txt", bytes: "<!DOCTYPE html><p>x", file: "a.txt", want: "text/html" },
  {
    name: "HTML after a comment and an XML declaration",
    bytes: '<?xml version="1.0"?>\n<!-- x -->\n<html><p>x</p>',
    file: "a",
    want: "text/html",
  },
  {
    name: "Markdown with tags by its extension",
    bytes: "# A\n\n<table><tr><td>x</td></tr></table>",
    file: "a.md",
    want: "text/markdown",
  },
  { name: "text that mentions a PDF", bytes: "Hent %PDF- filen", file: "a.txt", want: "text/plain" },
  {
    name: "text that begins with an angle bracket",
    bytes: "<prøve@example.dk> skrev: hej",
    file: "a.txt",
    want: "text/plain",
  },
  {
    name: "a message",
    bytes: "From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nHej",
    file: "a",
    want: "message/rfc822",
  },
  {
    name: "a saved page",
    bytes: "From: <Saved by X>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x",
    file: "a",
    want: "multipart/related",
  },
  {
    name: "lines with labels, which are no message",
    bytes: "Navn: Prøve\nLand: Danmark\n\nNavn: B",
    file: "a.txt",
    want: "text/plain",
  },
  { name: "comma-separated values by their extension", bytes: "a;b\n1;2", file: "a.csv", want: "text/csv" },
  { name: "a picture", bytes: Buffer.from("89504e470d0a1a0a0000", "hex"), file: "a.txt", want: null },
  {
    name: "noise",
    bytes: Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919 + ((at * at) % 251)) & 255)),
    file: "a.txt",
    want: null,
  },
] as const;

for (const { name, bytes, file, want } of types) {
  test(`detectMediaType() knows ${name}`, () => {
    expect(detectMediaType(snapshotOf(file, Buffer.from(bytes as string)))).toBe(want);
  });
}

const failures = [
  { name: "an empty file", bytes: "", code: "source/empty" },
  { name: "white space only", bytes: " \n\n ", code: "document/no-text" },
  { name: "a page without words", bytes: "<!doctype html><p> </p>", code: "document/no-text" },
  { name: "zeros", bytes: "\0".repeat(5000), code: "document/unknown-format" },
] as const;

for (const { name, bytes, code } of failures) {
  test(`readDocument() refuses ${name} with ${code}`, async () => {
    await expect(read(bytes, "a.txt")).rejects.toMatchObject({ code });
  });
}

test("readDocument() refuses more bytes than its cap", async () => {
  const limits = { ...DEFAULT_LIMITS, maxBytes: 10 };
  const snapshot = snapshotOf("a.txt", Buffer.from("mere end ti bytes"));
  await expect(readDocument(snapshot, { limits })).rejects.toMatchObject({ code: "source/too-large" });
});

test("readDocument() refuses more text than its cap, and cuts nothing", async () => {
  const snapshot = snapshotOf("a.txt", Buffer.from("Ravnholt Hosting A/S\n".repeat(10)));
  const read = readDocument(snapshot, { limits: { ...DEFAULT_LIMITS, maxText: 100 } });

  await expect(read).rejects.toMatchObject({
    code: "document/too-complex",
    message: expect.stringContaining("maxText"),
  });
});

test("readDocument() reads text with NUL bytes, and says what it dropped", async () => {
  const document = await read("Prøve\0 ApS\nDanmark\n", "a.txt");
  expect(document.text).toBe("Prøve ApS\nDanmark");
  expect(document.warnings.map(({ code }) => code)).toEqual(["nul-dropped"]);
});

test("readDocument() reads a file in a Latin charset without a name for it", async () => {
  expect((await read(Buffer.from("Prøve på Ærø", "latin1"), "a.txt")).text).toBe("Prøve på Ærø");
});
