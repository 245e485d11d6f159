/** Changes as Markdown for people: by severity, then by supplier. Words of documents cannot become markup. */
import { changeTitle, changeWords, fieldWords, type ToldChange } from "./told-change.js";

const HEADINGS = { high: "Look at these first", medium: "Worth knowing", low: "Small changes" } as const;

export function markdownDigest(changes: readonly ToldChange[], since: string): string {
  const parts = [`# Changes since ${since.slice(0, 10)}`, ""];
  if (changes.length === 0) parts.push("None.", "");
  for (const severity of ["high", "medium", "low"] as const) {
    const of = changes.filter((change) => change.severity === severity);
    if (of.length > 0) parts.push(`## ${HEADINGS[severity]}`, "", ...bySupplier(of));
  }
  return parts.join("\n");
}

function bySupplier(changes: readonly ToldChange[]): string[] {
  const suppliers = [...new Set(changes.map(({ supplier }) => supplier))].sort((a, b) => a.localeCompare(b));
  return suppliers.flatMap((supplier) => {
    const of = changes.filter((change) => change.supplier === supplier);
    return [`### ${escaped(supplier)}`, "", ...of.map(line), ""];
  });
}

function line(change: ToldChange): string {
  const { kind, name, field, reason, at, quote_after, quote_before } = change;
  const who = escaped(name ?? "(name withheld)");
  const what =
    kind === "changed"
      ? `**${who}**: ${escaped(fieldWords(field))} ${escaped(changeWords(change))}`
      : `${kind} **${who}**`;
  const quote = kind === "removed" ? quote_before : quote_after;
  const said = quote === null ? "" : ` “${escaped(quote.slice(0, 300))}”`;
  return `- ${at.slice(0, 10)} ${what}${reason === null ? "" : ` (${escaped(reason)})`}${said}`;
}

function escaped(words: string): string {
  return words.replace(/\s+/gu, " ").replace(/[\\`*_{}[\]<>#|!~]/gu, "\\$&");
}

export { changeTitle };
