/** What one entry of running words is read to, and whether its leading words are a name or only a kind of service. */
import type { Vocabulary } from "../../knowledge/lexicon.js";
import type { Span } from "../../model/span.js";
import { isBlankValue, isKind, looksLikeName, looksLikeSentence } from "../features.js";
import type { RawCell } from "../row.js";
import { isLabel } from "./describe.js";

export interface ReadItem {
  readonly cells: RawCell[];
  /** 0 to 1: how surely it names a company. */
  readonly sureness: number;
  readonly withheld: boolean;
}

export function nameOnly(span: Span, words: string, vocabulary: Vocabulary): ReadItem | null {
  if (words.length > 90 || looksLikeSentence(words)) return null;
  const look = nameOrKind(words, vocabulary);
  return (
    look && {
      cells: [{ field: "name", span: { start: span.start, end: span.start + words.length } }],
      ...look,
      sureness: look.sureness * 0.9,
    }
  );
}

export function nameOrKind(words: string, vocabulary: Vocabulary): { sureness: number; withheld: boolean } | null {
  const plain = words.replace(/^\d{1,2}[.)]\s+/u, "");
  if (isBlankValue(plain) || plain.split(/\s+/u).length > 10) return null;
  const look = looksLikeName(plain, vocabulary);
  if (look.certain) return { sureness: 1, withheld: false };
  if (isLabel(plain, vocabulary)) return null;
  if (isKind(plain, vocabulary)) return { sureness: 0.4, withheld: true };
  return look.likely ? { sureness: 0.7, withheld: false } : null;
}

/** A company beyond doubt, or a name with a place or a ground in brackets behind it. */
export const isSure = ({ cells, sureness, withheld }: ReadItem): boolean =>
  !withheld &&
  (sureness >= 0.9 ||
    (sureness >= 0.6 && cells.some(({ field }) => field === "countries" || field === "transfer_mechanisms")));
