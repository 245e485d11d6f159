/**
 * Finds the documents of a folder and their labels.
 *
 * Shape   Three ways a labelled folder may look:
 *           samples     …/<slug>/source.<ext> beside expected.json and sample.json
 *           corpus      docs/<id>.<ext> and gold/<id>.json
 *           held-out    <id>.<ext> and gold/<id>.json, or gold/<id>.<ext>.json
 * Errors  A folder without labels throws: a score over nothing would look perfect.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";

/** One labelled document: id, path (null where only the label is there), label, layout. */
export function labelledDocuments(dir) {
  const found = existsSync(join(dir, "gold")) ? besideGold(dir) : samples(dir);
  if (found.length === 0) throw new Error(`Cannot find labels (gold/*.json or expected.json) in "${dir}"`);
  return found;
}

const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

function besideGold(dir) {
  const folder = existsSync(join(dir, "docs")) ? join(dir, "docs") : dir;
  const paths = new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((file) => file.isFile())
      .flatMap(({ name }) => [basename(name, extname(name)), name].map((id) => [id, join(folder, name)])),
  );
  return readdirSync(join(dir, "gold"))
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ({ id: basename(name, ".json"), label: readJson(join(dir, "gold", name)) }))
    .filter(({ label }) => Array.isArray(label.entries))
    .map(({ id, label }) => ({ id, label, layout: label.shape ?? "", path: paths.get(id) ?? null }));
}

function samples(dir) {
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((path) => basename(path) === "expected.json")
    .sort()
    .map((path) => {
      const folder = join(dir, path, "..");
      const source = readdirSync(folder).find((name) => name.startsWith("source."));
      const { layout } = readJson(join(folder, "sample.json"));
      return {
        id: join(path, ".."),
        label: readJson(join(folder, "expected.json")),
        layout,
        path: source ? join(folder, source) : null,
      };
    });
}
