import { expect, test } from "vitest";
import { originAt } from "../../../src/model/document.js";
import { outline, read, rows, tables, words } from "../helpers.js";

const page = (body: string): string => `<!doctype html><html lang="da"><title>Prøve</title><body>${body}`;

const tableRows = [
  {
    name: "reads rows without end tags",
    html: "<table><tr><th>Navn<th>Land<tr><td>Prøve ApS<td>Danmark</table>",
    want: [
      ["Navn", "Land"],
      ["Prøve ApS", "Danmark"],
    ],
  },
  {
    name: "puts thead first and tfoot last",
    html: "<table><tfoot><tr><td>slut</tfoot><tbody><tr><td>a</tbody><thead><tr><td>Navn</thead></table>",
    want: [["Navn"], ["a"], ["slut"]],
  },
  {
    name: "follows rowspan=0 to the end of the group",
    html: "<table><tbody><tr><td rowspan=0>DK<td>a<tr><td>b<tbody><tr><td>c<td>d</table>",
    want: [
      ["DK", "a"],
      [undefined, "b"],
      ["c", "d"],
    ],
  },
  {
    name: "places cells beside a colspan",
    html: "<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>",
    want: [
      ["a", undefined, "b"],
      ["c", "d", "e"],
    ],
  },
  {
    name: "ends lines at br and blocks, not at formatting",
    html: "<table><tr><td><b>Prø</b>ve<br>ApS<p>Gade 1</p><td><ul><li>a<li>b</ul></table>",
    want: [["Prøve\nApS\nGade 1", "a\nb"]],
  },
  {
    name: "raises the figures of footnote marks",
    html: "<table><tr><td>Prøve ApS<sup>12</sup><td>EU</table>",
    want: [["Prøve ApS¹²", "EU"]],
  },
  {
    name: "takes a logo's description where the cell holds nothing else",
    html: '<table><tr><td><img src=a alt="Logo A/S"><td><img src=b alt="pil">Drift</table>',
    want: [["Logo A/S", "Drift"]],
  },
  {
    name: "flattens a table in a cell of a data table",
    html: "<table><tr><th>Navn<th>Sted<tr><td>Prøve<td><table><tr><td>By<td>Land</table></table>",
    want: [
      ["Navn", "Sted"],
      ["Prøve", "By Land"],
    ],
  },
  {
    name: "reads the table inside a layout table",
    html: "<table role=presentation><tr><td>menu<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
    want: [
      ["a", "b"],
      ["c", "d"],
    ],
  },
  {
    name: "reads ARIA tables",
    html: "<div role=table><div role=row><span role=columnheader>Navn</span><span role=columnheader>Land</span></div><div role=row><span role=cell>Prøve</span><span role=cell>DK</span></div></div>",
    want: [
      ["Navn", "Land"],
      ["Prøve", "DK"],
    ],
  },
  {
    name: "reads display:table",
    html: '<div style="display:table"><div style="display: table-row"><p style="display:table-cell">a</p><p style="display:table-cell">b</p></div></div>',
    want: [["a", "b"]],
  },
  {
    name: "reads rows of divs under a header row",
    html: `<div class=g><div class="r top"><div>Navn</div><div>Land</div></div>${"<div class=r><div>Prøve</div><div>DK</div></div>".repeat(3)}</div>`,
    want: [
      ["Navn", "Land"],
      ["Prøve", "DK"],
      ["Prøve", "DK"],
      ["Prøve", "DK"],
    ],
  },
  {
    name: "keeps words that stand in a table outside its cells",
    html: "<table>forord<tr><td>a<td>b</table>",
    want: [["a", "b"]],
  },
] as const;

for (const { name, html, want } of tableRows) {
  test(`htmlReader ${name}`, async () => {
    const document = await read(page(html), "a.html");
    expect(rows(document, tables(document)[0]).map((row) => [...row])).toEqual(want);
  });
}

const outlineRows = [
  {
    name: "keeps leaf blocks of a container a line apart and containers two",
    html: "<div><div>Prøve ApS</div><div>Danmark</div></div><div><div>Eksempel AB</div><div>Sverige</div></div>",
    text: "Prøve ApS\nDanmark\n\nEksempel AB\nSverige",
  },
  {
    name: "keeps the paragraphs of a card together",
    html: "<article class=c><h3>Prøve ApS</h3><p>Drift</p><p>DK</p></article><article class=c><h3>Eksempel AB</h3><p>Mail</p><p>SE</p></article>",
    text: "Prøve ApS\nDrift\nDK\n\nEksempel AB\nMail\nSE",
  },
  { name: "splits a paragraph at two line ends", html: "<p>a<br>b<br><br>c</p>", text: "a\nb\n\nc" },
  {
    name: "leaves out scripts, styles, templates, comments and pictures",
    html: "a<script>x</script><style>y</style><template>z</template><noscript>n</noscript><svg><text>s</text></svg><!-- c -->b",
    text: "ab",
  },
  {
    name: "drops soft hyphens",
    html: "<p>standard&shy;kontrakt\u00adbestemmelser</p>",
    text: "standardkontraktbestemmelser",
  },
  {
    name: "writes definitions on a line",
    html: "<dl><dt>Navn:<dd>Prøve<dt>Land<dd>DK<dd>SE</dl>",
    text: "Navn: Prøve\nLand: DK\nSE",
  },
  { name: "keeps the lines of preformatted text", html: "<pre>a  b\nc</pre>", text: "a  b\nc" },
  {
    name: "separates badges that touch",
    html: '<p>Prøve<span class="badge">EU</span><span class="badge">US</span></p>',
    text: "Prøve EU US",
  },
] as const;

