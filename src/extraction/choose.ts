/**
 * Which of the proposed readings stand: the best of those that cover the same words, and one of two that say the same list twice.
 */
import type { Vocabulary } from "../knowledge/lexicon.js";
import { overlaps } from "../model/span.js";
import { foldName } from "../normalization/name.js";
import { looksLikeName } from "./features.js";
import { ACCEPTED, type Proposal, type RawRow } from "./row.js";

/** A second reading beside a clear one has to be nearly as clear: bullets of duties stand in every agreement. */
const BESIDE = 2.5;

export function choose(text: string, proposals: readonly Proposal[], vocabulary: Vocabulary): Proposal[] {
  const ranked = proposals
    .filter(({ score, rows }) => score >= ACCEPTED && rows.some(saysSomething))
    .sort((a, b) => b.score - a.score || b.rows.length - a.rows.length);
  const taken: Proposal[] = [];
  const floor = (ranked[0]?.score ?? 0) - BESIDE;
  for (const proposal of ranked) {
    if (proposal.score < floor) break;
    if (taken.length > 0 && proposal.score < ranked[0]!.score - 0.5 && !namesCompanies(text, proposal, vocabulary))
      continue;
    if (!taken.some((other) => overlaps(other.span, proposal.span))) taken.push(proposal);
  }
  return withoutRepetition(text, taken).sort((a, b) => a.span.start - b.span.start);
}

/** A name with a date or a status and nothing else is no entry of a list. */
const saysSomething = ({ cells }: RawRow): boolean =>
  cells.every(({ field }) => field === "name") || cells.some(({ field }) => TELLING.has(field));
const TELLING: ReadonlySet<string> = new Set([
  "purpose",
  "service",
  "countries",
  "processing_countries",
  "address",
  "registration_numbers",
  "transfer_mechanisms",
  "data_categories",
  "legal_entity",
]);

/** At least a third of its names are companies beyond doubt. */
function namesCompanies(text: string, { rows }: Proposal, vocabulary: Vocabulary): boolean {
  const certain = rows.filter(({ cells }) => {
    const name = cells.find(({ field }) => field === "name");
    return (
      name &&
      looksLikeName(text.slice(name.span.start, Math.min(name.span.end, name.span.start + 140)), vocabulary).certain
    );
  });
  return certain.length * 3 >= rows.length;
}

/** The same names again, in a summary or in prose: the reading with more to say stays. */
function withoutRepetition(text: string, proposals: readonly Proposal[]): Proposal[] {
  const kept: { proposal: Proposal; names: Set<string>; hidden: boolean }[] = [];
  for (const proposal of [...proposals].sort((a, b) => worth(b) - worth(a))) {
    const names = namesOf(text, proposal);
    const hidden = proposal.rows.every((row) => row.hidden);
    const said = kept.some(
      (other) =>
        other.hidden === hidden &&
        [...names].filter((name) => known(name, other.names)).length * 5 >= names.size * 3 &&
        names.size > 0,
    );
    if (!said) kept.push({ proposal, names, hidden });
  }
  return kept.map(({ proposal }) => proposal);
}

const worth = (proposal: Proposal): number =>
  proposal.rows.reduce((sum, row) => sum + row.cells.length, 0) + proposal.score;

function namesOf(text: string, proposal: Proposal): Set<string> {
  const names = proposal.rows.flatMap((row) => {
    const name = row.cells.find(({ field }) => field === "name");
    return name ? [foldName(text.slice(name.span.start, name.span.end).slice(0, 120))] : [];
  });
  return new Set(names.filter((name) => name !== ""));
}

/** "Supabase" and "Supabase Inc", "Google" and "OpenAI Anthropic Google xAI". */
function known(name: string, names: ReadonlySet<string>): boolean {
  if (names.has(name)) return true;
  const first = name.split(" ")[0]!;
  for (const other of names)
    if (other.split(" ").includes(first) || (first.length > 3 && other.startsWith(first))) return true;
  return false;
}
