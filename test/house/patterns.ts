/** Every regular expression of src/: literals from the code, and those that are put together when their file is loaded. */
import { codeOf } from "./code.js";
import { sources } from "./sources.js";

export interface Pattern {
  /** As a literal would be written: /…/flags. */
  readonly key: string;
  readonly source: string;
  readonly flags: string;
  readonly places: readonly string[];
}

export async function patternsOfSource(): Promise<Pattern[]> {
  const found = new Map<string, Pattern>();
  const note = (source: string, flags: string, place: string): void => {
    const key = `/${source}/${flags}`;
    found.set(key, { key, source, flags, places: [...(found.get(key)?.places ?? []), place] });
  };
  for (const file of sources)
    for (const { source, flags, line } of codeOf(file).patterns) note(source, flags, `src/${file.path}:${line}`);
  for (const { path, text } of sources.filter(({ text }) =>
    /= new RegExp\(|: new RegExp\(|\bnew RegExp\(\s*`/u.test(text),
  ))
    for (const { source, flags } of await builtWhileLoading(path, text)) note(source, flags, `src/${path}`);
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Loads a file while looking over the shoulder of RegExp. */
async function builtWhileLoading(path: string, text: string): Promise<RegExp[]> {
  if (!/^(?:const|export const) [^;]*?new RegExp\(/mu.test(text)) return [];
  const Real = globalThis.RegExp;
  const built: RegExp[] = [];
  globalThis.RegExp = new Proxy(Real, {
    construct(target, parameters: [string, string?]) {
      const made = new target(...parameters);
      built.push(made);
      return made;
    },
  });
  try {
    await import(new URL(`../../src/${path}`, import.meta.url).href);
  } finally {
    globalThis.RegExp = Real;
  }
  return built;
}
