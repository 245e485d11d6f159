/**
 * Made-up lists as pages, text, PDF, Word and workbooks, the same every time: what the benchmark reads.
 *
 * Shape   Pages as content systems write them: scripts, styles, navigation, icons and a footer around one or two tables of 5 to 60
 *         rows. About 95 kB a page, of which the list is a tenth, as the pages of the corpus are.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import PDFDocument from "pdfkit";
import writeXlsx from "write-excel-file/node";

const LANGUAGES = {
  da: [
    "Underdatabehandlere",
    ["Navn", "Formål", "Behandlingssted", "Overførselsgrundlag"],
    "Drift af servere og database|Udsendelse af kvitteringer til kunder|Overvågning af fejl|Betaling og fakturering",
    "Danmark|Tyskland|Irland|USA",
  ],
  sv: [
    "Underbiträden",
    ["Namn", "Ändamål", "Plats för behandling", "Överföringsgrund"],
    "Drift av servrar och databas|Utskick av kvitton till kunder|Övervakning av fel|Betalning och fakturering",
    "Sverige|Tyskland|Irland|USA",
  ],
  nb: [
    "Underdatabehandlere",
    ["Navn", "Formål", "Behandlingssted", "Overføringsgrunnlag"],
    "Drift av servere og database|Utsending av kvitteringer til kunder|Overvåking av feil|Betaling og fakturering",
    "Norge|Tyskland|Irland|USA",
  ],
  fi: [
    "Alikäsittelijät",
    ["Nimi", "Tarkoitus", "Käsittelypaikka", "Siirtoperuste"],
    "Palvelinten ja tietokannan ylläpito|Kuittien lähetys asiakkaille|Virheiden valvonta|Maksut ja laskutus",
    "Suomi|Saksa|Irlanti|Yhdysvallat",
  ],
  en: [
    "Sub-processors",
    ["Name", "Purpose", "Place of processing", "Transfer mechanism"],
    "Hosting of servers and database|Sending of receipts to customers|Monitoring of errors|Payment and invoicing",
    "Denmark|Germany|Ireland|United States",
  ],
};
const FIRST =
  "Alm Birk Ceder Dug Eng Fjeld Gran Hede Is Jord Klit Lyng Mose Nord Odde Pil Rav Sten Tang Ugle Vig Ø".split(" ");
const SECOND = "drift mail desk sky data post regn spor vagt nøgle".split(" ");
const FORMS = ["ApS", "AB", "AS", "Oy", "GmbH", "Ltd", "Inc."];

export function makeDocuments(folder, pages = 40) {
  mkdirSync(folder, { recursive: true });
  const random = seeded(11);
  const lists = Array.from({ length: pages }, (_, at) =>
    makeList(Object.keys(LANGUAGES)[at % 5], 5 + Math.floor(random() * 56), random),
  );
  const save = (kind, at, bytes) =>
    writeFileSync(join(folder, `${kind}-${String(at).padStart(3, "0")}.${kind}`), bytes);
  for (const [at, list] of lists.entries()) {
    save("html", at, htmlOf(list, random));
    save("md", at, markdownOf(list));
    save("txt", at, flatOf(list));
    if (at < 10) save("docx", at, docxOf(list));
  }
  return Promise.all(
    lists
      .slice(0, 12)
      .flatMap((list, at) => [
        pdfOf(list).then((bytes) => save("pdf", at, bytes)),
        xlsxOf(list).then((bytes) => save("xlsx", at, bytes)),
      ]),
  );
}

export function makeList(language, rows, random = seeded(rows)) {
  const [title, header, purposes, places] = LANGUAGES[language];
  const pick = (all) => all[Math.floor(random() * all.length)];
  const name = () => `${pick(FIRST)}${pick(SECOND)} ${pick(FIRST)} ${pick(FORMS)}`;
  const body = Array.from({ length: rows }, () => {
    const place = pick(places.split("|"));
    return [name(), pick(purposes.split("|")), place, /^(?:USA|U|Y)/u.test(place) ? "SCC" : "–"];
  });
  return { language, title, header, body };
}

export function htmlOf({ language, title, header, body }, random = seeded(1), padding = 150_000) {
  const row = (cells, tag) =>
    `      <tr>${cells.map((cell) => `<${tag} class="cell cell--${tag}" data-v="${Math.floor(random() * 1e9)}">${cell}</${tag}>`).join("")}</tr>`;
  const script = `<script>window.__data=${JSON.stringify(Array.from({ length: padding / 160 }, (_, at) => ({ id: at, t: "a<b>c", n: random() })))}</script>`;
  const nav = Array.from(
    { length: padding / 800 },
    (_, at) =>
      `<li class="nav__item"><a class="nav__link" href="/side/${at}" title="Side ${at}"><svg viewBox="0 0 24 24"><path d="M${at} 2h${at}v4"/></svg><span>Side ${at}</span></a></li>`,
  );
  const style = `<style>${Array.from({ length: padding / 500 }, (_, at) => `.c${at}>li:nth-child(${at}){margin:${at}px 0;color:#${at}}`).join("\n")}</style>`;
  return `<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8"><title>${title}</title>\n${style}\n${script}</head>\n<body>\n<nav><ul>${nav.join("\n")}</ul></nav>
<main><h1>${title}</h1>\n<table>\n    <thead>\n${row(header, "th")}\n    </thead>\n    <tbody>\n${body.map((cells) => row(cells, "td")).join("\n")}\n    </tbody>\n</table></main>
<footer>${nav.slice(0, 20).join("")}</footer>\n</body>\n</html>\n`;
}

export const markdownOf = ({ title, header, body }) =>
  `# ${title}\n\n${[header, header.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;

export const tabsOf = ({ title, header, body }) =>
  `${title}\n\n${[header, ...body].map((cells) => cells.join("\t")).join("\n")}\n`;

export const flatOf = ({ title, header, body }) =>
  `${title}\n\n${[header, ...body].map((cells) => cells.join(" ")).join("\n")}\n`;

export const bulletsOf = ({ title, body }) =>
  `${title}\n\n${body.map(([name, purpose, place]) => `- ${name} – ${purpose} (${place})`).join("\n")}\n`;

export const linesOf = ({ title, header, body }) =>
  `${title}\n\n${[header, ...body].map((cells) => cells.join("\n")).join("\n")}\n`;

function pdfOf({ title, header, body }) {
  const pdf = new PDFDocument({ size: "A4", margin: 50, info: { CreationDate: new Date(0) } });
  const parts = [];
  pdf.on("data", (part) => parts.push(part));
  const done = new Promise((resolve) => pdf.on("end", () => resolve(Buffer.concat(parts))));
  pdf.fontSize(16).text(title).moveDown().fontSize(9);
  let top = pdf.y;
  for (const cells of [header, ...body]) {
    if (top > 740) top = pdf.addPage().y;
    for (const [at, cell] of cells.entries()) pdf.text(cell, 50 + at * 125, top, { width: 120 });
    top = Math.max(pdf.y, top + 24) + 6;
  }
  pdf.end();
  return done;
}

function docxOf({ title, header, body }) {
  const cell = (text) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const rows = [header, ...body].map((cells) => `<w:tr>${cells.map(cell).join("")}</w:tr>`).join("");
  const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const office = "http://schemas.openxmlformats.org";
  return zipSync({
    "[Content_Types].xml": strToU8(
      `<?xml version="1.0"?><Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    ),
    "_rels/.rels": strToU8(
      `<?xml version="1.0"?><Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    "word/document.xml": strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${title}</w:t></w:r></w:p><w:tbl>${rows}</w:tbl></w:body></w:document>`,
    ),
  });
}

const xlsxOf = ({ title, header, body }) =>
  writeXlsx([[title], header, ...body].map((cells) => cells.map((value) => ({ value, type: String })))).toBuffer();

export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
