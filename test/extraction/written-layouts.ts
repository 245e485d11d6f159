/** A list written out in each layout that suppliers use. */
import type { ListedCompany, RandomList } from "./random-list.js";

export interface Written {
  readonly fileName: string;
  readonly text: string;
}
type Column = "name" | "purpose" | "place" | "number" | "transfer";

export interface WrittenLayout {
  readonly name: string;
  /** What the layout states beside name and purpose. */
  readonly states: readonly ("place" | "number" | "address" | "transfer")[];
  /** A name without a legal form could be a kind of service as well: nobody could tell which of two is which. */
  readonly needsLegalForm?: true;
  readonly write: (list: RandomList, order: readonly Column[]) => Written;
}

const html = (list: RandomList, body: string): Written => ({
  fileName: "list.html",
  text: `<!doctype html><html lang="${list.tongue.code}"><meta charset="utf-8"><title>${list.tongue.title}</title><h1>${list.tongue.title}</h1>\n${body}\n</html>`,
});
const text = (list: RandomList, body: string): Written => ({
  fileName: "list.txt",
  text: `${list.tongue.title}\n\n${body}\n`,
});
const markdown = (list: RandomList, body: string): Written => ({
  fileName: "list.md",
  text: `# ${list.tongue.title}\n\n${body}\n`,
});

const lines = (list: RandomList, line: (company: ListedCompany, i: number) => string, between = "\n"): string =>
  list.companies.map(line).join(between);
const cellsOf = (company: ListedCompany, order: readonly Column[]): string[] => order.map((column) => company[column]);
const headersOf = (list: RandomList, order: readonly Column[]): string[] =>
  order.map((column) => list.tongue.headers[column]);
const NAME_FIRST: readonly Column[] = ["name", "purpose", "place", "transfer"];
const WITH_NUMBER: readonly Column[] = ["name", "number", "place", "purpose"];

