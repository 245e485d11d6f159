/**
 * A watch list as a file: CSV with a header line, or YAML as a list of entries (or of suppliers with their addresses).
 *
 * Shape   Columns or keys: url (or address, source), supplier (or vendor, name), interval_hours. Byte order marks, CRLF, empty
 *         lines and double rows are nobody's fault; of two rows of one address the later counts.
 * Errors  A bad row comes back with its line; the good ones are taken.
 */
import { LineCounter, parseDocument } from "yaml";
import { UnderlagError } from "../errors.js";
import type { WatchRow } from "../store/refresh-store.js";

export interface WatchFile {
  readonly rows: readonly WatchRow[];
  readonly problems: readonly string[];
}

const NAMES = {
  url: ["url", "address", "source", "link"],
  supplier: ["supplier", "vendor", "name"],
  interval: ["interval_hours", "interval"],
};

export function readWatchFile(words: string, fileName: string): WatchFile {
  const text = words.replace(/^\ufeff/u, "");
  const raw = /\.ya?ml$/iu.test(fileName) ? fromYaml(text) : fromCsv(text);
  const rows = new Map<string, WatchRow>();
  const problems: string[] = [];
  for (const { line, cells } of raw) {
    try {
      const row = watchRow(cells);
      rows.set(row.address, row);
    } catch (problem) {
      problems.push(`Line ${line}: ${(problem as Error).message}`);
    }
  }
  return { rows: [...rows.values()], problems };
}

/** The address as the parser of URLs writes it, so that two spellings of one page are one source. */
export function watchAddress(given: string): string {
  const url = URL.canParse(given.trim()) ? new URL(given.trim()) : null;
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:") || url.username + url.password !== "") {
    throw new UnderlagError("source/bad-url", `Cannot watch "${given}": it is no address of a web page`, {
      url: given,
    });
  }
  url.hash = "";
  return url.href;
}

interface RawRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

function watchRow(cells: Readonly<Record<string, string>>): WatchRow {
  const cell = (names: readonly string[]): string =>
    names.map((name) => cells[name]?.trim() ?? "").find((value) => value !== "") ?? "";
  const address = watchAddress(cell(NAMES.url));
  const hours = cell(NAMES.interval);
  if (hours !== "" && !(Number(hours) > 0)) throw new Error(`Cannot use "${hours}" as a number of hours`);
  return {
    address,
    supplier: cell(NAMES.supplier) || new URL(address).hostname,
    intervalHours: hours === "" ? null : Number(hours),
  };
}

// --- CSV -------------------------------------------------------------------------------------------------------------------

function fromCsv(text: string): RawRow[] {
  const [header, ...lines] = csvRecords(text, separatorOf(text));
  if (!header) return [];
  const names = header.cells.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/gu, "_"),
  );
  if (!names.some((name) => NAMES.url.includes(name))) {
    throw new UnderlagError(
      "watch/bad-row",
      `Cannot find a column "url" in the header "${header.cells.join(", ").slice(0, 200)}"`,
    );
  }
  return lines.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ""])),
  }));
}

function separatorOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/\n|$/u)));
  return [";", "\t"].find((separator) => header.includes(separator)) ?? ",";
}

/** Quoted cells may hold separators, line ends and doubled quotes. */
function csvRecords(text: string, separator: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let line = 1;
  let begun = 1;
  const end = (): void => {
    cells.push(cell);
    if (cells.some((words) => words.trim() !== "")) records.push({ line: begun, cells });
    cells = [];
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === "\n") line++;
    if (quoted) {
      if (unit !== '"') cell += unit;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (unit === '"' && cell.trim() === "") quoted = true;
    else if (unit === separator) {
      cells.push(cell);
      cell = "";
    } else if (unit === "\n") {
      end();
      begun = line;
    } else if (unit !== "\r") cell += unit;
  }
  end();
  return records;
}

// --- YAML ------------------------------------------------------------------------------------------------------------------

function fromYaml(text: string): RawRow[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, maxAliasCount: 0 } as object);
  const [broken] = document.errors;
  if (broken)
    throw new UnderlagError(
      "watch/bad-row",
      `Cannot read the list as YAML: ${broken.message.split("\n")[0]}`,
      {},
      broken,
    );
  const content = document.toJS({ maxAliasCount: 0 }) as unknown;
  const items = (document.contents as { items?: { range?: [number, number, number] }[] } | null)?.items ?? [];
  const lineOf = (place: number): number => counter.linePos(items[place]?.range?.[0] ?? 0).line;
  if (Array.isArray(content)) return content.map((item, place) => ({ line: lineOf(place), cells: cellsOf(item) }));
  return Object.entries((content ?? {}) as Record<string, unknown>).flatMap(([supplier, given]) =>
    (Array.isArray(given) ? given : [given]).map((item) => ({ line: 1, cells: { supplier, ...cellsOf(item) } })),
  );
}

/** A bare address stands for itself; of an entry, keys are written in any case. */
function cellsOf(item: unknown): Record<string, string> {
  if (typeof item === "string") return { url: item };
  const entries = Object.entries((item ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value ?? "")]));
}
