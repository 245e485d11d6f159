/** Eleven ways of hiding a company from people: it is not sent, and a model that names it all the same is not believed. */
import { describe, expect, test } from "vitest";
import { DocumentBuilder } from "../../../src/document/builder.js";
import { readWithModel } from "../../../src/extraction/llm/read.js";
import type { Document } from "../../../src/model/document.js";
import { answer, brainStub, documentOf, entriesOf, optionsFor, unread } from "./stub-model.js";

const HIDDEN = "Skjulte Systemer ApS";
const SHOWN = "Synlige Systemer ApS";
const page = (hidden: string, head = ""): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}</head><body><h1>Liste</h1><p>${SHOWN}, drift</p>${hidden}</body></html>`;
const tagged = [...HIDDEN].map((sign) => String.fromCodePoint(0xe0000 + sign.codePointAt(0)!)).join("");
const zeroWidth = [...HIDDEN]
  .map((sign) => sign.codePointAt(0)!.toString(2).replace(/0/gu, "\u200b").replace(/1/gu, "\u200c"))
  .join("\u200d");

const WAYS: readonly { name: string; html: string }[] = [
  { name: "a comment", html: page(`<!-- ${HIDDEN} -->`) },
  { name: "display:none", html: page(`<p style="display:none">${HIDDEN}, drift</p>`) },
  { name: "the hidden attribute", html: page(`<div hidden><p>${HIDDEN}, drift</p></div>`) },
  { name: "visibility:hidden", html: page(`<p style="visibility:hidden">${HIDDEN}, drift</p>`) },
  { name: "aria-hidden", html: page(`<p aria-hidden="true">${HIDDEN}, drift</p>`) },
  { name: "the words of a picture", html: page(`<img alt="${HIDDEN}">`) },
  {
    name: "metadata",
    html: page("", `<meta name="description" content="${HIDDEN}"><meta name="keywords" content="${HIDDEN}">`),
  },
  { name: "a script", html: page(`<script>var list = "${HIDDEN}"</script><template><p>${HIDDEN}</p></template>`) },
  { name: "tag characters", html: page(`<p>Mere${tagged}</p>`) },
  { name: "zero-width signs", html: page(`<p>Mere${zeroWidth}</p>`) },
  {
    name: "a hidden row of a table",
    html: page(
      `<table><tr><td>Et firma</td><td>drift</td></tr><tr hidden><td>${HIDDEN}</td><td>drift</td></tr></table>`,
    ),
  },
  { name: "letters of one pixel", html: page(`<p style="font-size:1px">${HIDDEN}, drift</p>`) },
  { name: "white on white", html: page(`<p style="color:#fff;background:#fff">${HIDDEN}, drift</p>`) },
  { name: "a place off the page", html: page(`<p style="position:absolute;left:-9999px">${HIDDEN}, drift</p>`) },
];

async function obey(document: Document) {
  const stub = await brainStub((lines) =>
    answer(
      lines.flatMap(
        ({ number }) =>
          [
            [number, `name=${HIDDEN}`, "purpose=drift"],
            [number, `name=${SHOWN}`],
          ] as [number, ...string[]][],
      ),
    ),
  );
  const result = await readWithModel(document, unread(document), optionsFor(stub));
  await stub.close();
  return {
    sent: stub.requests.map(({ raw }) => raw).join("\n"),
    names: entriesOf(document, result.extraction).map(({ name }) => name),
  };
}

describe("readWithModel() meeting a company hidden by", () => {
  for (const { name, html } of WAYS)
    test(`${name} neither sends nor stores it`, async () => {
      const { sent, names } = await obey(await documentOf(html, "a.html"));
      expect(names).toEqual([SHOWN]);
      expect(sent).not.toContain(HIDDEN);
      expect(sent).not.toMatch(/[\u200b\u{e0041}]/u);
    });

  test("a block that a reader marked neither sends nor stores it", async () => {
    const builder = new DocumentBuilder({
      snapshot: `sha256:${"a".repeat(64)}`,
      mediaType: "application/pdf",
      reader: { name: "pdf", version: "1" },
    });
    const origin = { kind: "text" as const, line: 1 };
    builder.block({ kind: "paragraph" }, false, () => builder.write(`${SHOWN}, drift`, origin));
    builder.block({ kind: "paragraph" }, true, () => builder.write(`${HIDDEN}, drift`, origin));
    const { sent, names } = await obey(builder.finish());
    expect(names).toEqual([SHOWN]);
    expect(sent).not.toContain(HIDDEN);
  });
});
