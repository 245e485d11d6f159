/** Tags out of a short piece of HTML, such as a cell of a pasted table: block edges become line ends, entities letters. */
import { BLOCK } from "./elements.js";
import { tokenize } from "./quiet-tokenizer.js";

const TAG = /<\/?[a-z][^<>]{0,500}>/i;
const ENTITY = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/i;

export const holdsMarkup = (text: string): boolean =>
  (text.includes("<") && TAG.test(text)) || (text.includes("&") && ENTITY.test(text));

export function stripTags(html: string): string {
  if (!holdsMarkup(html)) return html;
  let text = "";
  const edge = (start: number, end: number): void => {
    const name = html.slice(start, end).toLowerCase();
    if ((name === "br" || BLOCK.has(name)) && text !== "" && !text.endsWith("\n")) text = `${text.trimEnd()}\n`;
  };
  tokenize(html, {
    ontext: (start, end) => {
      text += html.slice(start, end);
    },
    ontextentity: (code) => {
      text += String.fromCodePoint(code);
    },
    onopentagname: edge,
    onclosetag: edge,
  });
  return text.trim();
}
