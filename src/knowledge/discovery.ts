/**
 * How suppliers call the links to their lists and agreements, and where such pages usually stand.
 * One file a language in data/discovery, and paths.json for all.
 *
 * Shape   list: words of a link to the list itself; agreement: to the agreement that may hold it; hub: to a page that may link
 *         to either. Lower case and NFC.
 * Errors  A file that does not fit is our bug and throws when it is first needed.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { lazyData, loadData } from "./load.js";

export const LINK_KINDS = ["list", "agreement", "hub"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

const words = z.array(
  z
    .string()
    .min(3)
    .refine((word) => word === word.toLowerCase().normalize("NFC"), "must be lower case and NFC"),
);
const LinkWordsFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  source: z.string().min(1),
  list: words,
  agreement: words,
  hub: words,
});
const PathsFile = z.strictObject({
  source: z.string().min(1),
  paths: z.array(z.string().startsWith("/")),
  sitemaps: z.array(z.string().startsWith("/")),
});

const FOLDER = new URL("../../data/discovery/", import.meta.url);
let known: Readonly<Record<LinkKind, readonly string[]>> | null = null;

export const usualPaths = lazyData("discovery/paths.json", PathsFile);

/** The link words of all languages together: an English page of a Danish supplier is the usual case. */
export function linkWords(): Readonly<Record<LinkKind, readonly string[]>> {
  known ??= Object.freeze(gather());
  return known;
}

function gather(): Record<LinkKind, readonly string[]> {
  const files = readdirSync(FOLDER)
    .filter((name) => /^[a-z]{2}\.json$/u.test(name))
    .sort()
    .map((name) => loadData(`discovery/${name}`, LinkWordsFile));
  const all = (kind: LinkKind): string[] => [...new Set(files.flatMap((file) => file[kind]))];
  return { list: all("list"), agreement: all("agreement"), hub: all("hub") };
}
