/**
 * The words of a name cell: what the entity is called, its registered name, its other names, and what is none of these.
 *
 * Shape   name is what the supplier calls it; a trading name beside a legal one ("Postmark by ActiveCampaign, LLC") is the name.
 *         legalEntity has its legal form, and equals name where that is the only name. rest holds notes, numbers, addresses.
 * Unit    Spans into the text given.
 * Source  The rules of a careful reader, written down in the README under "What the fields mean".
 */
import { remember } from "../knowledge/remember.js";
import { type Span, trimSpan } from "../model/span.js";
import { addressStart } from "./address.js";
import { findCompanies, findLegalForm, findLegalForms } from "./legal-form.js";
import { bracketsOf, isAbbreviation, isNote, joinedNames, stripMarks } from "./name-parts.js";

export { foldName, hasMixedScript, skeleton } from "./name-folding.js";

export interface NameParts {
  readonly name: Span;
  readonly legalEntity: Span | null;
  readonly aliases: readonly Span[];
  readonly rest: readonly Span[];
}

export const readName = remember(readNameAnew);

function readNameAnew(text: string): NameParts {
  const { core, rest } = withoutAddress(text, stripMarks(text, { start: 0, end: text.length }));
  const parts =
    byBrand(text, core) ??
    byAgent(text, core) ??
    byLines(text, core) ??
    byBrackets(text, core) ??
    byDash(text, core) ??
    bySlash(text, core);
  const found = parts ?? { name: core, legalEntity: wholeCompany(text, core), aliases: [], rest: [] };
  return { ...found, rest: [...found.rest, ...rest] };
}

/** "Foo AB, Storgatan 1, 111 22 Stockholm": the address belongs elsewhere. */
function withoutAddress(text: string, core: Span): { core: Span; rest: Span[] } {
  const at = addressStart(text.slice(core.start, core.end));
  if (at === null || at === 0) return { core, rest: [] };
  const name = trimSpan(text, { start: core.start, end: core.start + at });
  let end = name.end;
  while (end > name.start && /[\s,;\u2013\u2014-]/u.test(text[end - 1]!)) end--;
  return { core: { start: name.start, end }, rest: [{ start: core.start + at, end: core.end }] };
}

/** "Sproom by Visma e-conomic A/S" */
function byBrand(text: string, core: Span): NameParts | null {
  const inner = text.slice(core.start, core.end);
  const match =
    /\s(?:by|fra|från|frå|af|av|frá|von|van|od|from|a service of|a product of|en tjänst från|en tjeneste fra)\s+/iu.exec(
      inner,
    );
  if (!match || match.index === 0 || inner.slice(match.index).includes("(")) return null;
  const name = trimSpan(text, { start: core.start, end: core.start + match.index });
  const legalEntity = wholeCompany(
    text,
    trimSpan(text, { start: core.start + match.index + match[0].length, end: core.end }),
  );
  return legalEntity && !wholeCompany(text, name) ? { name, legalEntity, aliases: [], rest: [] } : null;
}

/** "Swish via Example AB": the company is reached for the service. */
function byAgent(text: string, core: Span): NameParts | null {
  const match = /\s(?:via|through|gjennom|genom|gennem|gegnum|gjøgnum)\s/u.exec(text.slice(core.start, core.end));
  if (!match || match.index === 0) return null;
  const brand = trimSpan(text, { start: core.start, end: core.start + match.index });
  const company = trimSpan(text, { start: core.start + match.index + match[0].length, end: core.end });
  const legalEntity = wholeCompany(text, company);
  return legalEntity && !wholeCompany(text, brand) ? { name: core, legalEntity, aliases: [company], rest: [] } : null;
}

/** Two lines, of which one is a company: the other is what it is called. */
function byLines(text: string, core: Span): NameParts | null {
  const lines = linesOf(text, core);
  if (lines.length < 2) return null;
  const [first, second] = lines as [Span, Span];
  const company = wholeCompany(text, second);
  const rest = lines.slice(2);
  if (company && !findLegalForm(text.slice(first.start, first.end)))
    return { name: first, legalEntity: company, aliases: [], rest };
  const own = readName(text.slice(first.start, first.end));
  const move = (span: Span): Span => ({ start: span.start + first.start, end: span.end + first.start });
  const isName =
    lines.length === 2 && /^[\p{Lu}\p{N}]/u.test(text.slice(second.start)) && second.end - second.start <= 24;
  if (isName && !own.legalEntity && own.aliases.length === 0) return null;
  return {
    name: move(own.name),
    legalEntity: own.legalEntity && move(own.legalEntity),
    aliases: own.aliases.map(move),
    rest: [...own.rest.map(move), second, ...rest],
  };
}

