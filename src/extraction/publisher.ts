/**
 * Who publishes the list: the company that a sentence says to use the sub-processors, the processor of an agreement, the
 * holder of the copyright, or what the title says beside the words for a list.
 *
 * Errors  null where nothing says it; an entry of the list is never the publisher.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import { type Word, wordsOf } from "../knowledge/phrases.js";
import type { CandidateRow } from "../model/candidate.js";
import { overlapsAny, type Span, trimSpan } from "../model/span.js";
import { findCompanies } from "../normalization/legal-form.js";
import { foldName } from "../normalization/name.js";
import { readTitle } from "./outline.js";
import type { Line, View } from "./view.js";

export function publisherOf(view: View, rows: readonly CandidateRow[], vocabulary: Vocabulary): Span | null {
  const entries = new Set(
    rows.flatMap((row) =>
      row.fields
        .filter(({ field }) => field === "name" || field === "legal_entity")
        .map(({ spans }) => foldName(view.text.slice(spans[0]!.start, spans[0]!.end))),
    ),
  );
  const inList = overlapsAny(rows.map(({ span }) => span));
  const lines = view.items.filter(
    (item): item is Line => item.type === "line" && !item.hidden && item.text.length < 900 && !inList(item),
  );
  const free = (span: Span): boolean => !entries.has(foldName(view.text.slice(span.start, span.end)));
  return (
    firstOf(lines, (line) => userIn(line, vocabulary), free) ??
    firstOf(lines, (line) => partyIn(line, vocabulary), free) ??
    firstOf(lines, holderIn, free) ??
    titleName(view, vocabulary)
  );
}

function firstOf(
  lines: readonly Line[],
  find: (line: Line) => Span | null,
  free: (span: Span) => boolean,
): Span | null {
  for (const line of lines) {
    const span = find(line);
    if (span && free({ start: line.start + span.start, end: line.start + span.end }))
      return { start: line.start + span.start, end: line.start + span.end };
  }
  return null;
}

/** "Example ApS uses the following sub-processors" */
function userIn(line: Line, vocabulary: Vocabulary): Span | null {
  if (!vocabulary.saysSubprocessor(line.words)) return null;
  const company = findCompanies(line.text)[0];
  const uses = vocabulary.phrase("uses", line.words);
  if (!uses) return null;
  if (company && Math.min(Math.abs(uses.start - company.end), Math.abs(company.start - uses.end)) < 12) return company;
  return (
    [line.words[uses.from - 1], line.words[uses.to]].find(
      (word) => word && isProperName(line.text, word, vocabulary),
    ) ?? null
  );
}

/** "Plattformen" may begin a sentence, "LeadOne" and "Billy.dk" are names: a capital inside, or a capital where no sentence begins. */
function isProperName(text: string, word: Word, vocabulary: Vocabulary): boolean {
  const written = text.slice(word.start, word.end);
  if (
    written.length < 3 ||
    !/^\p{Lu}/u.test(written) ||
    vocabulary.roles.at([word], 0) ||
    vocabulary.headers.at([word], 0)
  )
    return false;
  return (
    /\p{Ll}\p{Lu}/u.test(written) ||
    (word.start > 0 && !/[.!?:]\s+$/u.test(text.slice(Math.max(0, word.start - 4), word.start)))
  );
}

/** "Processor: Example ApS", "Example ApS (“the processor”)" */
function partyIn(line: Line, vocabulary: Vocabulary): Span | null {
  const role = vocabulary.roles.firstOf("processor", line.words);
  const company = role && findCompanies(line.text)[0];
  return company && Math.min(Math.abs(role.start - company.end), Math.abs(company.start - role.end)) < 60
    ? company
    : null;
}

/** "© 2026 Example ApS" */
function holderIn(line: Line): Span | null {
  const mark = /(?:©|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*/iu.exec(line.text);
  if (!mark) return null;
  const from = mark.index + mark[0].length;
  const company = findCompanies(line.text).find(({ start }) => start >= from && start < from + 4);
  const words = /^\p{Lu}[^.,|·–—)]{2,50}/u.exec(line.text.slice(from));
  return company ?? (words ? trimSpan(line.text, { start: from, end: from + words[0].length }) : null);
}

/** "Sub-processors – Example": the part of the title that is no title of a list, where the text holds it too. */
function titleName(view: View, vocabulary: Vocabulary): Span | null {
  const parts = (view.document.title ?? "")
    .split(/\s[|–—·-]\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length < 2) return null;
  const names = parts.filter(
    (part) =>
      part.length < 40 &&
      readTitle(vocabulary, wordsOf(part)) === null &&
      vocabulary.roles.first(wordsOf(part)) === null &&
      !/\d$/u.test(part) &&
      /^[\p{Lu}\p{N}]/u.test(part),
  );
  const name = names.find((part) => isCompanyIn(view.text, part)) ?? names[0];
  const at = name ? view.text.indexOf(name) : -1;
  return name && at >= 0 ? { start: at, end: at + name.length } : null;
}

/** "Trust Center | Example": Example is the company where the text says "Example Ltd" somewhere. */
function isCompanyIn(text: string, name: string): boolean {
  let at = text.indexOf(name);
  for (let tries = 0; at >= 0 && tries < 20; tries++, at = text.indexOf(name, at + name.length)) {
    const company = findCompanies(text.slice(at, at + name.length + 40))[0];
    if (company?.start === 0) return true;
  }
  return false;
}
