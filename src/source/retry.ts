/**
 * What is worth asking again, and when. What a second request cannot change (404, a forbidden address) is not asked again.
 *
 * Unit    Milliseconds. Retry-After may be seconds or a date; a date that cannot be read counts as not said.
 * Source  https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
import type { FailureCode, UnderlagError } from "../errors.js";
import type { Manners } from "./fetch-settings.js";

export type RetryPlan =
  | { readonly kind: "again"; readonly waitMs: number }
  /** The host asked for more time than one night has. */
  | { readonly kind: "postpone"; readonly waitMs: number }
  | { readonly kind: "give-up" };

const MAY_PASS: ReadonlySet<FailureCode> = new Set<FailureCode>([
  "source/unreachable",
  "source/truncated",
  "source/timeout",
  "source/rate-limited",
  "source/server-error",
]);

export function planRetry(
  failure: UnderlagError,
  attempt: number,
  retryAfterMs: number | null,
  manners: Manners,
  random: () => number = Math.random,
): RetryPlan {
  if (!MAY_PASS.has(failure.code)) return { kind: "give-up" };
  if (retryAfterMs !== null && retryAfterMs > manners.maxRetryAfterMs)
    return { kind: "postpone", waitMs: retryAfterMs };
  if (attempt >= manners.maxAttempts) return { kind: "give-up" };
  // Doubling, with up to half of it left to chance, so that sources which failed together do not come back together.
  const own = manners.firstRetryMs * 2 ** (attempt - 1) * (1 + random() / 2);
  return { kind: "again", waitMs: Math.ceil(Math.max(own, retryAfterMs ?? 0)) };
}

export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  const words = header?.trim() ?? "";
  if (/^\d{1,10}$/u.test(words)) return Number(words) * 1000;
  const date = /^[A-Za-z]{3,9},? /u.test(words) ? Date.parse(words) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
