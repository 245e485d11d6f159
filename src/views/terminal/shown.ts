/** What `show` found, for people: each entry, then each quote with the place where it stands. */
import type { Entry } from "../../model/entry.js";
import type { ShownEntry, ShowResult } from "../../store/store.js";
import { answerRow } from "./answer.js";
import { printable } from "./printable.js";
import type { TableOptions } from "./table.js";

export function describeShown(result: ShowResult, options: TableOptions): string {
  const bold = options.bold ?? ((text: string) => text);
  const parts = [
    ...result.suppliers.map(({ name, sources }) =>
      [bold(printable(name)), ...sources.map((source) => `  ${printable(sourceLine(source))}`)].join("\n"),
    ),
    ...result.listed.map((shown) => describeEntry(shown, false, options)),
    ...(result.used_by.length > 0
      ? [bold(`Listed by ${new Set(result.used_by.map(({ supplier }) => supplier)).size} suppliers`)]
      : []),
    ...result.used_by.map((shown) => describeEntry(shown, true, options)),
  ];
  return parts.join("\n\n");
}

function sourceLine(source: Readonly<Record<string, unknown>>): string {
  const facts = [
    source.health,
    source.list_updated && `as of ${source.list_updated}`,
    source.read_at && `read ${source.read_at}`,
    source.failure_message,
  ].filter(Boolean);
  return `${source.source}: ${facts.join(", ")}`;
}

function describeEntry(shown: ShownEntry, withSupplier: boolean, options: TableOptions): string {
  const bold = options.bold ?? ((text: string) => text);
  const [who, where, whatFor, ground] = answerRow(shown.entry).map((cell) => printable(cell.replace(/\s+/gu, " ")));
  const notes = [
    shown.reviewed && "reviewed",
    shown.corrected.length > 0 && `corrected: ${shown.corrected.join(", ")}`,
  ].filter(Boolean);
  return [
    `${bold(String(who))}  #${shown.id}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`,
    ...(withSupplier ? [`  listed by  ${printable(shown.supplier)}`] : []),
    `  where      ${where}`,
    `  what for   ${whatFor}`,
    `  ground     ${ground}`,
    ...facts(shown.entry),
    ...shown.entry.evidence.map(
      (found) => `  “${printable(found.quote.replace(/\s+/gu, " "))}”  ${found.field}, ${place(shown, found)}`,
    ),
    ...shown.entry.unresolved.map(({ field, reason, quote }) =>
      printable(`  ? ${field}: ${reason} (“${quote.replace(/\s+/gu, " ")}”)`),
    ),
  ].join("\n");
}

function facts(entry: Entry): string[] {
  const lines: (readonly [string, string | null])[] = [
    ["number    ", entry.registration_numbers.map(numberWords).join(", ") || null],
    ["address   ", entry.address],
    ["data      ", entry.data_categories],
    ["of whom   ", entry.data_subjects],
    ["updated   ", entry.updated],
  ];
  return lines.flatMap(([label, words]) =>
    words === null ? [] : [printable(`  ${label} ${words.replace(/\s+/gu, " ")}`)],
  );
}

const numberWords = ({ scheme, value, valid }: Entry["registration_numbers"][number]): string =>
  `${value}${scheme ? ` (${scheme}${valid === false ? ", wrong check digit" : ""})` : ""}`;

function place(shown: ShownEntry, found: Entry["evidence"][number]): string {
  const where =
    found.page !== null
      ? `page ${found.page}${found.box ? ` at ${found.box.map(Math.round).join(",")}` : ""}`
      : (found.path ?? (found.line !== null ? `line ${found.line}` : `characters ${found.start} to ${found.end}`));
  return printable(
    `${shown.source} ${where}${found.hidden ? ", hidden" : ""}${found.ocr ? ", read from a picture" : ""}`,
  );
}