/** "Sentry (Functional Software, Inc.)", "Functional Software, Inc. (Sentry)", "Example Group Ltd (\"Example\")" */
function byBrackets(text: string, core: Span): NameParts | null {
  const bracket = bracketsOf(text, core);
  if (!bracket) return null;
  const { outer, inner, before, after } = bracket;
  if (before.start === before.end) return null;
  if (isForm(text.slice(after.start, after.end))) {
    const company = { start: before.start, end: after.end };
    return { name: company, legalEntity: company, aliases: [], rest: [] };
  }
  const legalBefore = wholeCompany(text, before);
  const words = text.slice(inner.start, inner.end);
  if (isNote(words))
    return {
      name: before,
      legalEntity: legalBefore,
      aliases: [],
      rest: after.start < after.end ? [outer, after] : [outer],
    };
  const legalInside = wholeCompany(text, inner);
  const rest = after.start < after.end ? [after] : [];
  const whole = { start: core.start, end: outer.end };
  if (/^incl|^inkl|^herunder/iu.test(words)) return { name: whole, legalEntity: legalBefore, aliases: [before], rest };
  if (bracket.quoted && legalBefore) return { name: inner, legalEntity: legalBefore, aliases: [whole], rest };
  if (isAbbreviation(words, text.slice(before.start, before.end)))
    return { name: before, legalEntity: legalBefore, aliases: [inner], rest };
  if (legalBefore) return { name: whole, legalEntity: legalBefore, aliases: [inner], rest };
  return { name: whole, legalEntity: legalInside, aliases: legalInside ? [before] : [before, inner], rest };
}

/** "Limited", ", Inc.": nothing but a legal form, perhaps behind a comma. */
function isForm(words: string): boolean {
  const bare = words.replace(/^,\s{0,3}/u, "");
  const [form] = bare.length > 0 && bare.length < 40 ? findLegalForms(bare) : [];
  return form !== undefined && form.start === 0 && form.end >= bare.length;
}

/** "Wildbit LLC – Postmark" */
function byDash(text: string, core: Span): NameParts | null {
  const match = /\s[\u2013\u2014-]\s/u.exec(text.slice(core.start, core.end));
  if (!match) return null;
  const before = trimSpan(text, { start: core.start, end: core.start + match.index });
  const after = trimSpan(text, { start: core.start + match.index + 3, end: core.end });
  if (before.start === before.end || after.start === after.end) return null;
  const legalBefore = wholeCompany(text, before);
  const legalAfter = wholeCompany(text, after);
  if (legalAfter && !legalBefore) return { name: core, legalEntity: legalAfter, aliases: [before], rest: [] };
  const words = text.slice(after.start, after.end).split(/\s+/u);
  const isName = words.length <= 3 && (/^\p{Lu}/u.test(words[0]!) || /^[\w-]+\.\w+$/u.test(words[0]!));
  if (legalBefore && isName) return { name: core, legalEntity: legalBefore, aliases: [after], rest: [] };
  return { name: before, legalEntity: legalBefore, aliases: [], rest: [after] };
}

/** "Criipto A/S / Idura ApS", "Functional Software, dba Sentry" */
function bySlash(text: string, core: Span): NameParts | null {
  const names = joinedNames(text, core);
  if (names.length < 2) return null;
  const legalEntity = names.map((name) => wholeCompany(text, name)).find((company) => company !== null) ?? null;
  return { name: core, legalEntity, aliases: names, rest: [] };
}

/** The span itself where it is one company with its legal form, and nothing else. */
function wholeCompany(text: string, span: Span): Span | null {
  const words = text.slice(span.start, span.end);
  const form = findLegalForm(words);
  if (!form) return null;
  if (form.start === 0) return span;
  const companies = findCompanies(words);
  if (companies.length > 1 && companies[0]!.end < form.start) return null;
  return { start: span.start, end: span.start + form.end };
}

function linesOf(text: string, span: Span): Span[] {
  const lines: Span[] = [];
  let start = span.start;
  for (const line of text.slice(span.start, span.end).split("\n")) {
    const trimmed = trimSpan(text, { start, end: start + line.length });
    if (trimmed.start < trimmed.end) lines.push(trimmed);
    start += line.length + 1;
  }
  return lines;
}
