/**
 * Quoted mail in plain text: ">" before each line that somebody answers.
 *
 * Shape   The marks are left out, and a blank line stands where one hand follows another, so that quoted lists are lists.
 */
import { isBlank, type Line } from "../lines.js";

const MARK = /^(?:>[ \t]?){1,12}/u;
/** Fewer marked lines are comparisons, prompts or arrows. */
const FEWEST = 3;

export function withoutQuoteMarks(lines: readonly Line[]): readonly Line[] {
  if (lines.filter(({ text }) => text.startsWith(">")).length < FEWEST) return lines;
  const plain: Line[] = [];
  let depth = 0;
  for (const line of lines) {
    const mark = MARK.exec(line.text)?.[0] ?? "";
    const own = mark.replace(/[^>]/gu, "").length;
    const text = line.text.slice(mark.length);
    if (own !== depth && !isBlank(text)) {
      plain.push({ text: "", number: line.number });
      depth = own;
    }
    plain.push({ text, number: line.number });
  }
  return plain;
}
