/**
 * Stored snapshots read again by newer rules, before anybody is asked: what differs then is our doing and no news.
 *
 * Shape   Only the snapshot that the list in force rests on. A list that the newer rules do not find any more stays as it was
 *         read; that is a fault of the rules, and shows as such.
 */
import type { Change } from "../model/change.js";
import type { SourceState, VisitReading } from "../store/refresh-store.js";
import { asReading } from "./arrival.js";
import type { RefreshTools } from "./tools.js";

export async function rereadHeld(state: SourceState, runId: number, tools: RefreshTools): Promise<readonly Change[]> {
  const { held } = state;
  if (held === null || held.rules === tools.rules || state.rereadRules === tools.rules || held.snapshot === null)
    return [];
  const read = await readAgain(held.snapshot, state, tools);
  tools.store.refresh.reread(state.id, runId, tools.rules, read);
  return read?.changes ?? [];
}

async function readAgain(hash: string, state: SourceState, tools: RefreshTools): Promise<VisitReading | null> {
  const snapshot = tools.store.refresh.snapshot(hash, state.address);
  const stored = await tools.store.heldReading(state.address);
  if (snapshot === null || stored === null) return null;
  const { reading } = await tools.read(snapshot);
  const before = asReading(stored, reading);
  const lost = before.entries.length > 0 && reading.entries.length < before.entries.length / 2;
  if (lost || reading.status === "failed") return null;
  const changes = before.status === "listed" ? tools.compare(before, reading, { cause: "reader" }).changes : [];
  return { reading, snapshot, changes, holds: true, suspected: false };
}
