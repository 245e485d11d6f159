/** Bytes by their hash, packed: kept once, however many readings rest on them. */
import { gunzipSync, gzipSync } from "node:zlib";
import type { Snapshot } from "../../model/snapshot.js";
import { hashBytes } from "./columns.js";
import type { Database } from "./connection.js";

export interface Packed {
  readonly encoding: "none" | "gzip";
  readonly bytes: Uint8Array;
}

/** PDF and office files are packed already; packing them again would only cost time on the way out. */
export function pack(bytes: Uint8Array): Packed {
  const packed = gzipSync(bytes, { level: 6 });
  return packed.length < bytes.length * 0.9 ? { encoding: "gzip", bytes: packed } : { encoding: "none", bytes };
}

export type PutSnapshot = (snapshot: Snapshot, packed: Packed, mediaType: string | null, at: string) => number;

export function snapshotStatement(database: Database): PutSnapshot {
  const find = database.prepare("SELECT id FROM snapshot WHERE hash = ?").pluck();
  const insert = database.prepare(
    "INSERT INTO snapshot (hash, size, media_type, content_type, retrieved_at) VALUES (?, ?, ?, ?, ?)",
  );
  const insertContent = database.prepare(
    "INSERT INTO snapshot_content (snapshot_id, encoding, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  return (snapshot, packed, mediaType, at) => {
    const hash = hashBytes(snapshot.hash);
    const id =
      (find.get(hash) as number | undefined) ??
      Number(insert.run(hash, snapshot.bytes.length, mediaType, snapshot.contentType, at).lastInsertRowid);
    insertContent.run(id, packed.encoding, Buffer.from(packed.bytes));
    return id;
  };
}

export function snapshotBytes(database: Database, hash: string): Uint8Array | null {
  const row = database
    .prepare(
      `SELECT c.encoding, c.bytes FROM snapshot b JOIN snapshot_content c ON c.snapshot_id = b.id WHERE b.hash = ?`,
    )
    .get(hashBytes(hash)) as { encoding: string; bytes: Buffer } | undefined;
  if (!row) return null;
  return row.encoding === "gzip" ? gunzipSync(row.bytes) : row.bytes;
}

/** A stored snapshot as it came, but for the time. */
export function storedSnapshot(database: Database, hash: string, source: string): Snapshot | null {
  const bytes = snapshotBytes(database, hash);
  const facts = database
    .prepare("SELECT content_type AS contentType, retrieved_at AS retrievedAt FROM snapshot WHERE hash = ?")
    .get(hashBytes(hash)) as Pick<Snapshot, "contentType" | "retrievedAt"> | undefined;
  return bytes && facts ? { source, bytes, hash, fileName: source, ...facts } : null;
}
