/**
 * The words of pages that stand where another page was meant to stand: sign-in, consent, errors, maintenance, challenges.
 * One file a language in data/page-failures.
 *
 * Shape   Phrases in lower case and NFC, as they stand on such pages. Alone they prove nothing, for a menu says "log in" too:
 *         source/page-check.ts weighs them with the page's title, length and structure.
 * Errors  A file that does not fit is our bug and throws when it is first needed.
 */
import { readdirSync } from "node:fs";
import { z } from "zod";
import { loadData } from "./load.js";

export const PAGE_FAILURE_KINDS = [
  "login",
  "consent",
  "not_found",
  "maintenance",
  "challenge",
  "rate_limited",
  "error",
  "script_needed",
  "load_more",
  "loading",
] as const;
export type PageFailureKind = (typeof PAGE_FAILURE_KINDS)[number];

const phrases = z.array(
  z
    .string()
    .min(3)
    .refine((words) => words === words.toLowerCase().normalize("NFC"), "must be lower case and NFC"),
);
const PageFailuresFile = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/u),
  source: z.string().min(1),
  ...(Object.fromEntries(PAGE_FAILURE_KINDS.map((kind) => [kind, phrases])) as Record<PageFailureKind, typeof phrases>),
});

const FOLDER = new URL("../../data/page-failures/", import.meta.url);
let known: Readonly<Record<PageFailureKind, readonly string[]>> | null = null;

/** The phrases of all languages together: a wrong page need not be in the language of the right one. */
export function pageFailureWords(): Readonly<Record<PageFailureKind, readonly string[]>> {
  known ??= Object.freeze(gather());
  return known;
}

function gather(): Record<PageFailureKind, readonly string[]> {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => loadData(`page-failures/${name}`, PageFailuresFile));
  const all = (kind: PageFailureKind): string[] => [...new Set(files.flatMap((file) => file[kind]))];
  return Object.fromEntries(PAGE_FAILURE_KINDS.map((kind) => [kind, all(kind)])) as Record<PageFailureKind, string[]>;
}
