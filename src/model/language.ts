/** Languages the lexicons fully know, and "other" for the rest. ISO 639-1 (nb and nn for the two Norwegians). */
export const LANGUAGES = ["da", "sv", "nb", "nn", "fi", "is", "fo", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface LanguageGuess {
  /** A known language, another ISO 639-1 code that was recognized (de, nl, pl, et …), or "und" when there is too little to say. */
  readonly language: string;
  /** 0 to 1: how far the best stands before the second. */
  readonly margin: number;
  /** Lexicons to read with, best first; two Norwegians, or Norwegian and Danish, when they nearly tie. */
  readonly lexicons: readonly string[];
}
