/** The version of this program, as package.json says. */
import { readFileSync } from "node:fs";

export function programVersion(): string {
  const file = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return String((JSON.parse(file) as { version: string }).version);
}
