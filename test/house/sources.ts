/** The files of src/ and what they import, for the tests that hold the house together. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export interface Source {
  /** From src/, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Files of src/ that it imports. */
  readonly imports: readonly string[];
  /** Those of them that are loaded with it: not types, and not what is loaded when first needed. */
  readonly loads: readonly string[];
}

export const sources: readonly Source[] = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"))
  .sort()
  .map((path) => {
    const text = readFileSync(`src/${path}`, "utf8");
    return { path, text, imports: importsOf(path, text), loads: importsOf(path, atStart(text)) };
  });

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(/(?:\bfrom |^import |\bimport\()"(\.[^"]+\.js)"/gmu)].map(([, name]) =>
    posix.join(posix.dirname(path), name!).replace(/\.js$/u, ".ts"),
  );
}

/** Without what is gone when the program starts: imports of types, and files that are loaded when they are first needed. */
function atStart(text: string): string {
  return text.replace(/^(?:import|export) type [^;]*;$/gmu, "").replaceAll("import(", "");
}
