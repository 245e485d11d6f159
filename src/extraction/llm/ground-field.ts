/**
 * Whether a field that a model gives stands in its entry's own words, and is of the kind that it says.
 *
 * Errors  None: the reason why it is dropped, as it is counted.
 */
import type { CandidateField } from "../../model/candidate.js";
import type { Document } from "../../model/document.js";
import { contains, type Span, trimSpan } from "../../model/span.js";
import type { FieldRef } from "./answer.js";
import { agreesWithHeader, fits, statusOf } from "./fits.js";
import type { GroundRules } from "./ground.js";
import type { NamedEntry } from "./ground-name.js";
import type { Part } from "./parts.js";
import { quoteIn, quotesIn, wholeOf } from "./quotes.js";
import { cellAt } from "./windows.js";

export function fieldOf(
  part: Part,
  ref: FieldRef,
  name: NamedEntry,
  window: readonly Span[],
  { document, vocabulary }: GroundRules,
): CandidateField | string {
  if (ref.field === "name") return "second-name";
  const span = ref.quote === null ? pointedAt(part, ref, name, window) : quoted(part, ref, name, window);
  if (typeof span === "string") return span;
  const { base, text } = part.searchable;
  const words = text.slice(span.start - base, span.end - base);
  if (!fits(ref.field, words, vocabulary)) return "wrong-kind";
  if (insideName(ref, span, name)) return "only-the-name";
  if (!agreesWithHeader(ref.field, headerOf(document, part, span), vocabulary)) return "other-column";
  const value = ref.field === "status" ? statusOf(words, vocabulary) : null;
  return { field: ref.field, spans: [span], ...(value === null ? {} : { value }) };
}

/** A cell or line that the model names by its number. */
function pointedAt(part: Part, ref: FieldRef, name: NamedEntry, window: readonly Span[]): Span | string {
  const line = part.lines[ref.line === null ? name.line : ref.line - 1];
  const whole = line ? wholeOf(line, ref.column) : null;
  if (!line || !whole || line.context) return "not-found";
  if (!window.some((span) => contains(span, whole))) return "other-row";
  return withoutLabel(part, whole);
}

/** "Formål: drift" says "drift". */
function withoutLabel(part: Part, span: Span): Span {
  const { base, text } = part.searchable;
  const words = text.slice(span.start - base, span.end - base);
  const label = /^[^:\n]{2,40}:\s+(?=\S)/u.exec(words);
  return trimSpan(text, { start: span.start - base + (label?.[0].length ?? 0), end: span.end - base }).start >= 0
    ? moved(trimSpan(text, { start: span.start - base + (label?.[0].length ?? 0), end: span.end - base }), base)
    : span;
}

const moved = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });

function quoted(part: Part, ref: FieldRef, name: Span, window: readonly Span[]): Span | string {
  const found = window.flatMap((span) => quoteIn(part, span, ref.quote!));
  if (found.length === 0)
    return part.lines.some((line) => !line.context && quotesIn(part, line, ref.quote!, null).length > 0)
      ? "other-row"
      : "not-found";
  if (found.length === 1) return found[0]!;
  const line = ref.line === null ? undefined : part.lines[ref.line - 1];
  const cell = line && ref.column !== null ? line.cells[ref.column - 1] : null;
  const there = found.filter((span) =>
    cell ? contains(cell, span) : line ? line.cells.some((own) => own && contains(own, span)) : false,
  );
  if (there.length === 1) return there[0]!;
  const whole = found.filter((span) => window.some(({ start, end }) => start === span.start && end === span.end));
  if (whole.length === 1) return whole[0]!;
  const beside = found.filter((span) => window.some((own) => contains(own, name) && contains(own, span)));
  if (beside.length === 1) return beside[0]!;
  const home = window.find((span) => found.every((place) => contains(span, place)));
  return home ? nearest(found, name) : "ambiguous";
}

/** The same words twice in one sentence or line say the same. */
function nearest(found: readonly Span[], name: Span): Span {
  const distance = ({ start, end }: Span): number => (start >= name.end ? start - name.end : name.start - end + 1_000);
  return [...found].sort((a, b) => distance(a) - distance(b))[0]!;
}

/** "Finland" of "Telia Finland Oyj" is no place. */
function insideName(ref: FieldRef, span: Span, name: Span): boolean {
  if (ref.field === "legal_entity" || ref.field === "aliases") return false;
  return contains(name, span) || (contains(span, name) && ref.field !== "purpose");
}

function headerOf(document: Document, part: Part, span: Span): string {
  const line = part.lines.find((own) => own.kind === "table" && own.cells.some((cell) => cell && contains(cell, span)));
  const block = line && document.blocks[line.block];
  if (!line || block?.kind !== "table") return "";
  const column = cellAt(line, span);
  const head = block.cells.find((cell) => cell.header && cell.row === 0 && cell.column === column && !cell.hidden);
  return head ? document.text.slice(head.span.start, head.span.end) : "";
}
