/**
 * Which language a document, a block or a list is written in, and which lexicons to read it with.
 *
 * Shape   Two opinions are added: the vote of words, endings and letters (vote.ts) and franc's trigrams (trigrams.ts).
 *         A hint (html lang, the document around a block) is a third, weak one: pages declare a wrong language often.
 *         Languages that stand close behind the best bring their lexicons too, rather than being guessed away.
 * Errors  None. Too little to say is "und"; a language that is none of ours is "other".
 */
import { functionWords } from "../knowledge/function-words.js";
import type { Block, Document } from "../model/document.js";
import type { LanguageGuess } from "../model/language.js";
import type { Span } from "../model/span.js";
import { sampleText } from "./sample.js";
import { type Expectation, rank } from "./score.js";

/** Under this a block's own words say too little, and it inherits the document's language. */
export const SHORTEST_BLOCK = 100;
/** What a declared language, and the language of the document around a list, weigh: votes, as in score.ts. */
const DECLARED = 1.5;
const SURROUNDING = 2.5;

const MOST_LEXICONS = 4;
/** A language so few votes behind the best, or with so large a share of its score, is read as well. */
const NEAR_VOTES = 1.5;
const NEAR_SHARE = 0.93;
/** So many votes of lead make a margin of 0.63. */
const MARGIN_SCALE = 3;

export function detectLanguage(text: string, hint: string | null = null): LanguageGuess {
  return guess(text, { language: languageOfTag(hint), votes: DECLARED });
}

/** One guess a block; null where the block is too short and inherits the document's. */
export function detectBlocks(
  document: Pick<Document, "text" | "blocks">,
  hint: string | null = null,
): (LanguageGuess | null)[] {
  return document.blocks.map(({ span }: Block) =>
    span.end - span.start < SHORTEST_BLOCK ? null : detectLanguage(document.text.slice(span.start, span.end), hint),
  );
}

/** The language of a list: of the words of its title, headers and purposes together, with the document's guess behind it. */
export function detectList(text: string, spans: readonly Span[], fallback: LanguageGuess): LanguageGuess {
  const words = spans.map((span) => text.slice(span.start, span.end)).join("\n");
  const own = guess(words, { language: fallback.language, votes: SURROUNDING });
  return own.language === "und" || own.language === "other" ? fallback : own;
}

/** "da" of "da-DK"; plain "no" is Bokmål, which nine of ten write; null for a language that we do not know. */
export function languageOfTag(tag: string | null): string | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/u)[0] ?? "";
  const language = primary === "no" ? "nb" : primary;
  return functionWords().some((known) => known.language === language) ? language : null;
}

function guess(text: string, expected: Expectation): LanguageGuess {
  const { verdict, ranked } = rank(sampleText(text), expected);
  if (verdict === "other") return { language: "other", margin: 0, lexicons: ["en"] };
  if (verdict === "too-little")
    return { language: expected.language ?? "und", margin: 0, lexicons: [expected.language ?? "en"] };
  const best = ranked[0]!;
  const near = ranked.filter(({ score }) => isNear(score, best.score)).slice(0, MOST_LEXICONS);
  const lead = best.score - (ranked[1]?.score ?? 0);
  return {
    language: best.language,
    margin: 1 - Math.exp(-lead / MARGIN_SCALE),
    lexicons: near.map(({ language }) => language),
  };
}

const isNear = (score: number, best: number): boolean => best - score < NEAR_VOTES || score > NEAR_SHARE * best;
