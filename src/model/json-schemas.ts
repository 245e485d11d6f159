/** The shapes that leave the program, as JSON Schema (draft 2020-12). A refinement does not reach it: its description says it. */
import { z } from "zod";
import { Change, Comparison } from "./change.js";
import { Entry } from "./entry.js";
import { Reading } from "./reading.js";

export function jsonSchemas(): Record<string, object> {
  return {
    "entry.schema.json": z.toJSONSchema(Entry),
    "reading.schema.json": z.toJSONSchema(Reading),
    "change.schema.json": z.toJSONSchema(Change),
    "comparison.schema.json": z.toJSONSchema(Comparison),
  };
}
