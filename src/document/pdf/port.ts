/**
 * The line between the two halves of pdf.js, for both in one thread.
 *
 * Shape   pdf.js's own line copies every message, because it stands in for a worker. Here a message is handed over as it is: the
 *         half that sends keeps nothing of it but the lists of operators, which it empties to fill them again, so those are copied.
 *         Nothing is painted, so no font is ever handed to a window: the request to draw glyphs from outlines instead, which pdf.js
 *         makes when a font cannot be shown, is answered at once and never reaches the parser.
 * Source  LoopbackPort and MessageHandler of pdfjs-dist 5.4.296, pinned exactly.
 */
type Listener = (event: { readonly data: Message }) => void;

interface Message {
  readonly action?: string;
  readonly sourceName: string;
  readonly targetName: string;
  readonly callbackId?: number;
  readonly chunk?: { readonly fnArray?: readonly number[]; readonly argsArray?: readonly unknown[] };
}

/** As MessageHandler numbers its answers. */
const ANSWER_WITH_DATA = 1;

export class Port {
  readonly #listeners = new Set<Listener>();
  readonly #later = Promise.resolve();

  postMessage(message: Message): void {
    const data = settled(message);
    void this.#later.then(() => {
      for (const listener of this.#listeners) listener.call(this, { data });
    });
  }

  addEventListener(_name: string, listener: Listener, options?: { readonly signal?: AbortSignal }): void {
    this.#listeners.add(listener);
    options?.signal?.addEventListener("abort", () => this.#listeners.delete(listener), { once: true });
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }
}

function settled(message: Message): Message {
  if (message.action === "FontFallback") return answerTo(message);
  const { chunk } = message;
  if (!chunk?.fnArray || !chunk.argsArray) return message;
  return { ...message, chunk: { ...chunk, fnArray: [...chunk.fnArray], argsArray: [...chunk.argsArray] } };
}

function answerTo({ sourceName, targetName, callbackId }: Message): Message {
  const answer = { sourceName: targetName, targetName: sourceName, callback: ANSWER_WITH_DATA, data: null };
  return callbackId === undefined ? answer : { ...answer, callbackId };
}
