/** Whole documents of every format, small, for the fuzzer to break; those of ../shared/corpus as well where it is. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onePage, pdfOf, words } from "../child/bombs.js";
import { docxOf, p, run, sheetData, table, xlsxOf, zipOf } from "../office/office-files.js";
import { listOf, printList } from "../pdf/printed-list.js";

export interface File {
  readonly name: string;
  readonly bytes: Buffer;
}

const CORPUS = ["files", "public", "seeds"].map((set) => join("../shared/corpus", set, "docs"));
/** Larger documents would make ten thousand readings too slow. */
const LARGEST = 150_000;

export async function wholeFiles(): Promise<File[]> {
  return [...(await made()), ...samples(), ...CORPUS.filter((folder) => existsSync(folder)).flatMap(filesIn)].filter(
    ({ bytes }) => bytes.length <= LARGEST,
  );
}

async function made(): Promise<File[]> {
  const rows = listOf(8, 3);
  const pdf = async (rules: "grid" | "none"): Promise<Buffer> =>
    Buffer.from(await printList(rows, { name: "", rules }));
  const html = `<!doctype html><meta charset=utf-8><title>Liste</title><h1>Underdatabehandlere</h1><table>${rows.map((row) => `<tr>${row.map((cell) => `<td class="c" data-x='1'>${cell}</td>`).join("")}</tr>`).join("")}</table><dl><dt>Hav AS<dd>Norge</dl><details hidden><summary>Mere</summary><ul><li>Fjeld&nbsp;ApS &ndash; drift</ul></details><script type="application/json">{"list":[{"name":"A","land":"B"},{"name":"C","land":"D"}]}</script>`;
  const part = (head: string, body: string): string => `--B\r\n${head}\r\n\r\n${body}\r\n`;
  const mail = `From: a@b.example\r\nSubject: =?utf-8?Q?Underbehandlere_=C3=A6?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n${part("Content-Type: text/html; charset=utf-8", html)}${part('Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="l.pdf"\r\nContent-Transfer-Encoding: base64', (await pdf("grid")).toString("base64"))}--B--\r\n`;
  const saved = `From: <Saved by X>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B; type="text/html"\r\n\r\n${part("Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/", html.replaceAll("=", "=3D"))}--B--\r\n`;
  const cells = rows.map((row) => row.map((cell) => p(run(cell))));
  const files: Record<string, string | Uint8Array> = {
    "a.html": html,
    "a.md": `# Liste\n\n| Navn | Land |\n|---|---|\n${rows.map((row) => `| ${row[0]} | ${row[3]} |`).join("\n")}\n\n- **Hav AS** ([side](https://a.example)) \`x\`\n  - Norge\n\n<details><p>x</p></details>\n`,
    "a.txt": rows.map((row) => row.join("\t")).join("\n"),
    "b.txt": `Vi bruger ${rows.map((row) => `${row[0]} til ${row[2]}`).join(", ")}.\n\n1. Hav AS\n2. Fjeld ApS\n`,
    "a.csv": rows.map((row) => row.map((cell) => `"${cell}"`).join(";")).join("\r\n"),
    "a.pdf": await pdf("grid"),
    "b.pdf": await pdf("none"),
    "c.pdf": pdfOf(onePage(words("Underdatabehandler: Eksempel ApS, Danmark"))),
    "a.docx": docxOf(`${p(run("Underdatabehandlere"))}${table(cells)}`),
    "a.xlsx": xlsxOf([
      { name: "A", xml: sheetData(rows) },
      { name: "B", state: "hidden", xml: sheetData(rows) },
    ]),
    "a.ods": zipOf({
      mimetype: "application/vnd.oasis.opendocument.spreadsheet",
      "content.xml": `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="A">${rows.map((row) => `<table:table-row table:number-rows-repeated="1">${row.map((cell) => `<table:table-cell table:number-columns-repeated="1"><text:p>${cell}</text:p></table:table-cell>`).join("")}</table:table-row>`).join("")}</table:table></office:spreadsheet></office:body></office:document-content>`,
    }),
    "a.eml": mail,
    "a.mhtml": saved,
  };
  return Object.entries(files).map(([name, content]) => ({ name, bytes: Buffer.from(content as string) }));
}

const samples = (): File[] =>
  readdirSync("samples", { recursive: true, encoding: "utf8" })
    .filter((path) => /source\.[a-z]+$/u.test(path))
    .sort()
    .filter((_, at) => at % 3 === 0)
    .map((path) => ({ name: path.split("/").at(-1)!, bytes: readFileSync(join("samples", path)) }));

const filesIn = (folder: string): File[] =>
  readdirSync(folder)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
