/**
 * The arrows between the folders of src/ point one way.
 *
 * Source  DESIGN.md §2: cli → queue, views → pipeline → {source, document, language, extraction, record, change, store};
 *         extraction, record → normalization; all of them → knowledge → errors → model. Stages never know each other.
 *         Three arrows are ours: change folds names as record does (normalization); discover and refresh stand beside
 *         pipeline.ts; only cli and index.ts know settings.ts, because settings are handed down as parameters.
 */
import { describe, expect, test } from "vitest";
import { type Source, sources } from "./sources.js";

const GROUND = ["knowledge", "errors.ts", "model"];
const STAGES = ["source", "document", "language", "extraction", "record", "change", "store"];
const PIPELINE = ["pipeline.ts", "ingest.ts", "compare-versions.ts", "discover.ts", "refresh.ts", "refresh"];

/** What a folder may import beside itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  "errors.ts": ["model"],
  knowledge: ["errors.ts", "model"],
  "settings.ts": ["errors.ts", "model"],
  normalization: GROUND,
  source: GROUND,
  document: GROUND,
  language: GROUND,
  extraction: ["normalization", ...GROUND],
  record: ["normalization", ...GROUND],
  change: ["normalization", ...GROUND],
  store: GROUND,
  ...Object.fromEntries(PIPELINE.map((part) => [part, [...PIPELINE, ...STAGES, "normalization", ...GROUND]])),
  views: ["store", ...GROUND],
  queue: [...PIPELINE, "store", ...GROUND],
  cli: ["queue", "views", ...PIPELINE, ...STAGES, "settings.ts", ...GROUND],
  "index.ts": ["queue", ...PIPELINE, "store", "settings.ts", ...GROUND],
};

const folderOf = (path: string): string => path.split("/")[0]!;

describe("an import", () => {
  test("of every folder has a rule", () => {
    expect([...new Set(sources.map(({ path }) => folderOf(path)))].filter((folder) => !ALLOWED[folder])).toEqual([]);
  });

  test("points the way of the arrows", () => {
    const against = sources.flatMap((source) =>
      source.imports.filter((to) => !mayImport(source, to)).map((to) => `${source.path} → ${to}`),
    );
    expect(against).toEqual([]);
  });

  test("names a file that is there", () => {
    const known = new Set(sources.map(({ path }) => path));
    const lost = sources.flatMap(({ path, imports }) =>
      imports.filter((to) => !known.has(to)).map((to) => `${path} → ${to}`),
    );
    expect(lost).toEqual([]);
  });

  test("never leads back to where it began", () => {
    expect(cycles()).toEqual([]);
  });
});

function mayImport({ path }: Source, to: string): boolean {
  const [from, into] = [folderOf(path), folderOf(to)];
  return from === into || (ALLOWED[from] ?? []).includes(into);
}

/** Each circle of files that load each other, written from the file where it was entered. */
function cycles(): string[] {
  const next = new Map(sources.map(({ path, loads }) => [path, loads]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at !== -1) found.push([...trail.slice(at), path].join(" → "));
    if (at !== -1 || done.has(path)) return;
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  return found;
}
