/** Pages made to be slow or to break a parser. Times are measured in bench/; here they only have to end. */
import { expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../../../src/document/reader.js";
import { htmlReader } from "../../../src/document/readers/html.js";
import { snapshotOf } from "../../../src/source/file.js";

const fill = (piece: string, length = 200_000): string => piece.repeat(Math.ceil(length / piece.length));

const shapes: readonly (readonly [string, string])[] = [
  ["divs nested 100,000 deep", "<div>".repeat(100_000)],
  ["unmatched end tags on a deep stack", "<div>".repeat(500) + fill("</x>")],
  ["end tags that reach for a div outside the table", `<div><table><tr><td>${"<span>".repeat(500)}${fill("</div>")}`],
  ["100,000 attributes", `<p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=1`).join(" ")}>x</p>`],
  ["comments that are not ended", fill("<!--")],
  ["formatting that is not ended", fill("<a><b><i>")],
  ["foster-parented words", fill("<table>x<tr>y")],
  ["tables in cells of tables", fill("<table><tr><td>")],
  ["cells of 1,000 columns and 65,534 rows", `<table>${fill("<tr><td colspan=1000 rowspan=65534>x")}`],
  ["lists in lists", fill("<ul><li>x")],
  ["paragraphs at the depth cap", "<div>".repeat(505) + fill("<p>x")],
  ["half of a grid", fill('<div class="a"><p>a</p><p>b</p></div><div class="a">')],
  ["ampersands and angle brackets", fill("&<")],
  ["CDATA, doctypes and instructions", fill("<![CDATA[<!doctype<?x")],
  ["JSON of brackets", `<script type="application/json">${fill("[")}</script>`],
  ["pictures that are not ended", fill("<svg><math>")],
];

for (const [name, source] of shapes) {
  test(`htmlReader ends on ${name}`, async () => {
    const document = await htmlReader.read(snapshotOf("a.html", Buffer.from(source)), "text/html", {
      limits: DEFAULT_LIMITS,
    });
    expect(document.blocks.every(({ span }) => span.end <= document.text.length)).toBe(true);
  });
}

test("htmlReader says that it flattened what is nested too deep, and keeps the words", async () => {
  const source = `${"<div>".repeat(2000)}inderst${"</div>".repeat(2000)}<p>efter</p>`;
  const document = await htmlReader.read(snapshotOf("a.html", Buffer.from(source)), "text/html", {
    limits: DEFAULT_LIMITS,
  });
  expect(document.text).toContain("inderst");
  expect(document.text).toContain("efter");
  expect(document.warnings.map(({ code }) => code)).toContain("nesting-flattened");
});

test("htmlReader refuses more elements than its cap", () => {
  const limits = { ...DEFAULT_LIMITS, maxNodes: 100 };
  const read = () => htmlReader.read(snapshotOf("a.html", Buffer.from(fill("<p>x", 1000))), "text/html", { limits });
  expect(read).toThrowError(expect.objectContaining({ code: "document/too-complex" }));
});
