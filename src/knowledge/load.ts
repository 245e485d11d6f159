/**
 * The one door to the files of data/: read once, checked by a schema, frozen.
 *
 * Errors  A file that is missing or does not fit its schema is our bug and stops the program with the file's name.
 */
import { readFileSync } from "node:fs";
import type { z } from "zod";

const ROOT = new URL("../../data/", import.meta.url);

/** Reads data/<path> once; later calls of the returned function give the same frozen value. */
export function lazyData<Schema extends z.ZodType>(path: string, schema: Schema): () => z.infer<Schema> {
  let value: z.infer<Schema> | undefined;
  return () => (value ??= loadData(path, schema));
}

export function loadData<Schema extends z.ZodType>(path: string, schema: Schema): z.infer<Schema> {
  const raw: unknown = JSON.parse(readFileSync(new URL(path, ROOT), "utf8"));
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw new Error(`Cannot use data/${path}: ${parsed.error.message}`);
  return freeze(parsed.data);
}

function freeze<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