for (const { name, html, text } of outlineRows) {
  test(`htmlReader ${name}`, async () => {
    expect((await read(page(html), "a.html")).text).toBe(text);
  });
}

test("htmlReader marks hidden blocks, cells and closed details, and keeps them", async () => {
  const document = await read(
    page(
      "<p hidden>a</p><p style='display: none'>b</p><div aria-hidden=true><p>c</p></div><details><summary>Mere</summary><p>d</p></details><table><tr><td>e<tr style='display:none'><td>f</table>",
    ),
    "a.html",
  );
  expect(outline(document)).toEqual([
    "paragraph (hidden): a",
    "paragraph (hidden): b",
    "paragraph (hidden): c",
    "heading 2: Mere",
    "paragraph (hidden): d",
    "table: e\nf",
  ]);
  expect(tables(document)[0]!.cells.map((cell) => cell.hidden)).toEqual([false, true]);
});

test("htmlReader reads lists with their depth", async () => {
  const document = await read(page("<ul><li>a<ul><li>b</ul><li>c</ul>"), "a.html");
  expect(outline(document)).toEqual(["list-item 0: a", "list-item 1: b", "list-item 0: c"]);
});

test("htmlReader names the parts of a page's frame", async () => {
  const document = await read(
    page("<nav>a</nav><header>b</header><main><header>c</header></main><footer>d</footer>"),
    "a.html",
  );
  expect(document.blocks.map((block) => block.region)).toEqual(["nav", "header", undefined, "footer"]);
});

test("htmlReader records links of the web and of mail", async () => {
  const document = await read(
    page('<p>Se <a href="https://prove.example/dpa">aftalen</a> og <a href="#x">her</a></p>'),
    "a.html",
  );
  expect(document.links.map((link) => [document.text.slice(link.start, link.end), link.href])).toEqual([
    ["aftalen", "https://prove.example/dpa"],
  ]);
});

test("htmlReader says where a cell stands, as a path and as offsets into the source", async () => {
  const source = page("<main><table></table><table><tr><td>a<tr><td>b<td>Prøve&nbsp;ApS</table></main>");
  const document = await read(source, "a.html");
  const cell = tables(document)[0]!.cells[2]!;
  const origin = originAt(document, cell.span.start);
  expect(origin).toMatchObject({
    kind: "html",
    path: "html>body>main>table:nth-of-type(2)>tbody>tr:nth-of-type(2)>td:nth-of-type(2)",
  });
  expect(origin?.kind === "html" && source.slice(origin.start, origin.end)).toBe("Prøve&nbsp;ApS");
  expect(words(document, cell)).toBe("Prøve\u00a0ApS");
});

test("htmlReader takes the first h1 where there is no title, and the page's language", async () => {
  const document = await read("<!doctype html><html lang=nb><h1>Underleverandører</h1><p>x</p>", "a.html");
  expect([document.title, document.declaredLanguage]).toEqual(["Underleverandører", "nb"]);
});

test("htmlReader reads the data of a page that shows nothing by itself", async () => {
  const data = {
    props: {
      list: [
        { id: 1, name: "Prøve ApS", country: { name: "Danmark" } },
        { id: 2, name: "Eksempel AB", country: { name: "Sverige" } },
      ],
    },
  };
  const document = await read(
    page(`<div id=app></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(data)}</script>`),
    "a.html",
  );
  expect(rows(document, tables(document)[0])).toEqual([
    ["id", "name", "country"],
    ["1", "Prøve ApS", "Danmark"],
    ["2", "Eksempel AB", "Sverige"],
  ]);
  expect(document.warnings.map(({ code }) => code)).toContain("embedded-json");
});

test("htmlReader keeps a key that stands in every record and holds words in some", async () => {
  const list = [
    { name: "Prøve ApS", task: "Drift", basis: null },
    { name: "Eksempel AB", task: "Brev", basis: "SCC" },
    { name: "Ravnholt AS", task: "Arkiv", basis: null },
    { name: "Mosevang Oy", task: "Tuki", basis: null, note: null },
  ];
  const document = await read(
    page(`<div id=app></div><script type="application/json">${JSON.stringify({ list })}</script>`),
    "a.html",
  );
  expect(rows(document, tables(document)[0])[0]).toEqual(["name", "task", "basis"]);
  expect(rows(document, tables(document)[0])[2]).toEqual(["Eksempel AB", "Brev", "SCC"]);
});
