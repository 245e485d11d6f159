/**
 * What franc-all says, restricted to the languages of data/function-words.
 *
 * Shape   1 for the nearest language, less for those behind it, 0 where franc-all does not know the language.
 * Unit    franc's own distance over at most 2,048 letters, scaled so that the nearest is 1.
 * Source  https://github.com/wooorm/franc (franc-all 7.2.0: the only build with Icelandic, Faroese and both Norwegians)
 */
import { createRequire } from "node:module";
import { functionWords } from "../knowledge/function-words.js";

type FrancAll = (text: string, options?: { only?: string[]; minLength?: number }) => [string, number][];

/** Loaded when first asked for: its 600 kB of trigrams cost some 50 ms, which a command that reads nothing need not pay. */
let francAll: FrancAll | null = null;
const load = (): FrancAll =>
  (francAll ??= (createRequire(import.meta.url)("franc-all") as { francAll: FrancAll }).francAll);

let codes: readonly (readonly string[])[] | null = null;

/** One number a language, in the order of functionWords(); languages that are no candidates have 0. */
export function trigramScores(text: string, candidates: readonly boolean[] | null = null): Float64Array {
  codes ??= functionWords().map((language) => language.trigrams);
  const only = candidates ? codes.filter((_, at) => candidates[at]) : codes;
  const ranked = new Map(load()(text, { only: only.flat(), minLength: 3 }));
  return Float64Array.from(codes, (own) => Math.max(0, ...own.map((code) => ranked.get(code) ?? 0)));
}

/** Whether the nearest of all languages that franc-all knows is one of ours. Slower by ten times: for doubtful texts only. */
export function nearestIsKnown(text: string): boolean {
  const nearest = load()(text)[0]?.[0] ?? "und";
  return functionWords().some((language) => language.trigrams.includes(nearest));
}
