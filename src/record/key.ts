/**
 * Identity of an entry inside its document: the folded name (or service, where the name is withheld), told apart by purpose
 * and at last by number where one name stands twice.
 */
import type { Entry } from "../model/entry.js";
import { foldName } from "../normalization/name.js";

export function keysFor(entries: readonly Pick<Entry, "name" | "service" | "purpose" | "legal_entity">[]): string[] {
  const base = entries.map((entry) =>
    slug(entry.name ? foldName(entry.name) : `~${entry.service ?? entry.purpose ?? "unnamed"}`),
  );
  const counts = new Map<string, number>();
  for (const key of base) counts.set(key, (counts.get(key) ?? 0) + 1);
  const told = base.map((key, i) =>
    counts.get(key)! > 1 ? `${key}/${slug(entries[i]!.service ?? entries[i]!.purpose ?? "")}` : key,
  );
  const seen = new Map<string, number>();
  return told.map((key) => {
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count > 1 ? `${key}#${count}` : key;
  });
}

const slug = (words: string): string => {
  const folded = words
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{N}~]+/gu, "-")
    .slice(0, 60);
  return folded.replace(/^-|-$/gu, "") || "unnamed";
};
