/**
 * The bytes of one document as they were given to us, and what was said about them.
 *
 * Unit    hash is "sha256:" and 64 hex digits of the bytes as they are, before any decoding.
 */
export interface Snapshot {
  /** Path or URL as the user gave it, or "-" for standard input. */
  readonly source: string;
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** Content-Type as a server said it; null for files. */
  readonly contentType: string | null;
  /** The name whose extension may hint at the format; often equal to source. */
  readonly fileName: string;
  /** ISO 8601 in UTC. */
  readonly retrievedAt: string;
}
