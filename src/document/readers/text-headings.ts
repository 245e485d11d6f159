/**
 * Which lines of a plain text are clearly titles.
 *
 * Shape   A numbered line that is no list item, the name of an annex, a line of capitals between blank lines, the first line.
 *         Careful on purpose: a short line alone is more often the name of an entry than a title, and taking a name for a
 *         title loses the entry.
 */
import { isBlank, type Line } from "../lines.js";
import { readMark } from "./text-lists.js";

const LONGEST_TITLE = 90;
/** A line this long is running text. */
const RUNNING_TEXT = 60;

/** The word that documents call their annexes by, in the languages we read, and its letter or number. */
const ANNEX =
  /^(?:bilag|bilaga|vedlegg|liite|viðauki|fylgiskjal|appendiks|appendix|annex|annexe|anlage|schedule|exhibit|attachment)[ \t\u00a0](?:[a-z]|\d{1,2}|[ivx]{1,4})(?:\.\d{1,2})?(?:[.:)]|[ \t\u00a0]|$)/iu;
const NUMBERED = /^(?:§[ \u00a0]?)?(\d{1,2})((?:\.\d{1,2}){0,3})([.)]?)(?:[ \u00a0]gr\.)?([ \t\u00a0]{0,8})(?=\p{Lu})/u;

/** Line index → level. */
export function findHeadings(
  lines: readonly Line[],
  tables: ReadonlyMap<number, { readonly end: number }>,
): ReadonlyMap<number, number> {
  const headings = new Map<number, number>();
  const solid = solidLines(lines, tables);
  const glued = gluedNumbers(solid.map((index) => lines[index]!.text.trim()));
  let section = 0;
  solid.forEach((index, place) => {
    const text = lines[index]!.text.trim();
    if (text.length > LONGEST_TITLE || text.includes("\t")) return;
    const around = surroundings(lines, solid, place);
    const number = numberedLevel(text, around, glued, section);
    if (number) section = number.section;
    const level =
      number?.level ??
      (isAnnex(text) ? 1 : null) ??
      (isCapitals(text, around) ? 2 : null) ??
      (place === 0 && isTitle(text, around) ? 1 : null);
    if (level !== null) headings.set(index, level);
  });
  return headings;
}

/** Indexes of the lines with words, tables left out. */
function solidLines(lines: readonly Line[], tables: ReadonlyMap<number, { readonly end: number }>): number[] {
  const solid: number[] = [];
  for (let index = 0; index < lines.length; index++) {
    const table = tables.get(index);
    if (table) index = table.end - 1;
    else if (!isBlank(lines[index]!.text)) solid.push(index);
  }
  return solid;
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly blankBefore: boolean;
  readonly blankAfter: boolean;
}

function surroundings(lines: readonly Line[], solid: readonly number[], place: number): Surroundings {
  const at = solid[place]!;
  const [previous, next] = [solid[place - 1] ?? -1, solid[place + 1] ?? lines.length];
  return {
    before: lines[previous]?.text.trim() ?? "",
    after: lines[next]?.text.trim() ?? "",
    blankBefore: previous < at - 1 || at === 0,
    blankAfter: next > at + 1 || at === lines.length - 1,
  };
}

function numberedLevel(
  text: string,
  around: Surroundings,
  glued: ReadonlySet<number>,
  section: number,
): { level: number; section: number } | null {
  const match = NUMBERED.exec(text);
  if (!match || endsSentence(text) || text.split(/\s+/u).length > 12) return null;
  const [, first, deeper, stop, space] = match as unknown as [string, string, string, string, string];
  const number = Number(first);
  const level = 2 + deeper.split(".").length - 1;
  if (space === "" && stop === "") {
    const follows = glued.has(number - 1) || glued.has(number + 1) || (section > 0 && number === section + 1);
    return deeper !== "" || (follows && /^[\d.]+\p{Lu}\p{Ll}{3}/u.test(text)) ? { level, section: number } : null;
  }
  if (text.startsWith("§") || (deeper !== "" && number >= section)) return { level, section: number };
  if (stop === "")
    return number === section + 1 && section > 0 && around.blankBefore ? { level, section: number } : null;
  return inList(number, around) ? null : { level, section: number };
}

/** "1. Amazon" above "2. Google" is a list; a section's title has its text below it. */
function inList(number: number, { before, after }: Surroundings): boolean {
  return readMark(before)?.number === number - 1 || readMark(after)?.number === number + 1;
}

/** Numbers of lines such as "6Underdatabehandlere"; a single one may be a company's name. */
function gluedNumbers(texts: readonly string[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const text of texts) {
    const digits = /^(\d{1,2})\.?\p{Lu}\p{Ll}{3}/u.exec(text)?.[1];
    if (digits !== undefined && text.length <= LONGEST_TITLE) numbers.add(Number(digits));
  }
  return numbers;
}

export function isAnnex(text: string): boolean {
  return ANNEX.test(text) && !endsSentence(text) && text.split(/\s+/u).length <= 12;
}

function isCapitals(text: string, around: Surroundings): boolean {
  if (!around.blankBefore || !around.blankAfter || /\p{Ll}|\d/u.test(text) || endsSentence(text)) return false;
  const words = text.match(/\p{Lu}{2,}/gu)?.length ?? 0;
  return words >= 2 && text.length >= 8 && (isRunning(around.after) || readMark(around.after) !== null);
}

function isTitle(text: string, around: Surroundings): boolean {
  if (endsSentence(text) || readMark(text)) return false;
  return isRunning(around.after) || around.after.includes("\t") || /\d{4}|^version\s\d/iu.test(around.after);
}

const isRunning = (text: string): boolean => text.length >= RUNNING_TEXT || /[.:]$/u.test(text);
const endsSentence = (text: string): boolean => /[.;,!?:]$/u.test(text);
