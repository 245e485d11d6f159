/** Words to lines: what stands on one baseline, from left to right, with the spaces that belong between. */
import { bottomOf, type Line, type Page, topOf, type Word } from "./geometry.js";
import { WORD_GAP } from "./glyphs.js";

/** Lines of words that are already known to share a column or cell, from top to bottom. */
export function linesOf(page: Page, words: readonly Word[]): Line[] {
  return baselines(words).map((line) => makeLine(page, line));
}

/** Words grouped by baseline; a smaller word (a note mark, an index) joins the line that it overlaps. */
export function baselines(words: readonly Word[]): Word[][] {
  const byBase = [...words].sort((a, b) => a.y - b.y || a.x0 - b.x0);
  const lines: { words: Word[]; y: number; size: number }[] = [];
  for (const word of byBase) {
    const home = lines.slice(-4).findLast((line) => shares(line, word));
    if (home) {
      home.words.push(word);
      if (word.size > home.size * 1.15) {
        home.y = word.y;
        home.size = word.size;
      }
    } else lines.push({ words: [word], y: word.y, size: word.size });
  }
  return lines.map((line) => deduplicated(line.words.sort((a, b) => a.x0 - b.x0)));
}

function shares(line: { y: number; size: number }, word: Word): boolean {
  const [small, large] = [Math.min(line.size, word.size), Math.max(line.size, word.size)];
  const distance = Math.abs(line.y - word.y);
  return small < 0.85 * large ? distance < 0.5 * large : distance < 0.28 * small;
}

/** Bold that is made by drawing the same letters twice, a hair apart. */
function deduplicated(words: readonly Word[]): Word[] {
  return words.filter((word, at) => {
    const before = words[at - 1];
    return !(before && before.text === word.text && Math.abs(before.x0 - word.x0) < 0.15 * word.size);
  });
}

export function makeLine(page: Page, words: readonly Word[]): Line {
  let text = "";
  let [x0, x1, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  let before: Word | null = null;
  for (const word of words) {
    if (before && divides(before, word)) text += " ";
    text += word.text;
    x0 = Math.min(x0, word.x0);
    x1 = Math.max(x1, word.x1);
    top = Math.min(top, topOf(word));
    bottom = Math.max(bottom, bottomOf(word));
    before = word;
  }
  const main = words.reduce(
    (best, word) => (word.text.length * word.size > best.text.length * best.size ? word : best),
    words[0]!,
  );
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  const bold = words.reduce((sum, word) => sum + (word.bold ? word.text.length : 0), 0);
  return {
    page,
    words,
    text,
    x0,
    x1,
    top,
    bottom,
    y: main.y,
    size: main.size,
    bold: bold > 0.95 * letters,
    hidden: words.every((word) => word.hidden),
  };
}

/** Whether white space stands between two neighbours of a line. */
function divides(a: Word, b: Word): boolean {
  const gap = b.x0 - a.x1;
  const em = Math.min(a.size, b.size);
  return gap > WORD_GAP * em || (b.spaced && gap > 0.02 * em);
}
