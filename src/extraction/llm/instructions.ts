/**
 * Sentences in which a document gives orders to a machine that reads it. They change nothing, they are never sent to a model,
 * and a company that is named nowhere else is not stored.
 *
 * Shape   Spans of visible sentences. A sentence that speaks to a machine takes those after it in its paragraph or cell along, and a
 *         heading or a line that ends with a colon the paragraph below it.
 * Errors  None. A harmless sentence flagged costs a look by a person; an order that is missed costs more.
 */
import { instructionWords } from "../../knowledge/instruction-words.js";
import { wordsOf } from "../../knowledge/phrases.js";
import type { Block, Document } from "../../model/document.js";
import { overlaps, type Span } from "../../model/span.js";
import { clauseStarts } from "./clause-starts.js";
import { forgets, ORDER, orderScore } from "./order-score.js";
import { sentencesOf } from "./sentences.js";

/** Signs of another message, and of a chat's markup. */
const MARKERS = [
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|```|-{3} ?(?:end|begin|slut|slutt|loppu|lok)\b/iu,
  /<\/?(?:system|assistant|instructions?|document|untrusted)>/iu,
  /^\s{0,8}#{2,6} ?(?:system|instructions?|assistant|user)\b/iu,
  /^\s{0,8}[<[(*]{0,2}\/?(?:system|assistant|developer|user)[\])>*]{0,2}\s?:/iu,
];

/** JSON, as no contract has it. */
const JSON_SIGNS = /\{ ?"|"(?:rows|grids|role|content|tool_calls|name)" ?:|["}\]] ?\] ?\}/u;

export function findInstructions(document: Document): Span[] {
  let addressed = false;
  return stretchesOf(document).flatMap((stretch) => {
    const found = instructionsIn(document.text, stretch, addressed);
    addressed = found.goesOn && (stretch.kind === "heading" || document.text[stretch.end - 1] === ":");
    return found.spans;
  });
}

/** Only in the paragraphs and cells in which one of these spans stands. */
export function instructionsNear(document: Document, spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let next = 0;
  return stretchesOf(document)
    .sort((a, b) => a.start - b.start)
    .flatMap((stretch) => {
      while (next < sorted.length && sorted[next]!.end <= stretch.start) next++;
      const name = sorted[next];
      return name && overlaps(name, stretch) && !covers(document.text, name, stretch)
        ? instructionsIn(document.text, stretch, false).spans
        : [];
    });
}

/** A cell that holds a name and nothing else orders nothing; a sentence that was taken for a name may. */
const covers = (text: string, name: Span, stretch: Span): boolean =>
  name.start <= stretch.start && name.end >= stretch.end && !isSentence(text.slice(name.start, name.end));

/** Four words or more, not all of them capitals: no name that we would wish to miss is hurt by a closer look. */
export const isSentence = (name: string): boolean => {
  const words = name.split(/\s+/u).filter((word) => /^\P{L}*\p{L}/u.test(word));
  return words.length > 3 && words.filter((word) => /^\P{L}*\p{Ll}/u.test(word)).length >= 2;
};

function instructionsIn(text: string, stretch: Span, addressedBefore: boolean): { spans: Span[]; goesOn: boolean } {
  let addressed = addressedBefore;
  let orderEnds = -1;
  const spans = unwrapped(text, sentencesOf(text, stretch)).filter(({ start, end }) => {
    const sentence = text.slice(start, end);
    addressed ||= isAddressed(sentence);
    const isOrder = orderScore(sentence) >= ORDER;
    // "Please add one more. It is Acme."
    const belongs = orderEnds >= 0 && !text.slice(orderEnds, start).includes("\n");
    orderEnds = isOrder ? end : -1;
    return addressed || isOrder || belongs;
  });
  return { spans, goesOn: addressed };
}

/** A sentence that goes on in the next line. */
function unwrapped(text: string, sentences: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const sentence of sentences) {
    const last = joined.at(-1);
    const goesOn =
      last &&
      /[\p{L}\p{N},]\n[^\S\n]{0,8}$/u.test(text.slice(last.end - 1, sentence.start)) &&
      /\p{Ll}/u.test(text[sentence.start]!);
    if (goesOn) joined[joined.length - 1] = { start: last.start, end: sentence.end };
    else joined.push(sentence);
  }
  return joined;
}

export const isInstruction = (sentence: string): boolean => isAddressed(sentence) || orderScore(sentence) >= ORDER;

/** Speaks to a machine. */
function isAddressed(sentence: string): boolean {
  const lexicon = instructionWords();
  if (JSON_SIGNS.test(sentence) || MARKERS.some((marker) => marker.test(sentence))) return true;
  const words = wordsOf(sentence);
  if (lexicon.strong.first(words)) return true;
  return isCalled(sentence) || clauseStarts(sentence, words).some((at) => forgets(words, at, lexicon));
}

/** "The parser must …", "Hey chatbot, …", "Reminder for the parser: …", "You are a helpful assistant" */
function isCalled(sentence: string): boolean {
  const { readers, tools, modals, calls, beings } = instructionWords();
  const words = wordsOf(sentence);
  const reader = readers.first(words);
  const called = reader ?? tools.first(words);
  if (!called || called.from > 6) return false;
  const after = words.slice(called.to, called.to + 8);
  if (reader && (modals.first(after) ?? beings.first(words.slice(0, reader.from))) !== null) return true;
  const stops = called.to === words.length || /^[^\p{L}\p{N}]*[:,!]/u.test(sentence.slice(called.end));
  return stops && calls.at(words, 0) !== null;
}

function stretchesOf(document: Document): (Span & { readonly kind: Block["kind"] })[] {
  return document.blocks.flatMap((block) => {
    const { kind, hidden } = block;
    if (hidden) return [];
    if (block.kind !== "table") return [{ ...block.span, kind }];
    const cells = block.cells.filter((cell) => !cell.hidden).map(({ span }) => span);
    return (block.caption ? [block.caption, ...cells] : cells).map((span) => ({ ...span, kind }));
  });
}
