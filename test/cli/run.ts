/** Runs the built program as a person does. test/build.ts has built it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const PROGRAM = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function underlag(
  parameters: readonly string[],
  more: { input?: string | Buffer; env?: Record<string, string> } = {},
): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...parameters], {
    encoding: "utf8",
    input: more.input ?? "",
    env: { ...process.env, UNDERLAG_LLM: "never", ...more.env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

export const startUnderlag = (parameters: readonly string[]): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...parameters], {
    stdio: "ignore",
    env: { ...process.env, UNDERLAG_LLM: "never" },
  });
