/**
 * The sentences of a stretch of text, and the words of it that stand in some stretches only.
 *
 * Shape   A sentence is a stretch of a line up to ". ", "! ", "? " or its end; spans are trimmed and in order.
 */
import { type Span, trimSpan } from "../../model/span.js";

export function sentencesOf(text: string, span: Span): Span[] {
  const sentences: Span[] = [];
  let start = span.start;
  const keep = (end: number): void => {
    const sentence = trimSpan(text, { start, end });
    if (sentence.end > sentence.start) sentences.push(sentence);
    start = end;
  };
  for (let at = span.start; at < span.end; at++) {
    const sign = text[at]!;
    if (sign === "\n") keep(at + 1);
    else if (
      (sign === "." || sign === "!" || sign === "?") &&
      /^\s+["'(\u201c]?[\p{Lu}\p{N}]/u.test(text.slice(at + 1, at + 6)) &&
      !isAbbreviation(text, at)
    )
      keep(at + 1);
  }
  keep(span.end);
  return sentences;
}

/** "Inc. (", "nr. 5", "A. B": a full stop that ends no sentence. */
function isAbbreviation(text: string, at: number): boolean {
  if (text[at] !== ".") return false;
  const word = /[\p{L}.]{1,8}$/u.exec(text.slice(Math.max(0, at - 8), at))?.[0] ?? "";
  return /^(?:\p{L}|inc|incl|inkl|ltd|corp|co|llc|ehf|hf|nr|no|kt|art|stk|ca|bl\.a|f\.eks|t\.ex|e\.g|i\.e|u\.a|dr|st|bn|sp|o\.o|skv|jf|jfr|esim|pkt|fx|vs|tlf|tel|mv|osv|etc|bnr|gr)$/iu.test(
    word,
  );
}
