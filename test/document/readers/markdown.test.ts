import { expect, test } from "vitest";
import { originAt } from "../../../src/model/document.js";
import { outline, read, rows, tables } from "../helpers.js";

const cases = [
  {
    name: "headings of both kinds",
    source: "# A *b* #\n\nC\n===\n\nD\n---\n",
    want: ["heading 1: A b", "heading 1: C", "heading 2: D"],
  },
  {
    name: "lists with their depth",
    source: "- a\n  - b\n    goes on\n1. c\n",
    want: ["list-item 0: a", "list-item 1: b\ngoes on", "list-item 0: c"],
  },
  { name: "quotations", source: "> Opdateret 3. marts 2025\n", want: ["paragraph: Opdateret 3. marts 2025"] },
  {
    name: "emphasis, code, escapes and entities without marks",
    source: "**Prøve** `a|b` snake_case \\*x\\* A&nbsp;B ~~gone~~\n",
    want: ["paragraph: Prøve a|b snake_case *x* A\u00a0B gone"],
  },
  {
    name: "links by their words",
    source: "Se [aftalen](https://a.example/x_(y)) og [den][d] og <https://b.example>\n\n[d]: https://d.example\n",
    want: ["paragraph: Se aftalen og den og https://b.example"],
  },
  {
    name: "front matter as no content",
    source: '---\ntitle: "Liste"\ndate: 2025-01-01\n---\nTekst\n',
    want: ["paragraph: Tekst"],
  },
  {
    name: "comments and shortcodes as no content",
    source: 'a <!-- b\nc --> d\n\n{{< scroll >}}\n\n{{% q question="Hvem?" %}}\nSvar\n',
    want: ["paragraph: a \n d", "heading 3: Hvem?", "paragraph: Svar"],
  },
  { name: "rules as no content", source: "a\n\n---\n\n***\n\nb\n", want: ["paragraph: a", "paragraph: b"] },
  { name: "footnotes", source: "Prøve[^1]\n\n[^1]: Planlagt\n", want: ["paragraph: Prøve¹", "paragraph: Planlagt"] },
  { name: "Windows line ends", source: "# A\r\n\r\nb\r\nc\r\n", want: ["heading 1: A", "paragraph: b\nc"] },
  { name: "stars that are no emphasis", source: "2 * 3 * 4 og a*\n", want: ["paragraph: 2 * 3 * 4 og a*"] },
  { name: "unfinished links as they stand", source: "[a](b [c\n", want: ["paragraph: [a](b [c"] },
] as const;

for (const { name, source, want } of cases) {
  test(`markdownReader reads ${name}`, async () => {
    expect(outline(await read(source, "a.md"))).toEqual(want);
  });
}

test("markdownReader reads pipe tables with escapes, code, breaks and lists in cells", async () => {
  const source =
    "| Navn | Land |\n|:--|--:|\n| **Prøve**<br>ApS | `a|b` \\| c |\n| <ul><li>x</li><li>y</li></ul> | |\n";
  const document = await read(source, "a.md");
  expect(rows(document, tables(document)[0])).toEqual([
    ["Navn", "Land"],
    ["Prøve\nApS", "a|b | c"],
    ["x\ny", ""],
  ]);
  expect(tables(document)[0]!.cells.map((cell) => cell.header)).toEqual([true, true, false, false, false, false]);
});

test("markdownReader reads HTML tables and gives their cells a line", async () => {
  const document = await read(
    "# A\n\n<table>\n<tr><th>Navn</th></tr>\n\n<tr><td>Prøve &amp; Co</td></tr>\n</table>\n",
    "a.md",
  );
  const [table] = tables(document);
  expect(rows(document, table)).toEqual([["Navn"], ["Prøve & Co"]]);
  expect(originAt(document, table!.cells[1]!.span.start)).toEqual({ kind: "text", line: 6 });
});

test("markdownReader gives every line its number, after front matter and breaks as well", async () => {
  const document = await read("---\ntitle: x\n---\na<br>b\nc\n", "a.md");
  expect(document.text).toBe("a\nb\nc");
  expect([0, 2, 4].map((at) => originAt(document, at))).toEqual([4, 4, 5].map((line) => ({ kind: "text", line })));
});

test("markdownReader records links and warns of words that are struck out", async () => {
  const document = await read("| Navn |\n|--|\n| ~~[Prøve](https://a.example)~~ |\n", "a.md");
  expect(document.links.map((link) => document.text.slice(link.start, link.end))).toEqual(["Prøve"]);
  expect(document.warnings.map(({ code }) => code)).toEqual(["struck-out"]);
});

test("markdownReader ends on brackets, stars and pipes without end", async () => {
  for (const piece of ["[", "](", "*_`", "|", "<", "&", "![", "{{", "<!--", "- ", "> "]) {
    await expect(read(`a\n${piece.repeat(50_000)}`, "a.md")).resolves.toBeDefined();
  }
});
