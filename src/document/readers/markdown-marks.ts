/**
 * What a line of Markdown begins with, and so which block it opens.
 *
 * Shape   One line at a time. An item may also begin with "•", as text pasted from an office program does.
 * Source  CommonMark 0.31, block structure; footnotes as GitHub and Hugo write them.
 */
import type { Line } from "../lines.js";

export const HEADING = /^ {0,3}(#{1,6})(?:[ \t]{1,20}|$)/;
export const FENCE = /^ {0,3}(?:```|~~~)/;
export const ITEM = /^([ \t]{0,40})(?:[-*+•]|\d{1,3}[.)])(?:[ \t]{1,20}(?=\S)|$)/;
export const FOOTNOTE = /^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]{0,20}/;
export const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|dt|dd|fieldset|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s>/]|$)/i;

/** Words and level of a line that HEADING takes, without closing marks and without the anchor that some generators read. */
export function headingIn(text: string): { words: string; level: number } {
  const mark = HEADING.exec(text)!;
  const words = text
    .slice(mark[0].length)
    .trim()
    .replace(/(?:^|[ \t])#{1,20}$/, "")
    .replace(/\{#[\w-]{1,100}\}$/, "");
  return { words: words.trim(), level: mark[1]!.length };
}

export function isRule(text: string): boolean {
  const marks = text.replace(/[ \t]/g, "");
  return marks.length >= 3 && (/^-+$/.test(marks) || /^\*+$/.test(marks) || /^_+$/.test(marks));
}

/** The level of the heading that a line under its words makes them. */
export function setextLevel(text: string | undefined): 1 | 2 | null {
  const marks = text?.trim() ?? "";
  if (/^=+$/.test(marks)) return 1;
  return marks.length >= 2 && /^-+$/.test(marks) ? 2 : null;
}

/** Whether a line alone shows that a block opens which is no list item; that a table begins takes two lines (startsTable). */
export function opensBlock(text: string): boolean {
  return HEADING.test(text) || FENCE.test(text) || FOOTNOTE.test(text) || isRule(text) || HTML_BLOCK.test(text);
}

/** The line with the marks of a quotation taken off; what it holds is read like everything else. */
export function unquote(line: Line): Line {
  if (!/^ {0,3}>/.test(line.text)) return line;
  return { text: line.text.replace(/^ {0,3}>(?: ?>){0,50} ?/, ""), number: line.number };
}
