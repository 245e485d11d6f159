/**
 * One list of invented companies, printed to PDF in many layouts. The same seed gives the same list.
 */
import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

export type Row = readonly string[];

export const HEADER: Row = ["Underdatabehandler", "CVR-nr.", "Formål", "Land", "Overførselsgrundlag"];

const STEMS = [
  "Ærø",
  "Fjeld",
  "Ångström",
  "Þór",
  "Sölvi",
  "Nørre",
  "Kävlinge",
  "Ylä",
  "Sample",
  "Boreal",
  "Hav",
  "Granit",
];
const KINDS = ["Hosting", "Mail", "Backup", "Support", "Analyse", "Drift", "Arkiv", "Signering"];
const FORMS = ["A/S", "ApS", "AB", "AS", "Oy", "GmbH", "Inc.", "ehf."];
const PURPOSES = [
  "Hosting af kundedata",
  "Udsendelse af e-mail og SMS til brugere af systemet",
  "Fejlsøgning og overvågning af drift, herunder logning af tekniske hændelser og svartider",
  "Sikkerhedskopiering",
  "Support til slutbrugere på dansk, svensk og norsk",
];
const COUNTRIES = ["Danmark", "Sverige", "Tyskland og Irland", "USA", "Færøerne"];
const GROUNDS = ["", "EU's standardkontraktbestemmelser", "Data Privacy Framework", "Ikke relevant"];

export function listOf(rows: number, seed = 1): Row[] {
  let state = seed * 2654435761;
  const next = (most: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * most);
  };
  const pick = (words: readonly string[]) => words[next(words.length)]!;
  return Array.from({ length: rows }, () => [
    `${pick(STEMS)} ${pick(KINDS)} ${pick(FORMS)}`,
    next(4) === 0 ? "" : String(10_000_000 + next(89_999_999)),
    pick(PURPOSES),
    pick(COUNTRIES),
    pick(GROUNDS),
  ]);
}

export interface Layout {
  readonly name: string;
  readonly rules: "grid" | "rows" | "header" | "none";
  readonly landscape?: boolean;
  /** Degrees that the page asks a viewer to turn it. */
  readonly rotate?: 90 | 180 | 270;
  readonly repeatHeader?: boolean;
  /** White between rows, in points. */
  readonly padding?: number;
  readonly centred?: boolean;
  readonly footer?: boolean;
  readonly widths?: readonly number[];
}

const SIZE = 9;
const LEADING = 11;
const FONT = createRequire(import.meta.url).resolve("pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf");

/** The list as one table, over as many pages as it takes. */
export function printList(rows: readonly Row[], layout: Layout, font = FONT): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: "A4",
    layout: layout.landscape ? "landscape" : "portrait",
    margin: 40,
    autoFirstPage: false,
  });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Uint8Array>((resolve) =>
    pdf.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks)))),
  );
  pdf.registerFont("body", font);
  new Printer(pdf, layout).print(rows);
  pdf.end();
  return done;
}

class Printer {
  #y = 0;
  #page = 0;
  readonly #widths: readonly number[];

  constructor(
    readonly pdf: PDFDocument,
    readonly layout: Layout,
  ) {
    this.#widths = layout.widths ?? (layout.landscape ? [150, 70, 280, 110, 150] : [110, 58, 155, 80, 110]);
  }

  print(rows: readonly Row[]): void {
    this.#newPage();
    this.pdf.font("body").fontSize(16).text("Underdatabehandlere", 40, this.#y, { lineBreak: false });
    this.#y += 30;
    this.pdf
      .fontSize(SIZE)
      .text("Vi bruger disse virksomheder, når vi behandler personoplysninger for vores kunder.", 40, this.#y, {
        lineBreak: false,
      });
    this.#y += 24;
    this.#row(HEADER);
    for (const row of rows) {
      if (this.#y + this.#height(row) > this.pdf.page.height - 60) {
        this.#newPage();
        if (this.layout.repeatHeader) this.#row(HEADER);
      }
      this.#row(row);
    }
  }

  #newPage(): void {
    this.pdf.addPage();
    this.#page++;
    if (this.layout.rotate) this.pdf.page.dictionary.data.Rotate = this.layout.rotate;
    this.pdf.font("body").fontSize(SIZE);
    if (this.layout.footer) {
      this.pdf.text("Eksempel A/S – fortroligt", 40, 20, { lineBreak: false });
      this.pdf.text(`Side ${this.#page}`, 280, this.pdf.page.height - 30, { lineBreak: false, height: 20 });
    }
    this.#y = 50;
  }

  #lines(row: Row): string[][] {
    return row.map((cell, at) => wrap(this.pdf, cell, this.#widths[at]! - 8));
  }

  #height(row: Row): number {
    return (
      Math.max(...this.#lines(row).map((lines) => Math.max(1, lines.length))) * LEADING + (this.layout.padding ?? 6)
    );
  }

  #row(row: Row): void {
    const height = this.#height(row);
    const padding = (this.layout.padding ?? 6) / 2;
    let x = 40;
    this.#lines(row).forEach((lines, at) => {
      const inner = lines.length * LEADING;
      const top = this.layout.centred ? this.#y + (height - inner) / 2 : this.#y + padding;
      for (const [index, line] of lines.entries())
        this.pdf.text(line, x + 4, top + index * LEADING, { lineBreak: false });
      if (this.layout.rules === "grid") this.pdf.rect(x, this.#y, this.#widths[at]!, height).lineWidth(0.5).stroke();
      x += this.#widths[at]!;
    });
    if (this.layout.rules === "rows" || (this.layout.rules === "header" && row === HEADER))
      this.pdf
        .moveTo(40, this.#y + height)
        .lineTo(x, this.#y + height)
        .lineWidth(0.5)
        .stroke();
    this.#y += height;
  }
}

/** Words to lines that fit, as a word processor breaks them. */
function wrap(pdf: PDFDocument, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && pdf.widthOfString(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return text === "" ? [] : [...lines, line];
}
