/** Messages and saved pages: the better part of the message, and every attached document. */
import { expect, test } from "vitest";
import { blocksOf, readOffice } from "../office/office-files.js";
import { printList } from "../pdf/printed-list.js";

const HEAD =
  "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?Q?Vores_underbehandlere_=C3=A6?=\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n";
const TABLE = "<table><tr><th>Navn<th>Land<tr><td>Hav AS<td>Norge</table>";

const multipart = (kind: string, parts: readonly string[]) =>
  `${HEAD}Content-Type: multipart/${kind}; boundary=B\r\n\r\n${parts.map((part) => `--B\r\n${part}\r\n`).join("")}--B--\r\n`;
const html = (body: string) => `Content-Type: text/html; charset=utf-8\r\n\r\n${body}`;
const text = (body: string) => `Content-Type: text/plain; charset=utf-8\r\n\r\n${body}`;
const read = (mail: string, name = "a.eml") => readOffice(new Uint8Array(Buffer.from(mail)), name);

test("readMail() takes the subject as title and the HTML for its table", async () => {
  const document = await read(multipart("alternative", [text("Hav AS Norge"), html(`<p>Se her</p>${TABLE}`)]));
  expect(document.title).toBe("Vores underbehandlere æ");
  expect(blocksOf(document)).toEqual(["paragraph: Se her", "table: Navn\tLand\nHav AS\tNorge"]);
});

test("readMail() takes the text where the HTML says nothing", async () => {
  const long = "Vi bruger Hav AS i Norge til drift og Fjeld ApS i Danmark til support.";
  expect((await read(multipart("alternative", [text(long), html("<p>Se vedhæftet</p>")]))).text).toContain("Fjeld ApS");
});

test("readMail() reads dashes and quotes of windows-1252", async () => {
  const body =
    "Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>Hav =96 =93Norge=94 =C6</p>";
  expect((await read(multipart("mixed", [body]))).text).toBe("Hav – “Norge” Æ");
});

test("readMail() reads attached documents under their names", async () => {
  const pdf = Buffer.from(
    await printList(
      [
        ["Hav AS", "", "Drift", "Norge", ""],
        ["Fjeld ApS", "", "Hjælp", "Danmark", ""],
      ],
      { name: "", rules: "grid" },
    ),
  );
  const document = await read(
    multipart("mixed", [
      text("Se vedhæftet."),
      `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="liste.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${pdf.toString("base64").replaceAll(/.{76}/gu, "$&\r\n")}`,
      'Content-Type: text/csv\r\nContent-Disposition: attachment; filename="liste.csv"\r\n\r\nNavn;Land\r\nGranit AB;Sverige',
      'Content-Type: image/png\r\nContent-Disposition: attachment; filename="logo.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
    ]),
  );
  expect(document.blocks.filter((block) => block.kind === "table")).toHaveLength(2);
  expect(blocksOf(document).filter((block) => block.startsWith("heading: liste"))).toEqual([
    "heading: liste.pdf",
    "heading: liste.csv",
  ]);
  expect(document.warnings.map((warning) => warning.code)).toEqual(["attachment-unread"]);
  for (const run of document.origins) expect(run.end).toBeLessThanOrEqual(document.text.length);
  const pages = document.origins.filter((run) => run.origin.kind === "pdf");
  expect(document.text.slice(pages[0]!.start, pages[0]!.end)).toBeTruthy();
});

test("readMail() reads a saved page and leaves its resources alone", async () => {
  const page = `Content-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/\r\n\r\n<html><body>${TABLE}</body></html>`;
  const picture =
    "Content-Type: image/png\r\nContent-Location: https://example.org/a.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=";
  const document = await read(multipart('related; type="text/html"', [page, picture]), "a.mhtml");
  expect(blocksOf(document)).toEqual(["table: Navn\tLand\nHav AS\tNorge"]);
  expect(document.warnings).toEqual([]);
});
