/**
 * The document stage as JavaScript, for tests that need a child process: under vitest the sources are TypeScript, which a
 * forked node does not read. Written beside node_modules, so that packages resolve.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import type { readDocument } from "../../../src/document/read.js";

const root = join(import.meta.dirname, "../../..");
const cache = join(root, "node_modules/.cache/underlag-document-test");
const out = join(cache, "src");

export interface Compiled {
  readonly readDocument: typeof readDocument;
  readonly idleChildren: () => number;
}

export async function compiledStage(): Promise<Compiled> {
  for (const file of sources()) {
    const target = join(out, relative(join(root, "src"), file).replace(/\.ts$/u, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    writeFileSync(target, ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: options }).outputText);
  }
  cpSync(join(root, "data"), join(cache, "data"), { recursive: true });
  writeFileSync(join(cache, "package.json"), '{"type":"module"}');
  const load = (path: string) => import(/* @vite-ignore */ pathToFileURL(join(out, path)).href);
  const [read, pool] = await Promise.all([load("document/read.js"), load("document/child/pool.js")]);
  return { readDocument: read.readDocument, idleChildren: pool.idleChildren };
}

function sources(): string[] {
  const folders = ["document", "knowledge", "model"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, "src", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(root, "src", folder, file)),
  );
  return [join(root, "src/errors.ts"), ...files];
}
