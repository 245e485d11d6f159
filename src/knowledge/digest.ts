/**
 * One hash over files of data/, so that a database knows in a millisecond whether its copy of them is the newest.
 *
 * Unit    64 hex digits of the sha-256 over the files' bytes, in the given order.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const ROOT = new URL("../../data/", import.meta.url);

export function dataDigest(paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(readFileSync(new URL(path, ROOT)));
  return hash.digest("hex");
}
