/**
 * Pieces of a text for measuring: one after another, of at most so many letters, cut at spaces so that no word is halved.
 * A piece shorter than FULL_ENOUGH of the size (before a very long word, or the text's tail) is left out.
 */
const FULL_ENOUGH = 0.7;

export function windows(text: string, size: number): string[] {
  const found: string[] = [];
  let window = "";
  for (const word of text.split(/\s+/u)) {
    if (window !== "" && window.length + 1 + word.length > size) {
      found.push(window);
      window = "";
    }
    window = window === "" ? word : `${window} ${word}`;
  }
  return found.filter((part) => part.length >= FULL_ENOUGH * size && part.length <= size && /\p{L}{2}/u.test(part));
}
