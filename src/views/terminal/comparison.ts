/**
 * Changes for people: a table for a terminal, and a digest in Markdown for a mail or a ticket.
 *
 * Shape   One sentence says what was compared; then a row or a line a change, with what to look at first marked.
 */
import type { Change, Comparison } from "../../model/change.js";
import { printable } from "./printable.js";
import { formatTable, type TableOptions } from "./table.js";

export function comparisonTable(comparison: Comparison, options: TableOptions): string {
  const bold = options.bold ?? ((text: string) => text);
  const title = bold(printable(sentence(comparison)));
  if (comparison.changes.length === 0) return title;
  const rows = comparison.changes.map((change) => [
    change.severity,
    describeKind(change),
    change.name ?? "",
    shown(change.before),
    shown(change.after),
    change.reason ?? "",
  ]);
  return `${title}\n${formatTable(["Severity", "Change", "Name", "Before", "After", "Why"], rows, options)}`;
}

export function comparisonMarkdown(comparison: Comparison): string {
  const lines = comparison.changes.map((change) => `- ${markdownLine(change)}`);
  return [`## ${escaped(sentence(comparison))}`, "", ...lines, ...(lines.length > 0 ? [""] : [])].join("\n");
}

function sentence({ from, to, status, changes }: Comparison): string {
  const pair = `${from} → ${to}`;
  if (status === "list_not_found") return `${pair}: no list to compare on one side, nothing is removed`;
  if (status === "same") return `${pair}: the list is the same`;
  const count = (kind: Change["kind"]): number => changes.filter((change) => change.kind === kind).length;
  return `${pair}: ${count("added")} added, ${count("removed")} removed, ${count("changed")} changed`;
}

function markdownLine(change: Change): string {
  const mark = change.severity === "high" ? " **(look at this)**" : "";
  const why = change.reason === null ? "" : ` – ${escaped(change.reason)}`;
  if (change.kind !== "changed") return `**${change.kind}** ${escaped(change.name ?? "")}${why}${mark}`;
  const values = `${escaped(shown(change.before))} → ${escaped(shown(change.after))}`;
  return `**${describeKind(change)}** ${escaped(change.name ?? "")}: ${values}${why}${mark}`;
}

const describeKind = ({ kind, field }: Change): string => (field === null ? kind : field.replaceAll("_", " "));

function shown(value: Change["before"]): string {
  if (value === null) return "not stated";
  if (Array.isArray(value)) return value.length === 0 ? "not stated" : value.join(", ");
  return String(value);
}

/** Words of a document are no markup of ours. */
const escaped = (words: string): string =>
  printable(words)
    .replace(/\s+/gu, " ")
    .replace(/[\\`*_[\]<>|#]/gu, "\\$&");
