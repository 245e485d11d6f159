/** What went wrong with a call, whether another one may help, and how long to wait. */
import type { FailureCode } from "../../errors.js";
import { TransportFault } from "./transport.js";

export interface CallFault {
  readonly code: FailureCode;
  /** again: the same call may succeed. adapt: the endpoint may take it in another form. stop: no call of this run can succeed. */
  readonly next: "again" | "adapt" | "stop" | "give-up";
  readonly retryAfterMs: number | null;
  readonly detail: string;
}

const LONGEST_WAIT = 60_000;

export function faultOf(error: unknown): CallFault {
  const transport = transportFault(error);
  if (transport) return transport;
  const status = Number((error as { status?: unknown }).status);
  const headers = (error as { headers?: Headers }).headers;
  const fault = (code: FailureCode, next: CallFault["next"]): CallFault => ({
    code,
    next,
    retryAfterMs: retryAfter(headers),
    detail: `status ${status}`,
  });
  if (status === 401 || status === 403) return fault("llm/bad-key", "stop");
  if (status === 404) return fault("llm/unknown-model", "stop");
  if (status === 402) return fault("llm/no-credit", "stop");
  if (status === 429) return isQuota(error) ? fault("llm/no-credit", "stop") : fault("llm/rate-limited", "again");
  if (status === 408 || status === 409 || status >= 500) return fault("llm/server-error", "again");
  if (status === 400 || status === 422) return fault("llm/refused-request", "adapt");
  if (status >= 400) return fault("llm/refused-request", "give-up");
  return { code: "llm/bad-answer", next: "again", retryAfterMs: null, detail: "no JSON" };
}

function transportFault(error: unknown): CallFault | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (!(at instanceof TransportFault)) continue;
    const { kind } = at;
    if (kind === "timeout") return { code: "llm/timeout", next: "again", retryAfterMs: null, detail: kind };
    if (kind === "network") return { code: "llm/unreachable", next: "again", retryAfterMs: null, detail: kind };
    if (kind === "too-large") return { code: "llm/bad-answer", next: "give-up", retryAfterMs: null, detail: kind };
    return { code: "llm/redirected", next: "stop", retryAfterMs: null, detail: kind };
  }
  // The package throws its own error for what it takes for a time-out, without ours inside.
  if (nameOf(error) === "APIConnectionTimeoutError")
    return { code: "llm/timeout", next: "again", retryAfterMs: null, detail: "timeout" };
  if (nameOf(error) === "APIConnectionError")
    return { code: "llm/unreachable", next: "again", retryAfterMs: null, detail: "network" };
  return null;
}

const nameOf = (error: unknown): string =>
  String((error as { constructor?: { name?: unknown } } | null)?.constructor?.name);

const isQuota = (error: unknown): boolean => (error as { code?: unknown }).code === "insufficient_quota";

/** Seconds or a date; null where the server says nothing, or asks for more than a minute. */
function retryAfter(headers: Headers | undefined): number | null {
  const said = headers?.get?.("retry-after");
  if (!said) return null;
  const wait = /^\d{1,6}(?:\.\d{1,3})?$/u.test(said.trim()) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : null;
}

export const tooLongToWait = (fault: CallFault): boolean => (fault.retryAfterMs ?? 0) > LONGEST_WAIT;

/** Doubles with each call, half of it by chance. */
export function waitBefore(fault: CallFault, attempt: number, baseMs: number, chance = Math.random()): number {
  if (fault.retryAfterMs !== null) return fault.retryAfterMs;
  const full = Math.min(8_000, baseMs * 2 ** attempt);
  return full / 2 + (full / 2) * chance;
}
