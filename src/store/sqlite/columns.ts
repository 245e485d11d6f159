/** How values that every table has are written in a column: times and hashes. */

/** Whole seconds, UTC: "2026-11-22T08:30:00Z". */
export const seconds = (time: Date | string): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** "sha256:…" as the bytes that the column holds. */
export const hashBytes = (hash: string): Buffer => Buffer.from(hash.replace(/^sha256:/u, ""), "hex");

/** The snapshot of a row that is joined as `b`, as the model writes it; null where there is none. */
export const SNAPSHOT_HASH = "CASE WHEN b.id IS NULL THEN NULL ELSE 'sha256:' || lower(hex(b.hash)) END";
