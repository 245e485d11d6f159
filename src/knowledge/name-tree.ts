/**
 * Names as a tree of tokens, so that a text is searched for all of them at once.
 *
 * Shape   A token is a run of letters, marks and digits, folded. A comma, slash or dash between two tokens has to stand in
 *         the name itself: "Google, Firebase" are two names, "Amazon Web Services, Inc." is one.
 * Unit    UTF-16 units. Time grows with the text alone: at each token at most the longest name is walked.
 */
import type { Span } from "../model/span.js";
import { remember } from "./remember.js";

export interface NameUse {
  readonly entity: string;
  readonly ambiguous: boolean;
}

interface Ending extends NameUse {
  /** How the first word has to be written in running text. */
  readonly capital: "any" | "first" | "all";
  /** The name ends in a dot, as "Inc." does. */
  readonly dotted: boolean;
}

interface Node {
  /** By the token, with a comma before it where the name has one. */
  readonly next: Map<string, Node>;
  ending: Ending | null;
}

export interface NameTree {
  readonly root: Node;
}

interface Token extends Span {
  readonly folded: string;
}

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;
/** Longest stretch between two tokens of one name, as in "Foo, Inc" or "Foo – Bar". */
const LONGEST_GAP = 3;

export const nameTree = (): NameTree => ({ root: { next: new Map(), ending: null } });

export function addName(tree: NameTree, name: string, use: NameUse): void {
  let at = tree.root;
  const tokens = tokensOf(name);
  if (!/\p{L}/u.test(name)) return;
  tokens.forEach((token, index) => {
    const step = divided(name, tokens[index - 1], token) ? `,${token.folded}` : token.folded;
    const next = at.next.get(step) ?? { next: new Map(), ending: null };
    at.next.set(step, next);
    at = next;
  });
  if (at === tree.root) return;
  // Two companies of one name: whoever stands first is named, and the name is doubtful.
  const other = at.ending !== null && at.ending.entity !== use.entity;
  const entity = at.ending?.entity ?? use.entity;
  const ambiguous = use.ambiguous || other || (at.ending?.ambiguous ?? false);
  at.ending = { entity, ambiguous, capital: capitalOf(name, tokens.length, ambiguous), dotted: name.endsWith(".") };
}

export function longestNames(tree: NameTree, text: string): (Span & NameUse)[] {
  const tokens = tokensOf(text);
  const found: (Span & NameUse)[] = [];
  for (let index = 0; index < tokens.length; ) {
    const match = longestAt(tree, text, tokens, index);
    if (match) found.push(match.name);
    index = match ? match.next : index + 1;
  }
  return found;
}

export function isWholeName(tree: NameTree, text: string): boolean {
  const tokens = tokensOf(text);
  const match = tokens.length > 0 ? longestAt(tree, text, tokens, 0) : null;
  return match !== null && match.next === tokens.length;
}

function longestAt(
  tree: NameTree,
  text: string,
  tokens: readonly Token[],
  from: number,
): { name: Span & NameUse; next: number } | null {
  let best: { name: Span & NameUse; next: number } | null = null;
  let at: Node | undefined = tree.root;
  const start = tokens[from]!.start;
  for (let index = from; index < tokens.length; index++) {
    const token = tokens[index]!;
    const before = index > from ? tokens[index - 1] : undefined;
    if (before && !joined(text, before, token)) break;
    at = step(at, divided(text, before, token), token.folded);
    if (!at) break;
    if (at.ending && written(text, tokens[from]!, at.ending.capital)) {
      const { entity, ambiguous, dotted } = at.ending;
      const end = dotted && text[token.end] === "." ? token.end + 1 : token.end;
      best = { name: { start, end, entity, ambiguous }, next: index + 1 };
    }
  }
  return best;
}

/** A comma in the name may be left out in the text ("Stripe Inc"), never the other way round. */
function step(at: Node, comma: boolean, folded: string): Node | undefined {
  if (comma) return at.next.get(`,${folded}`);
  return at.next.get(folded) ?? at.next.get(`,${folded}`);
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    tokens.push({ start: match.index, end: match.index + match[0].length, folded: foldToken(match[0]) });
  }
  return tokens;
}

const foldToken = remember((token: string): string => token.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""));

function joined(text: string, before: Span, after: Span): boolean {
  return after.start - before.end <= LONGEST_GAP && !/[\n\t;:()[\]|]/u.test(text.slice(before.end, after.start));
}

/** What parts two names in a list. */
function divided(text: string, before: Span | undefined, after: Span): boolean {
  return before !== undefined && /[,/–—]| -|- /u.test(text.slice(before.end, after.start));
}

/** One everyday-looking word needs its capital letter, and a short abbreviation all of them. */
function capitalOf(name: string, tokens: number, ambiguous: boolean): Ending["capital"] {
  if (name === name.toLowerCase()) return "any";
  if (tokens === 1 && name.length <= 4 && name === name.toUpperCase()) return "all";
  return tokens === 1 || ambiguous ? "first" : "any";
}

function written(text: string, first: Token, capital: Ending["capital"]): boolean {
  if (capital === "any") return true;
  const word = text.slice(first.start, first.end);
  if (capital === "all") return word === word.toUpperCase();
  const letter = String.fromCodePoint(word.codePointAt(0)!);
  return letter !== letter.toLowerCase() || /\p{N}/u.test(letter);
}
