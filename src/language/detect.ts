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
import { rank } from "./score.js";

/** Under this a block's own words say too little, and it inherits the document's language. */
export const SHORTEST_BLOCK = 100;
const MOST_LEXICONS = 3;
/** How near the second must stand to be read as well; measured in docs/language.md. */
const NEAR = 0.06;

export function detectLanguage(text: string, hint: string | null = null): LanguageGuess {
  return guess(sampleText(text), languageOfTag(hint));
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
  const own = detectLanguage(words, fallback.language);
  return own.language === "und" ? fallback : own;
}

/** "da" of "da-DK"; plain "no" is Bokmål, which nine of ten write; null for a language that we do not know. */
export function languageOfTag(tag: string | null): string | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/u)[0] ?? "";
  const language = primary === "no" ? "nb" : primary;
  return functionWords().some((known) => known.language === language) ? language : null;
}

function guess(sample: string, hint: string | null): LanguageGuess {
  const { verdict, ranked } = rank(sample, hint);
  if (verdict !== "known") {
    const language = verdict === "other" ? "other" : (hint ?? "und");
    return { language, margin: 0, lexicons: [hint ?? "en"] };
  }
  const best = ranked[0]!;
  const near = ranked.filter(({ score }) => score >= best.score - NEAR).slice(0, MOST_LEXICONS);
  const margin = best.score === 0 ? 0 : (best.score - (ranked[1]?.score ?? 0)) / best.score;
  return { language: best.language, margin, lexicons: near.map(({ language }) => language) };
}
