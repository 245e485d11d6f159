/**
 * A tokenizer of HTML that is told only what its user asks for.
 *
 * Shape   References are decoded. Everything that no callback is given for is passed over.
 */
import { Tokenizer } from "htmlparser2";

type Callbacks = ConstructorParameters<typeof Tokenizer>[1];

const ignore = (): void => {};
const SILENT: Callbacks = {
  onattribdata: ignore,
  onattribend: ignore,
  onattribentity: ignore,
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
  ontext: ignore,
  ontextentity: ignore,
};

export function tokenize(html: string, callbacks: Partial<Callbacks>): void {
  const tokenizer = new Tokenizer({ decodeEntities: true }, { ...SILENT, ...callbacks });
  tokenizer.write(html);
  tokenizer.end();
}
