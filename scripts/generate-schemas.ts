/**
 * Writes schemas/json from the zod schemas of src/model. A test compares them; nobody edits them by hand.
 *
 * Run     npm run schemas
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { jsonSchemas } from "../src/model/json-schemas.js";

mkdirSync("schemas/json", { recursive: true });
for (const [file, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(`schemas/json/${file}`, `${JSON.stringify(schema, null, 2)}\n`);
}
