/**
 * Names that do not stand where the other names of an answer stand: a purpose in the column beside the companies, a customer in a
 * sentence below the list. One answer is one list, and its entries look alike.
 *
 * Shape   The names that belong, in their order; the others are counted by reason.
 */
import { isKnownName } from "../../knowledge/entities.js";
import type { Span } from "../../model/span.js";
import { findCompanies } from "../../normalization/legal-form.js";
import { foldName } from "../../normalization/name-folding.js";
import type { NamedEntry } from "./ground-name.js";
import type { Part } from "./parts.js";
import { wholeOf } from "./quotes.js";
import type { PartLine } from "./render.js";
import { cellAt } from "./windows.js";

export function withoutStrangers(
  part: Part,
  text: string,
  names: readonly NamedEntry[],
  drop: (reason: string) => void,
): NamedEntry[] {
  const belongs = columnsOf(part, text, names);
  const fields = fieldWords(part, text, names);
  return names.filter((name) => {
    const line = part.lines[name.line]!;
    const words = text.slice(name.start, name.end);
    const reason =
      line.kind === "table" && !belongs(line, name)
        ? "other-column"
        : fields.has(foldName(words)) && !isCompany(words)
          ? "also-a-field"
          : null;
    if (reason !== null) drop(`name:${reason}`);
    return reason === null;
  });
}

/** What the answer says of companies, so that it cannot be a company as well. */
function fieldWords(part: Part, text: string, names: readonly NamedEntry[]): Set<string> {
  const sure = names.filter(({ start, end }) => isCompany(text.slice(start, end)));
  return new Set(
    sure.flatMap(({ refs }) =>
      refs
        .filter(({ field }) => !NAMES.has(field))
        .map((ref) => {
          const line = ref.line === null ? undefined : part.lines[ref.line - 1];
          const whole = line && ref.quote === null ? wholeOf(line, ref.column) : null;
          return foldName(ref.quote ?? (whole ? text.slice(whole.start, whole.end) : ""));
        }),
    ),
  );
}

const NAMES: ReadonlySet<string> = new Set(["name", "legal_entity", "aliases"]);

interface Place {
  readonly line: PartLine;
  readonly column: number;
}

/** In a table that says companies in some columns, or in one row, names stand there. */
function columnsOf(part: Part, text: string, names: readonly NamedEntry[]): (line: PartLine, name: Span) => boolean {
  const blocks = new Set(
    names.map(({ line }) => part.lines[line]!).flatMap(({ kind, block }) => (kind === "table" ? [block] : [])),
  );
  const places = new Map([...blocks].map((block) => [block, companyCells(part, text, block)]));
  return (line, name) => {
    const sure = places.get(line.block) ?? [];
    if (sure.length === 0) return true;
    const sideways = sure.length > 1 && sure.every((place) => place.line === sure[0]!.line);
    return sideways ? line === sure[0]!.line : sure.some(({ column }) => column === cellAt(line, name));
  };
}

const companyCells = (part: Part, text: string, block: number): Place[] =>
  part.lines
    .filter((line) => line.block === block && !line.header)
    .flatMap((line) =>
      line.cells.flatMap((cell, column) =>
        cell && isCompany(text.slice(cell.start, cell.end)) ? [{ line, column }] : [],
      ),
    );

/** A company fills the better part of it. */
const isCompany = (words: string): boolean =>
  words.length <= 140 &&
  (isKnownName(words) || findCompanies(words).some((company) => (company.end - company.start) * 2 > words.length));

/** Of rows that are read: a company of which its sentence says nothing, or one in a sentence beside a list. */
export function strangersAmong(
  rows: readonly { readonly inSentence: boolean; readonly fields: readonly unknown[] }[],
): (string | null)[] {
  const listed = rows.filter(({ inSentence }) => !inSentence).length;
  const described = rows.filter(({ fields }) => fields.length > 1).length;
  return rows.map(({ inSentence, fields }) => {
    if (!inSentence) return null;
    if (listed >= FEW && listed * 2 > rows.length) return "beside-the-list";
    return fields.length === 1 && described >= FEW && described * 2 > rows.length ? "nothing-said" : null;
  });
}

/** So many that are alike are a list. */
const FEW = 3;
