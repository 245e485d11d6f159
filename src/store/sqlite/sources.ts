/** Sources and the suppliers they belong to: found by address, made at the first reading, moved where a better name is known. */
import { normalize } from "node:path";
import type { Reading } from "../../model/reading.js";
import { foldName } from "../fold.js";
import type { IngestOptions } from "../store.js";
import { seconds } from "./columns.js";
import type { Database } from "./connection.js";
import type { EntryStatements } from "./entries.js";

export interface SourceRow {
  readonly id: number;
  readonly vendor_id: number;
  readonly vendor: string;
  readonly vendor_given: number;
  readonly address: string;
  readonly last_reading_id: number | null;
  readonly held_reading_id: number | null;
}

export interface Sources {
  knows(source: string): boolean;
  find(reading: Reading, options: IngestOptions): SourceRow;
  point(sourceId: number, readingId: number, holds: boolean): void;
}

export function sourceStatements(database: Database, entries: EntryStatements, now: () => Date): Sources {
  const select = database.prepare(
    "SELECT s.*, v.name AS vendor FROM source s JOIN vendor v ON v.id = s.vendor_id WHERE s.address = ?",
  );
  const insert = database.prepare(
    "INSERT INTO source (vendor_id, address, kind, vendor_given, added_at) VALUES (?, ?, ?, ?, ?)",
  );
  const move = database.prepare("UPDATE source SET vendor_id = ?, vendor_given = ? WHERE id = ?");
  const pointLast = database.prepare("UPDATE source SET last_reading_id = ? WHERE id = ?");
  const pointBoth = database.prepare("UPDATE source SET last_reading_id = ?, held_reading_id = ? WHERE id = ?");
  const vendorId = vendorIds(database, now);

  return {
    knows: (source) => select.get(sourceAddress(source)) !== undefined,
    find(reading, options) {
      const address = sourceAddress(reading.source);
      const wanted = options.vendor ?? reading.publisher ?? address;
      const known = select.get(address) as SourceRow | undefined;
      if (!known) {
        insert.run(vendorId(wanted), address, kindOf(address), Number(options.vendor !== undefined), seconds(now()));
        return select.get(address) as SourceRow;
      }
      // A person's word for the supplier stays; a reading's publisher only fills in for a source that had none.
      const better =
        options.vendor ?? (known.vendor_given === 0 && known.vendor === known.address ? wanted : known.vendor);
      if (foldName(better) === foldName(known.vendor)) return known;
      entries.delistAll(known.id, known.vendor_id);
      move.run(vendorId(better), Number(options.vendor !== undefined || known.vendor_given === 1), known.id);
      const moved = select.get(address) as SourceRow;
      entries.listAll(moved.id, moved.vendor_id);
      return moved;
    },
    point(sourceId, readingId, holds) {
      if (holds) pointBoth.run(readingId, readingId, sourceId);
      else pointLast.run(readingId, sourceId);
    },
  };
}

/** The number of a supplier by its name; one that is new is added. */
export function vendorIds(database: Database, now: () => Date): (name: string) => number {
  const find = database.prepare("SELECT id FROM vendor WHERE folded = ?").pluck();
  const add = database.prepare("INSERT INTO vendor (name, folded, added_at) VALUES (?, ?, ?)");
  return (name) =>
    (find.get(foldName(name)) as number | undefined) ??
    Number(add.run(name.trim(), foldName(name), seconds(now())).lastInsertRowid);
}

/** "./lists/a.html" and "lists/a.html" are one source. */
export function sourceAddress(source: string): string {
  return kindOf(source) === "file" ? normalize(source) : source;
}

function kindOf(address: string): "file" | "url" | "stdin" {
  if (address === "-") return "stdin";
  return /^[a-z][a-z0-9+.-]+:\/\//iu.test(address) ? "url" : "file";
}
