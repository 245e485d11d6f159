/** One named or numbered character reference of HTML, as a letter; null where the standard knows no such name. */
import { tokenize } from "./quiet-tokenizer.js";

const known = new Map<string, string | null>();

export function decodeEntity(reference: string): string | null {
  const cached = known.get(reference);
  if (cached !== undefined) return cached;
  const letter = decodeOnce(reference);
  if (known.size < 2000) known.set(reference, letter);
  return letter;
}

function decodeOnce(reference: string): string | null {
  let letter = "";
  let left = false;
  tokenize(reference, {
    ontext: () => {
      left = true;
    },
    ontextentity: (code) => {
      letter += String.fromCodePoint(code);
    },
  });
  return left || letter === "" ? null : letter;
}
