/**
 * What one fetch may cost, and how politely it asks. Units stand in the names.
 *
 * Source  The limits are those of shared BARS: far above any real list, far below what hurts this machine.
 */
import { type AddressPolicy, DEFAULT_ADDRESS_POLICY } from "./address-guard.js";
import type { ProxySettings } from "./proxy.js";

export interface FetchLimits {
  readonly connectMs: number;
  /** From the request to the last byte of the headers. */
  readonly firstByteMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  /** A body slower than this over a whole window is given up. */
  readonly floorBytesPerSecond: number;
  readonly floorWindowMs: number;
  readonly maxRedirects: number;
  readonly maxHeaderBytes: number;
  readonly maxWireBytes: number;
  readonly maxDecodedBytes: number;
  /** Decoded bytes for one on the wire, looked at once more than ratioAfterBytes came out. */
  readonly maxRatio: number;
  readonly ratioAfterBytes: number;
  readonly maxEncodings: number;
}

export interface Manners {
  readonly userAgent: string;
  readonly obeyRobots: boolean;
  /** Between the end of one request to a host and the start of the next. */
  readonly pauseMs: number;
  /** A server on this machine is nobody else's: it gets this pause, unless pauseMs was asked for. */
  readonly loopbackPauseMs: number;
  /** A robots.txt may ask for more, up to this. */
  readonly maxCrawlDelayMs: number;
  readonly concurrency: number;
  readonly maxAttempts: number;
  readonly firstRetryMs: number;
  /** A Retry-After beyond this postpones the source to another night. */
  readonly maxRetryAfterMs: number;
}

export interface FetchSettings {
  readonly limits: FetchLimits;
  readonly manners: Manners;
  readonly addresses: AddressPolicy;
  readonly proxy: ProxySettings | null;
  /** Certificates to trust beside the system's own; NODE_EXTRA_CA_CERTS does the same for every program. */
  readonly trustedCertificates: readonly string[];
}

export const DEFAULT_FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  firstByteMs: 20_000,
  idleMs: 15_000,
  totalMs: 60_000,
  floorBytesPerSecond: 1_024,
  floorWindowMs: 15_000,
  maxRedirects: 5,
  maxHeaderBytes: 16 * 1024,
  maxWireBytes: 25 * 1024 * 1024,
  maxDecodedBytes: 50 * 1024 * 1024,
  maxRatio: 100,
  ratioAfterBytes: 1024 * 1024,
  maxEncodings: 2,
};

export const DEFAULT_MANNERS: Manners = {
  userAgent: "underlag",
  obeyRobots: true,
  pauseMs: 1_000,
  loopbackPauseMs: 5,
  maxCrawlDelayMs: 60_000,
  concurrency: 8,
  maxAttempts: 3,
  firstRetryMs: 1_000,
  maxRetryAfterMs: 3_600_000,
};

export const DEFAULT_FETCH_SETTINGS: FetchSettings = {
  limits: DEFAULT_FETCH_LIMITS,
  manners: DEFAULT_MANNERS,
  addresses: DEFAULT_ADDRESS_POLICY,
  proxy: null,
  trustedCertificates: [],
};

/** "underlag/0.1.0 (+https://example.dk/privacy)": who asks, and where to complain. A line break cannot leave the header. */
export function userAgentOf(version: string, contact: string | null): string {
  const shown = (contact ?? "")
    .replace(/[^\x20-\x7e]/gu, "")
    .replace(/[()]/gu, "")
    .trim();
  return shown === "" ? `underlag/${version}` : `underlag/${version} (+${shown})`;
}
