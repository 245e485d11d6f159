/** Runs the built program as a person does. test/build.ts has built it. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { run } from "../../src/cli/program.js";

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

/** The same inside this process: what is loaded once stays loaded. Not for standard input, pipes or query's own process. */
export async function inside(
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = { UNDERLAG_LLM: "never" },
): Promise<Ran> {
  const kept = {
    out: process.stdout.write,
    err: process.stderr.write,
    code: process.exitCode,
    env: { ...process.env },
  };
  const words = { out: "", err: "" };
  const catching =
    (stream: "out" | "err") =>
    (chunk: string | Uint8Array): boolean => {
      words[stream] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      return true;
    };
  try {
    process.stdout.write = catching("out") as typeof process.stdout.write;
    process.stderr.write = catching("err") as typeof process.stderr.write;
    process.exitCode = undefined;
    Object.assign(process.env, env);
    const code = await run(parameters);
    return { code, ...words };
  } finally {
    process.stdout.write = kept.out;
    process.stderr.write = kept.err;
    process.exitCode = kept.code;
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, kept.env);
  }
}

export const startUnderlag = (parameters: readonly string[]): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...parameters], {
    stdio: "ignore",
    env: { ...process.env, UNDERLAG_LLM: "never" },
  });
