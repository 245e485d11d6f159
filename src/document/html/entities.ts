/** One named or numbered character reference of HTML, as a letter; null where the standard knows no such name. */
import { Tokenizer } from "htmlparser2";

const known = new Map<string, string | null>();
const ignore = (): void => {};

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
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: () => {
        left = true;
      },
      ontextentity: (code) => {
        letter += String.fromCodePoint(code);
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncdata: ignore,
      onclosetag: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onopentagname: ignore,
      onprocessinginstruction: ignore,
      onselfclosingtag: ignore,
    },
  );
  tokenizer.write(reference);
  tokenizer.end();
  return left || letter === "" ? null : letter;
}
