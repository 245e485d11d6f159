/**
 * The one door to prompts/: front matter (id, version, answer schema, languages), then the words that are sent.
 *
 * Unit    hash is 64 hex digits of the sha-256 of the file as it is, so that any change of a word is another prompt.
 * Errors  A prompt that is missing or does not fit its schema is our bug and stops the program with the file's name.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const ROOT = new URL("../../prompts/", import.meta.url);

const FrontMatter = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/u),
  version: z.int().min(1),
  schema: z.string(),
  languages: z.array(z.string()).min(1),
});

export interface Prompt extends z.infer<typeof FrontMatter> {
  readonly text: string;
  readonly hash: string;
}

const prompts = new Map<string, Prompt>();

export function loadPrompt(id: string): Prompt {
  const known = prompts.get(id);
  if (known) return known;
  const prompt = readPrompt(id, readFileSync(new URL(`${id}.md`, ROOT), "utf8"));
  prompts.set(id, prompt);
  return prompt;
}

export function readPrompt(id: string, file: string): Prompt {
  const end = file.indexOf("\n---\n", 4);
  if (!file.startsWith("---\n") || end < 0) throw new Error(`Cannot use prompts/${id}.md: it has no front matter`);
  const front = FrontMatter.safeParse(parse(file.slice(4, end)));
  if (!front.success) throw new Error(`Cannot use prompts/${id}.md: ${front.error.message}`);
  if (front.data.id !== id) throw new Error(`Cannot use prompts/${id}.md: its id is "${front.data.id}"`);
  const hash = createHash("sha256").update(file).digest("hex");
  return Object.freeze({ ...front.data, text: file.slice(end + 5).trim(), hash });
}
