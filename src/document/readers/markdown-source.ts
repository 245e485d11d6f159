/** What stands in a Markdown file and is no content: front matter, comments, shortcodes, definitions of references. */
import type { Line } from "../lines.js";
import type { References } from "./markdown-links.js";

export function splitFrontMatter(lines: readonly Line[]): { title: string | null; body: readonly Line[] } {
  const fence = lines[0]?.text.trimEnd();
  if (fence !== "---" && fence !== "+++") return { title: null, body: lines };
  const end = lines.findIndex((line, index) => index > 0 && line.text.trimEnd() === fence);
  const matter = lines.slice(1, end);
  if (end === -1 || !matter.some(({ text }) => /^[\w-]{1,60}\s?[:=]/.test(text))) return { title: null, body: lines };
  const named = matter.map(({ text }) => /^title\s?[:=]\s?(.*)$/i.exec(text)?.[1]).find((title) => title !== undefined);
  const title = named?.trim().replace(/^(["'])(.*)\1$/, "$2") ?? "";
  return { title: title === "" ? null : title, body: lines.slice(end + 1) };
}

/** Comments and template commands taken out, line by line, so that lines keep their numbers. */
export function cleanLines(lines: readonly Line[]): Line[] {
  let inComment = false;
  let inFence = false;
  return lines.map((line) => {
    if (!inComment && /^\s{0,3}(?:```|~~~)/.test(line.text)) inFence = !inFence;
    if (inFence) return line;
    const cut = cutComments(line.text, inComment);
    inComment = cut.inComment;
    return { text: cutCommands(cut.text), number: line.number };
  });
}

const NOTE = /\[\^([^[\]\s]{1,30})\]/g;

/** Footnotes get figures in the order of their marks, as a page shows them; those with figures keep them. */
export function numberNotes(lines: readonly Line[]): readonly Line[] {
  if (!lines.some(({ text }) => text.includes("[^"))) return lines;
  const labels = new Set(
    lines.flatMap(({ text }) => (text.includes("[^") ? [...text.matchAll(NOTE)] : [])).map(([, label]) => label!),
  );
  const named = [...labels].filter((label) => !/^\d+$/.test(label));
  if (named.length === 0) return lines;
  const last = Math.max(0, ...[...labels].filter((label) => /^\d{1,3}$/.test(label)).map(Number));
  const figures = new Map(named.map((label, i) => [label, String(last + i + 1)]));
  return lines.map((line) => ({
    ...line,
    text: line.text.replace(NOTE, (mark, label: string) => (figures.has(label) ? `[^${figures.get(label)}]` : mark)),
  }));
}

function cutComments(text: string, inside: boolean): { text: string; inComment: boolean } {
  if (!inside && !text.includes("<!--")) return { text, inComment: false };
  let kept = "";
  let at = 0;
  let inComment = inside;
  while (at < text.length) {
    const next = text.indexOf(inComment ? "-->" : "<!--", at);
    if (!inComment) kept += text.slice(at, next === -1 ? text.length : next);
    if (next === -1) break;
    at = next + (inComment ? 3 : 4);
    inComment = !inComment;
  }
  return { text: kept, inComment };
}

/** {{< … >}}, {{% … %}}, {{ … }} and {% … %}; a question or title that stands inside is what the page shows. */
function cutCommands(text: string): string {
  if (!text.includes("{{") && !text.includes("{%")) return text;
  return text.replace(/\{\{[^{}]*\}\}|\{%[^{}%]*%\}/g, (command) => {
    const said = /\b(?:question|title|summary|heading|header|label)\s?=\s?"([^"]{1,500})"/.exec(command)?.[1];
    return said === undefined ? "" : `### ${said}`;
  });
}

const REFERENCE = /^ {0,3}\[([^\]^][^\]]{0,200})\]:[ \t]{0,20}<?([^\s<>]{1,1000})>?/;

/** Reference definitions taken out of the lines. */
export function takeReferences(lines: readonly Line[]): { references: References; rest: Line[] } {
  const references = new Map<string, string>();
  const rest = lines.map((line) => {
    const match = line.text.includes("]:") ? REFERENCE.exec(line.text) : null;
    if (!match) return line;
    references.set(match[1]!.trim().toLowerCase(), match[2]!);
    return { text: "", number: line.number };
  });
  return { references, rest };
}
