/**
 * What stands on every page and is no content: running headers and footers, page numbers.
 *
 * Shape   Lines at the edge of the page whose words, numbers aside, stand at the same height on several pages.
 *         The first occurrence is kept when it says something (a title, a date of version); numbers of pages are dropped.
 */
import type { Line, Page, Word } from "./geometry.js";
import { linesOf } from "./lines.js";

/** The part of the page's height, from the top and from the bottom, where running lines stand. */
const EDGE = 0.13;

export interface Furniture {
  /** Words that are not part of any page's content. */
  readonly words: ReadonlySet<Word>;
  /** Lines said once, in place of all their repetitions. */
  readonly header: readonly Line[];
  readonly footer: readonly Line[];
}

export function furnitureOf(pages: readonly Page[]): Furniture {
  const seen = new Map<string, { line: Line; top: boolean }[]>();
  for (const page of pages)
    for (const line of edgeLines(page)) {
      const key = keyOf(line.line);
      const same = seen.get(key);
      if (same) same.push(line);
      else seen.set(key, [line]);
    }
  const words = new Set<Word>();
  const header: Line[] = [];
  const footer: Line[] = [];
  const least = Math.max(2, Math.min(4, Math.floor(0.3 * pages.length)));
  for (const [key, lines] of seen) {
    if (lines.length < least || isTableHeader(lines[0]!.line, pages)) continue;
    for (const { line } of lines) for (const word of line.words) words.add(word);
    if (/\p{L}{3}/u.test(key) && !isNumbering(lines)) (lines[0]!.top ? header : footer).push(lines[0]!.line);
  }
  return { words, header, footer };
}

/** A line of several cells that also stands elsewhere in the document: a table's header, repeated where the page begins. */
function isTableHeader(line: Line, pages: readonly Page[]): boolean {
  const gaps = line.words.filter((word, at) => at > 0 && word.x0 - line.words[at - 1]!.x1 > 1.2 * word.size).length;
  if (gaps === 0) return false;
  const first = line.words[0]!;
  return pages.some((page) =>
    page.words.some(
      (word) =>
        word.text === first.text && Math.abs(word.y - first.y) > 3 * first.size && lineAt(page, word.y) === line.text,
    ),
  );
}

const lineAt = (page: Page, y: number): string =>
  linesOf(
    page,
    page.words.filter((word) => Math.abs(word.y - y) < 0.3 * word.size),
  )
    .map((line) => line.text)
    .join(" ");

function edgeLines(page: Page): { line: Line; top: boolean }[] {
  const [high, low] = [EDGE * page.height, (1 - EDGE) * page.height];
  const near = page.words.filter((word) => word.y < high || word.y - word.size > low);
  return linesOf(page, near).map((line) => ({ line, top: line.y < high }));
}

/** The line's words with every number alike, and its height; lines of one running header agree in both. */
function keyOf(line: Line): string {
  return `${line.text.replaceAll(/\d+/gu, "#").slice(0, 200)}@${Math.round(line.y / 4)}`;
}

/** Whether the pages differ in the line's numbers: it counts them. */
function isNumbering(lines: readonly { line: Line }[]): boolean {
  return new Set(lines.map((one) => one.line.text)).size > 0.6 * lines.length && lines[0]!.line.text.length < 60;
}
