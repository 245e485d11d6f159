/**
 * Sentences in which a document gives orders to a machine that reads it. They change nothing, they are never sent to a model,
 * and a company that is named nowhere else is not stored.
 *
 * Shape   A sentence is a stretch of a visible line or cell up to ". ", "! ", "? " or its end.
 * Errors  None. A harmless sentence flagged costs a look by a person; an order that is missed costs more.
 */
import { instructionPhrases } from "../../knowledge/instruction-phrases.js";
import { type Word, wordsOf } from "../../knowledge/phrases.js";
import type { Document } from "../../model/document.js";
import { overlaps, type Span, trimSpan } from "../../model/span.js";

/** Signs of another message, of a chat's markup, or of JSON that closes ours. */
const MARKERS =
  /<\|[a-z_]{2,30}\|>|\[\/?INST\]|<<\/?SYS>>|^\s{0,8}#{2,6} ?(?:system|instructions?|assistant|user)\b|^\s{0,8}[<[(*]{0,2}\/?(?:system|assistant|developer|user)[\])>*]{0,2}\s?:|<\/?(?:system|assistant|instructions?|document|untrusted)>|"(?:rows|grids|role|content|tool_calls|name)"\s?:\s?["[{]|["}\]]\s?\]\s?\}|```|-{3} ?(?:end|begin|slut|slutt|loppu|lok)\b/iu;

export const findInstructions = (document: Document): Span[] =>
  stretchesOf(document).flatMap((stretch) => instructionsIn(document.text, stretch));

/** Only in the paragraphs and cells in which one of these spans stands. */
export function instructionsNear(document: Document, spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let next = 0;
  return stretchesOf(document)
    .sort((a, b) => a.start - b.start)
    .flatMap((stretch) => {
      while (next < sorted.length && sorted[next]!.end <= stretch.start) next++;
      const name = sorted[next];
      return name && overlaps(name, stretch) && !covers(name, stretch) ? instructionsIn(document.text, stretch) : [];
    });
}

/** A cell that holds a name and nothing else orders nothing. */
const covers = (name: Span, stretch: Span): boolean => name.start <= stretch.start && name.end >= stretch.end;

function instructionsIn(text: string, stretch: Span): Span[] {
  let addressed = false;
  return sentencesOf(text, stretch).filter(({ start, end }) => {
    const sentence = text.slice(start, end);
    addressed ||= isAddressed(sentence);
    return addressed || isOrder(sentence);
  });
}

export const isInstruction = (sentence: string): boolean => isAddressed(sentence) || isOrder(sentence);

/** Speaks to a machine: what follows in the same paragraph or cell does so too. */
function isAddressed(sentence: string): boolean {
  const { strong, machines, shoulds, forget, prior } = instructionPhrases();
  if (MARKERS.test(sentence)) return true;
  const words = wordsOf(sentence);
  if (strong.first(words)) return true;
  const told = machines.first(words);
  if (told && told.from <= 6 && shoulds.first(words.slice(told.to, told.to + 8))) return true;
  if (
    told &&
    CALL.test(sentence) &&
    (told.to === words.length || /^[^\p{L}\p{N}]*[:,!]/u.test(sentence.slice(told.end)))
  )
    return true;
  return clauseStarts(sentence, words).some((at) => {
    const order = forget.at(words, at);
    return order !== null && prior.first(words.slice(order.to, order.to + 5)) !== null;
  });
}

/** "Hey chatbot, …", "Reminder for the parser: …", "Till språkmodeller: …" */
const CALL =
  /^\P{L}{0,6}(?:hey|hi|hello|dear|to|for|attention|hej|hei|hæ|kære|kära|kjære|hyvä|kæra|kæri|til|till|til\s|note|reminder|message|besked|meddelande|melding|viesti|skilaboð|huomio|obs|huom)\b/iu;

function isOrder(sentence: string): boolean {
  const { verbs, targets, outputs, only } = instructionPhrases();
  const words = wordsOf(sentence);
  return clauseStarts(sentence, words).some((at) => {
    const verb = verbs.at(words, at);
    if (verb && targets.first(words.slice(at + 1)) !== null) return true;
    const output = outputs.at(words, at);
    if (output && only.first(words.slice(output.to, output.to + 2)) !== null) return true;
    return isEntryOrder(sentence, words, at);
  });
}

/** "Put Acme Ltd among the vendors": a verb of listing, a name right after it, and what a list is or who stands in it. */
function isEntryOrder(sentence: string, words: readonly Word[], at: number): boolean {
  const { edits, outputs, roles, instead } = instructionPhrases();
  const verb = edits.at(words, at) ?? outputs.at(words, at);
  if (!verb) return false;
  const after = words.slice(verb.to);
  if (!after.slice(0, 2).some(({ start }) => /\p{Lu}/u.test(sentence[start]!))) return false;
  return (edits.at(words, at) !== null && roles.first(words) !== null) || instead.first(words) !== null;
}

/** Where clauses begin, and the words after "you must". */
function clauseStarts(sentence: string, words: readonly Word[]): number[] {
  const { musts, asked } = instructionPhrases();
  const starts: number[] = [];
  words.forEach(({ start }, at) => {
    const before = at === 0 ? null : sentence.slice(words[at - 1]!.end, start);
    if (before === null || /[:;,.!?(\u2013\u2014\-"\u201c\u201d'>\]*]/u.test(before) || JOINS.has(words[at - 1]!.word))
      starts.push(at);
    const must = musts.at(words, at) ?? asked.at(words, at);
    if (must && must.to < words.length) starts.push(must.to);
  });
  return starts;
}

const JOINS = new Set(["and", "then", "but", "og", "och", "ja", "sekä", "samt", "men", "en", "svo"]);

/** Whether the words stand somewhere in the text, and everywhere only inside these spans. */
export function namedOnlyIn(text: string, name: string, spans: readonly Span[]): boolean {
  if (spans.length === 0 || name.trim() === "") return false;
  const low = lowerCased(text);
  const wanted = name.trim().toLowerCase();
  let inside = false;
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, at + wanted.length)) {
    const place = { start: at, end: at + wanted.length };
    if (!spans.some((span) => overlaps(span, place))) return false;
    inside = true;
  }
  return inside;
}

let lastText = "";
let lastLow = "";

/** The same length as the text, whatever a capital's small letter takes. */
function lowerCased(text: string): string {
  if (text !== lastText) {
    const low = text.toLowerCase();
    [lastText, lastLow] = [
      text,
      low.length === text.length
        ? low
        : text.replace(/\p{Lu}/gu, (sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)),
    ];
  }
  return lastLow;
}

function stretchesOf(document: Document): Span[] {
  return document.blocks.flatMap((block) => {
    if (block.hidden) return [];
    if (block.kind !== "table") return [block.span];
    const cells = block.cells.filter(({ hidden }) => !hidden).map(({ span }) => span);
    return block.caption ? [block.caption, ...cells] : cells;
  });
}

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