const row = (cells: readonly string[], tag: string): string =>
  `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
const lower = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

function spaced(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)) + 3);
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("")
        .trimEnd(),
    )
    .join("\n");
}

export const LAYOUTS: readonly WrittenLayout[] = [
  {
    name: "an HTML table with its columns in any order",
    states: ["place", "number", "transfer"],
    write: (list, order) =>
      html(
        list,
        `<table>${row(headersOf(list, order), "th")}${lines(list, (company) => row(cellsOf(company, order), "td"))}</table>`,
      ),
  },
  {
    name: "an HTML table on its side",
    states: ["place", "transfer"],
    write: (list) =>
      html(
        list,
        `<table>${NAME_FIRST.map((column) => `<tr><th>${list.tongue.headers[column]}</th>${list.companies.map((company) => `<td>${company[column]}</td>`).join("")}</tr>`).join("")}</table>`,
      ),
  },
  {
    name: "lines of label and value",
    states: ["place", "number", "transfer"],
    write: (list) =>
      text(
        list,
        lines(
          list,
          (company) =>
            ["name", "number", "purpose", "place", "transfer"]
              .map((column) => `${list.tongue.headers[column as Column]}: ${company[column as Column]}`)
              .join("\n"),
          "\n\n",
        ),
      ),
  },
  {
    name: "a definition list",
    states: ["place"],
    write: (list) =>
      html(
        list,
        `<dl>${lines(list, ({ name, purpose, place }) => `<dt>${name}</dt><dd>${purpose} (${place})</dd>`)}</dl>`,
      ),
  },
  {
    name: "cards with labels",
    states: ["place", "transfer"],
    write: (list) =>
      html(
        list,
        lines(
          list,
          (company) =>
            `<div class="card"><h3>${company.name}</h3>${(["purpose", "place", "transfer"] as const).map((column) => `<p><b>${list.tongue.headers[column]}:</b> ${company[column]}</p>`).join("")}</div>`,
        ),
      ),
  },
  {
    name: "stacked blocks",
    states: ["number", "address"],
    write: (list) =>
      text(
        list,
        `${list.tongue.announce}\n\n${lines(list, ({ name, number, address, purpose }) => `${name}\n${list.tongue.headers.number} ${number}\n${address}\n${purpose}`, "\n\n")}`,
      ),
  },
  {
    name: "bullets with a dash",
    states: ["place"],
    write: (list) =>
      markdown(
        list,
        `${list.tongue.announce}\n\n${lines(list, ({ name, purpose, place }) => `- ${name} — ${purpose} (${place})`)}`,
      ),
  },
  {
    name: "bullets with a bracket",
    states: ["place"],
    write: (list) =>
      markdown(
        list,
        `${list.tongue.announce}\n\n${lines(list, ({ name, purpose, place }) => `* ${name} (${lower(purpose)}, ${place})`)}`,
      ),
  },
  {
    name: "numbered points",
    states: ["place"],
    write: (list) =>
      markdown(
        list,
        `${list.tongue.announce}\n\n${lines(list, ({ name, purpose, place }, i) => `${i + 1}. ${name}: ${purpose} (${place})`)}`,
      ),
  },
  {
    name: "tab-separated lines",
    states: ["place", "transfer"],
    write: (list, order) =>
      text(
        list,
        [headersOf(list, order), ...list.companies.map((company) => cellsOf(company, order))]
          .map((cells) => cells.join("\t"))
          .join("\n"),
      ),
  },
  {
    name: "a Markdown table",
    states: ["place", "number", "transfer"],
    write: (list, order) =>
      markdown(
        list,
        [headersOf(list, order), order.map(() => "---"), ...list.companies.map((company) => cellsOf(company, order))]
          .map((cells) => `| ${cells.join(" | ")} |`)
          .join("\n"),
      ),
  },
  {
    name: "columns of spaces",
    states: ["place", "transfer"],
    write: (list) =>
      text(
        list,
        spaced([headersOf(list, NAME_FIRST), ...list.companies.map((company) => cellsOf(company, NAME_FIRST))]),
      ),
  },
  {
    name: "one line a cell",
    states: ["place", "transfer"],
    write: (list) =>
      text(
        list,
        [headersOf(list, NAME_FIRST), ...list.companies.map((company) => cellsOf(company, NAME_FIRST))]
          .map((cells) => cells.join("\n"))
          .join("\n\n"),
      ),
  },
  {
    name: "one paragraph a cell",
    states: ["place", "transfer"],
    write: (list) =>
      text(
        list,
        [headersOf(list, NAME_FIRST), ...list.companies.map((company) => cellsOf(company, NAME_FIRST))]
          .flat()
          .join("\n\n"),
      ),
  },
  {
    name: "flattened rows",
    states: ["place", "transfer"],
    write: (list) =>
      text(
        list,
        [headersOf(list, NAME_FIRST), ...list.companies.map((company) => cellsOf(company, NAME_FIRST))]
          .map((cells) => cells.join(" "))
          .join("\n"),
      ),
  },
  {
    name: "flattened rows with numbers",
    states: ["place", "number"],
    write: (list) =>
      text(
        list,
        [headersOf(list, WITH_NUMBER), ...list.companies.map((company) => cellsOf(company, WITH_NUMBER))]
          .map((cells) => cells.join(" "))
          .join("\n"),
      ),
  },
  {
    name: "lines with semicolons",
    states: ["place", "transfer"],
    write: (list) =>
      text(
        list,
        [headersOf(list, NAME_FIRST), ...list.companies.map((company) => cellsOf(company, NAME_FIRST))]
          .map((cells) => cells.join("; "))
          .join("\n"),
      ),
  },
  {
    name: "lines of kind and company",
    states: ["place"],
    needsLegalForm: true,
    write: (list) =>
      text(
        list,
        `${list.tongue.announce}\n\n${lines(list, ({ name, purpose, place }) => `${purpose}: ${name} (${place})`)}`,
      ),
  },
  {
    name: "one sentence",
    states: ["place"],
    write: (list) => {
      const { before, and, after } = list.tongue.sentence;
      const named = list.companies.map(({ name, purpose, place }) => `${name} (${lower(purpose)}, ${place})`);
      return text(list, `${before}${named.slice(0, -1).join(", ")}${and}${named.at(-1)}${after}`);
    },
  },
];
