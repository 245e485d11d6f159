/** What is known of one source before it is asked: what its server said last, the list in force, and what waits to be confirmed. */
import type { Entry } from "../../model/entry.js";
import type { ReadingHead, RefreshStore, SourceState } from "../refresh-store.js";
import { SNAPSHOT_HASH } from "./columns.js";
import type { Database } from "./connection.js";

const DEFAULT_INTERVAL_HOURS = 24;

type StateRow = Omit<SourceState, "held" | "suspected"> & { heldId: number | null; lastId: number | null };

export function stateStatement(database: Database): RefreshStore["state"] {
  const select = database.prepare(
    `SELECT s.id, s.address, v.name AS supplier, ifnull(s.interval_hours, ${DEFAULT_INTERVAL_HOURS}) AS intervalHours,
       s.validators, s.page, s.body_at AS bodyAt, s.failures, s.reread_rules AS rereadRules,
       s.held_reading_id AS heldId, s.last_reading_id AS lastId
     FROM source s JOIN vendor v ON v.id = s.vendor_id WHERE s.id = ?`,
  );
  const reading = database.prepare(
    `SELECT r.id, r.rules, r.status, r.language, r.suspected, r.held_entries AS heldEntries,
       ${SNAPSHOT_HASH} AS snapshot
     FROM reading r LEFT JOIN snapshot b ON b.id = r.snapshot_id WHERE r.id = ?`,
  );
  type Found = ReadingHead & { suspected: number; heldEntries: string | null };
  const head = ({ id, snapshot, rules, status, language }: Found): ReadingHead => ({
    id,
    snapshot,
    rules,
    status,
    language,
  });
  return (sourceId) => {
    const { heldId, lastId, ...row } = select.get(sourceId) as StateRow;
    const held = heldId === null ? null : (reading.get(heldId) as Found);
    const last = lastId === null || lastId === heldId ? null : (reading.get(lastId) as Found);
    const waits = last !== null && last.suspected === 1 && last.heldEntries !== null;
    return {
      ...row,
      held: held && head(held),
      suspected: waits ? { ...head(last), entries: JSON.parse(last.heldEntries!) as Entry[] } : null,
    };
  };
}
